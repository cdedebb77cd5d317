import { IotService, IotServiceError, type IotServiceOptions } from '../../../simulator/iot';

export const region = 'eu-west-1';
export const accountId = '123456789012';
export const arn = (resource: string): string => `arn:aws:iot:${region}:${accountId}:${resource}`;
export const roleArn = `arn:aws:iam::${accountId}:role/publish`;

/** A clock that stands still unless it is told to sleep. */
export class StandingClock {
  time = Date.UTC(2026, 0, 1);

  now(): number {
    return this.time;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.time += milliseconds;
  }
}

export const service = (options: Partial<IotServiceOptions> = {}): IotService =>
  new IotService({ region, accountId, clock: new StandingClock(), ...options });

/** The service's error that an action ends with; a test that meets none fails here. */
export const refusal = (action: () => unknown): Pick<IotServiceError, 'name' | 'status' | 'message' | 'members'> => {
  try {
    action();
  } catch (error) {
    if (error instanceof IotServiceError) {
      return { name: error.name, status: error.status, message: error.message, members: error.members };
    }
    throw error;
  }
  throw new Error('The service accepted what it should refuse.');
};

/** A profile with every member that there is. */
export const everyMember = {
  securityProfileName: 'full',
  securityProfileDescription: 'Everything at once: 100 %',
  behaviors: [
    {
      name: 'count',
      metric: 'aws:num-messages-sent',
      metricDimension: { dimensionName: 'topics', operator: 'NOT_IN' },
      criteria: {
        comparisonOperator: 'less-than-equals',
        value: { count: 999999999999 },
        durationSeconds: 300,
        consecutiveDatapointsToAlarm: 1,
        consecutiveDatapointsToClear: 10,
      },
      suppressAlerts: true,
      exportMetric: false,
    },
    {
      name: 'cidrs',
      metric: 'aws:source-ip-address',
      criteria: { comparisonOperator: 'in-cidr-set', value: { cidrs: ['192.168.100.14/24', '2001:db8::/32'] } },
    },
    {
      name: 'ports',
      metric: 'aws:listening-tcp-ports',
      criteria: { comparisonOperator: 'not-in-port-set', value: { ports: [0, 65535] } },
    },
    { name: 'number', metric: 'temperature', criteria: { comparisonOperator: 'less-than', value: { number: -1.5 } } },
    { name: 'numbers', metric: 'levels', criteria: { comparisonOperator: 'in-set', value: { numbers: [1, 2.5] } } },
    { name: 'strings', metric: 'modes', criteria: { comparisonOperator: 'not-in-set', value: { strings: ['off'] } } },
    {
      name: 'percentile',
      metric: 'aws:all-bytes-out',
      criteria: {
        comparisonOperator: 'less-than',
        durationSeconds: 900,
        statisticalThreshold: { statistic: 'p99.99' },
      },
    },
    {
      name: 'learned',
      metric: 'aws:num-disconnects',
      criteria: { mlDetectionConfig: { confidenceLevel: 'HIGH' } },
    },
  ],
  alertTargets: { SNS: { alertTargetArn: `arn:aws:sns:${region}:${accountId}:alarms`, roleArn } },
  additionalMetricsToRetain: ['aws:num-disconnects'],
  additionalMetricsToRetainV2: [
    {
      metric: 'aws:num-messages-sent',
      metricDimension: { dimensionName: 'topics', operator: 'IN' },
      exportMetric: true,
    },
  ],
  metricsExportConfig: { mqttTopic: '$aws/rules/metrics', roleArn },
};

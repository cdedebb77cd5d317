import { accountId, region } from './rig';

const roleArn = `arn:aws:iam::${accountId}:role/publish`;

/** A profile with every member that there is but the deprecated one, as the service holds it. */
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
      criteria: { comparisonOperator: 'not-in-port-set', value: { ports: [0, 443, 65535] } },
    },
    { name: 'number', metric: 'heat', criteria: { comparisonOperator: 'less-than', value: { number: -1.5 } } },
    { name: 'numbers', metric: 'levels', criteria: { comparisonOperator: 'in-set', value: { numbers: [1, 2.5] } } },
    {
      name: 'strings',
      metric: 'modes',
      criteria: { comparisonOperator: 'not-in-set', value: { strings: ['5', 'true'] } },
    },
    {
      name: 'percentile',
      metric: 'aws:all-bytes-out',
      criteria: {
        comparisonOperator: 'less-than',
        durationSeconds: 900,
        statisticalThreshold: { statistic: 'p99.99' },
      },
    },
    { name: 'learned', metric: 'aws:num-disconnects', criteria: { mlDetectionConfig: { confidenceLevel: 'HIGH' } } },
  ],
  alertTargets: { SNS: { alertTargetArn: `arn:aws:sns:${region}:${accountId}:alarms`, roleArn } },
  additionalMetricsToRetainV2: [
    {
      metric: 'aws:num-messages-received',
      metricDimension: { dimensionName: 'topics', operator: 'IN' },
      exportMetric: true,
    },
  ],
  metricsExportConfig: { mqttTopic: '$aws/rules/metrics', roleArn },
};

const capitalized = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);

/** The service's words as a template has them: names begin with a capital letter. What is `undefined` is left out. */
export const asProperties = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asProperties);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [capitalized(key), asProperties(member)]),
  );
};

/** As CloudFormation sends it: every scalar as text, at every depth. */
export const asText = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asText(inner)]));
};

import { type Problem, readProperties } from '../../../../core/iot-security-profile/properties';

export const role = 'arn:aws:iam::123456789012:role/alerts';
export const topic = 'arn:aws:sns:us-east-1:123456789012:alerts';
export const target = (resource: string): string => `arn:aws:iot:us-east-1:123456789012:${resource}`;

export const problemsOf = (properties: unknown): readonly Problem[] => readProperties(properties).problems;

/** Each problem as `certainty path`, which is what a rule decides. */
export const verdicts = (properties: unknown): readonly string[] =>
  problemsOf(properties).map(({ certainty, path }) => `${certainty} ${path}`);

/** A profile with one behavior whose metric, criteria and other members are those given. */
export const withBehavior = (behavior: object): object => ({ Behaviors: [{ Name: 'one', ...behavior }] });

export const withCriteria = (metric: string | undefined, criteria: object): object =>
  withBehavior({ Metric: metric, Criteria: criteria });

export const withValue = (value: object): object => withCriteria(undefined, { Value: value });

/** A message of a problem at that path. */
export const messageAt = (properties: unknown, path: string): string | undefined =>
  problemsOf(properties).find((problem) => problem.path === path)?.message;

/** Every member of the resource, in the types that a template may give them. */
export const everyMember = {
  SecurityProfileName: 'every-member',
  SecurityProfileDescription: 'All there is',
  Behaviors: [
    {
      Name: 'sent',
      Metric: 'aws:num-messages-sent',
      MetricDimension: { DimensionName: 'topics', Operator: 'NOT_IN' },
      Criteria: {
        ComparisonOperator: 'less-than-equals',
        Value: { Count: 500000000 },
        DurationSeconds: 300,
        ConsecutiveDatapointsToAlarm: 1,
        ConsecutiveDatapointsToClear: 10,
      },
      SuppressAlerts: false,
      ExportMetric: true,
    },
    {
      Name: 'percentile',
      Metric: 'aws:all-bytes-out',
      Criteria: {
        ComparisonOperator: 'less-than',
        DurationSeconds: 3600,
        StatisticalThreshold: { Statistic: 'p99.9' },
      },
    },
    { Name: 'learned', Metric: 'aws:num-disconnects', Criteria: { MlDetectionConfig: { ConfidenceLevel: 'HIGH' } } },
    {
      Name: 'addresses',
      Metric: 'aws:source-ip-address',
      Criteria: { ComparisonOperator: 'in-cidr-set', Value: { Cidrs: ['192.168.100.14/24', '2001:db8::/32'] } },
    },
    {
      Name: 'ports',
      Metric: 'aws:listening-tcp-ports',
      Criteria: { ComparisonOperator: 'in-port-set', Value: { Ports: [0, 443, 65535] } },
    },
    {
      Name: 'number',
      Metric: 'temperature',
      Criteria: { ComparisonOperator: 'greater-than', Value: { Number: -1.5 } },
    },
    { Name: 'numbers', Metric: 'codes', Criteria: { ComparisonOperator: 'in-set', Value: { Numbers: [0, -2.5] } } },
    {
      Name: 'strings',
      Metric: 'modes',
      Criteria: { ComparisonOperator: 'not-in-set', Value: { Strings: ['a', '1'] } },
    },
  ],
  AlertTargets: { SNS: { AlertTargetArn: topic, RoleArn: role } },
  AdditionalMetricsToRetainV2: [
    {
      Metric: 'aws:num-messages-received',
      MetricDimension: { DimensionName: 'topics', Operator: 'IN' },
      ExportMetric: false,
    },
  ],
  MetricsExportConfig: { MqttTopic: '$aws/rules/export', RoleArn: role },
  Tags: [{ Key: 'team', Value: 'fleet' }],
  TargetArns: [target('thinggroup/pumps'), target('all/registered-things')],
  AdoptExisting: true,
  Revision: '2024-05-01',
};

/** As CloudFormation sends it: every scalar as text, at every depth. */
export const asText = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asText(inner)]));
};

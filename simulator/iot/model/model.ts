import { list, type Shape, type StringShape, type StructureShape, structure } from '../../service/model/shapes';

/** The shapes of the AWS IoT API model 2015-05-28, as far as security profiles use them. Names are the model's. */

const anyString: StringShape = { kind: 'string' };
const boolean: Shape = { kind: 'boolean' };

const identifier: StringShape = {
  kind: 'string',
  min: 1,
  max: 128,
  pattern: { text: '[a-zA-Z0-9:_-]+', expression: /^[a-zA-Z0-9:_-]+$/ },
};

export const securityProfileName = identifier;
export const dimensionName = identifier;
export const metricName = identifier;
export const thingGroupName = identifier;

/** Java's `\p{Graph}`, read as Unicode: whether the service takes letters beyond ASCII is not documented, so they pass. */
const securityProfileDescription: StringShape = {
  kind: 'string',
  max: 1000,
  pattern: { text: '[\\p{Graph}\\x20]*', expression: /^(?:[^\p{Cc}\p{Cs}\p{Cn}\p{Z}]|\x20)*$/u },
};

const evaluationStatistic: StringShape = {
  kind: 'string',
  pattern: {
    text: '(p0|p0\\.1|p0\\.01|p1|p10|p50|p90|p99|p99\\.9|p99\\.99|p100)',
    expression: /^(p0|p0\.1|p0\.01|p1|p10|p50|p90|p99|p99\.9|p99\.99|p100)$/,
  },
};

const cidr: StringShape = {
  kind: 'string',
  min: 2,
  max: 43,
  pattern: { text: '[a-fA-F0-9:\\.\\/]+', expression: /^[a-fA-F0-9:./]+$/ },
};

const tagKey: StringShape = {
  kind: 'string',
  min: 1,
  max: 128,
  pattern: { text: '^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$', expression: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u },
};

const roleArn: StringShape = { kind: 'string', min: 20, max: 2048 };

const metricDimension = structure({ dimensionName, operator: { kind: 'string', oneOf: ['IN', 'NOT_IN'] } }, [
  'dimensionName',
]);

const metricValue = structure({
  count: { kind: 'long', min: 0 },
  cidrs: list(cidr),
  ports: list({ kind: 'integer', min: 0, max: 65535 }),
  number: { kind: 'double' },
  numbers: list({ kind: 'double' }),
  strings: list(anyString),
});

const comparisonOperator: StringShape = {
  kind: 'string',
  oneOf: [
    'less-than',
    'less-than-equals',
    'greater-than',
    'greater-than-equals',
    'in-cidr-set',
    'not-in-cidr-set',
    'in-port-set',
    'not-in-port-set',
    'in-set',
    'not-in-set',
  ],
};

/** The range of the two datapoint members is no constraint here: ValidateSecurityProfileBehaviors reports it as a finding. */
const behaviorCriteria = structure({
  comparisonOperator,
  value: metricValue,
  durationSeconds: { kind: 'integer' },
  consecutiveDatapointsToAlarm: { kind: 'integer' },
  consecutiveDatapointsToClear: { kind: 'integer' },
  statisticalThreshold: structure({ statistic: evaluationStatistic }),
  mlDetectionConfig: structure({ confidenceLevel: { kind: 'string', oneOf: ['LOW', 'MEDIUM', 'HIGH'] } }, [
    'confidenceLevel',
  ]),
});

export const behaviors = list(
  structure(
    {
      name: identifier,
      metric: anyString,
      metricDimension,
      criteria: behaviorCriteria,
      suppressAlerts: boolean,
      exportMetric: boolean,
    },
    ['name'],
  ),
);

export const tags = list(structure({ Key: tagKey, Value: { kind: 'string', min: 0, max: 256 } }, ['Key']));
export const tagKeys = list(tagKey);

/** The members that Create and Update share. */
export const profileMembers: StructureShape['members'] = {
  securityProfileDescription,
  behaviors,
  alertTargets: {
    kind: 'map',
    key: { kind: 'string', oneOf: ['SNS'] },
    value: structure({ alertTargetArn: anyString, roleArn }, ['alertTargetArn', 'roleArn']),
  },
  additionalMetricsToRetain: list(anyString),
  additionalMetricsToRetainV2: list(
    structure({ metric: anyString, metricDimension, exportMetric: boolean }, ['metric']),
  ),
  metricsExportConfig: structure({ mqttTopic: { kind: 'string', min: 1, max: 512 }, roleArn }, [
    'mqttTopic',
    'roleArn',
  ]),
};

import fc from 'fast-check';
import { differencesOf } from '../../../core/iot-security-profile/differences';
import { holdsContent, type ProfileContent } from '../../../core/iot-security-profile/plan/content';

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const behavior = fc.record(
  {
    name: fc.constantFrom('a', 'b', 'c#2'),
    metric: fc.constantFrom('m', 'n'),
    metricDimension: fc.record(
      { dimensionName: fc.constantFrom('d', 'e'), operator: fc.constantFrom('IN' as const, 'NOT_IN' as const) },
      { requiredKeys: ['dimensionName'] },
    ),
    suppressAlerts: fc.boolean(),
    criteria: fc.record(
      {
        comparisonOperator: fc.constantFrom('in-port-set' as const),
        value: fc.record({ ports: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }) }),
        consecutiveDatapointsToAlarm: fc.constantFrom(1, 2),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['name'] },
);

const content: fc.Arbitrary<ProfileContent> = fc.record({
  securityProfileDescription: maybe(fc.constantFrom('', 'x', 'y')),
  behaviors: maybe(fc.array(behavior, { maxLength: 3 })),
  alertTargets: maybe(fc.constantFrom({}, { SNS: { alertTargetArn: 't', roleArn: 'r' } })),
  additionalMetricsToRetainV2: maybe(
    fc.array(fc.record({ metric: fc.constantFrom('m', 'n'), exportMetric: maybe(fc.boolean()) }), { maxLength: 2 }),
  ),
  metricsExportConfig: maybe(fc.constantFrom({ mqttTopic: 't', roleArn: 'r' }, { mqttTopic: 'u', roleArn: 'r' })),
});

test('there are differences if and only if the service does not hold what is declared', () => {
  fc.assert(
    fc.property(content, content, fc.boolean(), (declared, other, isSame) => {
      const live = isSame
        ? { ...declared, ...(declared.behaviors ? { behaviors: [...declared.behaviors].reverse() } : {}) }
        : other;
      expect(differencesOf(declared, live).length === 0).toBe(holdsContent(live, declared));
    }),
    { seed: 20_260_101, numRuns: 3_000 },
  );
});

const quiet = { name: 'quiet', metric: 'm', criteria: { value: { count: 5 }, consecutiveDatapointsToAlarm: 1 } };

test.each<[string, ProfileContent, ProfileContent, readonly unknown[]]>([
  [
    'a value is told by its path, the behavior by its name',
    { behaviors: [{ name: 'first' }, quiet] },
    { behaviors: [{ ...quiet, criteria: { value: { count: 9 } } }, { name: 'first' }] },
    [{ path: 'Behaviors[quiet].Criteria.Value.Count', declared: 5, live: 9 }],
  ],
  [
    'a member that only one side has',
    { securityProfileDescription: 'x', metricsExportConfig: { mqttTopic: 't', roleArn: 'r' } },
    {},
    [
      { path: 'SecurityProfileDescription', declared: 'x', live: undefined },
      { path: 'MetricsExportConfig.MqttTopic', declared: 't', live: undefined },
      { path: 'MetricsExportConfig.RoleArn', declared: 'r', live: undefined },
    ],
  ],
  ['an empty description is none', { securityProfileDescription: '' }, {}, []],
  [
    'a default that one side spells out is none',
    { behaviors: [{ name: 'a', suppressAlerts: false }] },
    { behaviors: [{ name: 'a' }] },
    [],
  ],
  [
    'a structure that says nothing, where the other side has none',
    { behaviors: [{ name: 'a', criteria: {} }] },
    { behaviors: [{ name: 'a' }] },
    [{ path: 'Behaviors[a].Criteria', declared: {}, live: undefined }],
  ],
  [
    'a metric that is retained goes by its dimension too',
    { additionalMetricsToRetainV2: [{ metric: 'm', metricDimension: { dimensionName: 'd', operator: 'NOT_IN' } }] },
    { additionalMetricsToRetainV2: [{ metric: 'm', metricDimension: { dimensionName: 'd' } }] },
    [
      { path: 'AdditionalMetricsToRetainV2[m not in d].Metric', declared: 'm' },
      { path: 'AdditionalMetricsToRetainV2[m not in d].MetricDimension.DimensionName', declared: 'd' },
      { path: 'AdditionalMetricsToRetainV2[m not in d].MetricDimension.Operator', declared: 'NOT_IN' },
      { path: 'AdditionalMetricsToRetainV2[m in d].Metric', live: 'm' },
      { path: 'AdditionalMetricsToRetainV2[m in d].MetricDimension.DimensionName', live: 'd' },
    ],
  ],
  [
    'of two of one name the second has a number',
    {
      behaviors: [
        { name: 'a', metric: 'm' },
        { name: 'a', metric: 'n' },
      ],
    },
    {
      behaviors: [
        { name: 'a', metric: 'n' },
        { name: 'a', metric: 'o' },
      ],
    },
    [
      { path: 'Behaviors[a].Metric', declared: 'm', live: 'n' },
      { path: 'Behaviors[a#2].Metric', declared: 'n', live: 'o' },
    ],
  ],
])('%s', (_what, declared, live, expected) => {
  expect(differencesOf(declared, live)).toEqual(expected);
});

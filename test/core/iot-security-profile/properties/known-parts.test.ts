import { readKnownParts } from '../../../../core/iot-security-profile/properties/known-parts';

/** Lists of parts stand for texts that are known in part. */
const knownParts = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((part) => typeof part === 'string') ? value : undefined;

const found = (properties: unknown) =>
  readKnownParts(properties, knownParts).map(({ certainty, path, message }) => `${certainty} ${path}: ${message}`);

const letters = 'has characters that are not accepted; accepted: letters';

describe('the known parts of a text', () => {
  test.each([
    ['a name', { SecurityProfileName: ['my fleet', ''] }, `certain SecurityProfileName: "my fleet" ${letters}`],
    ['a later part', { SecurityProfileName: ['a', '', ' x'] }, `certain SecurityProfileName: " x" ${letters}`],
    ['a description', { SecurityProfileDescription: ['a\n'] }, 'certain SecurityProfileDescription: "a\\n" has a line'],
    ['a description in part doubtful', { SecurityProfileDescription: ['é'] }, 'uncertain SecurityProfileDescription: '],
    ['the name of a behavior', { Behaviors: [{}, { Name: ['a?'] }] }, `strong Behaviors[1].Name: "a?" ${letters}`],
    ['a metric', { Behaviors: [{ Metric: ['a?'] }] }, `strong Behaviors[0].Metric: "a?" ${letters}`],
    [
      'a dimension',
      { AdditionalMetricsToRetainV2: [{ MetricDimension: { DimensionName: ['a?'] } }] },
      `certain AdditionalMetricsToRetainV2[0].MetricDimension.DimensionName: "a?" ${letters}`,
    ],
    ['the key of a tag', { Tags: [{ Key: ['a?'] }] }, 'certain Tags[0].Key: "a?" has characters'],
    [
      'a topic for metrics',
      { MetricsExportConfig: { MqttTopic: ['a/', '/#'] } },
      'uncertain MetricsExportConfig.MqttTopic: "/#" has a wildcard',
    ],
  ])('are checked for characters: %s', (_, properties, expected) => {
    expect(found(properties)).toEqual([expect.stringContaining(expected)]);
  });

  test('give one problem a text', () => {
    expect(found({ SecurityProfileName: ['a b', 'c d'] })).toHaveLength(1);
  });

  test.each([
    ['a name', { SecurityProfileName: ['x'.repeat(200), ''] }],
    ['a metric', { Behaviors: [{ Metric: ['x'.repeat(200)] }] }],
    ['the key of a tag, which may begin with a part that is not known', { Tags: [{ Key: ['', 'aws:'] }] }],
    ['a topic for metrics', { MetricsExportConfig: { MqttTopic: ['/'.repeat(10)] } }],
    ['an ARN', { TargetArns: [['arn:aws']], AlertTargets: { SNS: { AlertTargetArn: ['x'], RoleArn: ['y'] } } }],
  ])('are checked for nothing that depends on the other parts: %s', (_, properties) => {
    expect(found(properties)).toEqual([]);
  });
});

test.each([
  [undefined],
  ['text'],
  [null],
  [{ SecurityProfileName: 'my fleet', Behaviors: 'none', AlertTargets: null, Tags: [null, 1] }],
])('nothing else is looked at: %j', (properties) => expect(found(properties)).toEqual([]));

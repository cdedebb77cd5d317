import { readProperties } from '../../../../../core/iot-security-profile/properties';
import { problemsOf, role, target, verdicts } from '../examples';

const many = (length: number): readonly undefined[] => Array.from({ length });
const addresses = (count: number, Name = 'addresses') => ({
  Name,
  Metric: 'aws:source-ip-address',
  Criteria: {
    ComparisonOperator: 'in-cidr-set',
    Value: { Cidrs: many(count).map((_, index) => `10.0.${index >> 8}.${index & 255}/32`) },
  },
});
const ports = (count: number, first: unknown = 1) => ({
  Name: 'ports',
  Metric: 'aws:listening-tcp-ports',
  Criteria: {
    ComparisonOperator: 'in-port-set',
    Value: { Ports: [first, ...many(count - 1).map((_, index) => index)] },
  },
});
const sent = (Name: string) => ({
  Name,
  Metric: 'aws:num-messages-sent',
  Criteria: { ComparisonOperator: 'less-than', Value: { Count: 5 }, DurationSeconds: 300 },
});
const texts = (count: number) => ({
  Name: 'texts',
  Metric: 'custom',
  Criteria: { ComparisonOperator: 'in-set', Value: { Strings: many(count).map((_, index) => `${index}`) } },
});
const learned = {
  Name: 'learned',
  Metric: 'aws:num-disconnects',
  Criteria: { MlDetectionConfig: { ConfidenceLevel: 'LOW' } },
};
const percentile = {
  Name: 'percentile',
  Metric: 'aws:num-messages-sent',
  Criteria: {
    ComparisonOperator: 'less-than',
    DurationSeconds: 300,
    StatisticalThreshold: { Statistic: 'p90' },
  },
};
const topic = (place: string) => ({
  AlertTargets: { SNS: { AlertTargetArn: `arn:aws:sns:${place}:alerts`, RoleArn: role } },
});
const exported = { MetricsExportConfig: { MqttTopic: 'metrics', RoleArn: role } };

describe('Accepted without a word', () => {
  test.each<[string, object]>([
    ['1000 value elements', { Behaviors: [addresses(500), ports(499), sent('count')] }],
    ['behaviors of different names', { Behaviors: [sent('a'), sent('A')] }],
    ['rules alone', { Behaviors: [sent('a'), addresses(1)] }],
    ['ML alone', { Behaviors: [learned] }],
    ['an export flag with its configuration', { Behaviors: [{ ...sent('a'), ExportMetric: true }], ...exported }],
    ['an export flag that is off', { Behaviors: [{ ...sent('a'), ExportMetric: 'false' }] }],
    ['tag keys that differ in case', { Tags: [{ Key: 'k' }, { Key: 'K' }] }],
    ['several targets of one place', { TargetArns: [target('all/things'), target('thinggroup/a')] }],
    ['a topic in the place of the targets', { TargetArns: [target('all/things')], ...topic('us-east-1:123456789012') }],
    ['a topic anywhere without targets', topic('eu-west-1:210987654321')],
    ['ML where it is offered', { Behaviors: [learned], TargetArns: [target('all/things')] }],
  ])('%s', (_, properties) => {
    expect(verdicts(properties)).toEqual([]);
  });
});

describe('Found by the rules on the whole profile', () => {
  const elsewhere = (region: string, account = '123456789012') => `arn:aws:iot:${region}:${account}:all/things`;
  test.each<[string, object, string]>([
    ['1001 value elements', { Behaviors: [addresses(500), ports(500), sent('count')] }, 'certain Behaviors'],
    ['1001 elements of which some may not count', { Behaviors: [addresses(500), texts(501)] }, 'uncertain Behaviors'],
    ['a behavior name twice', { Behaviors: [sent('a'), sent('b'), sent('a')] }, 'uncertain Behaviors[2].Name'],
    ['rules beside ML', { Behaviors: [sent('a'), learned] }, 'uncertain Behaviors'],
    [
      'an export flag alone',
      { Behaviors: [{ ...sent('a'), ExportMetric: 'true' }] },
      'uncertain Behaviors[0].ExportMetric',
    ],
    [
      'an export flag of a retained metric alone',
      { AdditionalMetricsToRetainV2: [{ Metric: 'custom', ExportMetric: true }] },
      'uncertain AdditionalMetricsToRetainV2[0].ExportMetric',
    ],
    ['a tag key twice', { Tags: [{ Key: 'k', Value: 'a' }, { Key: 'k' }] }, 'strong Tags[1].Key'],
    ['a target twice', { TargetArns: [target('all/things'), target('all/things')] }, 'uncertain TargetArns[1]'],
    [
      'targets of two Regions',
      { TargetArns: [target('all/things'), elsewhere('eu-west-1')] },
      'uncertain TargetArns[1]',
    ],
    [
      'targets of two accounts',
      { TargetArns: [target('all/things'), elsewhere('us-east-1', '210987654321')] },
      'uncertain TargetArns[1]',
    ],
    [
      'a topic in another Region than the targets',
      { TargetArns: [target('all/things')], ...topic('eu-west-1:123456789012') },
      'uncertain AlertTargets.SNS.AlertTargetArn',
    ],
    ...['sa-east-1', 'eu-south-1', 'il-central-1'].map((region): [string, object, string] => [
      `a Region without Device Defender: ${region}`,
      { TargetArns: [elsewhere(region)] },
      'uncertain TargetArns[0]',
    ]),
    [
      'a Region without Device Defender, once for all targets',
      { TargetArns: ['thinggroup/a', 'thinggroup/b'].map((name) => `arn:aws:iot:sa-east-1:123456789012:${name}`) },
      'uncertain TargetArns[0]',
    ],
    [
      'an account that is none, and nothing more of where it is',
      { TargetArns: [target('all/things'), elsewhere('us-east-1', '123')] },
      'strong TargetArns[1]',
    ],
    ['percentiles beside ML', { Behaviors: [percentile, learned] }, 'uncertain Behaviors'],
    [
      'ML in a Region without it',
      { Behaviors: [learned], TargetArns: [elsewhere('ap-southeast-5')] },
      'uncertain Behaviors[0].Criteria.MlDetectionConfig',
    ],
  ])('%s', (_, properties, verdict) => {
    expect(verdicts(properties)).toEqual([verdict]);
    expect('profile' in readProperties(properties)).toBe(!verdict.startsWith('certain '));
  });

  test('the places of behaviors are counted with those that cannot be read', () => {
    expect(verdicts({ Behaviors: ['none', sent('a'), sent('a')] })).toEqual([
      'certain Behaviors[0]',
      'uncertain Behaviors[2].Name',
    ]);
  });

  test('whatever is there several times is told of where it came first', () => {
    const messages = problemsOf({ Behaviors: [sent('a'), sent('a'), sent('a')] }).map(({ message }) => message);
    expect(messages).toHaveLength(2);
    for (const message of messages) expect(message).toContain('"a" is at Behaviors[0].Name too');
  });

  test('an element that is wrong counts as an element all the same', () => {
    expect(verdicts({ Behaviors: [addresses(500), ports(501, 70000)] })).toEqual([
      'certain Behaviors[1].Criteria.Value.Ports[0]',
      'certain Behaviors',
    ]);
  });
});

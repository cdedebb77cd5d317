import { readProperties } from '../../../../core/iot-security-profile/properties';
import { role, target, topic, verdicts, withBehavior, withCriteria, withValue } from './examples';

const many = (length: number, element: (index: number) => unknown): readonly unknown[] =>
  Array.from({ length }, (_, index) => element(index));
const behavior = (index: number) => ({
  Name: `b${index}`,
  Metric: 'aws:source-ip-address',
  Criteria: { ComparisonOperator: 'in-cidr-set', Value: { Cidrs: ['10.0.0.0/8'] } },
});
const named = (Name: unknown) => ({ Behaviors: [{ ...behavior(0), Name }] });
const cidr = (text: unknown) =>
  withCriteria('aws:source-ip-address', { ComparisonOperator: 'in-cidr-set', Value: { Cidrs: [text] } });
const port = (given: unknown) =>
  withCriteria('aws:listening-tcp-ports', { ComparisonOperator: 'in-port-set', Value: { Ports: [given] } });
const learned = (criteria: object) =>
  withCriteria('aws:num-disconnects', { MlDetectionConfig: { ConfidenceLevel: 'LOW' }, ...criteria });
const alert = (members: object) => ({ AlertTargets: { SNS: { AlertTargetArn: topic, RoleArn: role, ...members } } });
const exported = (members: object) => ({ MetricsExportConfig: { MqttTopic: 'a/b', RoleArn: role, ...members } });
const dimension = (members: object) => ({
  AdditionalMetricsToRetainV2: [
    { Metric: 'aws:num-messages-sent', MetricDimension: { DimensionName: 'd', ...members } },
  ],
});
const tag = (Key: string, Value = '') => ({ Tags: [{ Key, Value }] });
const attached = (arn: unknown) => ({ TargetArns: [arn] });
const roleOf = (length: number) => `arn:aws:iam::123456789012:role/${'r'.repeat(length - 31)}`;
const percentile = (Statistic: string, ComparisonOperator = 'less-than') =>
  withCriteria('aws:num-disconnects', {
    ComparisonOperator,
    DurationSeconds: 300,
    StatisticalThreshold: { Statistic },
  });

describe('What is accepted without a word', () => {
  test.each<[string, object]>([
    ['a name of 1 character', { SecurityProfileName: 'a' }],
    ['a name of 128 characters of every kind', { SecurityProfileName: `aZ09:_-${'x'.repeat(121)}` }],
    ['a description of 1000 characters', { SecurityProfileDescription: ' ~'.repeat(500) }],
    ['100 behaviors', { Behaviors: many(100, behavior) }],
    ['a behavior name of 128 characters', named('n'.repeat(128))],
    ['a metric of 128 characters', { AdditionalMetricsToRetainV2: [{ Metric: 'm'.repeat(128) }] }],
    ['a dimension name of 128 characters', dimension({ DimensionName: 'd'.repeat(128) })],
    ['the dimension operator IN', dimension({ Operator: 'IN' })],
    ['the dimension operator NOT_IN', dimension({ Operator: 'NOT_IN' })],
    ['1 datapoint', learned({ ConsecutiveDatapointsToAlarm: '1', ConsecutiveDatapointsToClear: 1 })],
    ['10 datapoints', learned({ ConsecutiveDatapointsToAlarm: 10, ConsecutiveDatapointsToClear: '10' })],
    ['port 0', port('0')],
    ['port 65535', port(65535)],
    ['an IPv4 range', cidr('0.0.0.0/0')],
    ['an IPv4 range with host bits', cidr('192.168.100.14/24')],
    ['the narrowest IPv4 range', cidr('255.255.255.255/32')],
    ['an IPv6 range', cidr('2001:db8::/32')],
    ['every IPv6 address', cidr('::/0')],
    ['the longest IPv6 range', cidr('ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128')],
    ['an IPv6 range that ends as IPv4', cidr('::ffff:10.0.0.0/104')],
    ['a role ARN in a path and another partition', alert({ RoleArn: 'arn:aws-us-gov:iam::123456789012:role/a/b/c' })],
    ['a role ARN of 2048 characters', alert({ RoleArn: roleOf(2048) })],
    ['a topic of 256 characters', alert({ AlertTargetArn: `arn:aws:sns:us-east-1:123456789012:${'T-_9'.repeat(64)}` })],
    ['a topic in China', alert({ AlertTargetArn: 'arn:aws-cn:sns:cn-north-1:123456789012:t' })],
    ['an export topic of 1 character', exported({ MqttTopic: 't' })],
    ['an export topic of 256 bytes', exported({ MqttTopic: 't'.repeat(256) })],
    ['an export topic with 7 slashes', exported({ MqttTopic: 'a/b/c/d/e/f/g/h' })],
    ['a Basic Ingest topic with 7 slashes of its own', exported({ MqttTopic: '$aws/rules/r/a/b/c/d/e/f/g/h' })],
    ['47 tags', { Tags: many(47, (index) => ({ Key: `k${index}`, Value: 'v' })) }],
    ['a tag key of 128 characters', tag('k'.repeat(128))],
    ['a tag key of every accepted kind', tag('Größe 1_.:/=+-@')],
    ['128 characters in a tag key that are 256 code units', tag('𐐀'.repeat(128))],
    ['a tag value of 256 characters', tag('k', 'v'.repeat(256))],
    ['a tag value of any character', tag('k', '<aws:\n>')],
    ['a thing group', attached(target('thinggroup/pumps'))],
    ['a thing group of 128 characters with a colon', attached(target(`thinggroup/a:${'g'.repeat(126)}`))],
    ['all things', attached(target('all/things'))],
    ['all registered things', attached(target('all/registered-things'))],
    ['all unregistered things', attached(target('all/unregistered-things'))],
    ['a target in GovCloud', attached('arn:aws-us-gov:iot:us-gov-west-1:123456789012:all/things')],
    ...['p50', 'p90', 'p99', 'p99.9', 'p99.99', 'p100'].map((statistic): [string, object] => [
      `the percentile ${statistic} as a ceiling`,
      percentile(statistic),
    ]),
    ...['p0', 'p0.1', 'p0.01', 'p1', 'p10'].map((statistic): [string, object] => [
      `the percentile ${statistic} as a floor`,
      percentile(statistic, 'greater-than'),
    ]),
    ...['LOW', 'MEDIUM', 'HIGH'].map((ConfidenceLevel): [string, object] => [
      `the confidence level ${ConfidenceLevel}`,
      learned({ MlDetectionConfig: { ConfidenceLevel } }),
    ]),
  ])('%s', (_, properties) => {
    const { problems, profile } = readProperties(properties);
    expect(problems).toEqual([]);
    expect(profile).toBeDefined();
  });
});

const value = 'Behaviors[0].Criteria.Value';
const uuid = '6b0e71bd-7e97-4d97-80ce-4a0994e55286';

describe('What is certainly refused', () => {
  test.each<[string, object, string]>([
    ['a name of 129 characters', { SecurityProfileName: 'a'.repeat(129) }, 'SecurityProfileName'],
    ['a name with a space', { SecurityProfileName: 'a b' }, 'SecurityProfileName'],
    ['a name that only begins well', { SecurityProfileName: 'good!' }, 'SecurityProfileName'],
    ['a name with a line break at its end', { SecurityProfileName: 'good\n' }, 'SecurityProfileName'],
    [
      'a description of 1001 characters',
      { SecurityProfileDescription: 'd'.repeat(1001) },
      'SecurityProfileDescription',
    ],
    ['a description with a line break', { SecurityProfileDescription: 'a\nb' }, 'SecurityProfileDescription'],
    ['a description with a tab', { SecurityProfileDescription: 'a\tb' }, 'SecurityProfileDescription'],
    ['101 behaviors', { Behaviors: many(101, behavior) }, 'Behaviors'],
    ['a behavior name of 129 characters', named('n'.repeat(129)), 'Behaviors[0].Name'],
    [
      'a dimension name of 129 characters',
      dimension({ DimensionName: 'd'.repeat(129) }),
      'AdditionalMetricsToRetainV2[0].MetricDimension.DimensionName',
    ],
    [
      'a dimension name with a dot',
      dimension({ DimensionName: 'a.b' }),
      'AdditionalMetricsToRetainV2[0].MetricDimension.DimensionName',
    ],
    [
      'another dimension operator',
      dimension({ Operator: 'in' }),
      'AdditionalMetricsToRetainV2[0].MetricDimension.Operator',
    ],
    [
      'an unknown operator',
      withCriteria(undefined, { ComparisonOperator: '<' }),
      'Behaviors[0].Criteria.ComparisonOperator',
    ],
    [
      'an unknown confidence level',
      learned({ MlDetectionConfig: { ConfidenceLevel: 'TOP' } }),
      'Behaviors[0].Criteria.MlDetectionConfig.ConfidenceLevel',
    ],
    ...['p5', 'p25', 'p75', 'p95', 'p99.5', 'p101', 'p'].map((statistic): [string, object, string] => [
      `the percentile ${statistic}`,
      percentile(statistic),
      'Behaviors[0].Criteria.StatisticalThreshold.Statistic',
    ]),
    ['a percentile that only begins well', percentile('p999'), 'Behaviors[0].Criteria.StatisticalThreshold.Statistic'],
    [
      '0 datapoints to alarm',
      learned({ ConsecutiveDatapointsToAlarm: 0 }),
      'Behaviors[0].Criteria.ConsecutiveDatapointsToAlarm',
    ],
    [
      '11 datapoints to alarm',
      learned({ ConsecutiveDatapointsToAlarm: '11' }),
      'Behaviors[0].Criteria.ConsecutiveDatapointsToAlarm',
    ],
    [
      '0 datapoints to clear',
      learned({ ConsecutiveDatapointsToClear: 0 }),
      'Behaviors[0].Criteria.ConsecutiveDatapointsToClear',
    ],
    [
      '11 datapoints to clear',
      learned({ ConsecutiveDatapointsToClear: '11' }),
      'Behaviors[0].Criteria.ConsecutiveDatapointsToClear',
    ],
    ['port 65536', port(65536), `${value}.Ports[0]`],
    ['port -1', port('-1'), `${value}.Ports[0]`],
    ['a count below 0', withValue({ Count: -1 }), `${value}.Count`],
    ['a CIDR of 1 character', cidr(':'), `${value}.Cidrs[0]`],
    ['a CIDR of 44 characters', cidr(`${'0'.repeat(41)}/32`), `${value}.Cidrs[0]`],
    ['a CIDR with other letters', cidr('10.0.0.x/8'), `${value}.Cidrs[0]`],
    [
      'a duration beyond 32 bits',
      withCriteria('custom', { DurationSeconds: '2147483648' }),
      'Behaviors[0].Criteria.DurationSeconds',
    ],
    ['a role ARN of 19 characters', alert({ RoleArn: 'r'.repeat(19) }), 'AlertTargets.SNS.RoleArn'],
    ['a role ARN of 2049 characters', exported({ RoleArn: roleOf(2049) }), 'MetricsExportConfig.RoleArn'],
    [
      'an alert target of another kind',
      { AlertTargets: { SNS: { AlertTargetArn: topic, RoleArn: role }, SQS: {} } },
      'AlertTargets.SQS',
    ],
    ['an export topic of 513 characters', exported({ MqttTopic: 't'.repeat(513) }), 'MetricsExportConfig.MqttTopic'],
    ['48 tags', { Tags: many(48, (index) => ({ Key: `k${index}` })) }, 'Tags'],
    ['a tag key of 129 characters', tag('k'.repeat(129)), 'Tags[0].Key'],
    ['a tag key with an accent of exclamation', tag('k!'), 'Tags[0].Key'],
    ['a tag key with the prefix of AWS', tag('aws:team'), 'Tags[0].Key'],
    ['a tag key with the prefix of the marks', tag('cloudformation:stack-id'), 'Tags[0].Key'],
    ['a tag value of 257 characters', tag('k', 'v'.repeat(257)), 'Tags[0].Value'],
    ['a target that is no ARN', attached('all/things'), 'TargetArns[0]'],
    ['a target of another service', attached(topic), 'TargetArns[0]'],
    ['a thing group with a space', attached(target('thinggroup/a b')), 'TargetArns[0]'],
    ['a thing group without a name', attached(target('thinggroup/')), 'TargetArns[0]'],
    ['a thing group of 129 characters', attached(target(`thinggroup/${'g'.repeat(129)}`)), 'TargetArns[0]'],
  ])('%s', (_, properties, path) => {
    expect(verdicts(properties)).toContain(`certain ${path}`);
    expect(readProperties(properties)).not.toHaveProperty('profile');
  });
});

describe('What is very likely refused, and still read', () => {
  test.each<[string, object, string]>([
    ['a behavior name with a space', named('my behavior'), 'Behaviors[0].Name'],
    ['a metric with a space', withBehavior({ Metric: 'a b' }), 'Behaviors[0].Metric'],
    ['a metric of 129 characters', withBehavior({ Metric: 'm'.repeat(129) }), 'Behaviors[0].Metric'],
    ['an octet of 256', cidr('10.0.0.256/8'), `${value}.Cidrs[0]`],
    ['an IPv4 prefix of 33', cidr('10.0.0.0/33'), `${value}.Cidrs[0]`],
    ['an IPv6 prefix of 129', cidr('::/129'), `${value}.Cidrs[0]`],
    ['an IPv6 address of nine groups', cidr('1:2:3:4:5:6:7:8:9/64'), `${value}.Cidrs[0]`],
    ['an IPv6 address with two gaps', cidr('1::2::3/64'), `${value}.Cidrs[0]`],
    ['an IPv6 address with IPv4 before its end', cidr('10.0.0.0::/64'), `${value}.Cidrs[0]`],
    ['an IPv6 address that has eight groups and a gap', cidr('1:2:3:4::5:6:7:8/64'), `${value}.Cidrs[0]`],
    ['three octets', cidr('10.0.0/8'), `${value}.Cidrs[0]`],
    ['five octets', cidr('10.0.0.0.0/8'), `${value}.Cidrs[0]`],
    ['two prefixes', cidr('10.0.0.0/8/8'), `${value}.Cidrs[0]`],
    ['a prefix that is empty', cidr('10.0.0.0/'), `${value}.Cidrs[0]`],
    [
      'an alert to another service',
      alert({ AlertTargetArn: 'arn:aws:sqs:us-east-1:123456789012:q' }),
      'AlertTargets.SNS.AlertTargetArn',
    ],
    ['an alert to a subscription', alert({ AlertTargetArn: `${topic}:${uuid}` }), 'AlertTargets.SNS.AlertTargetArn'],
    [
      'an alert to the subscription of a FIFO topic',
      alert({ AlertTargetArn: `${topic}.fifo:${uuid}` }),
      'AlertTargets.SNS.AlertTargetArn',
    ],
    [
      'an alert to the endpoint of a telephone',
      alert({ AlertTargetArn: `arn:aws:sns:us-east-1:123456789012:endpoint/GCM/app/${uuid}` }),
      'AlertTargets.SNS.AlertTargetArn',
    ],
    [
      'an alert to a topic without a region',
      alert({ AlertTargetArn: 'arn:aws:sns::123456789012:alerts' }),
      'AlertTargets.SNS.AlertTargetArn',
    ],
    [
      'an alert to a topic of 257 characters',
      alert({ AlertTargetArn: `arn:aws:sns:us-east-1:123456789012:${'t'.repeat(257)}` }),
      'AlertTargets.SNS.AlertTargetArn',
    ],
    ['an alert to no ARN', alert({ AlertTargetArn: 'alerts' }), 'AlertTargets.SNS.AlertTargetArn'],
    ['a user for a role', alert({ RoleArn: 'arn:aws:iam::123456789012:user/someone' }), 'AlertTargets.SNS.RoleArn'],
    [
      'a user whose name resembles a role',
      alert({ RoleArn: 'arn:aws:iam::123456789012:user/role/x' }),
      'AlertTargets.SNS.RoleArn',
    ],
    [
      'the role of another service',
      alert({ RoleArn: 'arn:aws:sts::123456789012:role/some-role' }),
      'AlertTargets.SNS.RoleArn',
    ],
    [
      'a role in an account of 11 digits',
      alert({ RoleArn: 'arn:aws:iam::12345678901:role/some-role' }),
      'AlertTargets.SNS.RoleArn',
    ],
    ['a role without an account', exported({ RoleArn: 'arn:aws:iam:::role/some-role' }), 'MetricsExportConfig.RoleArn'],
    ['a certificate as a target', attached(target('cert/abc')), 'TargetArns[0]'],
    ['all devices as a target', attached(target('all/devices')), 'TargetArns[0]'],
    ['a target without an account', attached('arn:aws:iot:us-east-1::all/things'), 'TargetArns[0]'],
    ['a target without a region', attached('arn:aws:iot::123456789012:all/things'), 'TargetArns[0]'],
    ['a target of no partition', attached('arn:amazon:iot:us-east-1:123456789012:all/things'), 'TargetArns[0]'],
  ])('%s', (_, properties, path) => {
    expect(verdicts(properties)).toContain(`strong ${path}`);
    expect(readProperties(properties).profile).toBeDefined();
  });
});

describe('What is only warned about', () => {
  test.each<[string, object, string]>([
    ['a description with letters beyond ASCII', { SecurityProfileDescription: 'für' }, 'SecurityProfileDescription'],
    ['the statistic Average', percentile('Average'), 'Behaviors[0].Criteria.StatisticalThreshold.Statistic'],
    ['an IPv4 address without a prefix', cidr('10.0.0.1'), `${value}.Cidrs[0]`],
    ['the shortest IPv6 address without a prefix', cidr('::'), `${value}.Cidrs[0]`],
    ['a FIFO topic', alert({ AlertTargetArn: `${topic}.fifo` }), 'AlertTargets.SNS.AlertTargetArn'],
    ['an export topic with a wildcard', exported({ MqttTopic: 'a/+/b' }), 'MetricsExportConfig.MqttTopic'],
    ['an export topic with 8 slashes', exported({ MqttTopic: 'a/b/c/d/e/f/g/h/i' }), 'MetricsExportConfig.MqttTopic'],
    ['an export topic of 257 bytes', exported({ MqttTopic: 't'.repeat(257) }), 'MetricsExportConfig.MqttTopic'],
    [
      'an export topic of 129 characters that are 258 bytes',
      exported({ MqttTopic: 'ü'.repeat(129) }),
      'MetricsExportConfig.MqttTopic',
    ],
    ['a thing as a target', attached(target('thing/pump')), 'TargetArns[0]'],
  ])('%s', (_, properties, path) => {
    expect(verdicts(properties)).toEqual([`uncertain ${path}`]);
    expect(readProperties(properties).profile).toBeDefined();
  });
});

test('The message on the ARN of a subscription says what it is not', () => {
  const [problem] = readProperties(alert({ AlertTargetArn: `${topic}:${uuid}` })).problems;
  expect(problem?.message).toMatch(
    /is not the ARN of an SNS topic \(nor is that of a subscription\); accepted: arn:aws:sns:<region>:<account>:<topic>$/,
  );
});

describe('A revision', () => {
  test.each(['1', 'a b\nc', '😀', '<>', 'x'.repeat(10_000), ' 5 '])('is any text, for example %j', (Revision) => {
    expect(readProperties({ Revision })).toMatchObject({ problems: [], profile: { revision: Revision } });
  });

  test.each([[['1']], [{ Id: '1' }]])('and nothing but text: %j', (Revision) => {
    expect(verdicts({ Revision })).toEqual(['certain Revision']);
  });
});

test('Every problem of one text is told at once: its length and its characters', () => {
  const { problems } = readProperties({ SecurityProfileName: 'my fleet'.repeat(20) });
  expect(problems).toHaveLength(2);
  expect(problems[0]?.message).toMatch(/has a length of 160; accepted: at most 128 characters/);
  expect(problems[1]?.message).toMatch(/has characters that are not accepted; accepted: letters/);
});

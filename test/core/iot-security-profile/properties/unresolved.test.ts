import { readProperties } from '../../../../core/iot-security-profile/properties';
import { everyProperty, target } from './examples';

const token = { Ref: 'Something' };
const isUnresolved = (value: unknown): boolean => value === token;
const read = (properties: unknown) => readProperties(properties, { isUnresolved });
const found = (properties: unknown) => read(properties).problems.map(({ certainty, path }) => `${certainty} ${path}`);

const behavior = (metric: unknown, criteria: unknown, rest: object = {}) => ({
  Behaviors: [{ Name: 'one', Metric: metric, Criteria: criteria, ...rest }],
});
const less = { ComparisonOperator: 'less-than', Value: { Count: 1 }, DurationSeconds: 300 };
const many = (length: number, element: unknown) => Array.from({ length }, () => element);

/** Every way to replace one value, at any depth, by another. */
function* replacements(value: unknown, by: unknown): Generator<unknown> {
  yield by;
  if (typeof value !== 'object' || value === null) return;
  for (const name of Object.keys(value))
    for (const inner of replacements(Object.getOwnPropertyDescriptor(value, name)?.value, by))
      yield Array.isArray(value) ? value.with(Number(name), inner) : { ...value, [name]: inner };
}

test('nothing certain or strong is found wherever one value of a good profile is unresolved', () => {
  for (const properties of replacements(everyProperty, token)) {
    const { problems, profile } = read(properties);
    expect(problems.filter(({ certainty }) => certainty !== 'uncertain')).toEqual([]);
    expect(profile).toBeDefined();
  }
});

test('an unresolved member is left out of the profile, its siblings stay', () => {
  const properties = {
    SecurityProfileName: token,
    SecurityProfileDescription: 'd',
    TargetArns: [token, target('all/things')],
  };
  expect(read(properties)).toMatchObject({
    problems: [],
    profile: { securityProfileDescription: 'd', targetArns: [target('all/things')] },
  });
});

test('without a predicate the same value is an object in the wrong place', () => {
  expect(readProperties({ SecurityProfileName: token }).problems).toMatchObject([
    { path: 'SecurityProfileName', message: 'an object with Ref is not text; accepted: text' },
  ]);
});

describe('An unresolved value silences the rules that read it', () => {
  test.each<[string, unknown]>([
    ['the properties as a whole', token],
    ['a required member', { Behaviors: [{ ...behavior('custom', less).Behaviors[0], Name: token, Criteria: token }] }],
    ['the metric of a forbidden duration', behavior(token, less)],
    ['the operator of a value', behavior('aws:num-disconnects', { ...less, ComparisonOperator: token })],
    ['the duration', behavior('aws:num-disconnects', { ...less, DurationSeconds: token })],
    ['the value of an operator', behavior('aws:num-disconnects', { ComparisonOperator: 'less-than', Value: token })],
    [
      'the right member of a value',
      behavior('aws:num-disconnects', { ...less, Value: { Count: token, Cidrs: ['::/0'] } }),
    ],
    ['the dimension of a custom metric', behavior('custom', token, { MetricDimension: token })],
    ['the metric of a dimension', behavior(token, token, { MetricDimension: { DimensionName: 'd' } })],
    ['one of 101 behaviors', { Behaviors: [token, ...many(100, token)] }],
    ['one of 48 tags', { Tags: [token, ...Array.from({ length: 47 }, (_, index) => ({ Key: `k${index}` }))] }],
    ['one of two equal tag keys', { Tags: [{ Key: 'k' }, { Key: token }] }],
    [
      'the configuration of an export',
      { ...behavior('custom', token, { ExportMetric: true }), MetricsExportConfig: token },
    ],
  ])('%s', (_, properties) => {
    expect(found(properties)).toEqual([]);
  });

  test.each<[string, object]>([
    ['an element of a list', { Value: { Cidrs: [token] } }],
    ['a list', { Value: { Cidrs: token } }],
    ['a value', { Value: token }],
  ])('the sum of the value elements is unknown with %s', (_, unknown) => {
    const full = { ComparisonOperator: 'in-port-set', Value: { Ports: many(1001, 1) } };
    const properties = (rest: object) => ({
      Behaviors: [
        { Name: 'full', Metric: 'aws:listening-tcp-ports', Criteria: full },
        { Name: 'unknown', Metric: 'aws:source-ip-address', Criteria: { ComparisonOperator: 'in-cidr-set', ...rest } },
      ],
    });
    expect(found(properties(unknown))).toEqual([]);
    expect(found(properties({ Value: { Cidrs: ['::/0'] } }))).toEqual(['certain Behaviors']);
  });
});

describe('A text that holds a dynamic reference, and arrives as text', () => {
  const reference = '{{resolve:secretsmanager:mine:SecretString:value}}';
  const texts: readonly [path: string, properties: object][] = [
    ['SecurityProfileName', { SecurityProfileName: reference }],
    ['SecurityProfileDescription', { SecurityProfileDescription: `für\n${reference}${'x'.repeat(2000)}` }],
    ['Behaviors[0].Name', { Behaviors: [{ Name: reference, Metric: 'custom', Criteria: token }] }],
    ['Behaviors[0].Metric', behavior(reference, less, { MetricDimension: { DimensionName: 'd' } })],
    [
      'Behaviors[0].Criteria.Value.Cidrs[0]',
      behavior('aws:source-ip-address', { ComparisonOperator: 'in-cidr-set', Value: { Cidrs: [reference] } }),
    ],
    ['AlertTargets.SNS.AlertTargetArn', { AlertTargets: { SNS: { AlertTargetArn: reference, RoleArn: token } } }],
    ['AlertTargets.SNS.RoleArn', { AlertTargets: { SNS: { AlertTargetArn: token, RoleArn: reference } } }],
    ['Tags[0].Key', { Tags: [{ Key: reference }] }],
    ['Tags[0].Value', { Tags: [{ Key: 'k', Value: `a${reference}b` }] }],
    ['TargetArns[0]', { TargetArns: [reference] }],
    ['Revision', { Revision: reference }],
  ];

  test.each(texts)('is not judged, only warned of: %s', (path, properties) => {
    expect(found(properties)).toEqual([`uncertain ${path}`]);
    expect(read(properties).problems[0]?.message).toMatch(
      /is a dynamic reference, and CloudFormation resolves no secretsmanager in a custom resource; it is taken as it stands$/,
    );
  });

  test('is sent as it stands', () => {
    const properties = {
      SecurityProfileDescription: reference,
      Behaviors: [{ Name: reference }],
      Tags: [{ Key: 'k', Value: reference }],
      TargetArns: [target('all/things'), reference],
    };
    expect(readProperties(properties).profile).toEqual({
      securityProfileDescription: reference,
      behaviors: [{ name: reference }],
      tags: [{ Key: 'k', Value: reference }],
      targetArns: [target('all/things'), reference],
    });
  });

  test('silences the rules that read it', () => {
    const Tags = [{ Key: reference }, { Key: reference }];
    expect(found({ Tags })).toEqual(['uncertain Tags[0].Key', 'uncertain Tags[1].Key']);
  });

  test.each<[string, object]>([
    ['Behaviors[0].Criteria.DurationSeconds', behavior('custom', { DurationSeconds: reference, Value: token })],
    ['Behaviors[0].Criteria.Value.Number', behavior('custom', { ...less, Value: { Number: reference } })],
    ['Behaviors[0].Criteria.ComparisonOperator', behavior('custom', { ComparisonOperator: reference, Value: token })],
    ['Behaviors[0].SuppressAlerts', behavior('custom', token, { SuppressAlerts: reference })],
    ['TargetArns', { TargetArns: reference }],
    ['AlertTargets', { AlertTargets: reference }],
  ])('can be nothing but text: %s', (path, properties) => {
    expect(found(properties)).toEqual([`certain ${path}`]);
    expect(read(properties).problems[0]?.message).toMatch(/is a dynamic reference, .*; give the value itself$/);
  });

  test.each(['{{resolve', '{resolve:ssm:a}', '{{ resolve:ssm:a}}'])('is none where it is only like one: %s', (text) => {
    expect(found({ SecurityProfileName: text })).toEqual(['certain SecurityProfileName']);
  });

  test('is known only later to those who read a template before CloudFormation does', () => {
    const isKnownLater = (value: unknown): boolean => typeof value === 'string' && value.includes('{{resolve:');
    for (const [, properties] of texts)
      expect(
        readProperties(properties, { isUnresolved: (value) => value === token || isKnownLater(value) }),
      ).toMatchObject({ count: { certain: 0, strong: 0 } });
  });
});

test('an unresolved value silences no rule that does not read it', () => {
  const wrong = { ...less, DurationSeconds: 45, ComparisonOperator: token, Value: token };
  expect(found(behavior('aws:num-disconnects', wrong))).toEqual(['certain Behaviors[0].Criteria.DurationSeconds']);
});

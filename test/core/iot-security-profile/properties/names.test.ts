import {
  describeProblem,
  isSecurityProfileName,
  readProperties,
} from '../../../../core/iot-security-profile/properties';
import { nearest } from '../../../../core/schema/hints';
import { messageAt, problemsOf, verdicts, withBehavior, withCriteria } from './examples';

describe('Unknown names', () => {
  test.each([
    ['Behaviours', { Behaviours: [] }],
    ['Behaviors[0].Nmae', withBehavior({ Nmae: 'x' })],
    ['Behaviors[0].Criteria.DurationSecond', withBehavior({ Criteria: { DurationSecond: 300 } })],
    ['Behaviors[0].Criteria.Value.Counts', withBehavior({ Criteria: { Value: { Counts: 1 } } })],
    ['AlertTargets.SQS', { AlertTargets: { SQS: {} } }],
    ['Tags[0].Name', { Tags: [{ Key: 'k', Name: 'n' }] }],
  ])('%s is an error at its depth, and no profile is returned', (path, properties) => {
    const reading = readProperties(properties);
    expect(verdicts(properties)).toContain(`certain ${path}`);
    expect(reading).not.toHaveProperty('profile');
  });

  test.each([null, '', undefined, 'x', {}])('an unknown name is an error whatever it holds: %p', (value) => {
    expect(verdicts({ Unknown: value })).toEqual(['certain Unknown']);
  });

  test.each([
    ['Behaviours', 'Behaviors'],
    ['behaviors', 'Behaviors'],
    ['securityProfileName', 'SecurityProfileName'],
    ['SecurityprofileName', 'SecurityProfileName'],
    ['Targets', 'TargetArns'],
    ['Tag', 'Tags'],
    ['additionalMetricsToRetainV2', 'AdditionalMetricsToRetainV2'],
  ])('%s: did you mean %s?', (name, meant) => {
    expect(messageAt({ [name]: 1 }, name)).toContain(`did you mean "${meant}"? accepted: SecurityProfileName, `);
  });

  test('a name that resembles nothing gets no hint', () => {
    expect(messageAt({ Zebra: 1 }, 'Zebra')).toMatch(/^is not a property; accepted: /);
  });

  test('ServiceToken and ServiceTimeout are passed over at the top, and nowhere else', () => {
    expect(problemsOf({ ServiceToken: 'arn', ServiceTimeout: '720' })).toEqual([]);
    expect(verdicts({ AlertTargets: { ServiceToken: 'arn' } })).toEqual(['certain AlertTargets.ServiceToken']);
  });

  test('the ARN is named as the read-only attribute that it is', () => {
    expect(messageAt({ SecurityProfileArn: 'arn' }, 'SecurityProfileArn')).toContain('is read-only');
  });

  test('the deprecated list of retained metrics points to its successor', () => {
    const name = 'AdditionalMetricsToRetain';
    expect(messageAt({ [name]: [] }, name)).toContain('use AdditionalMetricsToRetainV2');
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is a name like any other', (name) => {
    const properties = JSON.parse(`{"${name}":{"AdoptExisting":true},"Tags":[{"Key":"k","${name}":{"Value":"v"}}]}`);
    expect(verdicts(properties)).toEqual([`certain Tags[0].${name}`, `certain ${name}`]);
    expect({}).not.toHaveProperty('AdoptExisting');
  });

  test('members that are inherited are not there', () => {
    expect(readProperties(Object.create({ AdoptExisting: true })).profile).toEqual({});
  });

  test('a strange name is quoted in the path, which stays on one line', () => {
    const lines = problemsOf({ 'a b\n': 1, AlertTargets: { [`x${'y'.repeat(500)}`]: 1 } }).map(describeProblem);
    expect(lines[0]).toMatch(/^AlertTargets\["xy+…"\]: is not a property/);
    expect(lines[1]).toMatch(/^\["a b\\n"\]: is not a property/);
    expect(lines.join('')).not.toContain('\n');
  });
});

describe('Misspelt words', () => {
  const criteria = 'Behaviors[0].Criteria';
  test.each([
    [`${criteria}.ComparisonOperator`, { ComparisonOperator: 'less-then' }, 'less-than'],
    [`${criteria}.ComparisonOperator`, { ComparisonOperator: 'LESS_THAN' }, 'less-than'],
    [`${criteria}.MlDetectionConfig.ConfidenceLevel`, { MlDetectionConfig: { ConfidenceLevel: 'high' } }, 'HIGH'],
    [`${criteria}.StatisticalThreshold.Statistic`, { StatisticalThreshold: { Statistic: 'P90' } }, 'p90'],
  ])('%s: %p gets the hint %s', (path, given, meant) => {
    expect(messageAt(withCriteria('aws:num-disconnects', given), path)).toContain(
      `did you mean "${meant}"? accepted: `,
    );
  });

  test.each([
    ['aws:num-message-sent', 'aws:num-messages-sent'],
    ['aws:destination-ip-address', 'aws:destination-ip-addresses'],
    ['num-messages-sent', 'aws:num-messages-sent'],
    ['AWS:num-disconnects', 'aws:num-disconnects'],
  ])('the metric %s: did you mean %s?', (Metric, meant) => {
    expect(verdicts(withBehavior({ Metric }))).toContain('uncertain Behaviors[0].Metric');
    expect(messageAt(withBehavior({ Metric }), 'Behaviors[0].Metric')).toContain(`did you mean "${meant}"?`);
  });

  test('the whole message says what was given, what was meant and what is accepted', () => {
    const properties = withCriteria(undefined, { ComparisonOperator: 'less-then' });
    expect(messageAt(properties, `${criteria}.ComparisonOperator`)).toBe(
      '"less-then" is not a comparison operator; did you mean "less-than"? accepted: less-than, less-than-equals, ' +
        'greater-than, greater-than-equals, in-cidr-set, not-in-cidr-set, in-port-set, not-in-port-set, in-set, not-in-set',
    );
  });
});

describe('The hint for a misspelt word', () => {
  test.each(['-', '_', ' '])('does not mind the separator %j', (separator) => {
    expect(nearest(['t', 'a', 'g', 's'].join(separator), ['Tags'])).toBe('Tags');
    expect(nearest('tags', [['T', 'a', 'g', 's'].join(separator)])).toBe(['T', 'a', 'g', 's'].join(separator));
  });

  test('is not looked for where the word is so long that it takes its time', () => {
    const word = 'w'.repeat(64);
    expect(nearest(word, [word])).toBe(word);
    expect(nearest(`${word}w`, [`${word}w`])).toBeUndefined();
  });
});

describe('isSecurityProfileName', () => {
  test.each(['a', 'A:b_c-9', 'x'.repeat(128)])('accepts %p', (name) => {
    expect(isSecurityProfileName(name)).toBe(true);
  });
  test.each(['', 'a b', 'ä', 'a\n', 'a/b', 'x'.repeat(129), 5, null, undefined, ['a']])('refuses %p', (name) => {
    expect(isSecurityProfileName(name)).toBe(false);
  });
});

describe('describeProblem', () => {
  test('is one line with the path and the message', () => {
    expect(describeProblem({ path: 'Tags[3].Key', message: 'is missing', certainty: 'certain' })).toBe(
      'Tags[3].Key: is missing',
    );
  });
  test('is the message alone where there is no path', () => {
    expect(describeProblem({ path: '', message: 'and 5 more', certainty: 'strong' })).toBe('and 5 more');
  });
});

import { explainProblem } from '../../../core/iot-security-profile/explain-problem';

const token = { Ref: 'Later' };
const isUnresolved = (value: unknown): boolean => value === token;

const behavior = {
  Name: 'one',
  Metric: 'aws:num-disconnects',
  Criteria: { ComparisonOperator: 'greater-than', Value: { Count: '5' }, DurationSeconds: '300' },
};
const sentence = 'alarm when a device has 5 disconnects or fewer in 5 min';

const explained = (given: unknown, path = 'Behaviors[0].Criteria.ComparisonOperator') =>
  explainProblem({ Behaviors: [given] }, { path }, { isUnresolved });

test('of a problem with a behavior it says what raises the alarm', () => {
  expect(explained(behavior)).toBe(sentence);
  expect(explained(behavior, 'Behaviors[0]')).toBe(sentence);
  expect(explainProblem({ Behaviors: [behavior] }, { path: 'Behaviors[0].Name' })).toBe(sentence);
});

test('the behavior is the one that the path names, also behind one that cannot be read', () => {
  const Behaviors = ['x', { ...behavior, Name: 'no name' }, { ...behavior, Metric: 'aws:num-messages-sent' }, behavior];
  expect(explainProblem({ Behaviors }, { path: 'Behaviors[3].Metric' })).toBe(sentence);
  expect(explainProblem({ Behaviors }, { path: 'Behaviors[2].Metric' })).toContain('5 messages or fewer');
});

test.each<[string, unknown, string]>([
  ['of a problem with another property', behavior, 'Tags[0]'],
  ['of a problem with all behaviors', behavior, 'Behaviors'],
  ['of a behavior that is not there', behavior, 'Behaviors[1]'],
  ['of one that is none', 'x', 'Behaviors[0]'],
  ['of one that the service refuses', { ...behavior, Metric: 5, Criteria: { DurationSeconds: 1.5 } }, 'Behaviors[0]'],
  ['while its metric is not known', { ...behavior, Metric: token }, 'Behaviors[0]'],
  ['while its count is not known', { ...behavior, Criteria: { Value: { Count: token } } }, 'Behaviors[0]'],
  ['while all of it is not known', token, 'Behaviors[0]'],
])('it says nothing %s', (_, given, path) => {
  expect(explained(given, path)).toBeUndefined();
});

test('what is only noted may be known later', () => {
  const narrowed = { ...behavior, Metric: 'aws:num-authorization-failures', MetricDimension: { DimensionName: token } };
  expect(explained({ ...narrowed, Name: token, SuppressAlerts: token })).toBe(
    'alarm when a device has 5 authorization failures or fewer in 5 min (within a dimension)',
  );
});

test.each([undefined, null, 5, { Behaviors: 5 }, {}])('it never throws: %p', (properties) => {
  expect(explainProblem(properties, { path: 'Behaviors[0]' })).toBeUndefined();
});

import { unknownMembers } from '../../../core/iot-security-profile/unknown-members';

const known = {
  securityProfileName: 'fleet',
  securityProfileArn: 'arn',
  version: 1,
  creationDate: 1,
  lastModifiedDate: 2,
  additionalMetricsToRetain: ['a'],
  behaviors: [{ name: 'a', criteria: { comparisonOperator: 'less-than', value: { count: 1 } } }],
  alertTargets: { SNS: { alertTargetArn: 'a', roleArn: 'r' } },
};

test.each<[string, object, readonly string[]]>([
  ['what is known is none', {}, []],
  ['a member', { newMember: 1 }, ['NewMember']],
  ['a member further in', { behaviors: [{ name: 'a' }, { criteria: { newer: 1 } }] }, ['Behaviors[1].Criteria.Newer']],
  ['a kind of alert', { alertTargets: { SQS: {} } }, ['AlertTargets.SQS']],
  [
    'a word',
    { behaviors: [{ criteria: { comparisonOperator: 'about' } }] },
    ['Behaviors[0].Criteria.ComparisonOperator "about"'],
  ],
  ['a name that every object has', { constructor: 1 }, ['Constructor']],
  ['nothing where the shape is another', { behaviors: 'x' }, []],
])('%s', (_what, more, expected) => {
  expect(unknownMembers({ ...known, ...more })).toEqual(expected);
});

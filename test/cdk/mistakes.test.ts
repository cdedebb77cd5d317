import { Duration, Fn, Lazy } from 'aws-cdk-lib';
import { CfnUser } from 'aws-cdk-lib/aws-iam';
import { CfnThing, CfnThingGroup } from 'aws-cdk-lib/aws-iot';
import {
  type Behavior,
  BehaviorCriteria,
  BehaviorMetric,
  Percentile,
  SecurityProfile,
  type SecurityProfileProps,
  SecurityProfileTarget,
} from '../../cdk/index';
import { newStack, profileProperties, quiet, synthesisError } from './support';

/** As the compiler would have it, were it asked. */
const anything = <T>(value: unknown): T => value as T;

/** Every prop there is. */
const anyProps: Readonly<Record<keyof SecurityProfileProps, true>> = {
  securityProfileName: true,
  description: true,
  behaviors: true,
  targets: true,
  alertTopic: true,
  additionalMetricsToRetain: true,
  metricsExportTopic: true,
  role: true,
  tags: true,
  applyStackTags: true,
  adoptExisting: true,
  revision: true,
  removalPolicy: true,
  provider: true,
};

const errorOf = (props: unknown): readonly string[] => {
  const stack = newStack();
  new SecurityProfile(stack, 'Profile', anything<SecurityProfileProps>(props));
  const [, ...lines] = synthesisError(stack).split('\n').slice(1);
  return lines.map((line) => line.trim());
};

const behavior = (member: object) => ({ behaviors: [quiet, { ...quiet, name: 'other', ...member }] });
const duration = anything<never>(300);
const topic = 'arn:aws:sns:eu-west-1:111111111111:x';
const lambda = 'arn:aws:lambda:eu-west-1:111111111111:function:x';
const group = 'arn:aws:iot:eu-west-1:111111111111:thinggroup/x';

describe('what is of the wrong class is told with its place and what to give', () => {
  test.each<[string, unknown, string]>([
    [
      'a duration as a number',
      behavior({ criteria: BehaviorCriteria.lessThan(5, { duration }) }),
      'behaviors[1].criteria.duration: 300 is not a Duration; accepted: Duration.minutes(5) and the like',
    ],
    [
      'a metric of AWS as text',
      behavior({ metric: 'aws:num-messages-sent' }),
      'behaviors[1].metric: "aws:num-messages-sent" is not a BehaviorMetric; accepted: BehaviorMetric.NUM_MESSAGES_SENT',
    ],
    [
      'a custom metric as text',
      behavior({ metric: 'battery' }),
      `behaviors[1].metric: "battery" is not a BehaviorMetric; accepted: BehaviorMetric.of('battery')`,
    ],
    [
      'a custom metric by its name where a construct is asked for',
      behavior({ metric: BehaviorMetric.custom(anything('battery')) }),
      'behaviors[1].metric: "battery" is not a custom metric; accepted: a CfnCustomMetric, or ' +
        "CfnCustomMetric.fromMetricName(this, 'Metric', 'battery')",
    ],
    [
      'criteria as an object',
      behavior({ criteria: { comparisonOperator: 'less-than', value: 1 } }),
      'behaviors[1].criteria: an object with comparisonOperator, value is not a BehaviorCriteria; accepted: ' +
        'BehaviorCriteria.lessThan(…) and its other methods',
    ],
    [
      'a percentile as text',
      behavior({ criteria: BehaviorCriteria.lessThanPercentile(anything('p99'), { duration }) }),
      `behaviors[1].criteria.percentile: "p99" is not a Percentile; accepted: Percentile.P99 and the like, or Percentile.of('p99')`,
    ],
    [
      'a dimension as text',
      behavior({ dimension: 'telemetry' }),
      'behaviors[1].dimension: "telemetry" is not a dimension; accepted: a CfnDimension, or ' +
        "CfnDimension.fromDimensionName(this, 'Dimension', 'telemetry')",
    ],
    [
      'a duration in place of the options',
      behavior({ criteria: BehaviorCriteria.lessThan(5, anything(Duration.minutes(5))) }),
      'behaviors[1].criteria.options: an object of Duration is not an object of options; accepted: an object, as { duration: Duration.minutes(5) }',
    ],
    [
      'no options',
      behavior({ criteria: BehaviorCriteria.lessThan(5, anything(null)) }),
      'behaviors[1].criteria.options: null is not an object of options; accepted: an object, as { duration: Duration.minutes(5) }',
    ],
    [
      'a metric by a name that is none',
      behavior({ metric: BehaviorMetric.of(anything(5)) }),
      "behaviors[1].metric: 5 is not the name of a metric; accepted: a text, as BehaviorMetric.of('battery'); a construct goes to BehaviorMetric.custom",
    ],
    [
      'a percentile by its number',
      behavior({ criteria: BehaviorCriteria.lessThanPercentile(Percentile.of(anything(99)), {}) }),
      "behaviors[1].criteria.percentile: 99 is not a Percentile; accepted: Percentile.P99 and the like, or Percentile.of('p99')",
    ],
    [
      'a list of behaviors in a list',
      { behaviors: [[quiet]] },
      'behaviors[0]: a list is not a behavior; accepted: an object with name, metric and criteria',
    ],
    [
      'a token in place of a behavior',
      { behaviors: [Lazy.any({ produce: () => quiet })] },
      'behaviors[0]: a token is not a behavior; accepted: an object with name, metric and criteria',
    ],
    [
      'a token in place of tags',
      { tags: Lazy.any({ produce: () => ({}) }) },
      "tags: a token is not an object with tags; accepted: an object, as { team: 'fleet' }",
    ],
    [
      'a list that only CloudFormation knows in place of targets',
      { targets: Fn.split(',', Fn.importValue('Groups')) },
      'targets[0]: a token is not a SecurityProfileTarget; accepted: SecurityProfileTarget.fromArnList(…)',
    ],
    [
      'a text that only CloudFormation knows in place of a topic',
      { alertTopic: Fn.importValue('Topic') },
      "alertTopic: a token is not a topic; accepted: a Topic, or Topic.fromTopicArn(this, 'Topic', …)",
    ],
    [
      'no behavior at all',
      { behaviors: [quiet, undefined] },
      'behaviors[1]: undefined is not a behavior; accepted: an object with name, metric and criteria',
    ],
    [
      'behaviors that are no list',
      { behaviors: quiet },
      'behaviors: an object with name, metric, criteria is not a list; accepted: a list of behaviors, also of one',
    ],
    [
      'a metric to retain as text',
      { additionalMetricsToRetain: ['aws:num-disconnects', { metric: 'aws:num-disconnects' }] },
      'additionalMetricsToRetain[1].metric: "aws:num-disconnects" is not a BehaviorMetric; accepted: BehaviorMetric.NUM_DISCONNECTS',
    ],
    [
      'a target as an ARN',
      { targets: [group] },
      `targets[0]: "${group}" is not a SecurityProfileTarget; accepted: SecurityProfileTarget.fromArn('${group}')`,
    ],
    [
      'a thing for a thing group',
      { targets: [SecurityProfileTarget.thingGroup(anything(new CfnThing(newStack(), 'Thing')))] },
      'targets[0]: an object of CfnThing is not a thing group; accepted: a CfnThingGroup, or ' +
        'SecurityProfileTarget.thingGroupName(…)',
    ],
    [
      'a thing group itself',
      { targets: [new CfnThingGroup(newStack(), 'Group')] },
      'targets[0]: an object of CfnThingGroup is not a SecurityProfileTarget; accepted: SecurityProfileTarget.thingGroup(…)',
    ],
    [
      'a thing group without a name',
      { targets: [SecurityProfileTarget.thingGroupName(anything(undefined))] },
      'targets[0]: undefined is not the name of a thing group; accepted: a name of 1 to 128 letters a-z and A-Z, digits, ' +
        '":", "_" and "-"; an ARN goes to SecurityProfileTarget.fromArn',
    ],
    [
      'tags as a list',
      { tags: [{ key: 'team', value: 'fleet' }] },
      "tags: a list is not an object with tags; accepted: an object, as { team: 'fleet' }",
    ],
    [
      'a removal policy that there is none of',
      { removalPolicy: 'DELETE' },
      'removalPolicy: "DELETE" is not a removal policy; accepted: destroy, retain, retain-on-update-or-delete, snapshot',
    ],
    ['a text as a boolean', { applyStackTags: 'no' }, 'applyStackTags: "no" is not a boolean; accepted: true, false'],
    ['a list as a name', { securityProfileName: ['fleet'] }, 'securityProfileName: a list is not text; accepted: text'],
    ['a function as a text', { description: () => '' }, 'description: a function is not text; accepted: text'],
    [
      'a list in place of the props',
      [quiet],
      'props: a list is not an object of props; accepted: an object, as { behaviors: […] }',
    ],
    [
      'a topic as an ARN',
      { alertTopic: topic },
      `alertTopic: "${topic}" is not a topic; accepted: a Topic, or Topic.fromTopicArn(this, 'Topic', '${topic}')`,
    ],
    [
      'a user for a role',
      { alertTopic: topic, role: new CfnUser(newStack(), 'User') },
      "role: an object of CfnUser is not a role; accepted: a Role, or Role.fromRoleArn(this, 'Role', …)",
    ],
    [
      'a provider as an ARN',
      { provider: lambda },
      `provider: "${lambda}" is not a provider; accepted: a SecurityProfileProvider, or SecurityProfileProvider.fromServiceToken(this, 'Provider', { serviceToken: '${lambda}' })`,
    ],
  ])('%s', (_, props, line) => expect(errorOf(props)).toContain(line));

  test('in one error, with all the rest that is wrong', () => {
    expect(errorOf({ securityProfileName: 'my fleet', behaviors: 'none', targets: [1], provider: lambda })).toEqual([
      expect.stringMatching(/^securityProfileName: "my fleet" has characters/),
      expect.stringMatching(/^behaviors: "none" is not a list/),
      expect.stringMatching(/^provider: /),
      expect.stringMatching(/^targets\[0]: 1 is not a SecurityProfileTarget/),
    ]);
  });

  test('where it is added later, too', () => {
    const stack = newStack();
    const profile = new SecurityProfile(stack, 'Profile');
    profile.addBehavior(anything<Behavior>({ ...quiet, metric: 1 }));
    profile.addTarget(anything<SecurityProfileTarget>('x'));
    const message = synthesisError(stack);
    expect(message).toContain('behaviors[0].metric: 1 is not a BehaviorMetric');
    expect(message).toContain('targets[0]: "x" is not a SecurityProfileTarget');
  });
});

test('everything that can be null is told as that, in one error', () => {
  const names = Object.keys(anyProps);
  const lines = errorOf(Object.fromEntries(names.map((name) => [name, null])));
  expect(lines.map((line) => line.replace(/: null is not .*/, '')).sort()).toEqual(names.sort());
});

test('no props at all are no mistake', () => {
  const stack = newStack();
  new SecurityProfile(stack, 'Profile', anything<SecurityProfileProps>(null));
  expect(profileProperties(stack)).toEqual({});
});

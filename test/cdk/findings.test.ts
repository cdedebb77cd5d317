import { App, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { CfnThingGroup } from 'aws-cdk-lib/aws-iot';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { BehaviorMetric, SecurityProfile, SecurityProfileProvider, SecurityProfileTarget } from '../../cdk/index';
import { newStack, quiet, warningsOf } from './support';

describe('a metric of a behavior that the profile does not have', () => {
  test('is warned of, with the behaviors that there are', () => {
    const stack = newStack();
    const profile = new SecurityProfile(stack, 'Profile', { behaviors: [quiet] });
    profile.metricViolationsCleared({ behaviorName: 'loud' });
    expect(warningsOf(stack)).toEqual([
      'metricViolationsCleared.behaviorName: "loud" is no behavior of this profile, so that the metric has no data; ' +
        'its behaviors: quiet [ack: cdk-iot-security-profile:metricViolationsCleared.behaviorName]',
    ]);
  });

  test('is not, if the behavior is added later, or if names are known to CloudFormation only', () => {
    const stack = newStack();
    const later = new SecurityProfile(stack, 'Later');
    later.metricViolations({ behaviorName: 'quiet' });
    later.addBehavior(quiet);
    const name = new CfnParameter(stack, 'Name').valueAsString;
    later.metricViolations({ behaviorName: name });
    const tokens = new SecurityProfile(stack, 'Tokens', { behaviors: [{ ...quiet, name }] });
    tokens.metricViolations({ behaviorName: 'loud' });
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('profiles of one name', () => {
  test('are warned of in one stack', () => {
    const stack = newStack();
    for (const id of ['One', 'Other']) new SecurityProfile(stack, id, { securityProfileName: 'fleet' });
    expect(warningsOf(stack, '/Stack/Other')).toEqual([expect.stringContaining("is the name of 'Stack/One' too")]);
    expect(warningsOf(stack)).toHaveLength(1);
  });

  test('are not in two, which may be of two Regions, nor where the name is known to CloudFormation only', () => {
    const app = new App();
    const stacks = ['A', 'B'].map((id) => new Stack(app, id));
    for (const stack of stacks) {
      new SecurityProfile(stack, 'Named', { securityProfileName: 'fleet' });
      for (const id of ['One', 'Other'])
        new SecurityProfile(stack, id, { securityProfileName: Fn.ref('AWS::StackName') });
      expect(warningsOf(stack)).toEqual([]);
    }
  });
});

test('what is given twice is warned of', () => {
  const stack = newStack();
  const group = SecurityProfileTarget.thingGroup(new CfnThingGroup(stack, 'Group'));
  new SecurityProfile(stack, 'Profile', {
    targets: [SecurityProfileTarget.ALL_THINGS, group, SecurityProfileTarget.ALL_THINGS, group],
    additionalMetricsToRetain: [
      { metric: BehaviorMetric.NUM_DISCONNECTS },
      { metric: BehaviorMetric.NUM_DISCONNECTS, exportMetric: false },
    ],
  });
  expect(warningsOf(stack).map((text) => text.replace(/;.*/, ''))).toEqual([
    'targets[2]: is at targets[0] too',
    'targets[3]: is at targets[1] too',
    'additionalMetricsToRetain[1]: is at additionalMetricsToRetain[0] too',
  ]);
});

test('a topic for metrics is warned of where no metric is exported', () => {
  const stack = newStack();
  new SecurityProfile(stack, 'Nothing', { metricsExportTopic: 'metrics', behaviors: [quiet] });
  new SecurityProfile(stack, 'Something', {
    metricsExportTopic: 'metrics',
    behaviors: [{ ...quiet, exportMetric: true }],
  });
  expect(warningsOf(stack, '/Stack/Nothing')).toEqual([expect.stringMatching(/^metricsExportTopic: .*exportMetric/)]);
  expect(warningsOf(stack, '/Stack/Something')).toEqual([]);
});

describe('the policies of a provider that is shared', () => {
  const warningsWith = (stacks: number): readonly string[] => {
    const app = new App();
    const shared = new Stack(app, 'Shared');
    const provider = new SecurityProfileProvider(shared, 'Provider');
    for (let number = 0; number < stacks; number += 1) {
      const stack = new Stack(app, `Fleet${number}`);
      new SecurityProfile(stack, 'Profile', {
        provider,
        alertTopic: Topic.fromTopicArn(stack, 'T', Fn.importValue('T')),
      });
    }
    return warningsOf(shared, '/Shared/Provider/Role');
  };

  test('are warned of where IAM would not take them', () => {
    expect(warningsWith(10)).toEqual([]);
    expect(warningsWith(50)).toEqual([
      expect.stringMatching(/^the 51 policies .* IAM takes 10240 .*\[ack: cdk-iot-security-profile:policySize]/),
    ]);
  });
});

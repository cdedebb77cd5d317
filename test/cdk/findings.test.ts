import { App, CfnParameter, Fn, NestedStack, Stack, type StackProps, Stage } from 'aws-cdk-lib';
import { CfnThingGroup } from 'aws-cdk-lib/aws-iot';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
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

  const eu = { account: '111111111111', region: 'eu-west-1' };
  const us = { ...eu, region: 'us-east-1' };
  const fleetIn = (scope: Construct, id: string, props?: StackProps): Stack => {
    const stack = new Stack(scope, id, props);
    new SecurityProfile(stack, 'Fleet', { securityProfileName: 'fleet' });
    return stack;
  };

  test('are warned of in two stacks of one account and Region', () => {
    const app = new App();
    const [one, other] = ['One', 'Other'].map((id) => fleetIn(app, id, { env: eu }));
    expect(warningsOf(one as Stack)).toEqual([]);
    expect(warningsOf(other as Stack)).toEqual([
      'securityProfileName: "fleet" is the name of \'One/Fleet\' too, in the same account and Region; give each its own ' +
        '[ack: cdk-iot-security-profile:SecurityProfileName]',
    ]);
  });

  test('are warned of in two stacks of one stage that do not say where they are, with what else there is to do', () => {
    const stage = new Stage(new App(), 'Prod');
    const stacks = ['One', 'Other'].map((id) => fleetIn(stage, id));
    expect(stacks.flatMap((stack) => warningsOf(stack))).toEqual([
      expect.stringContaining(
        "of 'Prod/One/Fleet' too, in the same account and Region; give each its own, or its stack an env",
      ),
    ]);
  });

  test('are warned of over stages, and in nested stacks', () => {
    const app = new App();
    const [beta, prod] = ['Beta', 'Prod'].map((id) => fleetIn(new Stage(app, id), 'Stack', { env: eu }));
    new SecurityProfile(new NestedStack(prod as Stack, 'Nested'), 'Inner', { securityProfileName: 'fleet' });
    expect(warningsOf(beta as Stack)).toEqual([]);
    expect(warningsOf(prod as Stack)).toEqual([
      expect.stringContaining("is the name of 'Beta/Stack/Fleet' too"),
      expect.stringContaining("is the name of 'Beta/Stack/Fleet' too"),
    ]);
  });

  test('are warned of once, however often the app is synthesized', () => {
    const app = new App();
    const stacks = ['One', 'Other'].map((id) => fleetIn(app, id, { env: eu }));
    for (let time = 0; time < 2; time += 1) app.synth({ force: true });
    expect(stacks.flatMap((stack) => warningsOf(stack))).toHaveLength(1);
  });

  test.each<[string, (app: App) => readonly Stack[]]>([
    ['two Regions', (app) => [fleetIn(app, 'One', { env: eu }), fleetIn(app, 'Other', { env: us })]],
    [
      'two accounts',
      (app) => [fleetIn(app, 'One', { env: eu }), fleetIn(app, 'Other', { env: { ...eu, account: '222222222222' } })],
    ],
    [
      'two Regions of an account that is not known',
      (app) => [
        fleetIn(app, 'One', { env: { region: 'eu-west-1' } }),
        fleetIn(app, 'Other', { env: { region: 'us-east-1' } }),
      ],
    ],
    [
      'a stack that says where it is and one that does not',
      (app) => [fleetIn(app, 'One', { env: eu }), fleetIn(app, 'Other')],
    ],
    [
      'two stages whose stacks do not say where they are',
      (app) => ['Beta', 'Prod'].map((id) => fleetIn(new Stage(app, id), 'Stack')),
    ],
    ['two apps', (app) => [app, new App()].map((each) => fleetIn(each, 'One', { env: eu }))],
  ])('are not warned of in %s', (_, stacksOf) =>
    expect(stacksOf(new App()).flatMap((stack) => warningsOf(stack))).toEqual([]),
  );

  test('are not warned of where the names are generated, or known to CloudFormation only', () => {
    const app = new App();
    const stacks = ['One', 'Other'].map((id) => new Stack(app, id, { env: eu }));
    for (const stack of stacks) {
      new SecurityProfile(stack, 'Generated');
      for (const id of ['A', 'B']) new SecurityProfile(stack, id, { securityProfileName: Fn.ref('AWS::StackName') });
    }
    expect(stacks.flatMap((stack) => warningsOf(stack))).toEqual([]);
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

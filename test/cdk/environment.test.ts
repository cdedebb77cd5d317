import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnThingGroup } from 'aws-cdk-lib/aws-iot';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import {
  SecurityProfile,
  type SecurityProfileProps,
  SecurityProfileProvider,
  SecurityProfileTarget,
} from '../../cdk/index';
import { newStack, resourcesIn } from './support';

const env = { account: '111111111111', region: 'eu-west-1' };

/** What is said where a profile in `env` is given these props, at once. */
const refusalOf = (propsIn: (stack: Stack, other: Stack) => SecurityProfileProps, elsewhere = {}): string => {
  const app = new App();
  const stack = new Stack(app, 'Here', { env });
  const props = propsIn(stack, new Stack(app, 'There', { env: { ...env, ...elsewhere } }));
  try {
    new SecurityProfile(stack, 'Profile', props);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

const group = (scope: Construct, arn: string) =>
  SecurityProfileTarget.thingGroup(CfnThingGroup.fromThingGroupArn(scope, 'Group', arn));

describe('what is in another environment is refused at once', () => {
  test('a provider, before the CDK asks for a physical name', () => {
    expect(
      refusalOf((_, other) => ({ provider: new SecurityProfileProvider(other, 'P') }), {
        account: '222222222222',
        region: 'us-east-1',
      }),
    ).toBe(
      "[Here/Profile] provider: 'There/P' is in the Region us-east-1 and the account 222222222222, this profile in " +
        'eu-west-1 and 111111111111; define a provider in eu-west-1 and 111111111111',
    );
  });

  test.each([
    ['arn:aws:iot:us-east-1:222222222222:thinggroup/x', 'the Region us-east-1 and the account 222222222222'],
    ['arn:aws-cn:iot:eu-west-1:111111111111:thinggroup/x', 'the partition aws-cn'],
  ])('a target by the ARN %s', (arn, where) => {
    expect(refusalOf((stack) => ({ targets: [SecurityProfileTarget.ALL_THINGS, group(stack, arn)] }))).toContain(
      `[Here/Profile] targets[1]: is in ${where}, this profile in`,
    );
  });

  test('a target that is a construct, also when it is added later', () => {
    const app = new App();
    const profile = new SecurityProfile(new Stack(app, 'Here', { env }), 'Profile');
    const there = new Stack(app, 'There', { env: { ...env, region: 'us-east-1' } });
    expect(() => profile.addTarget(SecurityProfileTarget.thingGroup(new CfnThingGroup(there, 'Group')))).toThrow(
      '[Here/Profile] targets[0]: is in the Region us-east-1, this profile in eu-west-1',
    );
  });

  test('a role of another account, but roles have no Region', () => {
    const propsIn = (_: Stack, other: Stack): SecurityProfileProps => ({
      role: new Role(other, 'Role', { assumedBy: new ServicePrincipal('iot.amazonaws.com'), roleName: 'alerts' }),
    });
    expect(refusalOf(propsIn, { account: '222222222222' })).toContain(
      "role: 'There/Role' is in the account 222222222222, this profile in 111111111111",
    );
    expect(refusalOf(propsIn, { region: 'us-east-1' })).toBe('accepted');
  });

  test('a topic of another partition', () => {
    expect(
      refusalOf((stack) => ({
        alertTopic: Topic.fromTopicArn(stack, 'T', 'arn:aws-cn:sns:cn-north-1:111111111111:t'),
      })),
    ).toContain("alertTopic: 'Here/T' is in the partition aws-cn and the Region cn-north-1, this profile in aws and");
  });

  test('and all of it is one error', () => {
    expect(
      refusalOf((stack) => ({
        role: Role.fromRoleArn(stack, 'R', 'arn:aws:iam::222222222222:role/r'),
        targets: [group(stack, 'arn:aws:iot:us-east-1:111111111111:thinggroup/x')],
      })),
    ).toMatch(/^\[Here\/Profile] targets\[0]: .*\n {2}role: /);
  });
});

test('a topic of another account is accepted, and one of another Region comes with a warning', () => {
  const stack = newStack({ env });
  const topic = (id: string, place: string) => Topic.fromTopicArn(stack, id, `arn:aws:sns:${place}:t`);
  new SecurityProfile(stack, 'Account', { alertTopic: topic('A', 'eu-west-1:222222222222') });
  new SecurityProfile(stack, 'Region', { alertTopic: topic('R', 'us-east-1:111111111111') });
  Annotations.fromStack(stack).hasNoWarning('/Stack/Account', Match.anyValue());
  Annotations.fromStack(stack).hasWarning('/Stack/Region', Match.stringLikeRegexp('us-east-1.*alertTopicRegion'));
});

describe('a topic of another stack', () => {
  const stacksWith = (topicEnvironment: typeof env) => {
    const app = new App();
    const there = new Stack(app, 'There', { env: topicEnvironment });
    const here = new Stack(app, 'Here', { env });
    new SecurityProfile(here, 'Profile', { alertTopic: new Topic(there, 'Topic', { topicName: 'alerts' }) });
    const [role] = Object.entries(resourcesIn(here, 'AWS::IAM::Role')).filter(([id]) => /SecurityProfileRole/.test(id));
    return {
      policies: Object.values(resourcesIn(there, 'AWS::SNS::TopicPolicy')),
      name: role?.[1].Properties.RoleName,
    };
  };

  // A policy cannot name a role that is not there yet, and the profile's stack comes after the topic's.
  test('and another account has in its policy that account, and the name that the role will have', () => {
    const { policies, name } = stacksWith({ ...env, account: '222222222222' });
    const [statement, ...others] = policies.flatMap(
      ({ Properties }) => (Properties.PolicyDocument as { readonly Statement: readonly object[] }).Statement,
    );
    expect(others).toEqual([]);
    expect(name).toMatch(/role/);
    expect(statement).toMatchObject({ Action: 'sns:Publish', Effect: 'Allow' });
    expect(JSON.stringify(statement)).toContain(
      '"Principal":{"AWS":{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":iam::111111111111:root"]]}}',
    );
    expect(JSON.stringify(statement)).toContain(`:iam::111111111111:role/${name}"`);
  });

  test('of the same account has no policy, and the role no name', () =>
    expect(stacksWith(env)).toEqual({ policies: [], name: undefined }));
});

test('what is not known yet is accepted', () => {
  const stack = newStack({ env });
  const arn = new CfnParameter(stack, 'Arn').valueAsString;
  new SecurityProfile(stack, 'Profile', { alertTopic: Topic.fromTopicArn(stack, 'T', arn) });
  const agnostic = newStack();
  new SecurityProfile(agnostic, 'Profile', {
    targets: [group(agnostic, 'arn:aws-cn:iot:cn-north-1:111111111111:thinggroup/x')],
  });
});

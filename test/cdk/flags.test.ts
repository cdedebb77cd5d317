import { Annotations, App, Stack } from 'aws-cdk-lib';
import { Annotations as Annotated, Match } from 'aws-cdk-lib/assertions';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { BehaviorCriteria, SecurityProfile, SecurityProfileProvider } from '../../cdk/index';
import { newStack, onlyResource, quiet, resourceType, synthesisError } from './support';

// Where every app of these suites looks for its context, as `cdk init` and the command line leave it there.
process.env.CDK_CONTEXT_JSON = JSON.stringify(recommendedFlags);

describe('with the flags that cdk init writes', () => {
  require('./provider.test');
  require('./security-profile.test');

  test('references between stacks are weak, but the service token is strong: the function cannot go before its profiles', () => {
    const app = new App();
    const shared = new Stack(app, 'Shared');
    const provider = new SecurityProfileProvider(shared, 'Provider');
    const alertTopic = new Topic(shared, 'Topic');
    const fleet = new Stack(app, 'Fleet');
    new SecurityProfile(fleet, 'Profile', { provider, alertTopic });
    expect(onlyResource(fleet, resourceType).Properties).toMatchObject({
      ServiceToken: { 'Fn::ImportValue': expect.stringMatching(/^Shared:ExportsOutputFnGetAttProviderFunction/) },
      AlertTargets: { SNS: { AlertTargetArn: { 'Fn::GetStackOutput': expect.anything() } } },
    });
  });

  test('roles that are to be made beforehand, and have no names yet, are for the CDK to tell, which lists them', () => {
    const stack = newStack({ env: { account: '111111111111', region: 'eu-west-1' } });
    Role.customizeRoles(stack);
    new SecurityProfile(stack, 'Profile', { alertTopic: new Topic(stack, 'Topic') });
    const message = synthesisError(stack);
    expect(message).toContain('You must provide a precreated role name');
    expect(message).not.toContain('is not the ARN of an IAM role');
  });

  // The oldest CDK that is supported takes it on what the profile stands in only.
  test('a warning can be acknowledged on the profile itself', () => {
    const stack = newStack();
    const profile = new SecurityProfile(stack, 'Profile', {
      behaviors: [{ ...quiet, criteria: BehaviorCriteria.lessThan(100) }],
    });
    Annotations.of(profile).acknowledgeWarning('cdk-iot-security-profile:Behaviors.Criteria.DurationSeconds');
    Annotated.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });
});

import { App, Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { SecurityProfile, SecurityProfileProvider } from '../../cdk/index';
import { onlyResource, resourceType } from './support';

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
});

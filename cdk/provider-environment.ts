import { Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ISecurityProfileProvider } from './provider-interface';
import { differences, functionEnvironment, serviceTokenProblem } from './provider-token';

/** CloudFormation would say so only at deployment. A token that is not known yet is of the stack that defines the function. */
const problems = (profile: Construct, provider: ISecurityProfileProvider): string[] => {
  const ours = Stack.of(profile);
  const { serviceToken } = provider;
  const given = Token.isUnresolved(serviceToken) ? Stack.of(provider) : functionEnvironment(serviceToken);
  if (given === undefined) return [`provider: '${provider.node.path}': ${serviceTokenProblem(serviceToken, ours)}`];
  return differences(ours, given).map(
    (place) =>
      `provider: '${provider.node.path}' is in the ${place.what} ${place.given}, this profile in ${place.ours}; define a provider in ${place.ours}`,
  );
};

/** The function must be one of the profile's Region and account. */
export const requireEnvironment = (profile: Construct, provider: ISecurityProfileProvider): void =>
  profile.node.addValidation({ validate: () => problems(profile, provider) });

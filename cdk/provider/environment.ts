import { Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { describeDifferences, differences, environmentOfArn, environmentOfStack } from '../checks/environment';
import type { ISecurityProfileProvider } from '../provider-interface';
import { serviceTokenProblem } from './token';

/**
 * The function must be one of the profile's partition, Region and account. A token that is not known yet is of the stack that
 * defines the function.
 */
export const providerProblems = (profile: Construct, provider: ISecurityProfileProvider): readonly string[] => {
  const ours = environmentOfStack(profile);
  const { serviceToken } = provider;
  const isToken = Token.isUnresolved(serviceToken);
  const found = differences(ours, isToken ? environmentOfStack(provider) : environmentOfArn(serviceToken));
  const wrong = serviceTokenProblem(serviceToken, ours);
  if (found.length === 0) return wrong === undefined ? [] : [`provider: '${provider.node.path}': ${wrong}`];
  const places = found.map(({ ours: place }) => place).join(' and ');
  return [`provider: '${provider.node.path}' ${describeDifferences(found)}; define a provider in ${places}`];
};

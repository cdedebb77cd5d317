import { Arn, ArnFormat, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ISecurityProfileProvider } from './provider-interface';

/** The Region of the function, as far as it is known: its ARN may say it, else the stack in which it is defined. */
const regionOf = (provider: ISecurityProfileProvider): string =>
  Token.isUnresolved(provider.serviceToken)
    ? Stack.of(provider).region
    : (Arn.split(provider.serviceToken, ArnFormat.COLON_RESOURCE_NAME).region ?? '');

/** CloudFormation asks functions of its own Region only, and would say so at deployment. */
export const requireRegion = (profile: Construct, provider: ISecurityProfileProvider): void =>
  profile.node.addValidation({
    validate: () => {
      const { region } = Stack.of(profile);
      const given = regionOf(provider);
      if (Token.isUnresolved(region) || Token.isUnresolved(given) || given === region) return [];
      return [
        `provider: '${provider.node.path}' is in ${given}, this profile in ${region}; define a provider in ${region}`,
      ];
    },
  });

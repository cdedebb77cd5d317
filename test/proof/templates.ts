import type { Properties } from '../lifecycle/support';
import { breakerType } from './breaker';

/** What a stack has besides the topic that every stack here has: CloudFormation knows no stack without resources. */
export interface Resources {
  /** Default: there is no profile. */
  readonly profile?: Properties;
  /** Whether a resource that always fails comes after the profile. Default: false. */
  readonly broken?: boolean;
}

const ServiceToken = 'arn:aws:lambda:us-east-1:123456789012:function:provider';

/** The template, as JSON. */
export const templateOf = ({ profile, broken = false }: Resources): string => {
  const Rest = { Type: 'AWS::SNS::Topic' };
  const Profile = {
    Type: 'Custom::IoTSecurityProfile',
    Properties: { ServiceToken, ServiceTimeout: 720, ...profile },
  };
  const dependencies = profile === undefined ? ['Rest'] : ['Rest', 'Profile'];
  const Breaker = { Type: breakerType, DependsOn: dependencies, Properties: { ServiceToken } };
  return JSON.stringify({
    Resources: { Rest, ...(profile === undefined ? {} : { Profile }), ...(broken ? { Breaker } : {}) },
  });
};

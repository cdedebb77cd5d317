import type { Properties } from '../lifecycle/support';
import { breakerType } from './breaker';

/** A moment in an operation on a stack: after a call, and so long after that. */
export interface Moment {
  /** When the service has handled so many calls since the operation began, or the first one to this operation. Default: at once. */
  readonly afterCall?: number | string;
  /** Default 0. */
  readonly milliseconds?: number;
}

type Policy = 'Delete' | 'Retain' | 'RetainExceptOnCreate';

/** What a stack has besides the topic that every stack here has: CloudFormation knows no stack without resources. */
export interface Resources {
  /** Default: there is no profile. */
  readonly profile?: Properties;
  /** The logical id of the profile. Default `Profile`. */
  readonly logicalId?: string;
  readonly deletionPolicy?: Policy;
  readonly updateReplacePolicy?: Policy;
  /** Whether a resource that always fails comes after the profile. Default: false. */
  readonly broken?: boolean;
  /** There is a resource beside the profile, and it fails at this moment: what is still at work then is cancelled. */
  readonly siblingFails?: Moment;
}

const ServiceToken = 'arn:aws:lambda:us-east-1:123456789012:function:provider';

/** The template, as JSON. */
export const templateOf = (resources: Resources, Type = 'Custom::IoTSecurityProfile'): string => {
  const { profile, logicalId = 'Profile', broken = false, siblingFails } = resources;
  const Profile = {
    Type,
    DeletionPolicy: resources.deletionPolicy,
    UpdateReplacePolicy: resources.updateReplacePolicy,
    Properties: { ServiceToken, ServiceTimeout: 720, ...profile },
  };
  const dependencies = profile === undefined ? ['Rest'] : ['Rest', logicalId];
  return JSON.stringify({
    Resources: {
      Rest: { Type: 'AWS::SNS::Topic' },
      ...(profile === undefined ? {} : { [logicalId]: Profile }),
      ...(broken ? { Breaker: { Type: breakerType, DependsOn: dependencies, Properties: { ServiceToken } } } : {}),
      ...(siblingFails ? { Sibling: { Type: breakerType, Properties: { ServiceToken, ...siblingFails } } } : {}),
    },
  });
};

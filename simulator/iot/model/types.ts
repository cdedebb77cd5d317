import type {
  Call,
  Clock,
  Input,
  Output,
  Fault as ServiceFault,
  RateLimits as ServiceRateLimits,
} from '../../service/types';

export type { FaultEffect, FaultMoment, RateLimit } from '../../service/types';

/** The operations that this resource, or a reader of its profiles, needs. */
export const iotOperations = [
  'AttachSecurityProfile',
  'CreateSecurityProfile',
  'DeleteSecurityProfile',
  'DescribeCustomMetric',
  'DescribeDimension',
  'DescribeSecurityProfile',
  'DescribeThingGroup',
  'DetachSecurityProfile',
  'ListSecurityProfiles',
  'ListSecurityProfilesForTarget',
  'ListTagsForResource',
  'ListTargetsForSecurityProfile',
  'TagResource',
  'UntagResource',
  'UpdateSecurityProfile',
  'ValidateSecurityProfileBehaviors',
] as const;

export type IotOperation = (typeof iotOperations)[number];

/** The operations that change something. */
export const iotWriteOperations: ReadonlySet<IotOperation> = new Set<IotOperation>([
  'AttachSecurityProfile',
  'CreateSecurityProfile',
  'DeleteSecurityProfile',
  'DetachSecurityProfile',
  'TagResource',
  'UntagResource',
  'UpdateSecurityProfile',
]);

/** The operations that tell what the service holds. */
export type IotReadOperation = Extract<IotOperation, `Describe${string}` | `List${string}`>;

export type IotInput = Input;
export type IotOutput = Output;
export type IotCall = Call<IotOperation>;
export type Fault = ServiceFault<IotOperation>;
export type RateLimits = ServiceRateLimits<IotOperation>;
export type IotClock = Clock;

/** A profile as the service holds it; `undefined` where it does not exist. Targets and tags come with it. */
export interface StoredProfile {
  /** The answer of DescribeSecurityProfile, without creationDate and lastModifiedDate. */
  readonly profile: IotOutput;
  readonly targets: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** What profiles refer to and the service holds beside them. Any exists, unless it is said to be missing. */
export const surroundingKinds = ['custommetric', 'dimension', 'thinggroup'] as const;

/** One of them, as the end of its ARN names it. */
export type Surrounding = `${(typeof surroundingKinds)[number]}/${string}`;

import type {
  Call,
  Clock,
  Input,
  Output,
  Fault as ServiceFault,
  LateReads as ServiceLateReads,
  RateLimits as ServiceRateLimits,
} from '../../service/types';

export type { FaultEffect, FaultMoment, RateLimit } from '../../service/types';

/** The operations that this resource, or a reader of its profiles, needs. */
export const connectOperations = [
  'CreateSecurityProfile',
  'DeleteSecurityProfile',
  'DescribeSecurityProfile',
  'ListSecurityProfileAIAgents',
  'ListSecurityProfileApplications',
  'ListSecurityProfileFlowModules',
  'ListSecurityProfilePermissions',
  'ListSecurityProfiles',
  'ListTagsForResource',
  'SearchSecurityProfiles',
  'TagResource',
  'UntagResource',
  'UpdateSecurityProfile',
] as const;

export type ConnectOperation = (typeof connectOperations)[number];

/** The operations that change something. */
export const connectWriteOperations: ReadonlySet<ConnectOperation> = new Set<ConnectOperation>([
  'CreateSecurityProfile',
  'DeleteSecurityProfile',
  'TagResource',
  'UntagResource',
  'UpdateSecurityProfile',
]);

/** The operations that tell what the service holds. */
export type ConnectReadOperation = Extract<ConnectOperation, `Describe${string}` | `List${string}` | `Search${string}`>;

export type ConnectInput = Input;
export type ConnectOutput = Output;
export type ConnectCall = Call<ConnectOperation>;
export type Fault = ServiceFault<ConnectOperation>;
export type RateLimits = ServiceRateLimits<ConnectOperation>;
export type ConnectClock = Clock;

/** By how many milliseconds each operation lags behind the writes. Those that are not named do not. */
export type LateReads = ServiceLateReads<ConnectReadOperation>;

/** A profile as the service holds it. Tags and users come with it. */
export interface StoredProfile {
  readonly instanceId: string;
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** The members that Create and Update set, those that have answers of their own included. What was never given is absent. */
  readonly content: ConnectOutput;
  readonly tags: Readonly<Record<string, string>>;
  /** The ids of the users to whom it is assigned, sorted. */
  readonly users: readonly string[];
}

/** The profiles that every instance has from the beginning. */
export const defaultProfileNames = ['Admin', 'Agent', 'CallCenterManager', 'QualityAnalyst'] as const;

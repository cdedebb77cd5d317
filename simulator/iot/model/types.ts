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

export type IotInput = Readonly<Record<string, unknown>>;
export type IotOutput = Readonly<Record<string, unknown>>;

/** One request as the service saw it. */
export interface IotCall {
  /** Counts from 1 over the life of the service. */
  readonly sequence: number;
  readonly operation: IotOperation;
  /** The input as the SDK's own member names (`securityProfileName`, …), typed, taken from path, query and body. */
  readonly input: IotInput;
  /** HTTP status of the answer; `undefined` when no answer was sent (reset, hang, crash). */
  readonly status: number | undefined;
  /** The error's name and text, when the answer was an error. */
  readonly error?: { readonly name: string; readonly message: string };
  /** Whether the call changed, or could read, the state (a fault `before` the effect leaves this false). */
  readonly effective: boolean;
  /** Milliseconds since 1970, by the clock that the service was given. */
  readonly time: number;
}

/**
 * When the call has its effect. `before`: what goes wrong comes before it, and it never has. `after`: the effect stands,
 * only the answer is lost or replaced. `later`: so is the answer, and the effect comes this many milliseconds after.
 */
export type FaultMoment = 'before' | 'after' | { readonly later: number };

/** What goes wrong. */
export type FaultEffect =
  | {
      readonly kind: 'error';
      readonly name: string;
      readonly status: number;
      readonly message: string;
      readonly when?: FaultMoment;
      /** Whether the message goes on with the request as the service read it, the caller's session token included. Default: false. */
      readonly repeatsRequest?: boolean;
    }
  | { readonly kind: 'reset'; readonly when: FaultMoment }
  | { readonly kind: 'hang'; readonly when: FaultMoment }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** The call goes well, and its answer says something else than it should. */
  | { readonly kind: 'answer'; readonly change: (output: IotOutput) => IotOutput }
  /** The call goes well, and its answer is not whole: no JSON that could be read. */
  | { readonly kind: 'cut' }
  /** The caller's process is killed: the service calls `onCrash` and never answers. */
  | { readonly kind: 'crash'; readonly when: FaultMoment };

/** A fault strikes the calls that match, after `skip` of them went well, `times` times. */
export interface Fault {
  /** Default: every operation. */
  readonly operation?: IotOperation;
  /** How many matching calls go well first. Default 0. */
  readonly skip?: number;
  /** How many calls are struck. Default 1; `Infinity` for ever. */
  readonly times?: number;
  readonly effect: FaultEffect;
}

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

/** Time, so that a test can run it by hand. */
export interface IotClock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** At most `burst` calls at once, refilled with `perSecond` calls a second. What is more is throttled. */
export interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

/** A limit for each operation by itself; those that are not named have none. */
export type RateLimits = { readonly [Operation in IotOperation]?: RateLimit };

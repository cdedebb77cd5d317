/** What an operation is given and gives, under the SDK's own member names. */
export type Input = Readonly<Record<string, unknown>>;
export type Output = Readonly<Record<string, unknown>>;

/** Where a service runs: what every ARN of its own names. */
export interface ServiceLocation {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/** One request as the service saw it. */
export interface Call<Operation extends string> {
  /** Counts from 1 over the life of the service. */
  readonly sequence: number;
  readonly operation: Operation;
  /** The input as the SDK's own member names (`securityProfileName`, …), typed, taken from path, query and body. */
  readonly input: Input;
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
      /** Members of the error's body beside its text. Default: none. */
      readonly members?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'reset'; readonly when: FaultMoment }
  | { readonly kind: 'hang'; readonly when: FaultMoment }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** The call goes well, and its answer says something else than it should. */
  | { readonly kind: 'answer'; readonly change: (output: Output) => Output }
  /** The call goes well, and its answer is not whole: no JSON that could be read. */
  | { readonly kind: 'cut' }
  /** The caller's process is killed: the service calls `onCrash` and never answers. */
  | { readonly kind: 'crash'; readonly when: FaultMoment };

/** A fault strikes the calls that match, after `skip` of them went well, `times` times. */
export interface Fault<Operation extends string> {
  /** Default: every operation. */
  readonly operation?: Operation;
  /** How many matching calls go well first. Default 0. */
  readonly skip?: number;
  /** How many calls are struck. Default 1; `Infinity` for ever. */
  readonly times?: number;
  readonly effect: FaultEffect;
}

/** Time, so that a test can run it by hand. */
export interface Clock {
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
export type RateLimits<Operation extends string> = { readonly [Name in Operation]?: RateLimit };

/** By how many milliseconds each operation lags behind the writes. Those that are not named do not. */
export type LateReads<Operation extends string> = { readonly [Name in Operation]?: number };

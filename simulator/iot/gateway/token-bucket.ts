import { type IotOperation, iotOperations, type RateLimit, type RateLimits } from '../model/types';

/** The way AWS limits the rate of an operation: a bucket of tokens, refilled steadily, one token a call. */
export class TokenBucket {
  readonly #limit: RateLimit;
  readonly #clock: { now(): number };
  #tokens: number;
  #filledAt: number;

  constructor(limit: RateLimit, clock: { now(): number }) {
    this.#limit = limit;
    this.#clock = clock;
    this.#tokens = limit.burst;
    this.#filledAt = clock.now();
  }

  /** Takes a token; `false` when there is none. */
  take(): boolean {
    const now = this.#clock.now();
    const refilled = this.#tokens + ((now - this.#filledAt) / 1000) * this.#limit.perSecond;
    this.#tokens = Math.min(this.#limit.burst, refilled);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}

/** The limits of each operation by itself. */
export class TokenBuckets {
  readonly #buckets: ReadonlyMap<IotOperation, TokenBucket>;

  constructor(limit: RateLimit | RateLimits, clock: { now(): number }) {
    const limits = 'perSecond' in limit ? Object.fromEntries(iotOperations.map((name) => [name, limit])) : limit;
    const buckets = iotOperations.flatMap((name) => {
      const own: RateLimit | undefined = limits[name];
      return own === undefined ? [] : [[name, new TokenBucket(own, clock)] as const];
    });
    this.#buckets = new Map(buckets);
  }

  /** Takes a token of the operation; `false` when there is none. */
  take(operation: IotOperation): boolean {
    return this.#buckets.get(operation)?.take() ?? true;
  }
}

const usual: RateLimit = { perSecond: 10, burst: 10 };

/**
 * The limits that AWS documents for an account in a Region, each with a burst of one second.
 * @see https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html
 */
export const documentedRateLimits: RateLimits = {
  ...Object.fromEntries(iotOperations.map((name) => [name, usual])),
  DescribeCustomMetric: { perSecond: 25, burst: 25 },
  DescribeSecurityProfile: { perSecond: 25, burst: 25 },
};

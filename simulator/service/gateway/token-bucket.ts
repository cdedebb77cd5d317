import type { RateLimit, RateLimits } from '../types';

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
export class TokenBuckets<Operation extends string> {
  readonly #buckets: ReadonlyMap<Operation, TokenBucket>;

  constructor(limit: RateLimit | RateLimits<Operation>, operations: readonly Operation[], clock: { now(): number }) {
    const buckets = operations.flatMap((name) => {
      const own: RateLimit | undefined = isForAll(limit) ? limit : limit[name];
      return own === undefined ? [] : [[name, new TokenBucket(own, clock)] as const];
    });
    this.#buckets = new Map(buckets);
  }

  /** Takes a token of the operation; `false` when there is none. */
  take(operation: Operation): boolean {
    return this.#buckets.get(operation)?.take() ?? true;
  }
}

const isForAll = (limit: object): limit is RateLimit => 'perSecond' in limit;

import type { RateLimit } from './types';

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

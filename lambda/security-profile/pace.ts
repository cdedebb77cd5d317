import type { Clock } from '../custom-resource/clock';

/** What AWS IoT allows of most operations in an account by default: the first guess when a call is throttled. */
const usualRate = 10;
/** Calls a second that are made whatever happens, or it would never be noticed that a storm is over. */
const leastRate = 0.5;
/** What is left of the rate after a throttle. */
const decrease = 0.7;
/** By how much each success raises the rate, times the successes since the last throttle: carefully at first. */
const increase = 0.005;
/** Milliseconds whose calls may be made up for at once: AWS, too, lets those of a second gather. */
const burst = 1_000;

/**
 * The pace of one operation. AWS limits each operation by itself, and by how much depends on the account and on what else
 * runs in it: calls are made at once until one is throttled, and from then on at a rate that each throttle lowers and
 * each success raises.
 */
export class Pace {
  /** Calls a second. */
  #rate = Number.POSITIVE_INFINITY;
  #successes = 0;
  /** Milliseconds since 1970 at which the next call may be made. */
  #next = 0;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Makes the call when it is its turn. `isThrottle` tells whether what it failed with is a throttle. */
  async run<Result>(
    call: () => Promise<Result>,
    isThrottle: (error: unknown) => boolean,
    signal: AbortSignal,
  ): Promise<Result> {
    await this.#turn(signal);
    const rate = this.#rate;
    try {
      const result = await call();
      this.#successes += 1;
      this.#rate += increase * this.#successes;
      return result;
    } catch (error) {
      if (isThrottle(error)) this.#slowDown(rate);
      throw error;
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    const turn = Math.max(this.#next, now - burst);
    this.#next = turn + 1_000 / this.#rate;
    if (turn > now) await this.#clock.sleep(turn - now, signal);
  }

  /** `rate`: that at which the call was made. Of calls that were on their way together only the first tells something new. */
  #slowDown(rate: number): void {
    const now = this.#clock.now();
    this.#next = Math.max(this.#next, now);
    if (rate > this.#rate) return;
    this.#rate = Math.max(leastRate, decrease * Math.min(this.#rate, usualRate));
    this.#successes = 0;
  }
}

import type { Clock } from '../runtime/clock';

/** Calls a second that AWS IoT allows of most operations in an account by default. */
const usualRate = 10;
/** Calls a second that are made whatever happens, or nobody would notice that a storm of throttles is over. */
const leastRate = 0.5;
/** What each further throttle leaves of the rate. */
const decrease = 0.75;
/** What each success adds to the rate: by it the limit is found again that others have left, or that was raised. */
const increase = 0.2;
/** Milliseconds whose unused turns may be taken at once: AWS lets those of a second gather, too. */
const burst = 1_000;

export interface PaceOptions {
  /** Calls a second that are made at most, evenly spread; throttles lower that. Default: as many as come. */
  readonly most?: number;
  /** With `most`: so many calls may be made at once after a pause in which none was. Default: 1. */
  readonly atOnce?: number;
  /** Calls a second that the service allows by default: the guess at the first throttle. Default: 10. */
  readonly usual?: number;
}

/**
 * The pace of one operation. AWS limits the rate of each operation by itself, and how high depends on the account and on
 * whatever else runs in it. So calls are made at once until one is throttled, and from then on at a rate that throttles
 * lower and successes raise.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #usual: number;
  /** Milliseconds whose unused turns may be taken at once. */
  readonly #burst: number;
  /** Calls a second. */
  #rate: number;
  /** When it is the next call's turn, in milliseconds since 1970. */
  #next = 0;

  constructor(clock: Clock, { most = Number.POSITIVE_INFINITY, atOnce = 1, usual = usualRate }: PaceOptions = {}) {
    this.#clock = clock;
    this.#most = most;
    this.#usual = usual;
    this.#burst = most < Number.POSITIVE_INFINITY ? (1_000 * (atOnce - 1)) / most : burst;
    this.#rate = most;
  }

  /** Makes the call when it is its turn; `isThrottle` tells whether what it throws is a throttle. */
  async run<Result>(
    call: () => Promise<Result>,
    isThrottle: (error: unknown) => boolean,
    signal: AbortSignal,
  ): Promise<Result> {
    await this.#turn(signal);
    const rate = this.#rate;
    try {
      const result = await call();
      this.#rate = Math.min(this.#most, this.#rate + increase);
      return result;
    } catch (error) {
      if (isThrottle(error)) this.#slowDown(rate);
      throw error;
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    const turn = Math.max(this.#next, now - this.#burst);
    this.#next = turn + 1_000 / this.#rate;
    if (turn > now) await this.#clock.sleep(turn - now, signal);
  }

  /** `sentAt`: the rate when the call was made. Calls that were under way together tell of one and the same shortage. */
  #slowDown(sentAt: number): void {
    if (sentAt <= this.#rate)
      this.#rate = this.#rate > Number.MAX_VALUE ? this.#usual : Math.max(leastRate, decrease * this.#rate);
    this.#next = Math.max(this.#next, this.#clock.now() + 1_000 / this.#rate);
  }
}

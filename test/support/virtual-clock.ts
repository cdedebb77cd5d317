import type { Clock } from '../../runtime/clock';
import { Timers } from '../../simulator/stacks/custom-resource/timers';

/** Enough turns for every promise chain and every abort of one step to come to rest. */
const rest = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** A clock that stands still while there is work, and jumps to the next timer when there is none. */
export class VirtualClock implements Clock {
  #now: number;
  #step: Promise<void> | undefined;
  readonly #timers = new Timers();

  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return this.#timers.wait(this.#now + Math.max(0, milliseconds), signal);
  }

  /**
   * Runs the time until `promise` has settled; fails if nothing is left that could settle it. Of several that run the
   * time at once none gets ahead of the others.
   */
  async run<Result>(promise: Promise<Result>): Promise<Result> {
    let isSettled = false;
    const settled = () => {
      isSettled = true;
    };
    promise.then(settled, settled);
    await rest();
    while (!isSettled) {
      this.#step ??= this.#next().finally(() => {
        this.#step = undefined;
      });
      await this.#step;
    }
    return promise;
  }

  /** Wakes the next that sleeps, and lets what follows come to rest. */
  async #next(): Promise<void> {
    const next = this.#timers.next();
    if (next === undefined) throw new Error('the clock stands still: no timer is left, and the work is not done');
    this.#now = Math.max(this.#now, next.time);
    next.wake();
    await rest();
  }

  /** A clock that shows the same time, and whose timers a killed process takes with it. */
  ofProcess(): { readonly clock: Clock; readonly kill: () => void } {
    const killed = new AbortController();
    const isAlive = () => !killed.signal.aborted;
    const never = new Promise<void>(() => undefined);
    const clock: Clock = {
      now: () => this.#now,
      sleep: async (milliseconds, signal) => {
        try {
          await this.sleep(milliseconds, signal);
        } catch (error) {
          if (isAlive()) throw error;
        }
        if (!isAlive()) await never;
      },
    };
    return { clock, kill: () => killed.abort() };
  }
}

import { Timers } from './timers';

/** The time in which stacks live. */
export interface StackClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Rejects with the reason of the signal as soon as that is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/**
 * Shows the time of day while something is at work, and jumps to the next time that is waited for when nothing is:
 * nobody really waits for a retry or for a service timeout.
 */
export class JumpingClock implements StackClock {
  readonly #timeOfDay: () => number;
  readonly #timers = new Timers();
  #offset = 0;
  #works = 0;
  #alarm: NodeJS.Timeout | undefined;

  constructor(timeOfDay: () => number) {
    this.#timeOfDay = timeOfDay;
  }

  readonly now = (): number => this.#timeOfDay() + this.#offset;

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    const woken = this.#timers.wait(this.now() + milliseconds, signal);
    this.#plan();
    return woken;
  }

  /** Does a work that takes its time. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#works += 1;
    try {
      return await work();
    } finally {
      this.#works -= 1;
      this.#plan();
    }
  }

  /** Wakes the next that sleeps: once nothing is at work, or when its time has come all the same. */
  #plan(): void {
    clearTimeout(this.#alarm);
    const next = this.#timers.next();
    if (next === undefined) return;
    const isIdle = this.#works === 0;
    // What is about to begin, or to be called off, does so before the next turn of the event loop.
    if (isIdle) setImmediate(() => this.#works === 0 && this.#wakeNext());
    else this.#alarm = setTimeout(() => this.#wakeNext(), Math.max(0, next.time - this.now())).unref();
  }

  #wakeNext(): void {
    const next = this.#timers.next();
    if (next === undefined) return;
    this.#offset += Math.max(0, next.time - this.now());
    next.wake();
    this.#plan();
  }
}

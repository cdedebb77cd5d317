import type { Clock } from '../../runtime/clock';

/** A clock on which waiting takes no time; whoever waits goes on in the order of time. */
export class OrderedClock implements Clock {
  #now: number;
  readonly #sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  constructor(start = 0) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => {
      this.#sleepers.push({ at: this.#now + milliseconds, wake });
      setImmediate(() => this.#wakeFirst());
    });
  }

  #wakeFirst(): void {
    this.#sleepers.sort((one, other) => one.at - other.at);
    const first = this.#sleepers.shift();
    if (first === undefined) return;
    this.#now = Math.max(this.#now, first.at);
    first.wake();
  }
}

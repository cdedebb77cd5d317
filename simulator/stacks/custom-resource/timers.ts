interface Timer {
  readonly time: number;
  readonly wake: () => void;
}

/** Those who wait for their time to come, on a clock that does not run by itself. */
export class Timers {
  readonly #waiting = new Set<Timer>();

  /** Resolves when it is woken; rejects with the signal's reason as soon as that aborts. */
  wait(time: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = () => {
        this.#waiting.delete(timer);
        reject(signal?.reason);
      };
      const wake = () => {
        this.#waiting.delete(timer);
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const timer: Timer = { time, wake };
      this.#waiting.add(timer);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Whose time comes first; of several the one that began to wait first. `undefined` where nobody waits. */
  next(): Timer | undefined {
    return [...this.#waiting].sort((one, other) => one.time - other.time)[0];
  }
}

const counted = (counts: ReadonlyMap<string, number>, planned: ReadonlyMap<string, number>): string =>
  [...counts]
    .map(([call, count]) => {
      const total = Math.max(count, planned.get(call) ?? count);
      return total > 1 ? `${call} ${count} of ${total}` : call;
    })
    .join(', ');

const add = (counts: Map<string, number>, call: string, by: number): void => {
  const count = (counts.get(call) ?? 0) + by;
  if (count > 0) counts.set(call, count);
  else counts.delete(call);
};

/** Counts the calls of an operation, so that an answer can say how far the work has got. */
export class Progress {
  readonly #planned = new Map<string, number>();
  readonly #done = new Map<string, number>();
  readonly #waiting = new Map<string, number>();
  readonly #notes: string[] = [];
  #lastError = '';

  /** Announces calls that are to be made. */
  plan(calls: readonly string[]): void {
    for (const call of calls) add(this.#planned, call, 1);
  }

  start(call: string): void {
    add(this.#waiting, call, 1);
  }

  succeed(call: string): void {
    add(this.#waiting, call, -1);
    add(this.#done, call, 1);
  }

  /** The call has ended without success; whether it is tried again is decided elsewhere. */
  fail(call: string, error: string): void {
    add(this.#waiting, call, -1);
    this.#lastError = `${call}: ${error}`;
  }

  /** Remembers something that a person must know if the operation does not end well. */
  note(text: string): void {
    this.#notes.push(text);
  }

  describe(): string {
    const none: ReadonlyMap<string, number> = new Map();
    const parts = [
      this.#done.size === 0 ? 'no call has succeeded' : `done: ${counted(this.#done, this.#planned)}`,
      this.#waiting.size === 0 ? '' : `unanswered: ${counted(this.#waiting, none)}`,
      this.#lastError === '' ? '' : `last error: ${this.#lastError}`,
      ...this.#notes,
    ];
    return parts.filter((part) => part !== '').join('; ');
  }
}

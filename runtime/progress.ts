const listed = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([call, count]) => (count > 1 ? `${call} (${count} times)` : call)).join(', ');

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
  readonly #notes = new Set<string>();
  #writesInFlight = 0;
  #mayHaveWritten = false;
  #lastError = '';

  /** Announces the calls that are to be made from now on, in the place of those announced before. */
  plan(calls: readonly string[]): void {
    this.#planned.clear();
    for (const [call, count] of this.#done) add(this.#planned, call, count);
    for (const call of calls) add(this.#planned, call, 1);
  }

  start(call: string, isWrite: boolean): void {
    add(this.#waiting, call, 1);
    if (isWrite) this.#writesInFlight += 1;
  }

  succeed(call: string, isWrite: boolean): void {
    this.fail(call, isWrite);
    add(this.#done, call, 1);
    if (isWrite) this.noteEffect();
  }

  /** The call has ended without success; whether it is tried again is decided elsewhere. */
  fail(call: string, isWrite: boolean): void {
    add(this.#waiting, call, -1);
    if (isWrite) this.#writesInFlight -= 1;
  }

  /** A write has changed something, or nobody can tell that it has not. */
  noteEffect(): void {
    this.#mayHaveWritten = true;
  }

  /** Whether anything may have been changed: a write that still runs, or that was never answered, may take effect. */
  get mayHaveWritten(): boolean {
    return this.#mayHaveWritten || this.#writesInFlight > 0;
  }

  /** Remembers what went wrong last, also in an attempt of a call that is not over. */
  noteError(call: string, error: string): void {
    this.#lastError = `${call}: ${error}`;
  }

  /** Remembers something that a person must know if the operation fails. */
  note(text: string): void {
    this.#notes.add(text);
  }

  get notes(): readonly string[] {
    return [...this.#notes];
  }

  #toDo(): string {
    const left = new Map([...this.#planned].map(([call, count]) => [call, count - (this.#done.get(call) ?? 0)]));
    for (const [call, count] of left) if (count <= 0) left.delete(call);
    return left.size === 0 ? '' : `not done: ${listed(left)}`;
  }

  describe(): string {
    const parts = [
      this.#done.size === 0 ? 'no call has succeeded' : `done: ${listed(this.#done)}`,
      this.#waiting.size === 0 ? '' : `unfinished: ${listed(this.#waiting)}`,
      this.#toDo(),
      this.#lastError === '' ? '' : `last error: ${this.#lastError}`,
    ];
    return parts.filter((part) => part !== '').join('; ');
  }
}

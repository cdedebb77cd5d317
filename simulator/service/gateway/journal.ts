import type { Call } from '../types';

/** Every call the service got, in the order in which they took effect. */
export class CallJournal<Operation extends string> {
  readonly #writeOperations: ReadonlySet<Operation>;
  #calls: Call<Operation>[] = [];
  #sequence = 0;
  readonly #listeners = new Set<(call: Call<Operation>) => void>();

  constructor(writeOperations: ReadonlySet<Operation>) {
    this.#writeOperations = writeOperations;
  }

  /** The calls so far; a copy, which later calls do not change. */
  get calls(): readonly Call<Operation>[] {
    return [...this.#calls];
  }

  /** The calls to operations that change something, failed ones included. */
  get writes(): readonly Call<Operation>[] {
    return this.#calls.filter(({ operation }) => this.#writeOperations.has(operation));
  }

  /** Forgets the calls so far. The sequence numbers go on. */
  clear(): void {
    this.#calls = [];
  }

  /** Calls the listener with every further call, before its answer is sent. Returns a function that ends this. */
  onCall(listener: (call: Call<Operation>) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  record(call: Omit<Call<Operation>, 'sequence'>): void {
    this.#sequence += 1;
    const numbered: Call<Operation> = { sequence: this.#sequence, ...call };
    this.#calls.push(numbered);
    for (const listener of this.#listeners) listener(numbered);
  }
}

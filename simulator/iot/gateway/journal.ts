import { type IotCall, iotWriteOperations } from '../model/types';

/** Every call the service got, in the order in which they took effect. */
export class CallJournal {
  #calls: IotCall[] = [];
  #sequence = 0;
  readonly #listeners = new Set<(call: IotCall) => void>();

  /** The calls so far; a copy, which later calls do not change. */
  get calls(): readonly IotCall[] {
    return [...this.#calls];
  }

  /** The calls to operations that change something, failed ones included. */
  get writes(): readonly IotCall[] {
    return this.#calls.filter(({ operation }) => iotWriteOperations.has(operation));
  }

  /** Forgets the calls so far. The sequence numbers go on. */
  clear(): void {
    this.#calls = [];
  }

  /** Calls the listener with every further call, before its answer is sent. Returns a function that ends this. */
  onCall(listener: (call: IotCall) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  record(call: Omit<IotCall, 'sequence'>): void {
    this.#sequence += 1;
    const numbered: IotCall = { sequence: this.#sequence, ...call };
    this.#calls.push(numbered);
    for (const listener of this.#listeners) listener(numbered);
  }
}

import type { LateReads } from './types';

interface Snapshot<Item> {
  readonly time: number;
  readonly items: Map<string, Item>;
}

/** What a service has held, as long ago as reads may lag behind. */
export class History<Item> {
  readonly #longest: number;
  #snapshots: readonly Snapshot<Item>[];

  constructor(
    readonly lateReads: LateReads<string>,
    items: ReadonlyMap<string, Item>,
    time: number,
    /** What it keeps of an item that may change. */
    private readonly copyOf: (item: Item) => Item,
  ) {
    this.#longest = Math.max(0, ...Object.values(lateReads).map((milliseconds = 0) => milliseconds));
    this.#snapshots = [{ time, items: this.#copiesOf(items) }];
  }

  /** Is told after every write. */
  remember(items: ReadonlyMap<string, Item>, time: number): void {
    const recent = this.#snapshots.findLastIndex((snapshot) => snapshot.time <= time - this.#longest);
    const kept = this.#snapshots.slice(Math.max(0, recent));
    this.#snapshots = [...kept, { time, items: this.#copiesOf(items) }];
  }

  /** Lets an item have been there at all times. */
  rememberSince(key: string, item: Item): void {
    for (const { items } of this.#snapshots) items.set(key, this.copyOf(item));
  }

  /** What an operation that is called now finds; `undefined` when it does not lag behind. */
  seenBy(operation: string, now: number): Map<string, Item> | undefined {
    const lateness = Object.entries(this.lateReads).find(([late]) => late === operation)?.[1] ?? 0;
    return lateness > 0 ? this.#at(now - lateness) : undefined;
  }

  /** What was there at a time, or first of all. */
  #at(time: number): Map<string, Item> {
    const snapshot = this.#snapshots.findLast((one) => one.time <= time) ?? this.#snapshots[0];
    return snapshot === undefined ? new Map() : snapshot.items;
  }

  #copiesOf(items: ReadonlyMap<string, Item>): Map<string, Item> {
    return new Map([...items].map(([key, item]) => [key, this.copyOf(item)]));
  }
}

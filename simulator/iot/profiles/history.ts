import type { IotReadOperation } from '../model/types';
import type { ProfileRecord } from './state';

/** By how many milliseconds each operation lags behind the writes. Those that are not named do not. */
export type LateReads = { readonly [Operation in IotReadOperation]?: number };

type Profiles = ReadonlyMap<string, ProfileRecord>;

interface Snapshot {
  readonly time: number;
  readonly profiles: Map<string, ProfileRecord>;
}

const copyOf = (record: ProfileRecord): ProfileRecord => ({
  ...record,
  targets: new Set(record.targets),
  tags: new Map(record.tags),
});

const copiesOf = (profiles: Profiles): Map<string, ProfileRecord> =>
  new Map([...profiles].map(([name, record]) => [name, copyOf(record)]));

/** What the service has held, as long ago as reads may lag behind. */
export class History {
  readonly #longest: number;
  #snapshots: readonly Snapshot[];

  constructor(
    readonly lateReads: LateReads,
    profiles: Profiles,
    time: number,
  ) {
    this.#longest = Math.max(0, ...Object.values(lateReads));
    this.#snapshots = [{ time, profiles: copiesOf(profiles) }];
  }

  /** Is told after every write. */
  remember(profiles: Profiles, time: number): void {
    const recent = this.#snapshots.findLastIndex((snapshot) => snapshot.time <= time - this.#longest);
    const kept = this.#snapshots.slice(Math.max(0, recent));
    this.#snapshots = [...kept, { time, profiles: copiesOf(profiles) }];
  }

  /** Lets a profile have been there at all times. */
  rememberSince(record: ProfileRecord): void {
    for (const { profiles } of this.#snapshots) profiles.set(record.name, copyOf(record));
  }

  /** What was there at a time, or first of all. */
  at(time: number): Map<string, ProfileRecord> {
    const snapshot = this.#snapshots.findLast((one) => one.time <= time) ?? this.#snapshots[0];
    return snapshot === undefined ? new Map() : snapshot.profiles;
  }
}

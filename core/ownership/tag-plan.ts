import { reservedTagPrefix, type Tags } from './marks';
import { mostTags } from './quotas';

/** What the tags should be. */
export interface DesiredTags {
  /** The profile's. */
  readonly name: string;
  /** Declared tags. Those that others have set stay. */
  readonly tags: Tags;
  /** Keys of tags that were declared before: they go, unless they are declared again. */
  readonly tagKeysBefore: readonly string[];
}

/** The marks of ownership that are written beside the rest. */
export interface Marking {
  /** Whether the profile is taken over: then its content is sent whole in any case, so that its version moves. */
  readonly isAdoption: boolean;
  /** Before anything else: what is taken over is marked as adopted at every moment. */
  readonly first: Tags;
  /** With the last write: what fails half-way is not yet marked so. */
  readonly last: Tags;
}

export const noMarking: Marking = { isAdoption: false, first: new Map(), last: new Map() };

const isAws = (key: string): boolean => key.startsWith('aws:');

export interface TagChanges {
  /** Set before anything else is done. */
  readonly first: Tags;
  readonly removed: readonly string[];
  /** Set in the end. */
  readonly last: Tags;
}

const differing = (live: Tags, wanted: Tags): Tags =>
  new Map([...wanted].filter(([key, value]) => live.get(key) !== value));

/**
 * Declared tags are asserted, tags declared before and no longer are removed, all others stay.
 * @param tooMany what is thrown where the service would refuse the tags after other calls have already changed something.
 */
export const planTags = (
  live: Tags,
  desired: DesiredTags,
  marking: Marking,
  tooMany: (name: string, count: number) => Error,
): TagChanges => {
  const isRemovable = (key: string) => !isAws(key) && !key.startsWith(reservedTagPrefix);
  const removed = [...new Set(desired.tagKeysBefore)].filter(
    (key) => isRemovable(key) && live.has(key) && !desired.tags.has(key),
  );
  const marked: Tags = new Map([...live, ...marking.first]);
  const wanted: Tags = new Map([...desired.tags, ...marking.last]);
  const left = new Map([...marked, ...wanted]);
  for (const key of removed) left.delete(key);
  // Marks that come first come while everything else is still there.
  for (const tags of [marked, left]) {
    const count = [...tags.keys()].filter((key) => !isAws(key)).length;
    if (count > mostTags) throw tooMany(desired.name, count);
  }
  return { first: differing(live, marking.first), removed, last: differing(marked, wanted) };
};

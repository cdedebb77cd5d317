import { requestIdTag, reservedTagPrefix, type Tags } from '../custom-resource/ownership';
import type { DesiredProfile, Marking } from './plan';

/** https://docs.aws.amazon.com/iot/latest/developerguide/tagging-iot.html; tags whose key begins with `aws:` do not count. */
const mostTags = 50;

/** The service would refuse the tags after other calls had already changed the profile. */
export class TooManyTagsError extends Error {
  override readonly name = 'TooManyTagsError';
  constructor(profileName: string, count: number) {
    super(
      `the security profile '${profileName}' would have ${count} tags, AWS IoT allows ${mostTags}: the tags in Tags, those that ` +
        'others have set on the profile, and the marks of ownership. Nothing was changed. Remove tags from the profile or from Tags',
    );
  }
}

const isAws = (key: string): boolean => key.startsWith('aws:');

export interface TagChanges {
  readonly removed: readonly string[];
  readonly set: Tags;
}

/** Declared tags are asserted, tags declared before and no longer are removed, all others stay. */
export const planTags = (live: Tags, desired: DesiredProfile, marking: Marking): TagChanges => {
  const isRemovable = (key: string) => !isAws(key) && !key.startsWith(reservedTagPrefix);
  const removed = [...new Set(desired.tagKeysBefore)].filter(
    (key) => isRemovable(key) && live.has(key) && !desired.tags.has(key),
  );
  const wanted: Tags = new Map([...desired.tags, ...(marking.kind === 'with-tags' ? marking.tags : [])]);
  refuseTooMany(live, removed, wanted, marking, desired.name);
  return { removed, set: new Map([...wanted].filter(([key, value]) => live.get(key) !== value)) };
};

const refuseTooMany = (live: Tags, removed: readonly string[], wanted: Tags, marking: Marking, name: string): void => {
  const count = (gone: readonly string[], ...added: readonly Tags[]): number => {
    const kept = [...live.keys()].filter((key) => !isAws(key) && !gone.includes(key));
    return new Set([...kept, ...added.flatMap((tags) => [...tags.keys()])]).size;
  };
  // An adoption marks first, while everything else is still there.
  const counts =
    marking.kind === 'adopt'
      ? [count([requestIdTag], marking.tags), count([...removed, requestIdTag], marking.tags, wanted)]
      : [count(removed, wanted)];
  const most = Math.max(...counts);
  if (most > mostTags) throw new TooManyTagsError(name, most);
};

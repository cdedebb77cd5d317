import { duplicates, elementsOf, type ProfileRule, type ProfileTree } from './rule';

const keysOf = (tags: ProfileTree['Tags' | 'AllowedAccessControlTags'], name: string) =>
  elementsOf(tags, name).map(({ value, path }) => ({ value: value.Key, path: `${path}.Key` }));

const consequence = 'a key has one value; take one out';

export const tagKeysAreUnique: ProfileRule = ({ Tags }) => duplicates(keysOf(Tags, 'Tags'), 'strong', consequence);

/** One of the two would be lost in the map that the service takes, and with it a restriction. */
export const accessControlKeysAreUnique: ProfileRule = ({ AllowedAccessControlTags: tags }) =>
  duplicates(keysOf(tags, 'AllowedAccessControlTags'), 'certain', consequence);

import type { ConnectOutput } from '../model/types';
import { profileKeyOf } from './arns';
import { resourceNotFound } from './errors';
import { type ProfileRecord, requireProfile, type ServiceState, shownTags } from './state';
import { checkKeys, mergedTags } from './tag-rules';

export interface ResourceArn {
  readonly resourceArn: string;
}

export interface TagInput extends ResourceArn {
  readonly tags: Readonly<Record<string, string>>;
}

export interface UntagInput extends ResourceArn {
  readonly tagKeys: readonly string[];
}

export const tagResource = (state: ServiceState, input: TagInput): ConnectOutput => {
  const record = taggedProfile(state, input);
  for (const [key, value] of mergedTags(state, input.tags, 'tags', record.tags)) record.tags.set(key, value);
  record.lastModifiedTime = state.clock.now();
  return {};
};

/** Removing a tag that is not there succeeds. */
export const untagResource = (state: ServiceState, input: UntagInput): ConnectOutput => {
  const record = taggedProfile(state, input);
  checkKeys(state, input.tagKeys, 'tagKeys');
  for (const key of input.tagKeys) record.tags.delete(key);
  record.lastModifiedTime = state.clock.now();
  return {};
};

export const listTagsForResource = (state: ServiceState, input: ResourceArn): ConnectOutput => ({
  tags: shownTags(state, taggedProfile(state, input)),
});

/** Security profiles are the only resources there are here: any other ARN of this account names nothing. */
const taggedProfile = (state: ServiceState, { resourceArn }: ResourceArn): ProfileRecord => {
  const key = profileKeyOf(state.location, resourceArn);
  if (key === undefined) throw resourceNotFound(`Resource ${resourceArn} does not exist`);
  return requireProfile(state, key);
};

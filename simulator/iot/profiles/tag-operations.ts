import { pageOf } from '../../service/paging';
import type { IotOutput } from '../model/types';
import { profileNameOf } from './arns';
import { invalidRequest, limitExceeded, resourceNotFound } from './errors';
import type { Tag } from './profile';
import { type ProfileRecord, requireProfile, type ServiceState } from './state';
import { checkKeys, tagMapOf } from './tag-rules';

interface ResourceArn {
  readonly resourceArn: string;
}

export interface TagInput extends ResourceArn {
  readonly tags: readonly Tag[];
}

export interface UntagInput extends ResourceArn {
  readonly tagKeys: readonly string[];
}

export interface ListTagsInput extends ResourceArn {
  readonly nextToken?: string;
}

export const tagResource = (state: ServiceState, input: TagInput): IotOutput => {
  const record = taggedProfile(state, input);
  for (const [key, value] of tagMapOf(state, input.tags, limitExceeded, record.tags)) record.tags.set(key, value);
  return {};
};

/** Removing a tag that is not there succeeds. */
export const untagResource = (state: ServiceState, input: UntagInput): IotOutput => {
  const record = taggedProfile(state, input);
  checkKeys(state, input.tagKeys);
  for (const key of input.tagKeys) record.tags.delete(key);
  return {};
};

/** The one list whose page size the caller cannot choose. */
export const listTagsForResource = (state: ServiceState, input: ListTagsInput): IotOutput => {
  const tags = [...taggedProfile(state, input).tags].map(([Key, Value]) => ({ Key, Value }));
  const { items, ...token } = pageOf(tags, ({ Key }) => Key, {
    list: `ListTagsForResource ${input.resourceArn}`,
    nextToken: input.nextToken,
    size: state.pageSize,
    refusal: invalidRequest,
  });
  return { tags: items, ...token };
};

/** Security profiles are the only resources there are here: any other ARN of this account names nothing. */
const taggedProfile = (state: ServiceState, { resourceArn }: ResourceArn): ProfileRecord => {
  const name = profileNameOf(state.location, resourceArn);
  if (name === undefined) throw resourceNotFound(`Resource ${resourceArn} does not exist`);
  return requireProfile(state, name);
};

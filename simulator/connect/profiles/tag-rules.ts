import { constraintError, validationMessage } from '../../service/model/constraints';
import { tagKeyPattern } from '../model/model';
import { invalidParameter } from './errors';
import type { ServiceState } from './state';

/** Tags under this prefix belong to AWS: its services set them, users can neither set nor remove them, and they do not count. */
const reserved = /^aws:/;

/** @throws InvalidParameterException when a key belongs to AWS and the caller is not AWS. */
export const checkKeys = (state: ServiceState, keys: readonly string[], member: string): void => {
  const key = keys.find((candidate) => reserved.test(candidate));
  if (key === undefined || state.mayUseReservedTags) return;
  const constraint = `Member must satisfy regular expression pattern: ${tagKeyPattern.text}`;
  throw invalidParameter(validationMessage([constraintError(`'${key}'`, member, constraint)]));
};

/**
 * The tags of a profile with those of a request.
 * @throws InvalidParameterException when they are too many: no other error of the tag operations would fit
 */
export const mergedTags = (
  state: ServiceState,
  tags: Readonly<Record<string, string>>,
  member: string,
  existing: ReadonlyMap<string, string> = new Map(),
): Map<string, string> => {
  checkKeys(state, Object.keys(tags), member);
  const merged = new Map([...existing, ...Object.entries(tags)]);
  const counted = [...merged.keys()].filter((key) => !reserved.test(key)).length;
  if (counted > state.quotas.tags)
    throw invalidParameter(`The resource would have ${counted} tags, more than the ${state.quotas.tags} allowed`);
  return merged;
};

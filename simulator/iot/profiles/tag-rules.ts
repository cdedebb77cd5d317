import { type IotServiceError, invalidRequest } from './errors';
import type { Tag } from './profile';
import type { ServiceState } from './state';

/** Tags under this prefix belong to AWS: its services set them, users can neither set nor remove them, and they do not count. */
const reserved = /^aws:/i;

/** @throws InvalidRequestException when a key belongs to AWS and the caller is not AWS. */
export const checkKeys = (state: ServiceState, keys: readonly string[]): void => {
  const key = keys.find((candidate) => reserved.test(candidate));
  if (key !== undefined && !state.mayUseReservedTags) {
    throw invalidRequest(`Tag key ${key} is not allowed: the prefix aws: is reserved for system use`);
  }
};

/** The tags of a request as a map; an absent value is empty. `tooMany` makes the operation's own error for too many tags. */
export const tagMapOf = (
  state: ServiceState,
  tags: readonly Tag[],
  tooMany: (message: string) => IotServiceError,
  existing: ReadonlyMap<string, string> = new Map(),
): Map<string, string> => {
  const keys = tags.map(({ Key }) => Key);
  checkKeys(state, keys);
  const duplicate = keys.find((key, index) => keys.indexOf(key) !== index);
  if (duplicate !== undefined) throw invalidRequest(`Duplicate tag key found: ${duplicate}`);
  const merged = new Map([...existing, ...tags.map(({ Key, Value }): [string, string] => [Key, Value ?? ''])]);
  const counted = [...merged.keys()].filter((key) => !reserved.test(key)).length;
  if (counted > state.quotas.tags) {
    throw tooMany(`The resource would have ${counted} tags, more than the ${state.quotas.tags} allowed`);
  }
  return merged;
};

import type { ServiceError } from './errors';

/** A page of a list, and the token of the next one where there is more. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken?: string;
}

export interface PageRequest {
  /** Which list this is: the operation and what it lists. A token is good for this list only. */
  readonly list: string;
  readonly nextToken: string | undefined;
  readonly size: number;
  /** How the service refuses a token that it did not give. */
  readonly refusal: (message: string) => ServiceError;
}

/**
 * One page in order of the items' keys. A token remembers the last key it gave out, so that items which come and go
 * between two pages neither repeat others nor hide them.
 */
export const pageOf = <Item>(all: readonly Item[], keyOf: (item: Item) => string, request: PageRequest): Page<Item> => {
  const last = request.nextToken === undefined ? undefined : lastKey(request.nextToken, request);
  const rest = all
    .filter((item) => last === undefined || keyOf(item) > last)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const items = rest.slice(0, request.size);
  const end = items.at(-1);
  return end !== undefined && rest.length > items.length
    ? { items, nextToken: tokenOf(request.list, keyOf(end)) }
    : { items };
};

/** Stands for any list. */
const anyList = '*';

const tokenOf = (list: string, key: string): string => Buffer.from(JSON.stringify([list, key])).toString('base64url');

/** A token that leads to the beginning of any list; the service itself never gives it out. */
export const tokenOfFirstPage: string = tokenOf(anyList, '');

const lastKey = (token: string, { list, refusal }: PageRequest): string => {
  const [of, key] = decoded(token);
  if ((of !== list && of !== anyList) || typeof key !== 'string') throw refusal(`Invalid nextToken: ${token}`);
  return key;
};

const decoded = (token: string): readonly unknown[] => {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
};

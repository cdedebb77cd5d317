import { invalid } from '../../query/errors';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken?: string;
}

export interface PageRequest<Item> {
  /** Which list this is: the operation and what it lists. A token is good for this list only. */
  readonly list: string;
  readonly nextToken: string | undefined;
  readonly size: number;
  /** What tells an item from the others. */
  readonly keyOf: (item: Item) => string;
}

/** One page of a list. A token names the last item that was given out. */
export const pageOf = <Item>(all: readonly Item[], request: PageRequest<Item>): Page<Item> => {
  const { list, nextToken, size, keyOf } = request;
  const start = nextToken === undefined ? 0 : all.findIndex((item) => tokenOf(list, keyOf(item)) === nextToken) + 1;
  if (nextToken !== undefined && start === 0) throw invalid(`Invalid NextToken: ${nextToken}`);
  const items = all.slice(start, start + size);
  const last = items.at(-1);
  return last === undefined || start + size >= all.length
    ? { items }
    : { items, nextToken: tokenOf(list, keyOf(last)) };
};

const tokenOf = (list: string, key: string): string => Buffer.from(JSON.stringify([list, key])).toString('base64url');

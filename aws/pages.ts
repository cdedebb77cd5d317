/** An answer of success that lacks what it must have. To go on without would be to decide on nothing. */
export class IncompleteAnswerError extends Error {
  override readonly name = 'IncompleteAnswerError';
  /** @param service as people know it. */
  constructor(service: string, operation: string, flaw: string) {
    super(
      `${service} has answered ${operation} ${flaw}; nothing was concluded from it. Is the endpoint that of ${service}?`,
    );
  }
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/**
 * What all pages of a list hold. An empty page may be followed by others: only the token tells.
 * @throws IncompleteAnswerError when a token comes again, for the list would have no end.
 */
export const readPages = async <Item>(
  service: string,
  operation: string,
  readPage: (token: { readonly nextToken?: string }) => Promise<Page<Item>>,
): Promise<readonly Item[]> => {
  const all: Item[] = [];
  const tokens = new Set<string>();
  for (let token = {}; ; ) {
    const { items, nextToken } = await readPage(token);
    all.push(...items);
    if (!nextToken) return all;
    if (tokens.has(nextToken)) throw new IncompleteAnswerError(service, operation, 'with the same nextToken twice');
    tokens.add(nextToken);
    token = { nextToken };
  }
};

import { CallError, kindOf } from '../../aws/failure';

/** What could be read; where that is not allowed, what the service says. */
export type Readable<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'denied'; readonly reason: string };

/** That a part may not be read is told of that part. @throws what else goes wrong */
export const readable = async <Value>(reading: Promise<Value>): Promise<Readable<Value>> => {
  try {
    return { kind: 'read', value: await reading };
  } catch (error) {
    if (error instanceof CallError && kindOf(error.failure) === 'denied')
      return { kind: 'denied', reason: error.message };
    throw error;
  }
};

/** `null`, as documents have it, for what may not be read. */
export const ifRead = <Value>(part: Readable<Value>): Value | null => (part.kind === 'read' ? part.value : null);

/** Why parts may not be read. */
export const reasonsOf = (parts: readonly Readable<unknown>[]): readonly string[] =>
  parts.flatMap((part) => (part.kind === 'denied' ? [part.reason] : []));

export const notAllowed = (reason: string): string => `not allowed to read (${reason})`;

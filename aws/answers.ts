import { isJsonObject, type JsonObject } from '../core/schema/json';

/** What the service has answered, by what it is about. */
export type Answered = ReadonlyMap<string, JsonObject>;

type Keep = <Args extends object, Result extends { readonly response: unknown }>(
  next: (args: Args) => Promise<Result>,
  context: { readonly commandName?: string },
) => (args: Args) => Promise<Result>;

/** A client of the SDK, of whatever service. */
interface Client {
  readonly middlewareStack: {
    add(keep: Keep, options: { readonly step: 'deserialize'; priority: 'low' | 'high'; name: string }): void;
  };
}

const textOf = async (body: unknown): Promise<string> => {
  const chunks: Uint8Array[] = [];
  // The SDK's handler for Node gives a stream of bytes.
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The SDK says what is wrong with it.
    return undefined;
  }
};

/** The text of an answer, which can be read once more; `undefined` where there is none. */
const readOnce = async (response: unknown): Promise<unknown> => {
  if (!isJsonObject(response) || !isAsyncIterable(response.body)) return undefined;
  const text = await textOf(response.body);
  Reflect.set(response, 'body', Buffer.from(text));
  return parsed(text);
};

/**
 * The SDK drops members that it does not know. Who shows a profile, or copies it, must know of them. Both services have an
 * operation DescribeSecurityProfile. `read`: the profile in an answer, and by what it is found again.
 */
export const keepAnswers = (
  client: Client,
  read: (answer: JsonObject) => readonly [string, JsonObject] | undefined,
): Answered => {
  const answers = new Map<string, JsonObject>();
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const result = await next(args);
        if (commandName !== 'DescribeSecurityProfileCommand') return result;
        const answer = await readOnce(result.response);
        const found = isJsonObject(answer) ? read(answer) : undefined;
        if (found !== undefined) answers.set(...found);
        return result;
      },
    { step: 'deserialize', priority: 'low', name: 'keepAnswers' },
  );
  return answers;
};

/** Puts lists of these names as the service has told them in the place of what the SDK has made of them. */
export const keepLists = (client: Client, names: readonly string[]): void => {
  const answers = new WeakMap<object, JsonObject>();
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const result = await next(args);
        const answer = commandName.startsWith('List') ? await readOnce(result.response) : undefined;
        if (isJsonObject(answer) && isJsonObject(result.response)) answers.set(result.response, answer);
        return result;
      },
    { step: 'deserialize', priority: 'low', name: 'readLists' },
  );
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response, output } = result as { readonly response: unknown; readonly output?: unknown };
      const answer = isJsonObject(response) ? answers.get(response) : undefined;
      for (const name of names)
        if (answer !== undefined && isJsonObject(output) && Array.isArray(answer[name]))
          Reflect.set(output, name, answer[name]);
      return result;
    },
    { step: 'deserialize', priority: 'high', name: 'keepLists' },
  );
};

const isAsyncIterable = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

import type { IoTClient } from '@aws-sdk/client-iot';
import { isJsonObject, type JsonObject } from '../../core/schema/json';

/** By the name of a profile, what the service has answered for it. */
export type Answered = ReadonlyMap<string, JsonObject>;

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

/** The SDK drops members that it does not know. Who shows a profile, or copies it, must know of them. */
export const keepAnswers = (client: IoTClient): Answered => {
  const answers = new Map<string, JsonObject>();
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const result = await next(args);
        const response = result.response;
        if (
          commandName !== 'DescribeSecurityProfileCommand' ||
          !isJsonObject(response) ||
          !isAsyncIterable(response.body)
        )
          return result;
        const text = await textOf(response.body);
        Reflect.set(response, 'body', Buffer.from(text));
        const answer = parsed(text);
        if (isJsonObject(answer) && typeof answer.securityProfileName === 'string')
          answers.set(answer.securityProfileName, answer);
        return result;
      },
    { step: 'deserialize', priority: 'low', name: 'keepAnswers' },
  );
  return answers;
};

const isAsyncIterable = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

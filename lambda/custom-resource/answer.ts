import type { Envelope } from './request';

/** CloudFormation accepts no longer answer. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-responses.html */
const longestAnswer = 4_096;

export type Outcome =
  | {
      readonly status: 'SUCCESS';
      readonly physicalResourceId: string;
      readonly attributes: Readonly<Record<string, string>>;
    }
  | { readonly status: 'FAILED'; readonly physicalResourceId: string; readonly reason: string };

const bytes = (value: string): number => Buffer.byteLength(value);

/** Control characters spoil the stack's event list, lone surrogates the JSON: both become harmless. */
const printable = (reason: string): string =>
  Buffer.from(reason)
    .toString()
    .replace(/[^\P{Cc}\n]|[\u2028\u2029]/gu, ' ');

/** The longest beginning of `characters` for which `fits` holds; `fits` must be monotonic. */
const longestPrefix = (characters: readonly string[], fits: (prefix: string) => boolean): string => {
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(`${characters.slice(0, middle).join('')}…`)) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '' : `${characters.slice(0, low).join('')}…`;
};

/**
 * The body of the answer, at most 4,096 bytes of UTF-8: too long a reason is cut at a character boundary. Ids are never
 * cut; the envelope holds none that could fill the answer.
 */
export const answerBody = (envelope: Envelope, outcome: Outcome): string => {
  const { stackId, requestId, logicalResourceId } = envelope;
  const ids = { StackId: stackId, RequestId: requestId, LogicalResourceId: logicalResourceId };
  const body = (reason?: string): string =>
    JSON.stringify({
      Status: outcome.status,
      ...(reason === undefined ? {} : { Reason: reason }),
      PhysicalResourceId: outcome.physicalResourceId,
      ...ids,
      ...(outcome.status === 'SUCCESS' ? { Data: outcome.attributes } : {}),
    });
  if (outcome.status === 'SUCCESS') return body();
  // A character takes at least a byte, so nothing beyond the limit can ever fit: bounded work for a reason of any length.
  const reason = printable(outcome.reason.slice(0, longestAnswer)) || 'no reason is known';
  const fits = (candidate: string) => bytes(body(candidate)) <= longestAnswer;
  if (outcome.reason.length <= longestAnswer && fits(reason)) return body(reason);
  return body(longestPrefix([...reason], fits));
};

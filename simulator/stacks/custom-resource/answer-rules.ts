import { templateNumber } from '../../../cloudformation/scalars';
import type { Value, ValueMap } from '../../../cloudformation/values';
import type { CustomResourceEvent } from './event';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-responses.html */
const longestAnswer = 4_096;
const longestPhysicalId = 1_024;

export type Answer =
  | { readonly kind: 'success'; readonly physicalId: string; readonly data: ValueMap }
  | { readonly kind: 'failed'; readonly physicalId: string; readonly reason: string }
  /** The answer ends the request, and fails it. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It is no answer to this request: CloudFormation goes on waiting. */
  | { readonly kind: 'ignored'; readonly reason: string };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parsed = (body: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const asValue = (data: unknown): Value => {
  if (typeof data === 'string' || typeof data === 'boolean') return data;
  if (typeof data === 'number') return templateNumber(String(data)) ?? String(data);
  if (Array.isArray(data)) return data.map(asValue);
  return isObject(data) ? asValueMap(data) : '';
};

const asValueMap = (data: Readonly<Record<string, unknown>>): ValueMap =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, asValue(value)]));

const copiedIds = ['StackId', 'RequestId', 'LogicalResourceId'] as const;

/** Judges one answer by CloudFormation's rules. */
export const readAnswer = (body: string, event: CustomResourceEvent): Answer => {
  if (Buffer.byteLength(body) > longestAnswer) return { kind: 'refused', reason: 'Response object is too long.' };
  const answer = parsed(body);
  if (answer === undefined) return { kind: 'ignored', reason: 'the answer is not a JSON object' };
  const differing = copiedIds.filter((id) => answer[id] !== event[id]);
  if (differing.length > 0)
    return { kind: 'ignored', reason: `${differing.join(' and ')} must be copied from the request` };
  const { PhysicalResourceId: physicalId, Status: status, Reason: reason, Data: data } = answer;
  if (typeof physicalId !== 'string' || physicalId === '' || Buffer.byteLength(physicalId) > longestPhysicalId)
    return { kind: 'refused', reason: 'Invalid PhysicalResourceId' };
  if (data !== undefined && data !== null && !isObject(data))
    return { kind: 'refused', reason: 'Invalid Data: it must be an object' };
  if (status === 'SUCCESS') return { kind: 'success', physicalId, data: isObject(data) ? asValueMap(data) : {} };
  if (status !== 'FAILED') return { kind: 'refused', reason: 'Invalid Status: it must be SUCCESS or FAILED' };
  if (typeof reason !== 'string' || reason === '')
    return { kind: 'refused', reason: 'Invalid Reason: it is required when Status is FAILED' };
  return { kind: 'failed', physicalId, reason };
};

import { isJsonObject, type JsonObject } from '../../core/schema/json';

interface RequestIdentity {
  /** ARN of the stack. */
  readonly stackId: string;
  /** Unique for each operation on the resource; the same in every delivery of one event. */
  readonly requestId: string;
  readonly logicalResourceId: string;
  /** The template's properties, scalars as text, `ServiceToken` and `ServiceTimeout` among them. */
  readonly properties: JsonObject;
}

export interface CreateRequest extends RequestIdentity {
  readonly type: 'Create';
}

export interface UpdateRequest extends RequestIdentity {
  readonly type: 'Update';
  readonly physicalResourceId: string;
  readonly oldProperties: JsonObject;
}

export interface DeleteRequest extends RequestIdentity {
  readonly type: 'Delete';
  readonly physicalResourceId: string;
}

/**
 * What CloudFormation asks, without the address to answer to.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-requests.html
 */
export type CustomResourceRequest = CreateRequest | UpdateRequest | DeleteRequest;

/** The ids that an answer repeats, read leniently: an answer is owed even to an event that makes no sense. */
export interface Envelope {
  readonly type: string;
  readonly stackId: string;
  readonly requestId: string;
  readonly logicalResourceId: string;
  readonly physicalResourceId: string;
  readonly properties: JsonObject;
}

/** In bytes of JSON: above what CloudFormation uses, and together well below the limit of an answer, so that no id is ever cut. */
const longest = {
  RequestType: 16,
  StackId: 512,
  RequestId: 256,
  LogicalResourceId: 512,
  PhysicalResourceId: 1_024,
} as const;

type IdName = keyof typeof longest;

/** The whole text, or `''` where there is none or a longer one than CloudFormation can have sent. */
const readText = (event: JsonObject, name: IdName): string => {
  const value = event[name];
  if (typeof value !== 'string' || value.length > longest[name]) return '';
  return Buffer.byteLength(JSON.stringify(value)) - 2 <= longest[name] ? value : '';
};

export const readEnvelope = (event: JsonObject): Envelope => ({
  type: readText(event, 'RequestType'),
  stackId: readText(event, 'StackId'),
  requestId: readText(event, 'RequestId'),
  logicalResourceId: readText(event, 'LogicalResourceId'),
  physicalResourceId: readText(event, 'PhysicalResourceId'),
  properties: isJsonObject(event.ResourceProperties) ? event.ResourceProperties : {},
});

/** The event is not one that CloudFormation sends. */
export class MalformedEventError extends Error {
  override readonly name = 'MalformedEventError';
  constructor(problems: readonly string[]) {
    super(`the event is not a request of CloudFormation, nothing was done: ${problems.join('; ')}`);
  }
}

const requiredTexts = (event: JsonObject): readonly IdName[] => {
  const required: IdName[] = ['StackId', 'RequestId', 'LogicalResourceId'];
  if (event.RequestType === 'Update' || event.RequestType === 'Delete') required.push('PhysicalResourceId');
  return required;
};

const problemsOf = (event: JsonObject): readonly string[] => {
  const problems: string[] = [];
  if (event.RequestType !== 'Create' && event.RequestType !== 'Update' && event.RequestType !== 'Delete')
    problems.push('RequestType must be "Create", "Update" or "Delete"');
  for (const name of requiredTexts(event))
    if (readText(event, name) === '') problems.push(`${name} must be text of 1 to ${longest[name]} bytes`);
  // A delete needs neither: a bad property must never block it.
  if (event.RequestType !== 'Delete' && !isJsonObject(event.ResourceProperties))
    problems.push('ResourceProperties must be an object');
  if (event.RequestType === 'Update' && !isJsonObject(event.OldResourceProperties))
    problems.push('OldResourceProperties must be an object');
  return problems;
};

/**
 * Reads the event.
 * @throws MalformedEventError naming everything that is wrong with it.
 */
export const readRequest = (event: JsonObject): CustomResourceRequest => {
  const problems = problemsOf(event);
  if (problems.length > 0) throw new MalformedEventError(problems);
  const { type, physicalResourceId, ...identity } = readEnvelope(event);
  switch (type) {
    case 'Create':
      return { type, ...identity };
    case 'Update': {
      const { OldResourceProperties } = event;
      const oldProperties = isJsonObject(OldResourceProperties) ? OldResourceProperties : {};
      return { type, ...identity, physicalResourceId, oldProperties };
    }
    default:
      return { type: 'Delete', ...identity, physicalResourceId };
  }
};

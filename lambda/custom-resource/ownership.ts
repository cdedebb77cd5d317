/** All our tags begin so; the prefix is reserved, as is AWS's own `aws:`. */
export const reservedTagPrefix = 'cloudformation:';

const stackIdTag = 'cloudformation:stack-id';
const logicalIdTag = 'cloudformation:logical-id';
/** The event in which we made the thing. An adopted thing has the other two tags and not this one. */
export const requestIdTag = 'cloudformation:request-id';

/** The tag of the native resource types; only CloudFormation itself can write it. */
const nativeStackIdTag = 'aws:cloudformation:stack-id';

/** A map, not an object: `constructor` and `__proto__` are legal keys of tags. */
export type Tags = ReadonlyMap<string, string>;

/** The resource in whose name an event comes. */
export interface Claimant {
  readonly stackId: string;
  readonly logicalResourceId: string;
}

export type Owner =
  /** Ours; `requestId` is that of the event in which we made it, absent on an adopted one. */
  | { readonly kind: 'ours'; readonly requestId?: string }
  | { readonly kind: 'none' }
  /** `name` is for people. */
  | { readonly kind: 'another'; readonly name: string };

export const ownerTags = ({ stackId, logicalResourceId }: Claimant): Tags =>
  new Map([
    [stackIdTag, stackId],
    [logicalIdTag, logicalResourceId],
  ]);

/** The tags of something that we make in the event `requestId`. */
export const makerTags = (claimant: Claimant, requestId: string): Tags =>
  new Map([...ownerTags(claimant), [requestIdTag, requestId]]);

export const ownershipTagKeys: readonly string[] = [stackIdTag, logicalIdTag, requestIdTag];

const another = (tags: Tags): Owner => {
  const stackId = tags.get(stackIdTag);
  const logicalId = tags.get(logicalIdTag);
  const stack = stackId === undefined ? `no stack (the tag ${stackIdTag} is missing)` : `the stack ${stackId}`;
  const resource =
    logicalId === undefined ? `no logical id (the tag ${logicalIdTag} is missing)` : `the logical id ${logicalId}`;
  return { kind: 'another', name: `${stack}, ${resource}` };
};

/** Whose a thing with these tags is. */
export const ownerOf = (tags: Tags, claimant: Claimant): Owner => {
  const stackId = tags.get(stackIdTag);
  const logicalId = tags.get(logicalIdTag);
  if (stackId === claimant.stackId && logicalId === claimant.logicalResourceId) {
    const requestId = tags.get(requestIdTag);
    return requestId ? { kind: 'ours', requestId } : { kind: 'ours' };
  }
  if (stackId !== undefined || logicalId !== undefined) return another(tags);
  const nativeStackId = tags.get(nativeStackIdTag);
  if (nativeStackId === undefined) return { kind: 'none' };
  const logical = tags.get('aws:cloudformation:logical-id');
  return {
    kind: 'another',
    name: `the stack ${nativeStackId} (a native resource type${logical === undefined ? '' : `, logical id ${logical}`})`,
  };
};

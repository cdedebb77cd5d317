/** All our tags begin so; the prefix is reserved, as is AWS's own `aws:`. */
export const reservedTagPrefix = 'cloudformation:';

const stackIdTag = 'cloudformation:stack-id';
const logicalIdTag = 'cloudformation:logical-id';
/** How the thing became ours, and in which event: its value is a mark. */
const requestIdTag = 'cloudformation:request-id';

/** The tag of the native resource types; only CloudFormation itself can write it. */
const nativeStackIdTag = 'aws:cloudformation:stack-id';

/** A map, not an object: `constructor` and `__proto__` are legal keys of tags. */
export type Tags = ReadonlyMap<string, string>;

/** The resource in whose name an event comes. */
export interface Claimant {
  readonly stackId: string;
  readonly logicalResourceId: string;
}

/** How a thing became ours, and in which event. */
export type Mark =
  /** Made by the event. */
  | { readonly word: 'made'; readonly requestId: string }
  /** Made by an Update to another name, in the place of what `physicalResourceId` names. */
  | { readonly word: 'replaces'; readonly requestId: string; readonly physicalResourceId: string }
  /** Ours before, and taken on by the event. */
  | { readonly word: 'claimed'; readonly requestId: string }
  /** Not made by us. `requestId` is `undefined` where there is no mark, or none that can be read. */
  | { readonly word: 'adopted'; readonly requestId: string | undefined };

/** A mark that is written; its event is known. */
export type WrittenMark = Mark & { readonly requestId: string };

/** What stands in the tag. These texts live for as long as the things that bear them, and so never change. */
const markText = (mark: WrittenMark): string =>
  mark.word === 'replaces' ? `replaces/${mark.requestId}/${mark.physicalResourceId}` : `${mark.word}/${mark.requestId}`;

/** Those after which nothing but the event stands: a word that is added does not compile before it is read. */
const words = { made: true, claimed: true, adopted: true } satisfies Record<Exclude<Mark['word'], 'replaces'>, true>;

const isWord = (text: string): text is keyof typeof words => Object.hasOwn(words, text);

/** Whatever cannot be read counts as adopted: of all words it is the one that never leads to a deletion by mistake. */
const readMark = (text = ''): Mark => {
  const [, replacing, physicalResourceId] = /^replaces\/([^/]+)\/(.+)$/.exec(text) ?? [];
  if (replacing !== undefined && physicalResourceId !== undefined)
    return { word: 'replaces', requestId: replacing, physicalResourceId };
  const [, word = '', requestId = ''] = /^(\w+)\/([^/]+)$/.exec(text) ?? [];
  return isWord(word) ? { word, requestId } : { word: 'adopted', requestId: undefined };
};

export type Owner =
  | { readonly kind: 'ours'; readonly mark: Mark }
  | { readonly kind: 'none' }
  /** `name` is for people. */
  | { readonly kind: 'another'; readonly name: string };

/** The three tags of something that is ours. */
export const ownershipTags = ({ stackId, logicalResourceId }: Claimant, mark: WrittenMark): Tags =>
  new Map([
    [stackIdTag, stackId],
    [logicalIdTag, logicalResourceId],
    [requestIdTag, markText(mark)],
  ]);

export const ownershipTagKeys: readonly string[] = [stackIdTag, logicalIdTag, requestIdTag];

/** The resource that has marked a thing as its own; `undefined` where none has, or not wholly. */
export const claimantOf = (tags: Tags): Claimant | undefined => {
  const stackId = tags.get(stackIdTag);
  const logicalResourceId = tags.get(logicalIdTag);
  return stackId === undefined || logicalResourceId === undefined ? undefined : { stackId, logicalResourceId };
};

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
  if (stackId === claimant.stackId && logicalId === claimant.logicalResourceId)
    return { kind: 'ours', mark: readMark(tags.get(requestIdTag)) };
  if (stackId !== undefined || logicalId !== undefined) return another(tags);
  const nativeStackId = tags.get(nativeStackIdTag);
  if (nativeStackId === undefined) return { kind: 'none' };
  const logical = tags.get('aws:cloudformation:logical-id');
  return {
    kind: 'another',
    name: `the stack ${nativeStackId} (a native resource type${logical === undefined ? '' : `, logical id ${logical}`})`,
  };
};

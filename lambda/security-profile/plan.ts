import type { UpdateSecurityProfileRequest } from '@aws-sdk/client-iot';
import { requestIdTag, type Tags } from '../custom-resource/ownership';
import { type Collection, isUnchanged, type ProfileContent } from './content';
import { planTags } from './plan-tags';
import { planTargets, type TargetsWanted } from './plan-targets';
import type { Input } from './service';

/** A profile as the service holds it. */
export interface LiveProfile {
  readonly name: string;
  readonly arn: string;
  readonly version: number | undefined;
  readonly content: ProfileContent;
  readonly tags: Tags;
  /** `undefined` where they were not read. */
  readonly targets: readonly string[] | undefined;
}

/** A profile as it should be. */
export interface DesiredProfile {
  readonly name: string;
  readonly content: ProfileContent;
  /** What the template declared before this update; `undefined` where that is not known. */
  readonly contentBefore: ProfileContent | undefined;
  /** Declared tags. Those that others have set stay. */
  readonly tags: Tags;
  /** Keys of tags that were declared before: they go, unless they are declared again. */
  readonly tagKeysBefore: readonly string[];
  readonly targets: TargetsWanted;
}

/** Which marks of ownership are written, and when. */
export type Marking =
  | { readonly kind: 'none' }
  /** With the other tags, that is last: what fails half-way has not become ours. */
  | { readonly kind: 'with-tags'; readonly tags: Tags }
  /** Before anything else: what is taken over is marked as adopted at every moment. */
  | { readonly kind: 'adopt'; readonly tags: Tags };

type WriteOperation =
  | 'AttachSecurityProfile'
  | 'CreateSecurityProfile'
  | 'DetachSecurityProfile'
  | 'TagResource'
  | 'UntagResource'
  | 'UpdateSecurityProfile';

/** One call that changes something. */
export type PlannedCall = {
  [Name in WriteOperation]: { readonly operation: Name; readonly input: Input<Name> };
}[WriteOperation];

export interface Plan {
  /** In the order in which they are made; neighbours that attach, or detach, may run side by side. */
  readonly calls: readonly PlannedCall[];
  /** Targets about to be detached that no template of ours ever declared. */
  readonly detachedFromOthers: readonly string[];
}

const isEmpty = (value: object | undefined): boolean => value === undefined || Object.keys(value).length === 0;

/** How each is deleted; a member that AWS adds to the API is missing here, and does not compile. */
const deleteFlags = {
  behaviors: 'deleteBehaviors',
  alertTargets: 'deleteAlertTargets',
  additionalMetricsToRetainV2: 'deleteAdditionalMetricsToRetain',
  metricsExportConfig: 'deleteMetricsExportConfig',
} as const satisfies Record<Collection, keyof UpdateSecurityProfileRequest>;

const collections = Object.keys(deleteFlags) as readonly Collection[];

type Collections = Pick<UpdateSecurityProfileRequest, Collection>;

const copy = <Member extends Collection>(member: Member, from: Readonly<Collections>, to: Collections): void => {
  to[member] = from[member];
};

const filled = (content: ProfileContent): Collections => {
  const members: Collections = {};
  for (const member of collections) if (!isEmpty(content[member])) copy(member, content, members);
  return members;
};

type ContentChanges = Omit<UpdateSecurityProfileRequest, 'securityProfileName' | 'expectedVersion'>;

/** UpdateSecurityProfile merges: what must go needs its delete flag, never together with the member itself. */
const contentChanges = (live: ProfileContent, { content, contentBefore }: DesiredProfile): ContentChanges => {
  const changes: ContentChanges = {};
  for (const member of collections) {
    if (isEmpty(content[member])) {
      if (!isEmpty(live[member])) changes[deleteFlags[member]] = true;
    } else if (!isUnchanged(live[member], content[member], contentBefore?.[member])) copy(member, content, changes);
  }
  const description = content.securityProfileDescription ?? '';
  // There is no flag to delete a description; an empty one clears it.
  if ((live.securityProfileDescription ?? '') !== description) changes.securityProfileDescription = description;
  return changes;
};

const planContent = (live: LiveProfile, desired: DesiredProfile): readonly PlannedCall[] => {
  const changes = contentChanges(live.content, desired);
  if (isEmpty(changes)) return [];
  const input = { securityProfileName: live.name, ...changes, expectedVersion: live.version };
  return [{ operation: 'UpdateSecurityProfile', input }];
};

const toTagList = (tags: Tags): { Key: string; Value: string }[] =>
  Array.from(tags, ([Key, Value]) => ({ Key, Value }));

/** Untag first: the other way round can pass the limit of 50 tags on the way. */
const tagCalls = (resourceArn: string, removed: readonly string[], set: Tags): readonly PlannedCall[] => {
  const calls: PlannedCall[] = [];
  if (removed.length > 0) calls.push({ operation: 'UntagResource', input: { resourceArn, tagKeys: [...removed] } });
  if (set.size > 0) calls.push({ operation: 'TagResource', input: { resourceArn, tags: toTagList(set) } });
  return calls;
};

interface Tagging {
  readonly first: readonly PlannedCall[];
  readonly last: readonly PlannedCall[];
}

const planTagging = (live: LiveProfile, desired: DesiredProfile, marking: Marking): Tagging => {
  const { removed, set } = planTags(live.tags, desired, marking);
  const last = tagCalls(live.arn, removed, set);
  if (marking.kind !== 'adopt') return { first: [], last };
  // Whoever made it, we did not: with the maker's mark left on it, a delete would destroy it instead of releasing it.
  const makerMark = live.tags.has(requestIdTag) ? [requestIdTag] : [];
  return { first: tagCalls(live.arn, makerMark, marking.tags), last };
};

const attachmentCalls = (
  operation: 'AttachSecurityProfile' | 'DetachSecurityProfile',
  securityProfileName: string,
  arns: readonly string[],
): readonly PlannedCall[] =>
  arns.map((securityProfileTargetArn) => ({ operation, input: { securityProfileName, securityProfileTargetArn } }));

const planAttachments = (name: string, live: readonly string[], wanted: TargetsWanted) => {
  const { attach, detach, detachedFromOthers } = planTargets(live, wanted);
  const calls = [
    ...attachmentCalls('AttachSecurityProfile', name, attach),
    ...attachmentCalls('DetachSecurityProfile', name, detach),
  ];
  return { calls, detachedFromOthers };
};

/** The calls that make a profile that does not exist. */
export const planCreation = (desired: DesiredProfile, marks: Tags): Plan => {
  const { securityProfileDescription: description } = desired.content;
  const input = {
    securityProfileName: desired.name,
    ...(description ? { securityProfileDescription: description } : {}),
    ...filled(desired.content),
    tags: toTagList(new Map([...desired.tags, ...marks])),
  };
  const { calls } = planAttachments(desired.name, [], desired.targets);
  return { calls: [{ operation: 'CreateSecurityProfile', input }, ...calls], detachedFromOthers: [] };
};

/**
 * The calls that make the live profile the desired one; none where nothing is to change.
 * @throws TooManyTagsError, before anything is written.
 */
export const planConvergence = (live: LiveProfile, desired: DesiredProfile, marking: Marking): Plan => {
  const { calls, detachedFromOthers } = planAttachments(live.name, live.targets ?? [], desired.targets);
  const { first, last } = planTagging(live, desired, marking);
  return { calls: [...first, ...planContent(live, desired), ...calls, ...last], detachedFromOthers };
};

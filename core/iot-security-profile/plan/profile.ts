import type { UpdateSecurityProfileRequest } from '@aws-sdk/client-iot';
import type { Input } from '../../../aws/iot/service';
import type { Tags } from '../../ownership/marks';
import { type Collection, isSame, isSameButForDefaults, type ProfileContent } from './content';
import { planTags } from './tags';
import { planTargets, type TargetsWanted } from './targets';

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

interface DesiredContent {
  readonly content: ProfileContent;
  /** What the template declared of this profile before; `undefined` where that is not known. */
  readonly contentBefore: ProfileContent | undefined;
}

/** A profile as it should be. */
export interface DesiredProfile extends DesiredContent {
  readonly name: string;
  /** Declared tags. Those that others have set stay. */
  readonly tags: Tags;
  /** Keys of tags that were declared before: they go, unless they are declared again. */
  readonly tagKeysBefore: readonly string[];
  readonly targets: TargetsWanted;
}

/** The marks of ownership that are written beside the rest. */
export interface Marking {
  /** Whether the profile is taken over: then its content is sent whole in any case, so that its version moves. */
  readonly isAdoption: boolean;
  /** Before anything else: what is taken over is marked as adopted at every moment. */
  readonly first: Tags;
  /** With the last write: what fails half-way is not yet marked so. */
  readonly last: Tags;
}

export const noMarking: Marking = { isAdoption: false, first: new Map(), last: new Map() };

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

/** How each is deleted; a member that AWS adds to the API is missing here, and does not compile. */
const deleteFlags = {
  behaviors: 'deleteBehaviors',
  alertTargets: 'deleteAlertTargets',
  additionalMetricsToRetainV2: 'deleteAdditionalMetricsToRetain',
  metricsExportConfig: 'deleteMetricsExportConfig',
} as const satisfies Record<Collection, keyof UpdateSecurityProfileRequest>;

const collections = Object.keys(deleteFlags) as readonly Collection[];
const members: readonly (keyof ProfileContent)[] = [...collections, 'securityProfileDescription'];

const isEmpty = (value: object | string | undefined): boolean => value === undefined || Object.keys(value).length === 0;

type Collections = Pick<UpdateSecurityProfileRequest, Collection>;

const copy = <Member extends Collection>(member: Member, from: Readonly<Collections>, to: Collections): void => {
  to[member] = from[member];
};

const filled = (content: ProfileContent): Collections => {
  const present: Collections = {};
  for (const member of collections) if (!isEmpty(content[member])) copy(member, content, present);
  return present;
};

type ContentChanges = Omit<UpdateSecurityProfileRequest, 'securityProfileName' | 'expectedVersion'>;

/** Nothing, however it is written, is `undefined`. */
const memberOf = (content: ProfileContent, member: keyof ProfileContent): unknown =>
  isEmpty(content[member]) ? undefined : content[member];

/**
 * Which members to send. Beside those that are not as they should be, those that the template has changed: the reversed
 * event of a roll back so always moves the version, and what a cancelled update still writes then meets a conflict.
 */
const changedMembers = (
  live: ProfileContent,
  { content, contentBefore }: DesiredContent,
  sendsAll: boolean,
): readonly (keyof ProfileContent)[] =>
  members.filter((member) => {
    const desired = memberOf(content, member);
    const isDeclaredAnew = contentBefore !== undefined && !isSame(memberOf(contentBefore, member), desired);
    if (isDeclaredAnew || !isSameButForDefaults(memberOf(live, member), desired)) return true;
    return sendsAll && (desired !== undefined || member === 'securityProfileDescription');
  });

/** UpdateSecurityProfile merges: what must go needs its delete flag, never together with the member itself. */
const contentChanges = (live: ProfileContent, desired: DesiredContent, sendsAll: boolean): ContentChanges => {
  const changes: ContentChanges = {};
  for (const member of changedMembers(live, desired, sendsAll)) {
    // There is no flag to delete a description; an empty one clears it.
    if (member === 'securityProfileDescription') changes[member] = desired.content[member] ?? '';
    else if (isEmpty(desired.content[member])) changes[deleteFlags[member]] = true;
    else copy(member, desired.content, changes);
  }
  return changes;
};

/** Whether the service holds this content. */
export const holds = (live: LiveProfile, content: ProfileContent): boolean =>
  isEmpty(contentChanges(live.content, { content, contentBefore: undefined }, false));

const planContent = (live: LiveProfile, desired: DesiredProfile, isAdoption: boolean): readonly PlannedCall[] => {
  const changes = contentChanges(live.content, desired, isAdoption);
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

/** The calls that make a profile that does not exist; `arn`: the one that it will probably have. */
export const planCreation = (desired: DesiredProfile, arn: string, { first, last }: Marking): Plan => {
  const { securityProfileDescription: description } = desired.content;
  const input = {
    securityProfileName: desired.name,
    ...(description ? { securityProfileDescription: description } : {}),
    ...filled(desired.content),
    tags: toTagList(new Map([...desired.tags, ...first])),
  };
  const { calls } = planAttachments(desired.name, [], desired.targets);
  return {
    calls: [{ operation: 'CreateSecurityProfile', input }, ...calls, ...tagCalls(arn, [], last)],
    detachedFromOthers: [],
  };
};

/**
 * The calls that make the live profile the desired one; none where nothing is to change.
 * @throws TooManyTagsError, before anything is written.
 */
export const planConvergence = (live: LiveProfile, desired: DesiredProfile, marking: Marking): Plan => {
  const { calls, detachedFromOthers } = planAttachments(live.name, live.targets ?? [], desired.targets);
  const { first, removed, last } = planTags(live.tags, desired, marking);
  return {
    calls: [
      ...tagCalls(live.arn, [], first),
      ...planContent(live, desired, marking.isAdoption),
      ...calls,
      ...tagCalls(live.arn, removed, last),
    ],
    detachedFromOthers,
  };
};

import type {
  AttachSecurityProfileRequest,
  CreateSecurityProfileRequest,
  DetachSecurityProfileRequest,
  TagResourceRequest,
  UntagResourceRequest,
  UpdateSecurityProfileRequest,
} from '@aws-sdk/client-iot';
import type { Tags } from '../../ownership/marks';
import { type DesiredTags, type Marking, planTags } from '../../ownership/tag-plan';
import { contentChanges, type DesiredContent, filled, holdsContent, type ProfileContent } from './content';
import { TooManyTagsError } from './tags';
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

/** A profile as it should be. */
export interface DesiredProfile extends DesiredContent, DesiredTags {
  readonly targets: TargetsWanted;
}

/** What the service is asked to change, and with what. */
interface Writes {
  readonly AttachSecurityProfile: AttachSecurityProfileRequest;
  readonly CreateSecurityProfile: CreateSecurityProfileRequest;
  readonly DetachSecurityProfile: DetachSecurityProfileRequest;
  readonly TagResource: TagResourceRequest;
  readonly UntagResource: UntagResourceRequest;
  readonly UpdateSecurityProfile: UpdateSecurityProfileRequest;
}

/** One call that changes something. */
export type PlannedCall = {
  [Name in keyof Writes]: { readonly operation: Name; readonly input: Writes[Name] };
}[keyof Writes];

export interface Plan {
  /** In the order in which they are made; neighbours that attach, or detach, may run side by side. */
  readonly calls: readonly PlannedCall[];
  /** Targets about to be detached that no template of ours ever declared. */
  readonly detachedFromOthers: readonly string[];
}

/** Whether the service holds this content. */
export const holds = (live: LiveProfile, content: ProfileContent): boolean => holdsContent(live.content, content);

const planContent = (live: LiveProfile, desired: DesiredProfile, isAdoption: boolean): readonly PlannedCall[] => {
  const changes = contentChanges(live.content, desired, isAdoption);
  if (changes === undefined) return [];
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
  const { first, removed, last } = planTags(
    live.tags,
    desired,
    marking,
    (name, count) => new TooManyTagsError(name, count),
  );
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

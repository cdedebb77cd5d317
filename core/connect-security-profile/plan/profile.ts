import type {
  CreateSecurityProfileRequest,
  TagResourceRequest,
  UntagResourceRequest,
  UpdateSecurityProfileRequest,
} from '@aws-sdk/client-connect';
import type { Tags } from '../../ownership/marks';
import { type DesiredTags, type Marking, planTags } from '../../ownership/tag-plan';
import type { Key } from '../name';
import { contentToSend, filled, holdsContent, type ProfileContent } from './content';
import { type Grants, type GrantsWanted, grantNames, type LiveGrants, planGrant } from './grants';
import { isEmpty } from './meaning';
import { TooManyTagsError } from './tags';

/** A profile as the service holds it. */
export interface LiveProfile extends Key {
  /** By what the service knows it. */
  readonly profileId: string;
  readonly arn: string;
  readonly content: ProfileContent;
  readonly grants: LiveGrants;
  readonly tags: Tags;
}

/** A profile as it should be. */
export interface DesiredProfile extends Key, DesiredTags {
  readonly content: ProfileContent;
  readonly grants: GrantsWanted;
}

/** What the service is asked to change, and with what. */
interface Writes {
  readonly CreateSecurityProfile: CreateSecurityProfileRequest;
  /** `resourceArn` is `undefined` for what the same plan has made: the answer of its creation says it. */
  readonly TagResource: TagResourceRequest;
  readonly UntagResource: UntagResourceRequest;
  readonly UpdateSecurityProfile: UpdateSecurityProfileRequest;
}

/** One call that changes something. */
export type PlannedCall = {
  [Name in keyof Writes]: { readonly operation: Name; readonly input: Writes[Name] };
}[keyof Writes];

export interface Plan {
  /** In the order in which they are made. */
  readonly calls: readonly PlannedCall[];
  /** What goes although no template of ours has declared it: `Applications[acme.notes]`. */
  readonly takenFromOthers: readonly string[];
}

const toTagMap = (tags: Tags): Record<string, string> => Object.fromEntries(tags);

/** The keys travel in the address of the request, whose length is limited. */
const mostKeysInCall = 10;

const chunks = <Item>(items: readonly Item[], size: number): readonly Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

const tagCall = (resourceArn: string | undefined, tags: Tags): readonly PlannedCall[] =>
  tags.size > 0 ? [{ operation: 'TagResource', input: { resourceArn, tags: toTagMap(tags) } }] : [];

/** Our marks, or other tags, go. */
export const untagCalls = (
  resourceArn: string,
  keys: readonly string[],
): readonly Extract<PlannedCall, { readonly operation: 'UntagResource' }>[] =>
  chunks(keys, mostKeysInCall).map((tagKeys) => ({ operation: 'UntagResource', input: { resourceArn, tagKeys } }));

const planGrants = (live: LiveGrants, wanted: GrantsWanted) => {
  const changes = {
    Applications: planGrant(live.Applications, wanted.Applications),
    AllowedFlowModules: planGrant(live.AllowedFlowModules, wanted.AllowedFlowModules),
    AllowedAIAgents: planGrant(live.AllowedAIAgents, wanted.AllowedAIAgents),
  };
  const { Applications, AllowedFlowModules, AllowedAIAgents } = changes;
  const sent = {
    ...(Applications.items && { Applications: [...Applications.items] }),
    ...(AllowedFlowModules.items && { AllowedFlowModules: [...AllowedFlowModules.items] }),
    ...(AllowedAIAgents.items && { AllowedAIAgents: [...AllowedAIAgents.items] }),
  } satisfies { [Name in keyof Grants]?: unknown };
  return {
    sent,
    isAnother: grantNames.some((name) => changes[name].isAnother),
    takenFromOthers: grantNames.flatMap((name) => changes[name].takenFromOthers.map((id) => `${name}[${id}]`)),
  };
};

/** Whether the service holds what is desired, tags apart. */
export const holds = (live: LiveProfile, { content, grants }: DesiredProfile): boolean =>
  holdsContent(live.content, content) && !planGrants(live.grants, grants).isAnother;

/** The calls that make a profile that does not exist. It is made whole with the first one. */
export const planCreation = (desired: DesiredProfile, { first, last }: Marking): Plan => {
  const { sent } = planGrants({ Applications: [], AllowedFlowModules: [], AllowedAIAgents: [] }, desired.grants);
  const input = {
    InstanceId: desired.instanceId,
    SecurityProfileName: desired.name,
    ...filled(desired.content),
    ...Object.fromEntries(Object.entries(sent).filter(([, items]) => !isEmpty(items))),
    Tags: toTagMap(new Map([...desired.tags, ...first])),
  };
  return { calls: [{ operation: 'CreateSecurityProfile', input }, ...tagCall(undefined, last)], takenFromOthers: [] };
};

/**
 * The calls that make the live profile the desired one; none where nothing is to change.
 * @throws TooManyTagsError, before anything is written.
 */
export const planConvergence = (live: LiveProfile, desired: DesiredProfile, marking: Marking): Plan => {
  const { arn, instanceId, profileId } = live;
  const { sent, isAnother, takenFromOthers } = planGrants(live.grants, desired.grants);
  const { first, removed, last } = planTags(
    live.tags,
    desired,
    marking,
    (name, count) => new TooManyTagsError(name, count),
  );
  const isUpdated = isAnother || !holdsContent(live.content, desired.content);
  const input = {
    InstanceId: instanceId,
    SecurityProfileId: profileId,
    ...contentToSend(live.content, desired.content),
    ...sent,
  };
  return {
    calls: [
      ...tagCall(arn, first),
      ...(isUpdated ? [{ operation: 'UpdateSecurityProfile', input } as const] : []),
      // Untag first: the other way round can pass the limit of 50 tags on the way.
      ...untagCalls(arn, removed),
      ...tagCall(arn, last),
    ],
    takenFromOthers,
  };
};

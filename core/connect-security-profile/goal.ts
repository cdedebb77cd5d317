import { type Claim, create, fixForward, inPlace, replacement } from '../ownership/decision';
import type { JsonObject } from '../schema/json';
import { parseInstanceArn } from './arn';
import { type Address, addressOfId, type Key, keyOf, keyText } from './name';
import type { WholeContent } from './plan/content';
import type { Grants, GrantsWanted, GrantWanted } from './plan/grants';
import type { Goal } from './preview';
import { readProperties, type SecurityProfileProperties, type Tag } from './properties';

/** What the template declared before this update. */
export interface Before {
  /** `<instance id>:<name>`; `''` where that was not given. */
  readonly key: string;
  readonly tagKeys: readonly string[];
  readonly grants: Grants;
}

export const nothingBefore: Before = {
  key: '',
  tagKeys: [],
  grants: { Applications: [], AllowedFlowModules: [], AllowedAIAgents: [] },
};

const once = (texts: readonly string[] | undefined): string[] | undefined => texts && [...new Set(texts)];

/** CloudFormation has lists of tags, the service has maps. */
const toMap = (tags: readonly Tag[] | undefined): Record<string, string> | undefined =>
  tags && Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));

/** What of declared properties is a profile's content. */
export const contentOf = (profile: SecurityProfileProperties): WholeContent => ({
  Description: profile.Description,
  Permissions: once(profile.Permissions),
  AllowedAccessControlTags: toMap(profile.AllowedAccessControlTags),
  TagRestrictedResources: once(profile.TagRestrictedResources),
  HierarchyRestrictedResources: once(profile.HierarchyRestrictedResources),
  AllowedAccessControlHierarchyGroupId: profile.AllowedAccessControlHierarchyGroupId,
  GranularAccessControlConfiguration: profile.GranularAccessControlConfiguration,
});

/** Reads old properties leniently: an update away from properties that were refused must not be refused for them. */
export const readBefore = (properties: JsonObject): Before => {
  const { readable } = readProperties(properties);
  const { Tags = [], Applications = [], AllowedFlowModules = [], AllowedAIAgents = [] } = readable;
  return {
    key: keyOf({ properties }),
    tagKeys: Tags.flatMap(({ Key }) => Key ?? []),
    grants: { Applications, AllowedFlowModules, AllowedAIAgents },
  };
};

/** What a list should become. Declared before and no longer, what was declared is taken back. */
export const grantWanted = <Item>(
  declared: readonly Item[] | undefined,
  before: readonly Item[],
): GrantWanted<Item> => {
  if (declared !== undefined) return { kind: 'exactly', items: declared, before };
  return before.length > 0 ? { kind: 'without', items: before } : { kind: 'unmanaged' };
};

const grantsWanted = (profile: SecurityProfileProperties, { grants: before }: Before): GrantsWanted => ({
  Applications: grantWanted(profile.Applications, before.Applications),
  AllowedFlowModules: grantWanted(profile.AllowedFlowModules, before.AllowedFlowModules),
  AllowedAIAgents: grantWanted(profile.AllowedAIAgents, before.AllowedAIAgents),
});

/** What an event declares. */
export interface Declared {
  readonly requestId: string;
  readonly profile: SecurityProfileProperties;
}

/** Of properties that are valid, and so have both. */
export const keyOfProfile = ({ InstanceArn = '', SecurityProfileName = '' }: SecurityProfileProperties): Key => ({
  instanceId: parseInstanceArn(InstanceArn)?.instanceId ?? '',
  name: SecurityProfileName,
});

/** What a create is to reach. */
export const goalOfCreate = (declared: Declared): Goal =>
  goalByKey(create(declared.requestId), declared, nothingBefore);

/** What an update is to reach that makes good a create which has failed; `failedRequestId`: that create's. */
export const goalOfFixForward = (declared: Declared, failedRequestId: string): Goal =>
  goalByKey(fixForward(declared.requestId, failedRequestId), declared, nothingBefore);

/** What an update in place is to reach: the profile that the physical id names, whatever its name is now. */
export const goalInPlace = (declared: Declared, physicalResourceId: string, before: Before): Goal => {
  const claim = inPlace(declared.requestId);
  const address = addressOfId(physicalResourceId);
  return address === undefined
    ? goalByKey(claim, declared, before)
    : goalOf(claim, address, declared, ofSameKey(declared, before));
};

/** A profile that gets another name or instance, and so is perhaps another one. */
export interface Replaced {
  readonly physicalResourceId: string;
  readonly before: Before;
}

/** What an update to another key is to reach, where that key does not lead to the very profile of the physical id. */
export const goalOfReplacement = (declared: Declared, { physicalResourceId, before }: Replaced): Goal =>
  // An ARN is no id that CloudFormation makes up.
  goalByKey(replacement(declared.requestId, physicalResourceId, false), declared, before);

/** What was declared of another profile says nothing of this one. */
const ofSameKey = ({ profile }: Declared, before: Before): Before =>
  before.key === keyText(keyOfProfile(profile)) ? before : nothingBefore;

const goalByKey = (claim: Claim, declared: Declared, before: Before): Goal =>
  goalOf(claim, { kind: 'key', ...keyOfProfile(declared.profile) }, declared, ofSameKey(declared, before));

/** `claim`: how the event comes to the profile. */
const goalOf = (claim: Claim, address: Address, { profile }: Declared, before: Before): Goal => ({
  claim,
  address,
  desired: {
    ...keyOfProfile(profile),
    content: contentOf(profile),
    grants: grantsWanted(profile, before),
    tags: new Map((profile.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
    tagKeysBefore: before.tagKeys,
  },
  adoptExisting: profile.AdoptExisting === true,
});

import { type Claim, create, fixForward, inPlace, replacement } from '../ownership/decision';
import type { JsonObject } from '../schema/json';
import type { ProfileContent, WholeContent } from './plan/content';
import type { DesiredProfile } from './plan/profile';
import type { TargetsWanted } from './plan/targets';
import type { Goal } from './preview';
import { readProperties, type SecurityProfileProperties } from './properties';

/** What the template declared before this update. */
export interface Before {
  /** `undefined` where it was not valid, and so never reached the service. */
  readonly content: ProfileContent | undefined;
  readonly tagKeys: readonly string[];
  readonly targetArns: readonly string[];
}

export const nothingBefore: Before = { content: undefined, tagKeys: [], targetArns: [] };

/** What of declared properties is a profile's content. */
export const contentOf = (profile: SecurityProfileProperties): WholeContent => ({
  securityProfileDescription: profile.securityProfileDescription,
  behaviors: profile.behaviors && [...profile.behaviors],
  alertTargets: profile.alertTargets,
  additionalMetricsToRetainV2: profile.additionalMetricsToRetainV2 && [...profile.additionalMetricsToRetainV2],
  metricsExportConfig: profile.metricsExportConfig,
});

/** Reads old properties leniently: an update away from properties that were refused must not be refused for them. */
export const readBefore = (properties: JsonObject): Before => {
  const { profile, readable } = readProperties(properties);
  const { tags = [], targetArns = [] } = readable;
  return {
    content: profile && contentOf(profile),
    tagKeys: tags.flatMap(({ Key }) => Key ?? []),
    targetArns,
  };
};

/** What the attachments of a profile that is new to the resource should become. */
export const newTargets = (declared: readonly string[] | undefined): TargetsWanted =>
  declared === undefined ? { kind: 'unmanaged' } : { kind: 'exactly', arns: declared, before: [] };

/** What they should become when the profile is updated in place. Declared before and no longer, they are let go of. */
export const targetsInPlace = (declared: readonly string[] | undefined, { targetArns }: Before): TargetsWanted => {
  if (declared !== undefined) return { kind: 'exactly', arns: declared, before: targetArns };
  return targetArns.length > 0 ? { kind: 'without', arns: targetArns } : { kind: 'unmanaged' };
};

/**
 * What they should become under a new name: those of the old profile go over, so that monitoring has no gap, except for
 * those that the template made and has let go of. `live`: the old profile's.
 */
const inheritedTargets = (live: readonly string[], { targetArns }: Before): TargetsWanted => {
  const arns = live.filter((arn) => !targetArns.includes(arn));
  return arns.length > 0 ? { kind: 'including', arns } : newTargets(undefined);
};

/** What an event declares. */
export interface Declared {
  readonly requestId: string;
  /** Given, or generated. */
  readonly name: string;
  readonly profile: SecurityProfileProperties;
}

/** What a create is to reach. */
export const goalOfCreate = (declared: Declared): Goal =>
  goalOf(create(declared.requestId), declared, newTargets(declared.profile.targetArns), nothingBefore);

/** What an update is to reach that makes good a create which has failed; `failedRequestId`: that create's. */
export const goalOfFixForward = (declared: Declared, failedRequestId: string): Goal => {
  const claim = fixForward(declared.requestId, failedRequestId);
  return goalOf(claim, declared, newTargets(declared.profile.targetArns), nothingBefore);
};

/** What an update in place is to reach. */
export const goalInPlace = (declared: Declared, before: Before): Goal =>
  goalOf(inPlace(declared.requestId), declared, targetsInPlace(declared.profile.targetArns, before), before);

/** A profile that gets another name, and so is another one. */
export interface Replaced {
  readonly physicalResourceId: string;
  /** Whether the id may be one that CloudFormation has made up. */
  readonly mayBeInvented: boolean;
  /** What the template declared before, and under which name. */
  readonly before: Before & { readonly name: string };
  /** Attachments of the old profile, where the template says nothing of targets. */
  readonly liveTargets: readonly string[];
}

/** What an update to another name is to reach. */
export const goalOfReplacement = (declared: Declared, replaced: Replaced): Goal => {
  const { physicalResourceId, mayBeInvented, before, liveTargets } = replaced;
  const { targetArns } = declared.profile;
  return goalOf(
    replacement(declared.requestId, physicalResourceId, mayBeInvented),
    declared,
    targetArns === undefined ? inheritedTargets(liveTargets, before) : newTargets(targetArns),
    // What was declared before says nothing of what stands under the new name, unless it gave that name already.
    before.name === declared.name ? before : nothingBefore,
  );
};

/** `claim`: how the event comes to the profile. */
const goalOf = (claim: Claim, { name, profile }: Declared, targets: TargetsWanted, before: Before): Goal => ({
  claim,
  desired: toDesired(name, profile, targets, before),
  adoptExisting: profile.adoptExisting === true,
});

export const toDesired = (
  name: string,
  profile: SecurityProfileProperties,
  targets: TargetsWanted,
  before: Before,
): DesiredProfile => ({
  name,
  content: contentOf(profile),
  contentBefore: before.content,
  tags: new Map((profile.tags ?? []).map(({ Key, Value }) => [Key, Value])),
  tagKeysBefore: before.tagKeys,
  targets,
});

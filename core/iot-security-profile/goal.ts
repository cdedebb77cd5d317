import type { Claim } from '../ownership/decision';
import { isJsonObject, type JsonObject } from '../schema/json';
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

const contentOf = (profile: SecurityProfileProperties): WholeContent => ({
  securityProfileDescription: profile.securityProfileDescription,
  behaviors: profile.behaviors && [...profile.behaviors],
  alertTargets: profile.alertTargets,
  additionalMetricsToRetainV2: profile.additionalMetricsToRetainV2 && [...profile.additionalMetricsToRetainV2],
  metricsExportConfig: profile.metricsExportConfig,
});

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Reads old properties leniently: an update away from properties that were refused must not be refused for them. */
export const readBefore = (properties: JsonObject): Before => {
  const { profile } = readProperties(properties);
  return {
    content: profile === undefined ? undefined : contentOf(profile),
    tagKeys: listOf(properties.Tags)
      .map((tag) => (isJsonObject(tag) ? tag.Key : undefined))
      .filter(isText),
    targetArns: listOf(properties.TargetArns).filter(isText),
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

/** What an event that comes to the profile by `claim` is to reach. */
export const goalOf = (
  claim: Claim,
  name: string,
  profile: SecurityProfileProperties,
  targets: TargetsWanted,
  before: Before,
): Goal => ({
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

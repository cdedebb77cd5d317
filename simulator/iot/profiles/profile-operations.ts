import { isDeepStrictEqual } from 'node:util';
import { constraintError, validationMessage } from '../../service/model/constraints';
import type { IotOutput } from '../model/types';
import { profileArn } from './arns';
import { behaviorFindings, countValueElements, retainedMetricFindings } from './behavior-rules';
import { invalidRequest, resourceAlreadyExists, versionConflict } from './errors';
import { type Behavior, contentOf, type ProfileContent, type Tag, withoutEmptyMembers } from './profile';
import { describedProfile, newProfile, type ProfileRecord, requireProfile, type ServiceState } from './state';
import { missingFindings } from './surroundings';
import { tagMapOf } from './tag-rules';

export interface ProfileName {
  readonly securityProfileName: string;
}

export interface CreateInput extends ProfileName, ProfileContent {
  readonly tags?: readonly Tag[];
}

export interface UpdateInput extends ProfileName, ProfileContent {
  readonly expectedVersion?: number | bigint;
  readonly deleteBehaviors?: boolean;
  readonly deleteAlertTargets?: boolean;
  readonly deleteAdditionalMetricsToRetain?: boolean;
  readonly deleteMetricsExportConfig?: boolean;
}

export interface DeleteInput extends ProfileName {
  readonly expectedVersion?: number | bigint;
}

/** Creating a profile that is there already, exactly as it is, succeeds: only a difference, in the tags too, is a conflict. */
export const createSecurityProfile = (state: ServiceState, input: CreateInput): IotOutput => {
  const { securityProfileName } = input;
  const securityProfileArn = profileArn(state.location, securityProfileName);
  checkContent(state, input);
  const tags = tagMapOf(state, input.tags ?? [], invalidRequest);
  const content = withoutEmptyMembers(contentOf(input));
  const existing = state.profiles.get(securityProfileName);
  if (!existing) {
    state.profiles.set(securityProfileName, newProfile(state, securityProfileName, content, tags));
  } else if (!isDeepStrictEqual(existing.content, content) || !isDeepStrictEqual(existing.tags, tags)) {
    throw resourceAlreadyExists(securityProfileName, securityProfileArn);
  }
  return { securityProfileName, securityProfileArn };
};

export const describeSecurityProfile = (state: ServiceState, input: ProfileName): IotOutput => {
  return describedProfile(state, requireProfile(state, input.securityProfileName));
};

/** An update merges: a member that is absent, or an empty collection, leaves what is there. Only its delete flag removes it. */
export const updateSecurityProfile = (state: ServiceState, input: UpdateInput): IotOutput => {
  checkDeleteFlags(input);
  checkContent(state, input);
  const record = requireProfile(state, input.securityProfileName);
  checkVersion(record, input.expectedVersion);
  record.content = mergedContent(record.content, input);
  record.version += 1;
  record.lastModifiedDate = state.clock.now();
  return describedProfile(state, record);
};

/** Deleting what is not there succeeds. An attached profile can be deleted; its attachments go with it. */
export const deleteSecurityProfile = (state: ServiceState, input: DeleteInput): IotOutput => {
  const record = state.profiles.get(input.securityProfileName);
  if (record) {
    checkVersion(record, input.expectedVersion);
    state.profiles.delete(record.name);
  }
  return {};
};

export const validateSecurityProfileBehaviors = (
  state: ServiceState,
  input: { readonly behaviors: readonly Behavior[] },
): IotOutput => {
  const findings = [...quotaFindings(state, input.behaviors), ...behaviorFindings(input.behaviors)];
  return {
    valid: findings.length === 0,
    validationErrors: findings.map((errorMessage) => ({ errorMessage })),
  };
};

/** Which members each delete flag covers. There is one flag for both generations of retained metrics. */
const coveredBy = {
  deleteBehaviors: ['behaviors'],
  deleteAlertTargets: ['alertTargets'],
  deleteAdditionalMetricsToRetain: ['additionalMetricsToRetain', 'additionalMetricsToRetainV2'],
  deleteMetricsExportConfig: ['metricsExportConfig'],
} as const satisfies Record<string, readonly (keyof ProfileContent)[]>;

const deleteFlags = [
  'deleteBehaviors',
  'deleteAlertTargets',
  'deleteAdditionalMetricsToRetain',
  'deleteMetricsExportConfig',
] as const;

const checkDeleteFlags = (input: UpdateInput): void => {
  for (const flag of deleteFlags) {
    const member = coveredBy[flag].find((covered) => input[covered] !== undefined);
    if (input[flag] && member) {
      throw invalidRequest(`${flag} cannot be true when ${member} is specified`);
    }
  }
};

const mergedContent = (former: ProfileContent, input: UpdateInput): ProfileContent => {
  const deleted = new Set<string>(deleteFlags.filter((flag) => input[flag]).flatMap((flag) => coveredBy[flag]));
  if (input.securityProfileDescription === '') deleted.add('securityProfileDescription');
  const kept = Object.fromEntries(Object.entries(former).filter(([member]) => !deleted.has(member)));
  return { ...kept, ...withoutEmptyMembers(contentOf(input)) };
};

const checkVersion = (record: ProfileRecord, expected: number | bigint | undefined): void => {
  if (expected !== undefined && expected !== record.version) {
    throw versionConflict(
      `The expected version ${expected} of security profile ${record.name} does not match its version ${record.version}`,
    );
  }
};

const checkContent = (state: ServiceState, content: ProfileContent): void => {
  const behaviors = content.behaviors ?? [];
  const findings = [
    ...quotaFindings(state, behaviors),
    ...behaviorFindings(behaviors),
    ...retainedMetricFindings(content.additionalMetricsToRetainV2 ?? []),
    ...missingFindings(state, content),
  ];
  if (findings.length > 0) throw invalidRequest(findings.join('; '));
};

const quotaFindings = ({ quotas }: ServiceState, behaviors: readonly Behavior[]): readonly string[] => {
  if (behaviors.length > quotas.behaviors) {
    const constraint = `Member must have length less than or equal to ${quotas.behaviors}`;
    throw invalidRequest(
      validationMessage([constraintError(`[${behaviors.length} behaviors]`, 'behaviors', constraint)]),
    );
  }
  const elements = countValueElements(behaviors);
  return elements > quotas.valueElements
    ? [`The behaviors have ${elements} value elements, more than the ${quotas.valueElements} of a security profile`]
    : [];
};

import { type PageRequest, pageOf } from '../../service/paging';
import type { IotOutput } from '../model/types';
import { profileArn, thingGroupOf } from './arns';
import { invalidRequest, limitExceeded, resourceNotFound } from './errors';
import type { ProfileName } from './profile-operations';
import { type ProfileRecord, requireProfile, type ServiceState } from './state';
import { requireSurrounding } from './surroundings';

interface Paging {
  readonly nextToken?: string;
  readonly maxResults?: number;
}

interface Target {
  readonly securityProfileTargetArn: string;
}

export type AttachmentInput = ProfileName & Target;
export type ListTargetsInput = ProfileName & Paging;
export type ListForTargetInput = Target & Paging & { readonly recursive?: boolean };

export interface ListProfilesInput extends Paging {
  readonly dimensionName?: string;
  readonly metricName?: string;
}

/** Attaching what is attached already succeeds. */
export const attachSecurityProfile = (state: ServiceState, input: AttachmentInput): IotOutput => {
  const target = input.securityProfileTargetArn;
  checkTarget(state, target);
  const record = requireProfile(state, input.securityProfileName);
  const attached = profilesOn(state, target);
  if (!record.targets.has(target) && attached.length >= state.quotas.profilesPerTarget) {
    throw limitExceeded(
      `Target ${target} already has ${attached.length} security profiles, the most it can have: ${attached.map(({ name }) => name).join(', ')}`,
    );
  }
  record.targets.add(target);
  return {};
};

/** Whether the service refuses to detach what is not attached is not documented; the harder case is played here. */
export const detachSecurityProfile = (state: ServiceState, input: AttachmentInput): IotOutput => {
  const target = input.securityProfileTargetArn;
  checkTarget(state, target);
  const record = requireProfile(state, input.securityProfileName);
  if (!record.targets.delete(target)) {
    throw resourceNotFound(`Security profile ${record.name} is not attached to ${target}`);
  }
  return {};
};

export const listTargetsForSecurityProfile = (state: ServiceState, input: ListTargetsInput): IotOutput => {
  const { name, targets } = requireProfile(state, input.securityProfileName);
  const { items, ...token } = pageOf(
    [...targets],
    (arn) => arn,
    pageRequest(state, `ListTargetsForSecurityProfile ${name}`, input),
  );
  return { securityProfileTargets: items.map((arn) => ({ arn })), ...token };
};

/** Thing groups have no parents here, so that `recursive` finds no more. */
export const listSecurityProfilesForTarget = (state: ServiceState, input: ListForTargetInput): IotOutput => {
  const target = input.securityProfileTargetArn;
  checkTarget(state, target);
  const { items, ...token } = pageOf(
    profilesOn(state, target),
    ({ name }) => name,
    pageRequest(state, `ListSecurityProfilesForTarget ${target}`, input),
  );
  const securityProfileTargetMappings = items.map((record) => ({
    securityProfileIdentifier: identifierOf(state, record),
    target: { arn: target },
  }));
  return { securityProfileTargetMappings, ...token };
};

export const listSecurityProfiles = (state: ServiceState, input: ListProfilesInput): IotOutput => {
  const { dimensionName, metricName } = input;
  if (dimensionName !== undefined && metricName !== undefined) {
    throw invalidRequest('dimensionName and metricName cannot be used together');
  }
  const { items, ...token } = pageOf(
    [...state.profiles.values()].filter((record) => uses(record, dimensionName, metricName)),
    ({ name }) => name,
    pageRequest(state, `ListSecurityProfiles ${dimensionName ?? ''} ${metricName ?? ''}`, input),
  );
  return { securityProfileIdentifiers: items.map((record) => identifierOf(state, record)), ...token };
};

/** A target as AttachSecurityProfile takes it. @throws InvalidRequestException, ResourceNotFoundException */
export const checkTarget = (state: ServiceState, targetArn: string): void => {
  const group = thingGroupOf(state.location, targetArn);
  if (group !== undefined) requireSurrounding(state, `thinggroup/${group}`);
};

const pageRequest = (state: ServiceState, list: string, { nextToken, maxResults }: Paging): PageRequest => ({
  list,
  nextToken,
  size: Math.min(maxResults ?? state.pageSize, state.pageSize),
  refusal: invalidRequest,
});

const profilesOn = (state: ServiceState, target: string): readonly ProfileRecord[] =>
  [...state.profiles.values()].filter((record) => record.targets.has(target));

const identifierOf = (state: ServiceState, { name }: ProfileRecord) => ({
  name,
  arn: profileArn(state.location, name),
});

const uses = ({ content }: ProfileRecord, dimensionName?: string, metricName?: string): boolean => {
  const users = [...(content.behaviors ?? []), ...(content.additionalMetricsToRetainV2 ?? [])];
  if (dimensionName !== undefined) return users.some((user) => user.metricDimension?.dimensionName === dimensionName);
  if (metricName === undefined) return true;
  return (
    users.some((user) => user.metric === metricName) || (content.additionalMetricsToRetain ?? []).includes(metricName)
  );
};

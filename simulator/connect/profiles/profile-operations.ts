import type { ConnectOutput } from '../model/types';
import { userArn } from './arns';
import { contentOf, mergedContent, type ProfileContent, referencesOf } from './content';
import { accessDenied, duplicateResource, invalidRequest, limitExceeded, resourceInUse } from './errors';
import {
  arnOf,
  lastModified,
  newProfile,
  profileNamed,
  profilesOf,
  recordKey,
  requireInstance,
  requireProfile,
  type ServiceState,
  shownTags,
} from './state';
import { mergedTags } from './tag-rules';

export interface InstanceInput {
  readonly InstanceId: string;
}

export interface ProfileInput extends InstanceInput {
  readonly SecurityProfileId: string;
}

export interface CreateInput extends InstanceInput, ProfileContent {
  readonly SecurityProfileName: string;
  readonly Tags?: Readonly<Record<string, string>>;
}

export interface UpdateInput extends ProfileInput, ProfileContent {}

export const keyOfInput = ({ InstanceId, SecurityProfileId }: ProfileInput) => ({
  instanceId: InstanceId,
  id: SecurityProfileId,
});

/** Creating a profile whose name is taken is refused, also when it would be the same. */
export const createSecurityProfile = (state: ServiceState, input: CreateInput): ConnectOutput => {
  const { InstanceId: instanceId, SecurityProfileName: name } = input;
  requireInstance(state, instanceId);
  const tags = mergedTags(state, input.Tags ?? {}, 'Tags');
  checkReferences(state, input);
  if (profileNamed(state, instanceId, name))
    throw duplicateResource(`A security profile with the name ${name} already exists in instance ${instanceId}`);
  const { profilesPerInstance } = state.quotas;
  if (profilesOf(state, instanceId).length >= profilesPerInstance)
    throw limitExceeded(`Instance ${instanceId} has ${profilesPerInstance} security profiles, as many as it may have`);
  const record = newProfile(state, { instanceId, name, content: contentOf(input), tags });
  state.profiles.set(recordKey(record), record);
  return { SecurityProfileId: record.id, SecurityProfileArn: arnOf(state, record) };
};

/** What is listed by operations of its own is not described. */
export const describeSecurityProfile = (state: ServiceState, input: ProfileInput): ConnectOutput => {
  const record = requireProfile(state, keyOfInput(input));
  const { Permissions, Applications, AllowedFlowModules, AllowedAIAgents, ...content } = record.content;
  const tags = shownTags(state, record);
  return {
    SecurityProfile: {
      Id: record.id,
      OrganizationResourceId: record.instanceId,
      Arn: arnOf(state, record),
      SecurityProfileName: record.name,
      ...structuredClone(content),
      ...(Object.keys(tags).length > 0 ? { Tags: tags } : {}),
      ...lastModified(state, record),
    },
  };
};

/** An update that changes nothing at all is refused: whether the service takes it nobody knows. */
export const updateSecurityProfile = (state: ServiceState, input: UpdateInput): ConnectOutput => {
  const record = requireProfile(state, keyOfInput(input));
  if (Object.keys(contentOf(input)).length === 0) throw invalidRequest('The request has nothing to update');
  checkReferences(state, input);
  record.content = mergedContent(record.content, input, state.keepsWhenEmpty);
  record.lastModifiedTime = state.clock.now();
  return {};
};

/** What is not there cannot be deleted, nor what is in use; of a default profile nobody knows, and so it cannot. */
export const deleteSecurityProfile = (state: ServiceState, input: ProfileInput): ConnectOutput => {
  const record = requireProfile(state, keyOfInput(input));
  if (record.isDefault) throw accessDenied(`Security profile ${record.name} is a default one, it cannot be deleted`);
  const [user] = [...record.users].sort();
  if (user !== undefined)
    throw resourceInUse(
      `Security profile ${record.id} is in use`,
      'USER',
      userArn(state.location, record.instanceId, user),
    );
  state.profiles.delete(recordKey(record));
  return {};
};

const checkReferences = ({ missing }: ServiceState, content: ProfileContent): void => {
  const unknown = referencesOf(content).filter((reference) => missing.has(reference));
  if (unknown.length > 0) throw invalidRequest(`Not valid: ${unknown.join(', ')}`);
};

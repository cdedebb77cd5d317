import type { ServiceLocation } from '../../service/types';
import type { ConnectOutput } from '../model/types';
import { type ProfileKey, profileArn } from './arns';
import type { DoubtfullyCleared, ProfileContent } from './content';
import { resourceNotFound } from './errors';

/** The service's quotas. */
export interface ConnectQuotas {
  /** Profiles of one instance, those that it has from the beginning included. Default 100. */
  readonly profilesPerInstance: number;
  /** Tags of one profile, those that begin with `aws:` not counted. Default 50. */
  readonly tags: number;
}

export interface ProfileRecord extends ProfileKey {
  /** Can be changed in the admin site, not by the API. */
  name: string;
  content: ProfileContent;
  lastModifiedTime: number;
  /** Whether the instance has it from the beginning. */
  readonly isDefault: boolean;
  readonly tags: Map<string, string>;
  /** Ids of the users to whom it is assigned. */
  readonly users: Set<string>;
}

/** What the operations work on. */
export interface ServiceState {
  readonly location: ServiceLocation;
  readonly clock: { now(): number };
  /** The largest page of a list; a smaller `MaxResults` makes it smaller. */
  readonly pageSize: number;
  /** The ids of the instances there are. */
  readonly instances: Set<string>;
  readonly quotas: ConnectQuotas;
  /** By `recordKey`. */
  readonly profiles: Map<string, ProfileRecord>;
  readonly newId: () => string;
  /** Applications, flow modules and agents that do not exist; all others do. */
  readonly missing: ReadonlySet<string>;
  readonly keepsWhenEmpty: ReadonlySet<DoubtfullyCleared>;
  readonly foldsNames: boolean;
  readonly hidesSystemTags: boolean;
  /** Whether the caller may touch tags that begin with `aws:`. AWS's own services may, users may not. */
  readonly mayUseReservedTags: boolean;
}

export const recordKey = ({ instanceId, id }: ProfileKey): string => `${instanceId}/${id}`;

export const copyOf = (record: ProfileRecord): ProfileRecord => ({
  ...record,
  tags: new Map(record.tags),
  users: new Set(record.users),
});

/** @throws ResourceNotFoundException */
export const requireInstance = ({ instances }: ServiceState, instanceId: string): void => {
  if (!instances.has(instanceId)) throw resourceNotFound(`Instance ${instanceId} does not exist`);
};

/** @throws ResourceNotFoundException when there is no such profile, or no such instance */
export const requireProfile = (state: ServiceState, key: ProfileKey): ProfileRecord => {
  requireInstance(state, key.instanceId);
  const record = state.profiles.get(recordKey(key));
  if (!record) throw resourceNotFound(`Security profile ${key.id} does not exist in instance ${key.instanceId}`);
  return record;
};

export const profilesOf = ({ profiles }: ServiceState, instanceId: string): readonly ProfileRecord[] =>
  [...profiles.values()].filter((record) => record.instanceId === instanceId);

/** The form in which two names are compared. */
const comparable = ({ foldsNames }: ServiceState, name: string): string =>
  foldsNames ? name.trim().toLowerCase() : name;

export const profileNamed = (state: ServiceState, instanceId: string, name: string): ProfileRecord | undefined =>
  profilesOf(state, instanceId).find((record) => comparable(state, record.name) === comparable(state, name));

/** The tags as reads show them. */
export const shownTags = (
  { hidesSystemTags }: ServiceState,
  { tags }: ProfileRecord,
): Readonly<Record<string, string>> =>
  Object.fromEntries([...tags].filter(([key]) => !hidesSystemTags || !key.startsWith('aws:')));

/** When and where a profile was last changed, as Describe and the lists show it. */
export const lastModified = ({ location }: ServiceState, { lastModifiedTime }: ProfileRecord): ConnectOutput => ({
  LastModifiedTime: new Date(lastModifiedTime),
  LastModifiedRegion: location.region,
});

export const arnOf = ({ location }: ServiceState, record: ProfileRecord): string => profileArn(location, record);

/** A profile as it is when it has just been created. */
export const newProfile = (
  state: ServiceState,
  given: Pick<ProfileRecord, 'instanceId' | 'name' | 'content' | 'tags'> & { readonly isDefault?: boolean },
): ProfileRecord => ({
  isDefault: false,
  ...given,
  id: state.newId(),
  lastModifiedTime: state.clock.now(),
  users: new Set(),
});

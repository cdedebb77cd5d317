import type { ServiceLocation } from '../../service/types';
import type { IotOutput, Surrounding } from '../model/types';
import { profileArn } from './arns';
import { resourceNotFound } from './errors';
import type { ProfileContent } from './profile';

/** The service's quotas, under the names of the console. */
export interface IotQuotas {
  /** Behaviors of one profile. Default 100. */
  readonly behaviors: number;
  /** Counts, addresses and ports of one profile together. Default 1000. */
  readonly valueElements: number;
  /** Profiles attached to one target. Default 5. */
  readonly profilesPerTarget: number;
  /** Tags of one profile, those that begin with `aws:` not counted. Default 50. */
  readonly tags: number;
}

export interface ProfileRecord {
  readonly name: string;
  content: ProfileContent;
  /** 1 after Create, one more with each Update. */
  version: number;
  readonly creationDate: number;
  lastModifiedDate: number;
  readonly targets: Set<string>;
  readonly tags: Map<string, string>;
}

/** What the operations work on. */
export interface ServiceState {
  readonly location: ServiceLocation;
  readonly clock: { now(): number };
  /** The largest page of a list; a smaller `maxResults` makes it smaller. */
  readonly pageSize: number;
  /** The thing groups, custom metrics and dimensions that do not exist; all others do. */
  readonly missing: ReadonlySet<Surrounding>;
  /** When the service began, in milliseconds since 1970: what it does not make itself is as old. */
  readonly startTime: number;
  readonly quotas: IotQuotas;
  readonly profiles: Map<string, ProfileRecord>;
  /** Whether the caller may touch tags that begin with `aws:`. AWS's own services may, users may not. */
  readonly mayUseReservedTags: boolean;
}

export const copyOf = (record: ProfileRecord): ProfileRecord => ({
  ...record,
  targets: new Set(record.targets),
  tags: new Map(record.tags),
});

/** @throws ResourceNotFoundException */
export const requireProfile = (state: ServiceState, name: string): ProfileRecord => {
  const record = state.profiles.get(name);
  if (!record) throw resourceNotFound(`Security profile ${name} does not exist`);
  return record;
};

/** What DescribeSecurityProfile and UpdateSecurityProfile answer. */
export const describedProfile = (state: ServiceState, record: ProfileRecord): IotOutput => {
  return {
    securityProfileName: record.name,
    securityProfileArn: profileArn(state.location, record.name),
    ...structuredClone(record.content),
    version: record.version,
    creationDate: new Date(record.creationDate),
    lastModifiedDate: new Date(record.lastModifiedDate),
  };
};

/** A profile as it is when it has just been created. */
export const newProfile = (
  state: ServiceState,
  name: string,
  content: ProfileContent,
  tags: Map<string, string>,
): ProfileRecord => {
  const now = state.clock.now();
  return { name, content, version: 1, creationDate: now, lastModifiedDate: now, targets: new Set(), tags };
};

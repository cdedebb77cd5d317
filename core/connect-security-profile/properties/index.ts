import type { AIAgent, Application, FlowModule, GranularAccessControlConfiguration } from '@aws-sdk/client-connect';
import { toOutput } from '../../schema/output';
import { type ReadingOf, readerOf, type ReadOptions as SharedOptions } from '../../schema/reading';
import { checkProfile } from './rules';
import { instanceIsHere, type Place } from './rules/place';
import { securityProfile } from './table';

export { type Certainty, describeProblem, describeProblems, type Problem } from '../../schema/problem';
export { isSecurityProfileName } from './formats';
export type { Place } from './rules/place';

/** A tag as the template has it; the service has maps. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** The properties of a security profile, typed and spelled as in the template, which is how the SDK spells them too. */
export interface SecurityProfileProperties {
  readonly InstanceArn?: string;
  readonly SecurityProfileName?: string;
  readonly Description?: string;
  readonly Permissions?: readonly string[];
  readonly AllowedAccessControlTags?: readonly Tag[];
  readonly TagRestrictedResources?: readonly string[];
  readonly HierarchyRestrictedResources?: readonly string[];
  readonly AllowedAccessControlHierarchyGroupId?: string;
  readonly Applications?: readonly Application[];
  readonly AllowedFlowModules?: readonly FlowModule[];
  readonly AllowedAIAgents?: readonly AIAgent[];
  readonly GranularAccessControlConfiguration?: GranularAccessControlConfiguration;
  readonly Tags?: readonly Tag[];
  readonly AdoptExisting?: boolean;
  /** Nothing of the profile; that it has changed was the reason for the update. */
  readonly Revision?: string;
}

type TagLists = 'Tags' | 'AllowedAccessControlTags';

/** Properties of which a part may be missing that the service requires. */
export type Readable = Omit<SecurityProfileProperties, TagLists> & {
  readonly [Name in TagLists]?: readonly Partial<Tag>[];
};

/** What reading came to. */
export type Reading = ReadingOf<SecurityProfileProperties, Readable>;

export interface ReadOptions extends SharedOptions {
  /** Names of permissions, to warn of others: the function does without. Default: nothing is said of a name. */
  readonly knownPermissions?: readonly string[];
  /** Where the function runs, to doubt instances that it cannot reach. Default: nothing is said of where an instance is. */
  readonly place?: Place;
}

/**
 * Reads the properties of a `Custom::ConnectSecurityProfile`: scalars as text, as CloudFormation sends them, or with their type.
 * For a scalar `null` and `""` mean absent; `ServiceToken` and `ServiceTimeout` are passed over. Never throws.
 */
export const readProperties = (
  properties: unknown,
  { knownPermissions, place, ...options }: ReadOptions = {},
): Reading =>
  readerOf(
    securityProfile,
    (profile) => [...checkProfile(profile, knownPermissions), ...instanceIsHere(profile, place)],
    (read): SecurityProfileProperties => toOutput(securityProfile, read) ?? {},
  )(properties, options);

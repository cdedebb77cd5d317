import type { SecurityProfile, SecurityProfileSummary } from '@aws-sdk/client-connect';
import { parseProfileArn } from '../../core/connect-security-profile/arn';
import type { WholeContent } from '../../core/connect-security-profile/plan/content';
import { type Grant, type LiveGrants, noGrants } from '../../core/connect-security-profile/plan/grants';
import type { LiveProfile } from '../../core/connect-security-profile/plan/profile';
import { isNotFound } from '../failure';
import { IncompleteAnswerError, readPages } from '../pages';
import { type ConnectOperations, type ReadCall, type ReadOperation, serviceName } from './operations';

/** The service's largest page. */
const MaxResults = 1_000;

/** By what the service knows a profile. */
export interface ProfileId {
  readonly instanceId: string;
  readonly profileId: string;
}

/** What to go on with where that which is read does not exist. */
const whereMissing =
  <Nothing>(nothing: Nothing) =>
  (error: unknown): Nothing => {
    if (isNotFound(error)) return nothing;
    throw error;
  };

interface Page {
  readonly NextToken?: string | undefined;
}

/** All that a list of the service holds, whatever its operation. */
const readAll = <Answer extends Page, Item>(
  operation: ReadOperation,
  readPage: (page: { readonly MaxResults: number; readonly NextToken?: string }) => Promise<Answer>,
  itemsOf: (answer: Answer) => readonly Item[] | undefined,
): Promise<readonly Item[]> =>
  readPages(serviceName, operation, async ({ nextToken }) => {
    const answer = await readPage(nextToken === undefined ? { MaxResults } : { MaxResults, NextToken: nextToken });
    return { items: itemsOf(answer) ?? [], nextToken: answer.NextToken };
  });

/** Every profile of the instance. */
export const readSummaries = (call: ReadCall, InstanceId: string): Promise<readonly SecurityProfileSummary[]> =>
  readAll(
    'ListSecurityProfiles',
    (page) => call('ListSecurityProfiles', { InstanceId, ...page }),
    (answer) => answer.SecurityProfileSummaryList,
  );

const whatTells = ['Id', 'Arn', 'SecurityProfileName'] as const;

/** A profile that tells by what it is decided. */
export type Described = SecurityProfile & { readonly [Member in (typeof whatTells)[number]]: string };

const isWhole = (profile: SecurityProfile): profile is Described => whatTells.every((member) => profile[member]);

/** `undefined` where there is no profile of the id. */
export const describe = async (
  call: ReadCall,
  { instanceId, profileId }: ProfileId,
): Promise<Described | undefined> => {
  const operation: keyof ConnectOperations = 'DescribeSecurityProfile';
  const answer = await call(operation, { InstanceId: instanceId, SecurityProfileId: profileId }).catch(
    whereMissing(undefined),
  );
  if (answer === undefined) return undefined;
  const { SecurityProfile: profile = {} } = answer;
  if (isWhole(profile)) return profile;
  const missing = whatTells.filter((member) => !profile[member]);
  throw new IncompleteAnswerError(serviceName, operation, `for '${profileId}' without ${missing.join(', ')}`);
};

const inputFor = ({ instanceId, profileId }: ProfileId) => ({ InstanceId: instanceId, SecurityProfileId: profileId });

export const readPermissions = (call: ReadCall, id: ProfileId): Promise<readonly string[]> =>
  readAll(
    'ListSecurityProfilePermissions',
    (page) => call('ListSecurityProfilePermissions', { ...inputFor(id), ...page }),
    (answer) => answer.Permissions,
  );

export const readApplications = (call: ReadCall, id: ProfileId) =>
  readAll(
    'ListSecurityProfileApplications',
    (page) => call('ListSecurityProfileApplications', { ...inputFor(id), ...page }),
    (answer) => answer.Applications,
  );

export const readFlowModules = (call: ReadCall, id: ProfileId) =>
  readAll(
    'ListSecurityProfileFlowModules',
    (page) => call('ListSecurityProfileFlowModules', { ...inputFor(id), ...page }),
    (answer) => answer.AllowedFlowModules,
  );

export const readAIAgents = (call: ReadCall, id: ProfileId) =>
  readAll(
    'ListSecurityProfileAIAgents',
    (page) => call('ListSecurityProfileAIAgents', { ...inputFor(id), ...page }),
    (answer) => answer.AllowedAIAgents,
  );

/** Those of a profile's lists that are asked for, side by side: each operation has a rate limit of its own. */
export const readGrants = async (call: ReadCall, id: ProfileId, names: readonly Grant[]): Promise<LiveGrants> => {
  const [Applications, AllowedFlowModules, AllowedAIAgents] = await Promise.all([
    names.includes('Applications') ? readApplications(call, id) : undefined,
    names.includes('AllowedFlowModules') ? readFlowModules(call, id) : undefined,
    names.includes('AllowedAIAgents') ? readAIAgents(call, id) : undefined,
  ]);
  return { Applications, AllowedFlowModules, AllowedAIAgents };
};

/** Without its permissions: they come from another operation than the rest. */
export const contentOf = (described: Described): WholeContent => ({
  Description: described.Description,
  Permissions: undefined,
  AllowedAccessControlTags: described.AllowedAccessControlTags,
  TagRestrictedResources: described.TagRestrictedResources,
  HierarchyRestrictedResources: described.HierarchyRestrictedResources,
  AllowedAccessControlHierarchyGroupId: described.AllowedAccessControlHierarchyGroupId,
  GranularAccessControlConfiguration: described.GranularAccessControlConfiguration,
});

const toLive = (instanceId: string, described: Described): LiveProfile => ({
  instanceId,
  profileId: described.Id,
  name: described.SecurityProfileName,
  arn: described.Arn,
  content: contentOf(described),
  grants: noGrants,
  tags: new Map(Object.entries(described.Tags ?? {})),
});

/** A profile as far as one call tells: whose it is, but not what it permits or grants. */
export const lookForProfile = async (call: ReadCall, id: ProfileId): Promise<LiveProfile | undefined> => {
  const described = await describe(call, id);
  return described && toLive(id.instanceId, described);
};

/**
 * A profile with its permissions, and those of its other lists that are asked for. Everything side by side.
 * @param looked what a look at it tells. Default: it is looked at.
 */
export const readProfile = async (
  call: ReadCall,
  id: ProfileId,
  grants: readonly Grant[],
  looked = lookForProfile(call, id),
): Promise<LiveProfile | undefined> => {
  const permissions = readPermissions(call, id);
  const lists = readGrants(call, id, grants);
  // Where there is no profile, nobody asks how these ended.
  for (const aside of [permissions, lists]) aside.catch(() => undefined);
  const live = await looked;
  return live && { ...live, content: { ...live.content, Permissions: [...(await permissions)] }, grants: await lists };
};

const isNamed =
  (name: string) =>
  ({ Name }: SecurityProfileSummary): boolean =>
    Name === name;

/** Differs in spaces around it and in the case of its letters at most: nobody knows whether the service tells these apart. */
const isNearly =
  (name: string) =>
  ({ Name = '' }: SecurityProfileSummary): boolean =>
    Name.trim().toLowerCase() === name.trim().toLowerCase();

/** What a list says of a name. */
export interface Found {
  readonly id: ProfileId | undefined;
  /** A name that the service may take for the same. */
  readonly nearly: string | undefined;
}

/** Nothing but a list tells the id for a name. An instance that does not exist has none. */
export const findByName = async (call: ReadCall, instanceId: string, name: string): Promise<Found> => {
  const all = await readSummaries(call, instanceId).catch(whereMissing([]));
  const { Id, Arn = '' } = all.find(isNamed(name)) ?? {};
  const profileId = Id ?? parseProfileArn(Arn)?.profileId;
  return {
    id: profileId === undefined ? undefined : { instanceId, profileId },
    nearly: all.find(isNearly(name))?.Name,
  };
};

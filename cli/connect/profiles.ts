import type { AIAgent, Application, FlowModule } from '@aws-sdk/client-connect';
import {
  contentOf,
  describe,
  type ProfileId,
  readAIAgents,
  readApplications,
  readFlowModules,
  readPermissions,
  readSummaries,
} from '../../aws/connect/read';
import { isNotFound } from '../../aws/failure';
import { parseProfileArn } from '../../core/connect-security-profile/arn';
import type { ProfileContent } from '../../core/connect-security-profile/plan/content';
import { unknownMembers } from '../../core/connect-security-profile/unknown-members';
import type { Tags } from '../../core/ownership/marks';
import type { JsonObject } from '../../core/schema/json';
import { CommandError } from '../errors';
import { ifRead, type Readable, readable } from '../live/readable';
import { sideBySide } from '../live/side-by-side';
import type { Instance } from './instance';

/** A profile as a list names it. */
export interface NamedProfile {
  readonly name: string;
  readonly id: ProfileId;
}

/** A profile as the service shows it to whoever looks, but for what it grants beside permissions. */
export interface SeenProfile {
  readonly name: string;
  readonly arn: string;
  /** Without permissions: these are read by themselves. */
  readonly content: ProfileContent;
  readonly permissions: Readable<readonly string[]>;
  readonly tags: Tags;
  readonly changed: Date | undefined;
  /** Members that are not known here, as a template would spell them. */
  readonly unknown: readonly string[];
  /** What the service has answered, with all of its members. */
  readonly answer: JsonObject;
}

/** What a profile grants beside permissions. */
export interface SeenGrants {
  readonly applications: Readable<readonly Application[]>;
  readonly flowModules: Readable<readonly FlowModule[]>;
  readonly aiAgents: Readable<readonly AIAgent[]>;
  /** Members that are not known here. */
  readonly unknown: readonly string[];
}

/** The profiles of the instance, by their names. @throws CommandError where there is no such instance */
export const namedProfiles = async ({ connect, instanceId, region }: Instance): Promise<readonly NamedProfile[]> => {
  try {
    const summaries = await readSummaries(connect.call, instanceId);
    return summaries
      .flatMap(({ Name: name, Id, Arn = '' }) => {
        const profileId = Id ?? parseProfileArn(Arn)?.profileId;
        return name === undefined || profileId === undefined ? [] : [{ name, id: { instanceId, profileId } }];
      })
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new CommandError(
      `there is no Amazon Connect instance ${instanceId} in ${region}; aws connect list-instances shows those there are`,
    );
  }
};

/** `undefined` where it has vanished. Permissions are read beside the rest: each operation has a rate limit of its own. */
export const seeProfile = async ({ connect }: Instance, id: ProfileId): Promise<SeenProfile | undefined> => {
  const { call, answerFor } = connect;
  const permissions = readable(readPermissions(call, id));
  // Where there is no profile, nobody asks how this ended.
  permissions.catch(() => undefined);
  const described = await describe(call, id);
  if (described === undefined) return undefined;
  const answer = answerFor(id.profileId) ?? {};
  return {
    name: described.SecurityProfileName,
    arn: described.Arn,
    content: contentOf(described),
    permissions: await permissions,
    tags: new Map(Object.entries(described.Tags ?? {})),
    changed: described.LastModifiedTime,
    unknown: unknownMembers(answer),
    answer,
  };
};

export const seeGrants = async ({ connect: { call } }: Instance, id: ProfileId): Promise<SeenGrants> => {
  const [applications, flowModules, aiAgents] = await Promise.all([
    readable(readApplications(call, id)),
    readable(readFlowModules(call, id)),
    readable(readAIAgents(call, id)),
  ]);
  const unknown = unknownMembers({
    Applications: ifRead(applications),
    AllowedFlowModules: ifRead(flowModules),
    AllowedAIAgents: ifRead(aiAgents),
  });
  return { applications, flowModules, aiAgents, unknown };
};

/** As many as keep every operation at its pace. */
const mostAtOnce = 8;

/** Profiles that vanish while they are read are left out. */
export const seeProfiles = async (
  instance: Instance,
  profiles: readonly NamedProfile[],
  onProgress: (done: number, all: number) => void,
): Promise<readonly SeenProfile[]> => {
  let done = 0;
  const seen = await sideBySide(profiles, mostAtOnce, async ({ id }) => {
    const profile = await seeProfile(instance, id);
    done += 1;
    onProgress(done, profiles.length);
    return profile;
  });
  return seen.filter((profile) => profile !== undefined);
};

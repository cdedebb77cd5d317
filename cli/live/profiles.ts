import { serviceName } from '../../aws/iot/operations';
import { contentOf, describe, maxResults, readTags, readTargets } from '../../aws/iot/read';
import type { IotReader } from '../../aws/iot/reading';
import { readPages } from '../../aws/pages';
import type { WholeContent } from '../../core/iot-security-profile/plan/content';
import { unknownMembers } from '../../core/iot-security-profile/unknown-members';
import type { Tags } from '../../core/ownership/marks';
import type { JsonObject } from '../../core/schema/json';
import { type Readable, readable } from './readable';
import { sideBySide } from './side-by-side';

/** A profile as the service shows it to whoever looks. */
export interface SeenProfile {
  readonly name: string;
  readonly arn: string;
  readonly version: number | undefined;
  readonly content: WholeContent;
  readonly created: Date | undefined;
  readonly changed: Date | undefined;
  readonly tags: Readable<Tags>;
  readonly targets: Readable<readonly string[]>;
  /** Members that are not known here, as a template would spell them. */
  readonly unknown: readonly string[];
  /** What the service has answered, with all of its members. */
  readonly answer: JsonObject;
}

/** `undefined` where there is none of that name. */
export const seeProfile = async ({ call, answerFor }: IotReader, name: string): Promise<SeenProfile | undefined> => {
  const described = await describe(call, name);
  if (described === undefined) return undefined;
  const [tags, targets] = await Promise.all([
    readable(readTags(call, described.securityProfileArn)),
    readable(readTargets(call, name)),
  ]);
  const answer = answerFor(name) ?? {};
  return {
    name,
    arn: described.securityProfileArn,
    version: described.version,
    content: contentOf(described),
    created: described.creationDate,
    changed: described.lastModifiedDate,
    tags,
    targets,
    unknown: unknownMembers(answer),
    answer,
  };
};

/** The names of all profiles of the Region, from all pages. */
export const profileNames = async ({ call }: IotReader): Promise<readonly string[]> => {
  const operation = 'ListSecurityProfiles';
  const names = await readPages(serviceName, operation, async (token) => {
    const page = await call(operation, { maxResults, ...token });
    return {
      items: (page.securityProfileIdentifiers ?? []).flatMap(({ name }) => name ?? []),
      nextToken: page.nextToken,
    };
  });
  return [...names].sort();
};

/** As many as keep every operation at its pace. */
const mostAtOnce = 30;

/** Profiles that vanish while they are read are left out. */
export const seeProfiles = async (
  reader: IotReader,
  names: readonly string[],
  onProgress: (done: number, all: number) => void,
): Promise<readonly SeenProfile[]> => {
  let done = 0;
  const seen = await sideBySide(names, mostAtOnce, async (name) => {
    const profile = await seeProfile(reader, name);
    done += 1;
    onProgress(done, names.length);
    return profile;
  });
  return seen.filter((profile) => profile !== undefined);
};

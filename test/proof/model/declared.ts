import { isDeepStrictEqual } from 'node:util';
import type { Properties } from '../../lifecycle/support';
import { asProperties } from '../../support/every-member';
import { thingGroupArn } from '../../support/rig';

/** What of a profile can be updated, under the service's own member names. */
export type Content = Readonly<Record<string, unknown>>;

/** A profile as a template declares it. */
export interface Declared {
  /** Default: a generated one. */
  readonly name?: string | undefined;
  readonly content: Content;
  readonly tags: Readonly<Record<string, string>>;
  /** Names of thing groups. Default: the template says nothing of targets. */
  readonly groups?: readonly string[] | undefined;
  readonly adopt: boolean;
  /** Says nothing of the profile, but asks for an update. */
  readonly revision?: string | undefined;
}

/** The properties of the resource; CloudFormation makes texts of the scalars. */
export const propertiesOf = ({ name, content, tags, groups, adopt, revision }: Declared): Properties => ({
  ...(asProperties(content) as Properties),
  ...(name === undefined ? {} : { SecurityProfileName: name }),
  Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  ...(groups === undefined ? {} : { TargetArns: groups.map(thingGroupArn) }),
  ...(adopt ? { AdoptExisting: true } : {}),
  ...(revision === undefined ? {} : { Revision: revision }),
});

/** CloudFormation sends no event where the properties are the same. */
export const isSameDeclared = (one: Declared, other: Declared): boolean =>
  isDeepStrictEqual(propertiesOf(one), propertiesOf(other));

/** In few words, for a counter-example. */
export const describeDeclared = (declared: Declared): string => JSON.stringify(propertiesOf(declared));

import { readProperties as readConnectProperties } from '../../core/connect-security-profile/properties';
import { readNativeProperties as readNativeConnectProperties } from '../../core/connect-security-profile/properties/native';
import { permissionNames as knownPermissions } from '../../core/connect-security-profile/properties/permission-names';
import { readProperties } from '../../core/iot-security-profile/properties';
import { readNativeProperties } from '../../core/iot-security-profile/properties/native';
import type { Problem } from '../../core/schema/problem';
import type { ReadOptions } from '../../core/schema/reading';
import { type DeclaredProfile, isIotType, isUnresolved, type ProfileType, positionIn } from '../declared/resources';
import { tokenProblems } from '../declared/token';
import type { World } from '../declared/worlds';
import { loneTexts } from './lone-texts';

export type Severity = 'error' | 'warning';

/** A problem, or a mistake, in its place. */
export interface Finding {
  /** The property as the template spells it; empty for the resource as a whole. */
  readonly path: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly severity: Severity;
  readonly message: string;
}

/** More findings of one resource nobody reads. */
const mostProblems = 10_000;

const severityOf = ({ certainty }: Problem): Severity => (certainty === 'uncertain' ? 'warning' : 'error');

type Read = (properties: unknown, options: ReadOptions) => { readonly problems: readonly Problem[] };

const readers: Readonly<Record<ProfileType, Read>> = {
  'Custom::IoTSecurityProfile': readProperties,
  'AWS::IoT::SecurityProfile': readNativeProperties,
  'Custom::ConnectSecurityProfile': (properties, options) =>
    readConnectProperties(properties, { ...options, knownPermissions }),
  'AWS::Connect::SecurityProfile': (properties, options) =>
    readNativeConnectProperties(properties, { ...options, knownPermissions }),
};

const problemsOf = (profile: DeclaredProfile): readonly Problem[] => {
  const { type, properties } = profile;
  const { problems } = readers[type](properties, { isUnresolved: isUnresolved(type), mostProblems });
  return [...tokenProblems(profile), ...loneTexts(profile), ...problems];
};

/** What is wrong with a profile in a world. */
export const findingsOf = (profile: DeclaredProfile, { note }: World): readonly Finding[] => {
  const suffix = note === '' ? '' : ` (${note})`;
  const found = problemsOf(profile).map((problem): Finding => {
    const position = positionIn(profile, problem.path);
    return {
      path: problem.path,
      line: position?.line,
      column: position?.column,
      severity: severityOf(problem),
      message: `${problem.message}${suffix}`,
    };
  });
  const mistakes = profile.mistakes.map(
    ({ message, position = profile.position }): Finding => ({
      path: '',
      line: position?.line,
      column: position?.column,
      severity: 'error',
      message: `${message}${suffix}`,
    }),
  );
  return [...mistakes, ...found];
};

export const bySeverityAndPlace = (one: Finding, other: Finding): number =>
  (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);

/** The same for what is the same, in whatever world. */
export const keyOf = ({ path, line, column, message }: Finding): string =>
  JSON.stringify([path, line, column, message.replace(/ \(where .*\)$/, '')]);

/**
 * By what two resources of a template would be one profile: AWS IoT's by their name, those of Amazon Connect by their
 * instance and their name. An instance that is known only when deployed is the same where the template says the same.
 * `undefined` where it says no name.
 */
const identityOf = ({ type, properties }: DeclaredProfile): string | undefined => {
  const { SecurityProfileName: name, InstanceArn: instance } = properties;
  if (typeof name !== 'string' || name === '' || isUnresolved(type)(name)) return undefined;
  if (isIotType(type)) return JSON.stringify([name]);
  return instance === undefined || instance === '' ? undefined : JSON.stringify([instance, name]);
};

/** Of a template's own resources those that have a name which an earlier one has too, each with that. */
export const namesakes = (
  profiles: readonly DeclaredProfile[],
): readonly (readonly [DeclaredProfile, DeclaredProfile])[] => {
  const owners = new Map<string, DeclaredProfile>();
  return profiles.flatMap((profile) => {
    const identity = identityOf(profile);
    if (identity === undefined) return [];
    const owner = owners.get(identity);
    if (owner !== undefined) return [[profile, owner] as const];
    owners.set(identity, profile);
    return [];
  });
};

export const namesakeFinding = (profile: DeclaredProfile, owner: DeclaredProfile, { note }: World): Finding => {
  const position = positionIn(profile, 'SecurityProfileName');
  return {
    path: 'SecurityProfileName',
    line: position?.line,
    column: position?.column,
    severity: 'error',
    message: `${owner.logicalId} has this name too; two resources cannot have one profile${note === '' ? '' : ` (${note})`}`,
  };
};

/** The behavior that a finding is of, by its place in the list. */
export const indexOf = (path: string): number | undefined => {
  const [, index] = /^Behaviors\[(\d+)\]/.exec(path) ?? [];
  return index === undefined ? undefined : Number(index);
};

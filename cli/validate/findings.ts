import { type Problem, readProperties } from '../../core/iot-security-profile/properties';
import { readNativeProperties } from '../../core/iot-security-profile/properties/native';
import { type DeclaredProfile, isUnresolved, ownType, positionIn } from '../declared/resources';
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

const problemsOf = (profile: DeclaredProfile): readonly Problem[] => {
  const read = profile.type === ownType ? readProperties : readNativeProperties;
  const { problems } = read(profile.properties, { isUnresolved: isUnresolved(profile.type), mostProblems });
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

/** Of a template's own resources those that have a name which an earlier one has too, each with that. */
export const namesakes = (
  profiles: readonly DeclaredProfile[],
): readonly (readonly [DeclaredProfile, DeclaredProfile])[] => {
  const owners = new Map<string, DeclaredProfile>();
  return profiles.flatMap((profile) => {
    const { SecurityProfileName: name } = profile.properties;
    if (typeof name !== 'string' || name === '' || isUnresolved(profile.type)(name)) return [];
    const owner = owners.get(name);
    if (owner !== undefined) return [[profile, owner] as const];
    owners.set(name, profile);
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

import type { GivenParameters } from '../../cloudformation/parameters';
import type { ReadTemplate } from '../../cloudformation/template';
import {
  type DeclaredProfile,
  type ProfileType,
  profilesIn,
  profileTypes,
  typeAmong,
  unknownPaths,
} from '../declared/resources';
import { worldsOf } from '../declared/worlds';
import { Behaviors, type ExplainedBehavior } from './behaviors';
import { bySeverityAndPlace, type Finding, findingsOf, keyOf, namesakeFinding, namesakes } from './findings';

/** A profile that was looked at. */
export interface ValidatedResource {
  readonly logicalId: string;
  readonly type: ProfileType;
  readonly line: number | undefined;
  readonly findings: readonly Finding[];
  readonly behaviors: readonly ExplainedBehavior[];
  /** Paths of values that are known only when the template is deployed. */
  readonly notChecked: readonly string[];
}

/** A resource with what only the text needs. */
export interface ExaminedResource extends ValidatedResource {
  /** The behavior that a finding is of. */
  readonly behaviorOf: (finding: Finding) => ExplainedBehavior | undefined;
}

const unreadOf = ({ unread }: ReadTemplate): readonly ExaminedResource[] =>
  unread.flatMap(({ logicalId, type: written, message, position }): readonly ExaminedResource[] => {
    const type = typeAmong(profileTypes, written);
    if (type === undefined) return [];
    const { line, column } = position ?? { line: undefined, column: undefined };
    return [
      {
        logicalId,
        type,
        line,
        findings: [{ path: '', line, column, severity: 'error', message }],
        behaviors: [],
        behaviorOf: () => undefined,
        notChecked: [],
      },
    ];
  });

/** A resource with what was found in all worlds. */
interface Examined extends Pick<ValidatedResource, 'logicalId' | 'type' | 'line'> {
  readonly findings: Map<string, Finding>;
  /** What it was in the worlds that were looked at. */
  readonly forms: Set<string>;
  readonly behaviors: Behaviors;
  readonly notChecked: Set<string>;
}

const examined = (profile: DeclaredProfile): Examined => ({
  logicalId: profile.logicalId,
  type: profile.type,
  line: profile.position?.line,
  findings: new Map(),
  forms: new Set(),
  behaviors: new Behaviors(),
  notChecked: new Set(),
});

/** `whole`: with what its loops repeat; `read`: as it stands. */
export const validateTemplate = (
  whole: ReadTemplate,
  read: ReadTemplate,
  parameters: GivenParameters,
): readonly ExaminedResource[] => {
  const resources = new Map<string, Examined>();
  const fixed = new Map<string, DeclaredProfile>();
  // What is found in one world is not told again of the others.
  const found = (resource: Examined | undefined, finding: Finding): void => {
    const key = keyOf(finding);
    if (resource?.findings.has(key) === false) resource.findings.set(key, finding);
  };
  const order = Object.keys(read.template.resources);
  for (const world of worldsOf(read.template, parameters)) {
    const known = { ...world, place: {}, physicalIds: {}, exports: undefined };
    const profiles = profilesIn(whole, known, profileTypes, new Set(fixed.keys()));
    for (const profile of profiles) {
      const { logicalId, isFixed, properties, mistakes } = profile;
      // It is the same in every world.
      if (isFixed) fixed.set(logicalId, profile);
      const form = isFixed ? '' : JSON.stringify([properties, mistakes]);
      if (resources.get(logicalId)?.forms.has(form)) continue;
      const resource = resources.get(logicalId) ?? examined(profile);
      resources.set(logicalId, resource);
      resource.forms.add(form);
      resource.behaviors.add(profile, world);
      for (const path of unknownPaths(profile)) resource.notChecked.add(path);
      for (const finding of findingsOf(profile, world)) found(resource, finding);
    }
    // Where a parameter is none of the values it is compared with, nobody knows whether it can be that.
    if (Object.keys(world.inConditions).length > 0) continue;
    const there = new Map([...fixed, ...profiles.map((profile) => [profile.logicalId, profile] as const)]);
    const certain = order.flatMap((logicalId) => {
      const profile = there.get(logicalId);
      return profile === undefined || profile.isUncertain ? [] : [profile];
    });
    for (const [profile, owner] of namesakes(certain))
      found(resources.get(profile.logicalId), namesakeFinding(profile, owner, world));
  }
  const all = [...resources.values()].map(
    ({ forms: _, findings, behaviors, notChecked, ...resource }): ExaminedResource => ({
      ...resource,
      findings: [...findings.values()].sort(bySeverityAndPlace),
      behaviors: behaviors.all(),
      behaviorOf: (finding) => behaviors.of(finding),
      notChecked: [...notChecked],
    }),
  );
  return [...all, ...unreadOf(read)];
};

import { type Difference, differencesOf } from '../../core/iot-security-profile/differences';
import { contentOf } from '../../core/iot-security-profile/goal';
import type { LiveProfile } from '../../core/iot-security-profile/plan/profile';
import { describeProblem, readProperties } from '../../core/iot-security-profile/properties';
import { ownerOf } from '../../core/ownership/marks';
import { type DeclaredProfile, isUnresolved } from '../declared/resources';
import { type PartlyKnown, withLiveForUnknown } from '../plan/partly-known';
import { shortArn } from '../screen/arn';

export type DriftStatus =
  | 'in sync'
  | 'drifted'
  /** The profile is not there. */
  | 'missing'
  /** It is there, and somebody else's. */
  | 'not ours'
  /** It bears the marks of a stack that is gone, or that no longer declares it. */
  | 'orphaned'
  /** Nothing could be compared. */
  | 'not compared';

/** How one profile stands to what is declared. */
export interface Drift {
  readonly status: DriftStatus;
  readonly reasons: readonly string[];
  readonly differences: readonly Difference[];
  /** Of the template, known only when it is deployed. */
  readonly unknown: readonly string[];
  /** Keys of tags that others have set: none of the template's business. */
  readonly foreignTags: readonly string[];
  readonly live: LiveProfile | undefined;
  readonly declared: PartlyKnown | undefined;
}

const nothing: Omit<Drift, 'status'> = {
  reasons: [],
  differences: [],
  unknown: [],
  foreignTags: [],
  live: undefined,
  declared: undefined,
};

export const without = (status: DriftStatus, reason: string, unknown: readonly string[] = []): Drift => ({
  ...nothing,
  status,
  reasons: [reason],
  unknown,
});

const targetDifferences = (
  { targetArns }: PartlyKnown['profile'],
  { targets = [] }: LiveProfile,
): readonly Difference[] => {
  if (targetArns === undefined) return [];
  const missing = targetArns.filter((arn) => !targets.includes(arn));
  const more = targets.filter((arn) => !targetArns.includes(arn));
  return [
    ...missing.map((arn) => ({ path: `TargetArns[${shortArn(arn)}]`, declared: arn, live: undefined })),
    ...more.map((arn) => ({ path: `TargetArns[${shortArn(arn)}]`, declared: undefined, live: arn })),
  ];
};

const tagDifferences = ({ tags = [] }: PartlyKnown['profile'], live: LiveProfile): readonly Difference[] =>
  tags
    .filter(({ Key, Value }) => live.tags.get(Key) !== Value)
    .map(({ Key, Value }) => ({ path: `Tags[${Key}]`, declared: Value, live: live.tags.get(Key) }));

const isOfCloudFormation = (key: string): boolean => key.startsWith('aws:') || key.startsWith('cloudformation:');

/** Compares a profile with what a template declares of it; `stackId`: of the stack whose it should be, where that is known. */
export const driftOf = (
  declared: DeclaredProfile,
  live: LiveProfile | undefined,
  stackId: string | undefined,
): Drift => {
  if (live === undefined)
    return without('missing', 'there is no profile of that name; the next update makes it again, with its marks');
  const known = withLiveForUnknown(declared, live);
  const refused = readProperties(declared.properties, { isUnresolved: isUnresolved(declared.type) })
    .problems.filter(({ certainty }) => certainty === 'certain')
    .map(describeProblem);
  if (refused.length > 0)
    return { ...nothing, status: 'not compared', live, reasons: ['the template is not valid:', ...refused] };
  const differences = [
    ...differencesOf(contentOf(known.profile), live.content),
    ...targetDifferences(known.profile, live),
    ...tagDifferences(known.profile, live),
  ];
  const declaredKeys = new Set((known.profile.tags ?? []).map(({ Key }) => Key));
  const foreignTags = [...live.tags.keys()].filter((key) => !declaredKeys.has(key) && !isOfCloudFormation(key));
  const result = { ...nothing, differences, unknown: known.unknown, foreignTags, live, declared: known };
  const owner =
    stackId === undefined ? undefined : ownerOf(live.tags, { stackId, logicalResourceId: declared.logicalId });
  switch (owner?.kind) {
    case 'another':
      return { ...result, status: 'not ours', reasons: [`it belongs to ${owner.name}`] };
    case 'none':
      return {
        ...result,
        status: 'drifted',
        reasons: ['the marks of ownership are gone: the next update puts them back'],
      };
    case 'ours':
    case undefined:
      return { ...result, status: differences.length > 0 ? 'drifted' : 'in sync' };
  }
};

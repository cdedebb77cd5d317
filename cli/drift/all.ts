import type { LiveProfile } from '../../core/iot-security-profile/plan/profile';
import { stackNameOf } from '../../core/ownership/generated-name';
import type { Environment } from '../context';
import { declareStack, exportsFor } from '../declared/deployment';
import type { Place } from '../declared/known';
import { placeOf } from '../declared/pairs';
import { type DeclaredProfile, ownType } from '../declared/resources';
import { CommandError } from '../errors';
import type { Account } from '../live/account';
import { type Ownership, ownershipOf } from '../live/owner';
import { profileNames, type SeenProfile, seeProfiles } from '../live/profiles';
import { progressLine } from '../screen/progress';
import { counted } from '../screen/screen';
import { driftOf, without } from './compare';
import { changedAt, type DriftedProfile, type Examination, look } from './examine';

/** A profile that bears the mark of a resource. */
interface Marked {
  readonly logicalId: string;
  readonly profile: SeenProfile;
}

/** The profiles of the Region by whose they are. */
interface Sorted {
  readonly byStack: ReadonlyMap<string, readonly Marked[]>;
  /** How many are not compared, by why. */
  readonly others: ReadonlyMap<string, number>;
}

/** Why a profile is not compared, for whoever counts them. */
const others: Readonly<Record<Exclude<Ownership['kind'], 'stack'> | 'denied', string>> = {
  nobody: 'that no stack has marked',
  'native type': 'of the native type: aws cloudformation detect-stack-drift looks at those',
  unclear: 'with a part of the marks only',
  denied: 'whose tags or targets may not be read',
};

const sorted = (profiles: readonly SeenProfile[]): Sorted => {
  const byStack = new Map<string, Marked[]>();
  const counts = new Map<string, number>();
  const pass = (why: string): void => {
    counts.set(why, (counts.get(why) ?? 0) + 1);
  };
  for (const profile of profiles) {
    const { tags, targets } = profile;
    const owner = tags.kind === 'read' && targets.kind === 'read' ? ownershipOf(tags.value) : undefined;
    if (owner?.kind !== 'stack') {
      pass(others[owner?.kind ?? 'denied']);
      continue;
    }
    const { stackId, logicalId } = owner;
    byStack.set(stackId, [...(byStack.get(stackId) ?? []), { logicalId, profile }]);
  }
  return { byStack, others: counts };
};

const liveOf = ({ name, arn, version, content, tags, targets }: SeenProfile): LiveProfile => ({
  name,
  arn,
  version,
  content,
  tags: tags.kind === 'read' ? tags.value : new Map(),
  targets: targets.kind === 'read' ? targets.value : undefined,
});

/** Why a profile that bears a stack's mark is not that stack's any more; `undefined` where it is. */
const orphanedBy = (
  { logicalId, profile }: Marked,
  stackId: string,
  physicalIds: Readonly<Record<string, string>> | undefined,
  declared: DeclaredProfile | undefined,
): string | undefined => {
  if (physicalIds === undefined) return `its stack ${stackId} is gone`;
  if (declared === undefined) return 'its stack declares no such resource any more';
  const physicalId = physicalIds[logicalId];
  return physicalId === profile.name ? undefined : `its stack has ${physicalId ?? 'nothing'} for that resource`;
};

/** The profiles that bear a stack's mark, and those that it declares and that are not there. */
const ofMarks = async (
  stackId: string,
  members: readonly Marked[],
  account: Account,
  place: Place,
): Promise<readonly DriftedProfile[]> => {
  const stack = await account.stacks.stack(stackId);
  const declaration = stack && declareStack(stack, place, await exportsFor([stack.template], account));
  const own = (declaration?.profiles ?? []).filter(({ type }) => type === ownType);
  const where = { source: `stack ${stack?.name ?? stackNameOf(stackId)}`, isFile: false, line: undefined };
  const seen = members.map((marked): DriftedProfile => {
    const { logicalId, profile } = marked;
    const declared = own.find((one) => one.logicalId === logicalId);
    const orphaned = orphanedBy(marked, stackId, stack?.physicalIds, declared);
    const live = liveOf(profile);
    const drift =
      declared === undefined || orphaned !== undefined
        ? { ...without('orphaned', `${orphaned}: nobody looks after it`), live }
        : driftOf(declared, live, stackId);
    return { ...drift, ...where, logicalId, name: profile.name, changed: profile.changed };
  });
  const isSeen = ({ logicalId }: DeclaredProfile): boolean =>
    seen.some((profile) => profile.logicalId === logicalId && profile.status !== 'orphaned');
  const unseen: DriftedProfile[] = [];
  for (const declared of own.filter((one) => !isSeen(one))) {
    const { logicalId } = declared;
    const name = stack?.physicalIds[logicalId] ?? '';
    const live = name === '' ? undefined : await look(account, name);
    const drift = driftOf(declared, live, stackId);
    unseen.push({ ...drift, ...where, logicalId, name, changed: changedAt(account, name) });
  }
  return [...seen, ...unseen];
};

/** What all stacks declare whose marks the profiles bear: no list of stacks is kept anywhere. */
export const ofAll = async (account: Account, environment: Environment): Promise<Examination> => {
  const progress = progressLine(environment, 'profiles');
  const seen = await seeProfiles(account.iot, await profileNames(account.iot), progress.at);
  progress.end();
  const { byStack, others: notCompared } = sorted(seen);
  const denied = seen.flatMap(({ tags, targets }) =>
    [tags, targets].flatMap((part) => (part.kind === 'denied' ? [part.reason] : [])),
  );
  // A check that may see nothing must not look like one that has found nothing.
  if (byStack.size === 0 && denied[0] !== undefined)
    throw new CommandError(`no profile could be compared: ${denied[0]}`);
  const place = await placeOf(account);
  const profiles: DriftedProfile[] = [];
  for (const [stackId, members] of byStack) profiles.push(...(await ofMarks(stackId, members, account, place)));
  return { profiles, notSeen: [...notCompared].map(([why, count]) => `${counted(count, 'profile')} ${why}`) };
};

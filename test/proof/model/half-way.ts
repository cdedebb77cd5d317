import { failed, forward, isUnchanged, rolledBack, toUpdate, type Wanted } from './forecast';
import { isOurs, type Profiles } from './held';
import { created, isNoName, removedUnheard } from './reference';
import { type Situation, withDeployed } from './situation';

/** The same where the profile's own event has failed without doing anything. */
const failedAtOnce = (situation: Situation, { profile }: Wanted): Situation =>
  profile === undefined || isUnchanged(situation.deployed, profile)
    ? situation
    : withDeployed(situation, failed(situation, profile));

/** Under the id of a create that failed: the mark that says so goes with the last write. */
const unfinished = (situation: Situation, { profile }: Wanted): readonly Profiles[] => {
  const { profiles, generated } = situation;
  const former = toUpdate(situation);
  if (profile === undefined || former === undefined || !isNoName(former.physicalId)) return [];
  const done = created(profiles, profile, generated);
  return done === undefined ? [] : [done.profiles];
};

/** Between these lies whatever a deployment that fails half-way, and is rolled back or left, comes to. */
export const halfWayForecasts = (situation: Situation, wanted: Wanted): readonly Situation[] => {
  const reached = forward(situation, wanted).situation;
  const atOnce = failedAtOnce(situation, wanted);
  const stopped = unfinished(situation, wanted);
  // Its event has failed, and yet it has done all that it was to do.
  const late = [reached.profiles, ...stopped].map((profiles): Situation => ({ ...atOnce, profiles }));
  if (wanted.disableRollback) return [atOnce, ...late];
  const { profile } = wanted;
  const unheard = (profiles: Profiles): Situation => ({
    ...situation,
    profiles: profile === undefined ? profiles : removedUnheard(profiles, profile, situation.generated),
  });
  return [
    ...[atOnce, ...late, reached].map((one) => rolledBack(one).situation),
    ...[...late, reached].map((one) => rolledBack(one, false).situation),
    ...(toUpdate(situation) === undefined ? [unheard(reached.profiles)] : []),
    // The Delete of the failed id looks under that id's name alone: what stands under another one, the reason names.
    ...(stopped.length > 0 ? late : []),
  ];
};

/**
 * The same where the profile's event has been cancelled, and goes on beside its own roll back. Tags and attachments have
 * no version: those that it had still to write may come late.
 */
export const cancelledForecasts = (situation: Situation, wanted: Wanted): readonly Situation[] => {
  const reached = forward(situation, wanted).situation.profiles;
  // The reversed event leaves the version as it is where it is not told what has changed, and the profile of another alone;
  // an update to another name does not know what stood there before.
  const isUnfenced = (name: string) =>
    situation.readings.oldPropertiesOfReversal === 'first' ||
    situation.profiles.get(name)?.owner === 'another' ||
    situation.deployed?.physicalId !== name;
  const overtaken = ({ profiles, ...rest }: Situation): Situation => ({
    ...rest,
    profiles: new Map(
      [...profiles].map(([name, held]) => {
        const { groups, tags, content, owner } = reached.get(name) ?? held;
        const isReleased = held.owner === 'adopted' && owner === 'nobody';
        const late = { groups, tags, ...(isUnfenced(name) ? { content } : {}), ...(isReleased ? { owner } : {}) };
        return [name, { ...held, ...late }];
      }),
    ),
  });
  // What a roll back without the profile has left behind looks like what a failed rename has.
  const { deployed, generated } = situation;
  const abandoned = deployed?.declared.name ?? generated;
  const swept = ({ profiles, ...rest }: Situation): Situation => ({
    ...rest,
    profiles: new Map([...profiles].filter(([name]) => name !== abandoned)),
  });
  // The roll back deletes the profile, and the update, to which it is gone, makes it again.
  const made = new Map(
    [...reached].map(([name, held]) => [name, isOurs(held.owner) ? ({ ...held, owner: 'made' } as const) : held]),
  );
  const madeAgain = [reached, made].map((profiles): Situation => ({ ...situation, profiles }));
  const undone = halfWayForecasts(situation, wanted).flatMap((one) => [
    one,
    overtaken(one),
    ...(deployed === undefined || abandoned === deployed.physicalId ? [] : [swept(one)]),
  ]);
  return [...undone, ...(situation.checkpoint?.former === undefined && toUpdate(situation) ? madeAgain : [])];
};

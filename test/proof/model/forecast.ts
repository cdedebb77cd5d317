import { type Declared, isSameDeclared } from './declared';
import { created, type Done, isNoName, removed, updated } from './reference';
import { type Deployed, oldProperties, type Situation, withDeployed } from './situation';

/**
 * How an operation on a stack ends, and in what situation. `left`: it has failed, and is left as it is. `stuck`: its roll
 * back has failed too.
 */
export interface Forecast {
  readonly ends: 'done' | 'undone' | 'left' | 'stuck';
  readonly situation: Situation;
}

/** What a stack is to have. */
export interface Wanted {
  readonly profile: Declared | undefined;
  /** Whether a resource fails that comes after the profile, or beside it. */
  readonly broken: boolean;
  readonly disableRollback: boolean;
}

/** A refused create has changed nothing, and so has the Delete of its id. */
export const refusedId = 'refused-create/';

/** Deletes. What its place is in tells what the Delete says, where that is so read. */
const without = (situation: Situation, { declared, physicalId }: Deployed): Situation => {
  const { profiles, deployed, generated, readings } = situation;
  // The Delete of a create that has failed finds nothing that is finished.
  if (isNoName(physicalId)) return situation;
  const told = readings.cleanUpProperties === 'survivor' ? (deployed?.declared ?? declared) : declared;
  return { ...situation, profiles: removed(profiles, { declared: told, physicalId }, generated) };
};

/** Deletes all that is not the resource, the last first. */
const cleanedUp = (situation: Situation, all: readonly Deployed[] = []): Situation =>
  all
    .filter(({ physicalId }) => physicalId !== situation.deployed?.physicalId)
    .reduceRight((rest, one) => without(rest, one), situation);

/** Deletes the resource, and what it has taken the place of. */
const withoutProfile = (situation: Situation, replaced: readonly Deployed[] = []): Situation => {
  const { deployed } = situation;
  return cleanedUp({ ...situation, deployed: undefined }, [...(deployed === undefined ? [] : [deployed]), ...replaced]);
};

interface Step {
  readonly situation: Situation;
  readonly fails: boolean;
}

/** What is to be updated; `undefined` where it is to be created, perhaps for the second time. */
export const toUpdate = ({ deployed, readings }: Situation): Deployed | undefined =>
  deployed?.status === 'create failed' && readings.afterFailedCreate === 'create' ? undefined : deployed;

export const failed = (situation: Situation, declared: Declared): Deployed => {
  const former = toUpdate(situation);
  return former === undefined
    ? { declared, physicalId: refusedId, status: 'create failed' }
    : { ...former, declared, status: 'update failed', first: former.first ?? former.declared };
};

export const isUnchanged = (deployed: Deployed | undefined, profile: Declared): boolean =>
  deployed?.status === 'stands' && isSameDeclared(deployed.declared, profile);

const tried = (situation: Situation, profile: Declared, sweeps: boolean): Done | undefined => {
  const { profiles, generated, readings } = situation;
  const former = toUpdate(situation);
  if (former === undefined) return created(profiles, profile, generated);
  const { physicalId } = former;
  const update = { physicalId, before: oldProperties(former, readings.oldPropertiesOfFixForward), declared: profile };
  return updated(profiles, update, generated, sweeps);
};

/** Applies the template, without cleaning up. */
export const forward = (situation: Situation, { profile }: Wanted, sweeps = true): Step => {
  const { deployed } = situation;
  if (profile === undefined || isUnchanged(deployed, profile)) return { situation, fails: false };
  const done = tried(situation, profile, sweeps);
  if (done === undefined) return { situation: withDeployed(situation, failed(situation, profile)), fails: true };
  const { profiles, physicalId } = done;
  const stands: Deployed = { declared: profile, physicalId, status: 'stands' };
  return { situation: withDeployed({ ...situation, profiles }, stands), fails: false };
};

const finished = (situation: Situation, { profile }: Wanted): Situation => {
  const replaced = situation.checkpoint?.replaced;
  const rest = profile === undefined ? withoutProfile(situation, replaced) : cleanedUp(situation, replaced);
  return { ...rest, checkpoint: undefined };
};

/** Sends the update backwards. `sweeps`: whether that part of it goes well. */
export const rolledBack = (reached: Situation, sweeps = true): Forecast => {
  const { profiles, deployed, generated, readings, checkpoint } = reached;
  const former = checkpoint?.former;
  const replaced = checkpoint?.replaced ?? [];
  const undone = (situation: Situation, more: readonly Deployed[] = []): Forecast => {
    const aside = [...replaced, ...more].filter(({ physicalId }) => physicalId !== former?.physicalId);
    return { ends: 'undone', situation: { ...cleanedUp(situation, aside), checkpoint: undefined } };
  };
  if (former === undefined)
    return { ends: 'undone', situation: { ...withoutProfile(reached, replaced), checkpoint: undefined } };
  if (deployed === undefined) return undone(reached);
  if (isUnchanged(deployed, former.declared)) return undone({ ...reached, deployed: former });
  const { physicalId } = deployed;
  const old = oldProperties(deployed, readings.oldPropertiesOfReversal);
  const done = updated(profiles, { physicalId, before: old, declared: former.declared }, generated, sweeps);
  if (done === undefined) return { ends: 'stuck', situation: reached };
  const stands: Deployed = { declared: former.declared, physicalId: done.physicalId, status: 'stands' };
  return undone(
    { ...reached, profiles: done.profiles, deployed: stands },
    done.physicalId === physicalId ? [] : [deployed],
  );
};

/** Goes on with a roll back that has failed, without the profile: it counts as what it was. */
export const skipped = (situation: Situation): Situation => {
  const { deployed, checkpoint } = situation;
  const former = checkpoint?.former;
  if (deployed === undefined || former === undefined) return situation;
  const { physicalId } = deployed;
  const aside = checkpoint?.replaced.filter((one) => one.physicalId !== former.physicalId) ?? [];
  const stands: Deployed = { declared: former.declared, physicalId, status: 'stands' };
  return { ...cleanedUp({ ...situation, deployed: stands }, aside), checkpoint: undefined };
};

/** What a deployment comes to in fair weather. `sweeps`: whether that part of it goes well. */
export const deployForecast = (situation: Situation, wanted: Wanted, sweeps = true): Forecast => {
  const { situation: reached, fails } = forward(situation, wanted, sweeps);
  if (!fails && !wanted.broken) return { ends: 'done', situation: finished(reached, wanted) };
  return wanted.disableRollback ? { ends: 'left', situation: reached } : rolledBack(reached);
};

export const deleteForecast = (situation: Situation): Forecast => {
  const rest = cleanedUp(situation, situation.checkpoint?.replaced);
  return { ends: 'done', situation: { ...withoutProfile(rest), checkpoint: undefined } };
};

import { type Declared, isSameDeclared } from './declared';
import type { Profiles } from './held';
import { created, type Deployed, removed, updated } from './reference';

/** A stack with at most one profile, and the service. */
export interface Situation {
  readonly profiles: Profiles;
  /** `undefined` while the stack has no profile. */
  readonly deployed: Deployed | undefined;
  /** The name of a profile for which the template gives none. */
  readonly generated: string;
}

/** How an operation on a stack ends, and in what situation. `stuck`: the roll back has failed too. */
export interface Forecast {
  readonly ends: 'done' | 'undone' | 'stuck';
  readonly situation: Situation;
}

/** What a stack is to have. */
export interface Wanted {
  readonly profile: Declared | undefined;
  /** Whether a resource that always fails comes after the profile. */
  readonly broken: boolean;
}

/** However often the Delete comes: what it has released it does not touch again. */
const withoutDeployed = ({ profiles, generated }: Situation, deployed: Deployed): Profiles =>
  removed(profiles, deployed, generated);

/** Applies the template, without cleaning up; `undefined` when it is refused. */
const forward = (situation: Situation, { profile }: Wanted): Situation | undefined => {
  const { profiles, deployed, generated } = situation;
  if (profile === undefined || (deployed !== undefined && isSameDeclared(deployed.declared, profile))) return situation;
  const done =
    deployed === undefined ? created(profiles, profile, generated) : updated(profiles, deployed, profile, generated);
  return done && { ...situation, ...done };
};

const cleanedUp = (situation: Situation, former: Deployed | undefined, { profile }: Wanted): Situation => {
  const { deployed } = situation;
  if (former === undefined) return situation;
  if (profile === undefined) return { ...situation, profiles: withoutDeployed(situation, former), deployed: undefined };
  if (former.physicalId === deployed?.physicalId) return situation;
  return { ...situation, profiles: withoutDeployed(situation, former) };
};

/** Sends the update of `reached` backwards. */
export const rolledBack = (reached: Situation, former: Deployed | undefined): Forecast => {
  const { profiles, deployed, generated } = reached;
  if (deployed === undefined) return { ends: 'undone', situation: reached };
  if (former === undefined)
    return {
      ends: 'undone',
      situation: { ...reached, profiles: withoutDeployed(reached, deployed), deployed: former },
    };
  if (isSameDeclared(deployed.declared, former.declared)) return { ends: 'undone', situation: reached };
  const done = updated(profiles, deployed, former.declared, generated);
  if (done === undefined) return { ends: 'stuck', situation: reached };
  const isReplaced = done.deployed.physicalId !== deployed.physicalId;
  const rest = isReplaced ? withoutDeployed({ ...reached, profiles: done.profiles }, deployed) : done.profiles;
  return { ends: 'undone', situation: { ...reached, profiles: rest, deployed: done.deployed } };
};

/** The roll back of an operation whose event for the profile has failed without doing anything. */
const undoneAtOnce = (situation: Situation, { profile }: Wanted): Forecast => {
  const { deployed } = situation;
  if (deployed === undefined || profile === undefined) return { ends: 'undone', situation };
  // The update was sent, so its reversal is sent too: from the new properties to the old ones.
  return rolledBack({ ...situation, deployed: { ...deployed, declared: profile } }, deployed);
};

/** What a deployment comes to in fair weather. */
export const deployForecast = (situation: Situation, wanted: Wanted): Forecast => {
  const reached = forward(situation, wanted);
  if (reached === undefined) return undoneAtOnce(situation, wanted);
  if (wanted.broken) return rolledBack(reached, situation.deployed);
  return { ends: 'done', situation: cleanedUp(reached, situation.deployed, wanted) };
};

/** Whether the new name is that of something that an earlier operation of ours has left. */
const findsItsOwn = ({ profiles, deployed, generated }: Situation, { profile }: Wanted): boolean => {
  const name = profile?.name ?? generated;
  const owner = profiles.get(name)?.owner;
  return name !== deployed?.physicalId && (owner === 'made by us' || owner === 'adopted by us');
};

/** Between these lies whatever a deployment that fails half-way and is rolled back comes to. */
export const halfWayForecasts = (situation: Situation, wanted: Wanted): readonly Situation[] => {
  const atOnce = undoneAtOnce(situation, wanted).situation;
  const reached = forward(situation, wanted);
  if (reached === undefined) return [atOnce];
  const whole = rolledBack(reached, situation.deployed).situation;
  if (situation.deployed?.physicalId !== reached.deployed?.physicalId && reached.deployed !== undefined) {
    // The update itself tidies up what it has made, or taken over, under the new name.
    const tidied = { ...reached, profiles: withoutDeployed(reached, reached.deployed) };
    return findsItsOwn(situation, wanted) ? [atOnce, whole, tidied, reached] : [atOnce, whole, tidied];
  }
  // What was there before this event goes on being ours, and may be left as far as the event has brought it.
  return findsItsOwn(situation, wanted) ? [atOnce, whole, reached] : [atOnce, whole];
};

export const deleteForecast = (situation: Situation): Forecast => {
  const { profiles, deployed } = situation;
  const left = deployed === undefined ? profiles : withoutDeployed(situation, deployed);
  return { ends: 'done', situation: { ...situation, profiles: left, deployed: undefined } };
};

import type { StackDescription } from '../../../simulator/stacks/description';
import type { ConnectWorld } from '../connect-world';
import { deliveryProblems, protocolProblems, secrecyProblems } from '../invariants';
import { describeProfiles, type Held, isOurs, observed, type Profiles } from './held';
import { created, type Declared, removed, updated } from './reference';
import type { Weather } from './weather';

/** The resource as the stack knows it. */
export interface Deployed {
  readonly declared: Declared;
  readonly id: string;
}

/** What should be: told from the promises, not from the function. */
export interface Model {
  /** `condemned`: the stack can only be deleted. `stuck`: nobody knows how to go on. */
  stack: 'none' | 'stands' | 'condemned' | 'stuck';
  stackId: string;
  profiles: Profiles;
  deployed: Deployed | undefined;
  /** How often each thing has happened. */
  readonly tally: Map<string, number>;
}

export const newModel = (tally: Map<string, number>): Model => ({
  stack: 'none',
  stackId: '',
  profiles: new Map(),
  deployed: undefined,
  tally,
});

export const count = ({ tally }: Model, what: string): void => void tally.set(what, (tally.get(what) ?? 0) + 1);

export interface Forecast {
  readonly ends: Model['stack'];
  readonly profiles: Profiles;
  readonly deployed: Deployed | undefined;
}

/** What a stack is to have. */
export interface Wanted {
  readonly profile: Declared | undefined;
  /** Whether a resource fails that comes after the profile. */
  readonly broken: boolean;
}

const forecastOfNew = ({ profiles }: Model, profile: Declared, broken: boolean, isNew: boolean): Forecast => {
  const undone = isNew ? 'condemned' : 'stands';
  const done = created(profiles, profile);
  if (done === undefined) return { ends: undone, profiles, deployed: undefined };
  if (broken) return { ends: undone, profiles: removed(done.profiles, done.id, profile), deployed: undefined };
  return { ends: 'stands', profiles: done.profiles, deployed: { declared: profile, id: done.id } };
};

const forecastOfUpdate = ({ profiles }: Model, past: Deployed, profile: Declared, broken: boolean): Forecast => {
  const done = updated(profiles, { id: past.id, before: past.declared, declared: profile });
  if (done !== undefined && !broken) {
    const cleaned = done.id === past.id ? done.profiles : removed(done.profiles, past.id, past.declared);
    return { ends: 'stands', profiles: cleaned, deployed: { declared: profile, id: done.id } };
  }
  // The reversed event: to what was declared before, from what this one has reached.
  const reached = done ?? { profiles, id: past.id };
  const back = updated(reached.profiles, { id: reached.id, before: profile, declared: past.declared });
  if (back === undefined) return { ends: 'stuck', profiles: reached.profiles, deployed: undefined };
  // What was there before is not deleted in a roll back, also where it is not given back.
  const isAside = reached.id !== back.id && reached.id !== past.id;
  const cleaned = isAside ? removed(back.profiles, reached.id, profile) : back.profiles;
  return { ends: 'stands', profiles: cleaned, deployed: { declared: past.declared, id: back.id } };
};

/** What a deployment comes to in fair weather. */
export const deployForecast = (model: Model, { profile, broken }: Wanted): Forecast => {
  const { profiles, deployed, stack } = model;
  const isNew = stack === 'none';
  if (profile === undefined) {
    if (broken || deployed === undefined) return { ends: broken && isNew ? 'condemned' : 'stands', profiles, deployed };
    return { ends: 'stands', profiles: removed(profiles, deployed.id, deployed.declared), deployed: undefined };
  }
  return deployed === undefined
    ? forecastOfNew(model, profile, broken, isNew)
    : forecastOfUpdate(model, deployed, profile, broken);
};

export const deleteForecast = ({ profiles, deployed }: Model): Forecast => ({
  ends: 'none',
  profiles: deployed === undefined ? profiles : removed(profiles, deployed.id, deployed.declared),
  deployed: undefined,
});

const ends: Readonly<Record<string, Model['stack']>> = {
  CREATE_COMPLETE: 'stands',
  UPDATE_COMPLETE: 'stands',
  UPDATE_ROLLBACK_COMPLETE: 'stands',
  ROLLBACK_COMPLETE: 'condemned',
  UPDATE_ROLLBACK_FAILED: 'stuck',
  DELETE_COMPLETE: 'none',
};

/** To a stack that comes later, what this one has left is another's. */
const disowned = (profiles: Profiles): Profiles =>
  new Map(
    [...profiles].map(([id, held]): [string, Held] => [id, isOurs(held.owner) ? { ...held, owner: 'another' } : held]),
  );

/** Under a foretold id stands what bears its name; it is told from others by nothing else. */
const learned = (id: string, foretold: Profiles, is: Profiles): string | undefined => {
  if (is.has(id)) return id;
  const name = foretold.get(id)?.name;
  return [...is].find(([arn, held]) => held.name === name && !foretold.has(arn))?.[0];
};

/** Marks name what they replace by its id. */
const withLearned = (foretold: Profiles, is: Profiles): Profiles =>
  new Map(
    [...foretold].map(([id, held]): [string, Held] => {
      const [word, replaced] = held.owner.split(' foretold ');
      const known = replaced === undefined ? undefined : learned(`foretold ${replaced}`, foretold, is);
      const owner = word === 'replaces' && known !== undefined ? (`replaces ${known}` as const) : held.owner;
      return [learned(id, foretold, is) ?? id, { ...held, owner }];
    }),
  );

/** Compares what is with what should be, and goes on from there. @throws Error naming every difference */
export const conclude = (
  model: Model,
  world: ConnectWorld,
  { stackStatus, stackId, resources }: StackDescription,
  forecast: Forecast,
  weather: Weather,
): void => {
  const is = observed(world, stackId);
  const should = withLearned(forecast.profiles, is);
  const stack = ends[stackStatus];
  const id = forecast.deployed && (learned(forecast.deployed.id, forecast.profiles, is) ?? forecast.deployed.id);
  const [held, foretold] = [describeProfiles(is), describeProfiles(should)];
  const problems = [
    ...(stack === forecast.ends ? [] : [`it is ${stack} and should be ${forecast.ends}`]),
    ...held.filter((one) => !foretold.includes(one)).map((one) => `there is ${one}`),
    ...foretold.filter((one) => !held.includes(one)).map((one) => `there should be ${one}`),
    ...(stack === 'stands' && id !== undefined && resources.Profile !== id
      ? [`the physical id is ${resources.Profile} and should be ${id}`]
      : []),
    ...world.invoked.flatMap((invoked) =>
      deliveryProblems(invoked, { mayBeKilled: weather.killedAfter !== undefined, isHeard: true }),
    ),
    ...protocolProblems(world, weather.delivery !== 'once' || weather.killedAfter !== undefined),
    ...secrecyProblems(world),
  ];
  if (problems.length > 0) throw new Error([`${stackStatus}:`, ...problems].join('\n'));
  model.stack = forecast.ends;
  model.stackId = forecast.ends === 'none' ? '' : stackId;
  model.profiles = forecast.ends === 'none' ? disowned(is) : is;
  model.deployed = forecast.deployed && id !== undefined ? { declared: forecast.deployed.declared, id } : undefined;
  for (const { owner } of is.values()) count(model, owner.replace(/ .*/, ''));
};

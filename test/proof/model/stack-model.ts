import { generatedName } from '../../../lambda/custom-resource/generated-name';
import type { StackDescription } from '../../../simulator/cloudformation/description';
import { deliveryProblems, protocolProblems, secrecyProblems } from '../invariants';
import type { World } from '../world';
import { disagreements } from './agreement';
import type { Declared } from './declared';
import type { Forecast, Situation } from './forecast';
import { type Held, observed, type Profiles } from './held';
import type { Deployed } from './reference';
import { mostDeliveries, type Weather } from './weather';

/** `stuck`: a roll back has failed. `condemned`: the stack can only be deleted. */
export type StackState = 'none' | 'stands' | 'stuck' | 'condemned';

/** What should be: told from the promises, not from the function. */
export interface Model {
  stack: StackState;
  situation: Situation;
  /** What a stuck stack is to go back to. */
  former: Deployed | undefined;
  /** How often each thing has happened. */
  readonly tally: Map<string, number>;
}

export const newModel = (tally: Map<string, number>): Model => ({
  stack: 'none',
  situation: { profiles: new Map(), deployed: undefined, generated: '' },
  former: undefined,
  tally,
});

/** What an operation has come to. */
export interface Ended {
  readonly ends: Forecast['ends'];
  readonly stack: StackState;
}

export const readEnd = ({ stackStatus }: StackDescription): Ended => {
  switch (stackStatus) {
    case 'CREATE_COMPLETE':
    case 'UPDATE_COMPLETE':
      return { ends: 'done', stack: 'stands' };
    case 'DELETE_COMPLETE':
      return { ends: 'done', stack: 'none' };
    case 'UPDATE_ROLLBACK_COMPLETE':
      return { ends: 'undone', stack: 'stands' };
    case 'ROLLBACK_COMPLETE':
      return { ends: 'undone', stack: 'condemned' };
    case 'UPDATE_ROLLBACK_FAILED':
      return { ends: 'stuck', stack: 'stuck' };
    case 'ROLLBACK_FAILED':
    case 'DELETE_FAILED':
      return { ends: 'stuck', stack: 'condemned' };
    default:
      throw new Error(`the stack is in ${stackStatus}`);
  }
};

/** The situation in the eyes of the stack: its id is known only when it is there. */
export const seenFrom = (situation: Situation, { stackId }: StackDescription): Situation => ({
  ...situation,
  generated: generatedName(stackId, 'Profile', 128),
});

/** To a stack that comes later, what this one has left is another's. */
export const disowned = (profiles: Profiles): Profiles =>
  new Map(
    [...profiles].map(([name, held]): [string, Held] => {
      const isOurs = held.owner === 'made by us' || held.owner === 'adopted by us';
      return [name, isOurs ? { ...held, owner: 'another' } : held];
    }),
  );

/** An operation on the stack, and what it may come to. */
export interface Trial {
  readonly weather: Weather;
  /** In fair weather. */
  readonly forecast: (situation: Situation) => Forecast;
  /** In foul weather; what is left may lie between several. */
  readonly possible: { readonly done: readonly Situation[]; readonly undone: readonly Situation[] };
  /** Before the operation. */
  readonly before: Situation;
  /** The names that the operation is about. */
  readonly touched: readonly string[];
}

/** The names that an operation with these properties is about. */
export const touchedBy = (
  { deployed, generated }: Situation,
  ...all: readonly (Declared | undefined)[]
): readonly string[] => [
  deployed?.physicalId ?? generated,
  deployed?.declared.name ?? generated,
  ...all.map((declared) => declared?.name ?? generated),
];

const untouched = (profiles: Profiles, { touched }: Trial): Profiles =>
  new Map([...profiles].filter(([name]) => !touched.includes(name)));

const problemsInFairWeather = (is: Profiles, ends: Ended['ends'], { forecast, before }: Trial): readonly string[] => {
  const expected = forecast(before);
  if (ends !== expected.ends) return [`it is ${ends} and should be ${expected.ends}`];
  return disagreements(is, [expected.situation.profiles]);
};

const problemsOfState = (is: Profiles, ends: Ended['ends'], trial: Trial): readonly string[] => {
  const { weather, forecast, possible, before } = trial;
  if (weather.isFair) return problemsInFairWeather(is, ends, trial);
  // A roll back that goes on will find whatever has been done; the profiles of others may not be touched even so.
  if (ends === 'stuck') return disagreements(untouched(is, trial), [untouched(before.profiles, trial)]);
  if (possible[ends].length === 0) return [`it is ${ends} and should be ${forecast(before).ends}`];
  return disagreements(
    is,
    possible[ends].map(({ profiles }) => profiles),
  );
};

const problemsOfFunction = (world: World, weather: Weather): readonly string[] => {
  const mayBeKilled = weather.killedAfter !== undefined;
  return [
    ...world.invoked.flatMap((invoked) => deliveryProblems(invoked, { mayBeKilled, isHeard: true })),
    ...protocolProblems(world, mostDeliveries(weather) > 1),
    ...secrecyProblems(world),
  ];
};

/**
 * Compares what is with what should be. Resolves with what the service holds.
 * @throws Error naming every difference.
 */
export const judge = (world: World, stack: StackDescription, trial: Trial): Profiles => {
  const is = observed(world, stack.stackId);
  const end = readEnd(stack);
  const { deployed } = trial.forecast(trial.before).situation;
  const { Profile: physicalId } = stack.resources;
  const wrongId =
    trial.weather.isFair && end.ends !== 'stuck' && physicalId !== deployed?.physicalId
      ? [`the physical id is ${physicalId} and should be ${deployed?.physicalId}`]
      : [];
  const problems = [...problemsOfState(is, end.ends, trial), ...wrongId, ...problemsOfFunction(world, trial.weather)];
  if (problems.length > 0) throw new Error([`${stack.stackStatus}:`, ...problems].join('\n'));
  return is;
};

/** What the stack has, by its own words. */
export const deployedBy = (stack: StackDescription, declared: Declared | undefined): Deployed | undefined => {
  const { Profile: physicalId } = stack.resources;
  return declared === undefined || physicalId === undefined ? undefined : { declared, physicalId };
};

/** What a stuck stack has: that to which the failed reversal was sent. */
export const stuckWith = ({ invoked }: World, declared: Declared | undefined): Deployed | undefined => {
  const physicalId = invoked.findLast(({ event }) => event.RequestType === 'Update')?.event.PhysicalResourceId;
  return declared === undefined || physicalId === undefined ? undefined : { declared, physicalId };
};

export const count = ({ tally }: Model, what: string): void => void tally.set(what, (tally.get(what) ?? 0) + 1);

import type { StackDescription } from '../../../simulator/stacks/description';
import { deliveryProblems, protocolProblems, secrecyProblems } from '../invariants';
import type { World } from '../world';
import { disagreements } from './agreement';
import type { Declared } from './declared';
import { type Ended, readEnd } from './end';
import { type Forecast, refusedId } from './forecast';
import { isOurs, observed, type Profiles } from './held';
import { isNoName, withoutProfile, withProfile } from './reference';
import type { Situation } from './situation';
import { mostDeliveries, type Weather } from './weather';

/** An operation on the stack, and what it may come to. */
export interface Trial {
  readonly weather: Weather;
  /** In fair weather. */
  readonly forecast: Forecast;
  /** In foul weather; what is left may lie between several. */
  readonly possible: Readonly<Record<'done' | 'undone' | 'left', readonly Situation[]>>;
  /** Before the operation. */
  readonly before: Situation;
  /** What the template declares, where the operation brings one. */
  readonly declared?: Declared | undefined;
}

/** The names that an operation is about. */
const touchedBy = ({ before: { deployed, checkpoint, generated }, declared }: Trial): readonly string[] =>
  [deployed, checkpoint?.former, ...(checkpoint?.replaced ?? [])]
    .flatMap((one) => (one === undefined ? [] : [one.physicalId, one.declared.name, one.first?.name]))
    .concat(declared?.name, generated)
    .filter((name) => name !== undefined);

const untouched = (profiles: Profiles, trial: Trial): Profiles => {
  const touched = touchedBy(trial);
  return new Map([...profiles].filter(([name]) => !touched.includes(name)));
};

/** The names under which a create that has failed has left what is ours: its mark says more than the model knows. */
const unsureNames = ({ deployed, checkpoint, profiles }: Situation): readonly string[] =>
  [deployed, ...(checkpoint?.replaced ?? [])]
    .map((one) => one?.physicalId ?? '')
    .filter(isNoName)
    .map((physicalId) => physicalId.slice(physicalId.lastIndexOf('/') + 1))
    .filter((name) => isOurs(profiles.get(name)?.owner ?? 'nobody'));

/** The situation, and what else it may be where a create has failed: what that has made goes, or is taken on. */
const withDoubts = (situation: Situation, doubtful: readonly string[]): readonly Situation[] =>
  doubtful.reduce<readonly Situation[]>(
    (all, name) =>
      all.flatMap((one) => {
        const held = one.profiles.get(name);
        if (held === undefined || held.owner === 'another') return [one];
        const released = withProfile(one.profiles, name, { ...held, owner: 'nobody' });
        const claimed = withProfile(one.profiles, name, { ...held, owner: 'claimed' });
        const others = [withoutProfile(one.profiles, name), released, claimed];
        return [one, ...others.map((profiles) => ({ ...one, profiles }))];
      }),
    [situation],
  );

const profilesOf = (situations: readonly Situation[]): readonly Profiles[] =>
  situations.map(({ profiles }) => profiles);

const problemsOfState = (is: Profiles, ends: Ended['ends'], trial: Trial): readonly string[] => {
  const { weather, forecast, possible, before: past } = trial;
  const doubtful = unsureNames(past);
  const wrongEnd = `it is ${ends} and should be ${forecast.ends}`;
  if (weather.isFair && ends !== forecast.ends) return [wrongEnd];
  if (weather.isFair) return disagreements(is, profilesOf(withDoubts(forecast.situation, doubtful)));
  // A roll back that goes on will find whatever has been done; the profiles of others may not be touched even so.
  if (ends === 'stuck') return disagreements(untouched(is, trial), [untouched(past.profiles, trial)]);
  if (possible[ends].length === 0) return [wrongEnd];
  return disagreements(is, profilesOf(possible[ends].flatMap((one) => withDoubts(one, doubtful))));
};

const problemsOfId = (physicalId: string | undefined, { weather, forecast }: Trial): readonly string[] => {
  const expected = forecast.situation.deployed?.physicalId;
  const isFine = expected === refusedId ? physicalId?.startsWith(refusedId) : physicalId === expected;
  return !weather.isFair || forecast.ends === 'stuck' || isFine
    ? []
    : [`the physical id is ${physicalId} and should be ${expected}`];
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
  const problems = [
    ...problemsOfState(is, readEnd(stack).ends, trial),
    ...problemsOfId(stack.resources.Profile, trial),
    ...problemsOfFunction(world, trial.weather),
  ];
  if (problems.length > 0) throw new Error([`${stack.stackStatus}:`, ...problems].join('\n'));
  return is;
};

import type fc from 'fast-check';
import type { StackDescription } from '../../../simulator/stacks/description';
import type { World } from '../world';
import { afterDeed, type Deed, describeDeed, doDeed, isPossible } from './actor';
import { describeDeclared, isSameDeclared, propertiesOf } from './declared';
import { deleteForecast, deployForecast, type Forecast, rolledBack, skipped, type Wanted } from './forecast';
import { cancelledForecasts, halfWayForecasts } from './half-way';
import { type Situation, setOut } from './situation';
import { conclude, count, type Model, seenFrom } from './stack-model';
import { begin, describeWeather, fairWeather, type Weather } from './weather';

type Command = fc.AsyncCommand<Model, World>;

/** Runs an operation in the weather, with nothing remembered of what was before. */
const operate = async (
  world: World,
  weather: Weather,
  operation: () => Promise<StackDescription>,
): Promise<StackDescription> => {
  world.forget();
  const end = begin(world, weather);
  try {
    return await operation();
  } finally {
    end();
  }
};

const ending = (forecasts: readonly Forecast[], wanted: Forecast['ends']): readonly Situation[] =>
  forecasts.flatMap(({ ends, situation }) => (ends === wanted ? [situation] : []));

const nothing = { done: [], undone: [], left: [] };

/** Creates the stack, or updates it. */
export class Deploy implements Command {
  constructor(
    private readonly asked: Wanted,
    private readonly weather: Weather,
  ) {}

  check({ stack, situation: { deployed } }: Model): boolean {
    const { profile, broken } = this.#wanted();
    if (stack !== 'stands') return stack === 'none' || stack === 'left';
    if (broken) return true;
    // CloudFormation: "No updates are to be performed."
    if (profile === undefined) return deployed !== undefined;
    return deployed === undefined || !isSameDeclared(profile, deployed.declared);
  }

  async run(model: Model, world: World): Promise<void> {
    const { weather } = this;
    const wanted = this.#wanted();
    const { profile, disableRollback } = wanted;
    const isNew = model.stack === 'none';
    const kind = model.stack === 'left' ? 'fix forward' : 'deploy';
    const resources = {
      broken: this.asked.broken,
      ...(weather.cancelledAfter === undefined ? {} : { siblingFails: { milliseconds: weather.cancelledAfter } }),
      ...(profile === undefined ? {} : { profile: propertiesOf(profile) }),
    };
    const stack = await operate(world, weather, () => world.deploy(resources, { disableRollback }));
    const before = setOut(seenFrom(model.situation, stack), isNew);
    const forecast = deployForecast(before, wanted);
    const isCancelled = weather.cancelledAfter !== undefined;
    const halfWay = (isCancelled ? cancelledForecasts : halfWayForecasts)(before, wanted);
    const done = ending([forecast, deployForecast(before, wanted, false)], 'done');
    const possible = { done, undone: halfWay, left: halfWay };
    const { ends } = conclude(model, world, stack, { weather, forecast, possible, before, declared: profile });
    count(model, `${kind} ${ends}`);
    if (isCancelled) count(model, `cancel ${isNew ? 'a create' : 'an update'}`);
  }

  #wanted(): Wanted {
    const { weather, asked } = this;
    return weather.cancelledAfter === undefined ? asked : { ...asked, broken: true, disableRollback: false };
  }

  toString(): string {
    const { profile, broken, disableRollback } = this.#wanted();
    const what = profile === undefined ? 'nothing' : describeDeclared(profile);
    const how = [...(broken ? ['with what always fails'] : []), ...(disableRollback ? ['without roll back'] : [])];
    return `deploy ${[what, ...how].join(', ')} (${describeWeather(this.weather)})`;
  }
}

export class DeleteStack implements Command {
  constructor(private readonly weather: Weather) {}

  check({ stack }: Model): boolean {
    return stack === 'stands' || stack === 'left' || stack === 'condemned';
  }

  async run(model: Model, world: World): Promise<void> {
    const { situation: before } = model;
    const forecast = deleteForecast(before);
    const isCondemned = model.stack === 'condemned';
    const stack = await operate(world, this.weather, () => world.deleteStack());
    // A create that has failed, and whose removal has too: its id says what may go, and the model does not know that.
    const weather = { ...this.weather, isFair: this.weather.isFair && !isCondemned };
    const possible = { ...nothing, done: [forecast.situation, ...(isCondemned ? [before] : [])] };
    const { ends } = conclude(model, world, stack, { weather, forecast, possible, before });
    count(model, `delete ${ends}`);
  }

  toString(): string {
    return `delete the stack (${describeWeather(this.weather)})`;
  }
}

/** Rolls back what has failed and was left, or goes on with a roll back that has failed. */
export class RollBack implements Command {
  constructor(private readonly weather: Weather) {}

  check({ stack }: Model): boolean {
    return stack === 'left' || stack === 'stuck';
  }

  async run(model: Model, world: World): Promise<void> {
    const { situation: before, stack: state } = model;
    const { weather } = this;
    const forecast = rolledBack(before);
    const roll = () => (state === 'left' ? world.rollBack() : world.continueRollback());
    const stack = await operate(world, weather, roll);
    const undone = ending([forecast, rolledBack(before, false)], 'undone');
    const possible = { ...nothing, undone };
    const { ends } = conclude(model, world, stack, { weather, forecast, possible, before });
    count(model, `${state === 'left' ? 'roll back' : 'continue'} ${ends}`);
  }

  toString(): string {
    return `roll back, or go on with it (${describeWeather(this.weather)})`;
  }
}

/** Goes on with a roll back that has failed, without the profile: nobody asks the function. */
export class SkipInRollback implements Command {
  check({ stack }: Model): boolean {
    return stack === 'stuck';
  }

  async run(model: Model, world: World): Promise<void> {
    const { situation: before } = model;
    const stack = await operate(world, fairWeather, () => world.continueRollback(['Profile']));
    const forecast = { ends: 'undone', situation: skipped(before) } as const;
    conclude(model, world, stack, { weather: fairWeather, forecast, possible: nothing, before });
    count(model, 'skip');
  }

  toString(): string {
    return 'continue the roll back, and skip the profile';
  }
}

/** Somebody else does something. */
export class Intervene implements Command {
  constructor(private readonly deed: Deed) {}

  check({ stack, situation }: Model): boolean {
    return stack !== 'condemned' && isPossible(situation.profiles, this.deed);
  }

  async run(model: Model, world: World): Promise<void> {
    doDeed(world, this.deed);
    model.situation = { ...model.situation, profiles: afterDeed(model.situation.profiles, this.deed) };
    count(model, `somebody ${this.deed.kind}`);
  }

  toString(): string {
    return describeDeed(this.deed);
  }
}

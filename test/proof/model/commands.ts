import type fc from 'fast-check';
import type { StackDescription } from '../../../simulator/cloudformation/description';
import type { World } from '../world';
import { afterDeed, type Deed, describeDeed, doDeed, isPossible } from './actor';
import { describeDeclared, isSameDeclared, propertiesOf } from './declared';
import { deleteForecast, deployForecast, halfWayForecasts, rolledBack, type Situation, type Wanted } from './forecast';
import { count, deployedBy, disowned, judge, type Model, readEnd, seenFrom, stuckWith, touchedBy } from './stack-model';
import { begin, describeWeather, type Weather } from './weather';

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

/** Creates the stack, or updates it. */
export class Deploy implements Command {
  constructor(
    private readonly wanted: Wanted,
    private readonly weather: Weather,
  ) {}

  check({ stack, situation: { deployed } }: Model): boolean {
    const { profile, broken } = this.wanted;
    if (stack !== 'stands') return stack === 'none';
    if (broken) return true;
    // CloudFormation: "No updates are to be performed."
    if (profile === undefined) return deployed !== undefined;
    return deployed === undefined || !isSameDeclared(profile, deployed.declared);
  }

  async run(model: Model, world: World): Promise<void> {
    const { wanted, weather } = this;
    const { profile, broken } = wanted;
    const resources = { broken, ...(profile === undefined ? {} : { profile: propertiesOf(profile) }) };
    const stack = await operate(world, weather, () => world.deploy(resources));
    const former = model.situation.deployed;
    const before = seenFrom(model.situation, stack);
    const forecast = (situation: Situation) => deployForecast(situation, wanted);
    const result = forecast(before);
    const possible = {
      done: result.ends === 'done' ? [result.situation] : [],
      undone: halfWayForecasts(before, wanted),
    };
    const touched = touchedBy(before, profile);
    const profiles = judge(world, stack, { weather, forecast, possible, before, touched });
    const end = readEnd(stack);
    const declared = end.ends === 'undone' ? former?.declared : profile;
    const deployed = end.stack === 'stuck' ? stuckWith(world, profile) : deployedBy(stack, declared);
    model.stack = end.stack;
    model.former = former;
    model.situation = { ...before, profiles, deployed };
    count(model, `deploy ${end.ends}`);
    for (const { owner } of profiles.values()) count(model, owner);
  }

  toString(): string {
    const { profile, broken } = this.wanted;
    const what = profile === undefined ? 'nothing' : describeDeclared(profile);
    return `deploy ${what}${broken ? ' and what always fails' : ''} (${describeWeather(this.weather)})`;
  }
}

export class DeleteStack implements Command {
  constructor(private readonly weather: Weather) {}

  check({ stack }: Model): boolean {
    return stack === 'stands' || stack === 'condemned';
  }

  async run(model: Model, world: World): Promise<void> {
    const { situation } = model;
    const forecast = deleteForecast;
    const stack = await operate(world, this.weather, () => world.deleteStack());
    // A create that has failed, and whose removal has too: its id says what may go, and the model does not know that.
    const isCertain = this.weather.isFair && model.stack === 'stands';
    const weather = { ...this.weather, isFair: isCertain };
    const possible = {
      done: [forecast(situation).situation, ...(model.stack === 'stands' ? [] : [situation])],
      undone: [],
    };
    const touched = touchedBy(situation);
    const profiles = judge(world, stack, { weather, forecast, possible, before: situation, touched });
    const end = readEnd(stack);
    model.stack = end.stack;
    model.situation =
      end.stack === 'none'
        ? { ...situation, profiles: disowned(profiles), deployed: undefined }
        : { ...situation, profiles };
    count(model, `delete ${end.ends}`);
  }

  toString(): string {
    return `delete the stack (${describeWeather(this.weather)})`;
  }
}

/** Goes on with a roll back that has failed. */
export class ContinueRollback implements Command {
  constructor(private readonly weather: Weather) {}

  check({ stack }: Model): boolean {
    return stack === 'stuck';
  }

  async run(model: Model, world: World): Promise<void> {
    const { situation, former } = model;
    const { weather } = this;
    const forecast = (from: Situation) => rolledBack(from, former);
    const { ends, situation: back } = forecast(situation);
    const stack = await operate(world, weather, () => world.continueRollback());
    const possible = { done: [], undone: ends === 'undone' ? [back] : [] };
    const touched = touchedBy(situation, former?.declared);
    const profiles = judge(world, stack, { weather, forecast, possible, before: situation, touched });
    const end = readEnd(stack);
    const isBack = end.ends === 'undone';
    const deployed = isBack ? deployedBy(stack, former?.declared) : stuckWith(world, situation.deployed?.declared);
    model.stack = end.stack;
    model.situation = { ...situation, profiles, deployed };
    count(model, `continue ${end.ends}`);
  }

  toString(): string {
    return `continue the roll back (${describeWeather(this.weather)})`;
  }
}

const fairWeather: Weather = { title: 'calm', isFair: true, delivery: 'once' };

/** Goes on with a roll back that has failed, without the profile: nobody asks the function. */
export class SkipInRollback implements Command {
  check({ stack }: Model): boolean {
    return stack === 'stuck';
  }

  async run(model: Model, world: World): Promise<void> {
    const { situation, former } = model;
    const stack = await operate(world, fairWeather, () => world.continueRollback(['Profile']));
    const forecast = (from: Situation) => ({ ends: 'undone', situation: from }) as const;
    const nothing = { possible: { done: [], undone: [] }, before: situation, touched: [] };
    const profiles = judge(world, stack, { weather: fairWeather, forecast, ...nothing });
    model.stack = 'stands';
    model.situation = { ...situation, profiles, deployed: deployedBy(stack, former?.declared) };
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

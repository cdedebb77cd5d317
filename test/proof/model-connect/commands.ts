import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { instanceArn, instanceId } from '../../support/connect-rig';
import { marks, otherStackId } from '../../support/rig';
import type { ConnectWorld } from '../connect-world';
import { idOf, observed } from './held';
import { conclude, count, deleteForecast, deployForecast, type Model, type Wanted } from './model';
import type { Declared } from './reference';
import { begin, type Weather, weathers } from './weather';

type Command = fc.AsyncCommand<Model, ConnectWorld>;

const moduleList = (ids: readonly string[]) => ids.map((FlowModuleId) => ({ Type: 'MCP', FlowModuleId }));

const propertiesOf = ({ name, description, permissions, modules, tags, adopt }: Declared) => ({
  InstanceArn: instanceArn,
  SecurityProfileName: name,
  Description: description,
  Permissions: permissions,
  ...(modules === undefined ? {} : { AllowedFlowModules: moduleList(modules) }),
  Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  ...(adopt ? { AdoptExisting: true } : {}),
});

const operate = async <Result>(world: ConnectWorld, weather: Weather, run: () => Promise<Result>): Promise<Result> => {
  world.forget();
  const end = begin(world, weather);
  try {
    return await run();
  } finally {
    end();
  }
};

const describeWeather = ({ title, delivery, killedAfter }: Weather): string =>
  [title, `delivered ${delivery}`, ...(killedAfter === undefined ? [] : [`killed after call ${killedAfter}`])].join();

class Deploy implements Command {
  constructor(
    private readonly wanted: Wanted,
    private readonly weather: Weather,
  ) {}

  check({ stack, deployed }: Model): boolean {
    const { profile, broken } = this.wanted;
    if (stack !== 'stands') return stack === 'none';
    if (profile === undefined) return broken || deployed !== undefined;
    // CloudFormation sends no event where nothing differs, though what comes after it may fail.
    return deployed === undefined || !isDeepStrictEqual(propertiesOf(profile), propertiesOf(deployed.declared));
  }

  async run(model: Model, world: ConnectWorld): Promise<void> {
    const { wanted, weather } = this;
    const resources = {
      broken: wanted.broken,
      ...(wanted.profile && { profile: propertiesOf(wanted.profile) }),
    };
    const stack = await operate(world, weather, () => world.deploy(resources));
    conclude(model, world, stack, deployForecast(model, wanted), weather);
    count(model, `deploy ${stack.stackStatus}`);
  }

  toString(): string {
    return `deploy ${JSON.stringify(this.wanted)} (${describeWeather(this.weather)})`;
  }
}

class DeleteStack implements Command {
  constructor(private readonly weather: Weather) {}

  check({ stack }: Model): boolean {
    return stack === 'stands' || stack === 'condemned';
  }

  async run(model: Model, world: ConnectWorld): Promise<void> {
    const stack = await operate(world, this.weather, () => world.deleteStack());
    conclude(model, world, stack, deleteForecast(model), this.weather);
    count(model, `delete ${stack.stackStatus}`);
  }

  toString(): string {
    return `delete the stack (${describeWeather(this.weather)})`;
  }
}

/** What somebody else does to a profile. */
interface Deed {
  readonly kind: 'edits' | 'deletes' | 'takes over' | 'unmarks' | 'tags' | 'grants' | 'renames' | 'makes';
  readonly name: string;
  readonly other: string;
}

class Intervene implements Command {
  constructor(private readonly deed: Deed) {}

  check({ stack, profiles }: Model): boolean {
    const { kind, name, other } = this.deed;
    if (stack === 'stuck' || (kind === 'renames' && idOf(profiles, other) !== undefined)) return false;
    return (idOf(profiles, name) === undefined) === (kind === 'makes');
  }

  async run(model: Model, world: ConnectWorld): Promise<void> {
    this.#do(world);
    // Whoever did it knows what it has come to.
    model.profiles = observed(world, model.stackId);
    count(model, `somebody ${this.deed.kind}`);
  }

  #do(world: ConnectWorld): void {
    const { kind, name, other } = this.deed;
    const { service } = world.rig.connect;
    const stored = world.rig.profile(name);
    const resourceArn = stored?.arn ?? '';
    const profile = { InstanceId: instanceId, SecurityProfileId: stored?.id };
    switch (kind) {
      case 'makes':
        return void service.seed(
          { InstanceId: instanceId, SecurityProfileName: name, Permissions: ['theirs'], Tags: { theirs: 'kept' } },
          { tags: other === 'a' ? marks('made/x', otherStackId) : {} },
        );
      case 'edits':
        return void service.outOfBand('UpdateSecurityProfile', { ...profile, Description: 'edited', Permissions: [] });
      case 'grants':
        return void service.outOfBand('UpdateSecurityProfile', { ...profile, AllowedFlowModules: moduleList(['m3']) });
      case 'deletes':
        return void service.removeOutOfBand(resourceArn);
      case 'takes over':
        return void service.outOfBand('TagResource', { resourceArn, tags: marks('taken/1', otherStackId) });
      case 'unmarks':
        return void service.outOfBand('UntagResource', { resourceArn, tagKeys: Object.keys(marks('any')) });
      case 'tags':
        return void service.outOfBand('TagResource', { resourceArn, tags: { k1: 'theirs' } });
      case 'renames':
        service.renameOutOfBand(resourceArn, other);
    }
  }

  toString(): string {
    return `somebody ${JSON.stringify(this.deed)}`;
  }
}

/** Few, so that operations meet. */
const names = fc.constantFrom('a', 'b', 'c');

const declarations: fc.Arbitrary<Declared> = fc.record({
  name: names,
  description: fc.constantFrom('', 'x', 'ünïcödé 漢字'),
  permissions: fc.subarray(['BasicAgentAccess', 'AccessMetrics', 'OutboundCallAccess']),
  modules: fc.option(fc.subarray(['m1', 'm2']), { nil: undefined }),
  tags: fc.dictionary(fc.constantFrom('k1', 'k2'), fc.constantFrom('', '1'), { maxKeys: 2, noNullPrototype: true }),
  adopt: fc.boolean(),
});

const wanted: fc.Arbitrary<Wanted> = fc.record({
  profile: fc.option(declarations, { nil: undefined, freq: 6 }),
  broken: fc.constantFrom(false, false, false, true),
});

const deeds: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom('edits', 'deletes', 'takes over', 'unmarks', 'tags', 'grants', 'renames', 'makes'),
  name: names,
  other: names,
});

const deploy = fc.tuple(wanted, weathers).map((given) => new Deploy(...given));
const intervene = deeds.map((deed) => new Intervene(deed));

/** Any sequence of operations and of what others do in between; what is named more often comes more often. */
export const histories = fc.commands(
  [deploy, deploy, deploy, deploy, intervene, intervene, intervene, weathers.map((one) => new DeleteStack(one))],
  { maxCommands: 40, size: 'max' },
);

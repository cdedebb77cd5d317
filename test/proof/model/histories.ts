import fc from 'fast-check';
import type { Deed } from './actor';
import { declarations, groups, names, tagKeys } from './arbitraries';
import { DeleteStack, Deploy, Intervene, RollBack, SkipInRollback } from './commands';
import type { Wanted } from './forecast';
import type { Situation } from './situation';
import { weathers, weathersOfDeployments } from './weather';

const rarely = fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

const wanted: fc.Arbitrary<Wanted> = fc.record({
  profile: fc.option(declarations, { nil: undefined, freq: 6 }),
  broken: rarely,
  disableRollback: rarely,
});

const deeds: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constantFrom('edits', 'deletes', 'takes over', 'unmarks'), name: names }),
  fc.record({ kind: fc.constantFrom('attaches', 'detaches'), name: names, group: groups }),
  fc.record({ kind: fc.constant('tags'), name: names, key: tagKeys }),
  fc.record({ kind: fc.constant('makes'), name: names, owner: fc.constantFrom('another', 'nobody') }),
);

const deploy = fc.tuple(wanted, weathersOfDeployments).map((given) => new Deploy(...given));
const intervene = deeds.map((deed) => new Intervene(deed));

/** What nobody outside AWS knows: any of it must do. */
export const readings: fc.Arbitrary<Situation['readings']> = fc.record({
  oldPropertiesOfReversal: fc.constantFrom('failed', 'first'),
  oldPropertiesOfFixForward: fc.constantFrom('failed', 'first'),
  cleanUpProperties: fc.constantFrom('own', 'survivor'),
  afterFailedCreate: fc.constantFrom('create', 'update'),
});

/** Any sequence of operations and of what others do in between; what is named more often comes more often. */
export const histories = fc.commands(
  [
    ...[deploy, deploy, deploy, deploy],
    ...[intervene, intervene, intervene],
    weathers.map((weather) => new DeleteStack(weather)),
    weathers.map((weather) => new RollBack(weather)),
    fc.constant(new SkipInRollback()),
  ],
  { maxCommands: 40, size: 'max' },
);

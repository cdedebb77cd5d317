import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { Environment } from '../../cli/context';
import { drift } from '../../cli/verbs/drift';
import { plan } from '../../cli/verbs/plan';
import { systemClock } from '../../runtime/clock';
import { type Deed, doDeed } from '../proof/model/actor';
import { declarations, groups, names, tagKeys } from '../proof/model/arbitraries';
import { type Declared, propertiesOf } from '../proof/model/declared';
import { type Resources, templateOf } from '../proof/templates';
import { stackName, World } from '../proof/world';
import { thingGroupArn } from '../support/rig';
import { accountOf } from './world-account';

/*
 * What `plan --stack` says a deployment would call, against the journal of what the function then does call: random
 * templates, deployed, changed by others, and deployed anew.
 */

const folder = mkdtempSync(path.join(tmpdir(), 'plan-and-journal-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = path.join(folder, 'template.json');

interface Written {
  readonly operation: string;
  readonly input: unknown;
}

interface Planned {
  readonly resources: readonly {
    readonly action: string;
    readonly calls: readonly Written[];
    readonly reasons: readonly string[];
  }[];
}

const planOf = async (world: World, resources: Resources): Promise<Planned> => {
  writeFileSync(file, templateOf(resources));
  const options = { stack: stackName, parameter: {}, fail: false, strict: false };
  const { document } = await plan(file, options, accountOf(world));
  return JSON.parse(JSON.stringify(document));
};

/** Which event it is nobody knows before. */
const withoutRequestId = (text: string): string => text.replace(/"(made|claimed|adopted|replaces)\/[^/"]+/g, '"$1/R');

/** Neighbours that attach, or detach, run side by side. */
const comparable = (calls: readonly Written[]): readonly string[] => {
  const groupsOfCalls: string[][] = [];
  let last = '';
  for (const { operation, input } of calls) {
    const text = withoutRequestId(JSON.stringify([operation, input]));
    const isSideBySide = operation === last && /^(At|De)tachSecurityProfile$/.test(operation);
    const group = isSideBySide ? groupsOfCalls.at(-1) : undefined;
    if (group === undefined) groupsOfCalls.push([text]);
    else group.push(text);
    last = operation;
  }
  return groupsOfCalls.flatMap((group) => group.sort());
};

const writesOf = (world: World): readonly Written[] =>
  world.rig.iot.journal.writes.map(({ operation, input }) => ({ operation, input }));

const deeds: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constantFrom('edits', 'deletes', 'takes over', 'unmarks'), name: names }),
  fc.record({ kind: fc.constantFrom('attaches', 'detaches'), name: names, group: groups }),
  fc.record({ kind: fc.constant('tags'), name: names, key: tagKeys }),
  fc.record({ kind: fc.constant('makes'), name: names, owner: fc.constantFrom('another', 'nobody') }),
);

/** Does what can be done as things are. */
const interfere = (world: World, deed: Deed): void => {
  const held = world.rig.iot.service.profile(deed.name);
  if (deed.kind === 'makes' ? held !== undefined : held === undefined) return;
  if (deed.kind === 'detaches' && held?.targets.includes(thingGroupArn(deed.group)) !== true) return;
  doDeed(world, deed);
};

const maybeProfile = fc.option(declarations, { nil: undefined, freq: 8 });

const resourcesOf = (
  declared: typeof declarations extends fc.Arbitrary<infer Value> ? Value | undefined : never,
): Resources => (declared === undefined ? {} : { profile: propertiesOf(declared) });

const unwatched: Environment = {
  write: () => undefined,
  writeError: () => undefined,
  isColored: false,
  columns: 80,
  isWatched: false,
  variables: {},
  clock: systemClock,
  signal: new AbortController().signal,
};

/** What has drifted is what an update would repair that changes nothing but Revision, and the other way round. */
const checkDrift = async (world: World, declared: Declared): Promise<void> => {
  const options = { stack: stackName, all: false, parameter: {}, strict: false };
  const { document } = await drift(undefined, options, accountOf(world), unwatched);
  const { profiles }: { readonly profiles: readonly { readonly status: string }[] } = JSON.parse(
    JSON.stringify(document),
  );
  const { resources } = await planOf(world, { profile: propertiesOf({ ...declared, revision: 'another' }) });
  const calls = resources.flatMap((resource) => resource.calls);
  const [status] = profiles.map((profile) => profile.status);
  // What is another's is not ours to repair.
  if (status !== 'not ours')
    expect([status, calls]).toEqual(
      status === 'in sync' ? ['in sync', []] : [status, [expect.anything(), ...calls.slice(1)]],
    );
};

/** `tally`: how often each action was planned, and so compared. */
const check = async (world: World, resources: Resources, tally: Map<string, number>): Promise<void> => {
  const planned = await planOf(world, resources);
  for (const { action } of planned.resources) tally.set(action, (tally.get(action) ?? 0) + 1);
  const says = planned.resources.flatMap(({ calls }) => calls);
  world.forget();
  const isNew = world.record() === undefined;
  let status: string;
  try {
    status = (await world.deploy(resources)).stackStatus;
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('No updates are to be performed'))) throw error;
    expect(says).toEqual([]);
    return;
  }
  const isRefused = planned.resources.some(({ action }) => action === 'refused');
  expect([status, planned.resources]).toEqual([
    isRefused ? expect.stringContaining('ROLLBACK') : isNew ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE',
    planned.resources,
  ]);
  if (isRefused) return;
  expect(comparable(says)).toEqual(comparable(writesOf(world)));
  const after = await planOf(world, resources);
  expect(after.resources.map(({ action, calls }) => [action, calls])).toEqual(
    after.resources.map(() => ['no changes', []]),
  );
};

test('what is planned is what is called, and then there is nothing left to do', async () => {
  const tally = new Map<string, number>();
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ kind: fc.constant('makes'), name: names, owner: fc.constantFrom('another', 'nobody') }), {
        maxLength: 2,
      }),
      fc.array(fc.tuple(maybeProfile, fc.array(deeds, { maxLength: 3 })), { minLength: 1, maxLength: 4 }),
      async (before, history) => {
        const world = new World({ quotas: { profilesPerTarget: 100 } });
        for (const deed of before) interfere(world, deed);
        await check(world, {}, tally);
        for (const [declared, meanwhile] of history) {
          const status = world.record()?.stack.status ?? '';
          // What is rolled back half-way is another matter.
          if (!/^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/.test(status)) return;
          await check(world, resourcesOf(declared), tally);
          for (const deed of meanwhile) interfere(world, deed);
          const deployed = world.record()?.stack.status ?? '';
          if (declared !== undefined && /^(CREATE|UPDATE)_COMPLETE$/.test(deployed)) await checkDrift(world, declared);
        }
      },
    ),
    { seed, numRuns: Number(process.env.RUNS ?? 150), endOnFailure: false },
  );
  // What never happened was never compared.
  const compared = ['create', 'update', 'replace', 'adopt', 'delete', 'refused'].filter((action) => tally.has(action));
  expect(compared).toEqual(['create', 'update', 'replace', 'adopt', 'delete', 'refused']);
}, 120_000);

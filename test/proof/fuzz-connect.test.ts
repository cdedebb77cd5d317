import fc from 'fast-check';
import { full, named, type Properties, seed } from '../lifecycle/connect/support';
import { ConnectRig, instanceId } from '../support/connect-rig';
import { createEvent, deleteEvent, signature, updateEvent } from '../support/rig';
import { expectCleanPrototypes, expectValidAnswer } from './fuzz-answers';

const profile = named('profile', full);

/** Names that a program may stumble over, too. */
const members = [
  ...Object.keys(full),
  'SecurityProfileArn',
  'AdoptExisting',
  '__proto__',
  'constructor',
  'toString',
  '',
];

/** Valid properties, some of which are something else. */
const properties: fc.Arbitrary<Properties> = fc
  .array(fc.tuple(fc.constantFrom(...members), fc.jsonValue({ maxDepth: 4 })), { maxLength: 4 })
  .map((changed) => ({ ...profile, ...Object.fromEntries(changed) }));

const arn = (rig: ConnectRig) => rig.profile('profile')?.arn ?? '';
const odd = [
  'x/y',
  `failed-create/create-1/${instanceId}:profile`,
  'arn:aws:connect:::instance//security-profile/',
  ':',
];

type EventOf = (rig: ConnectRig) => Readonly<Record<string, unknown>>;

const events: fc.Arbitrary<EventOf> = fc.oneof(
  properties.map(
    (given): EventOf =>
      () =>
        createEvent(given),
  ),
  properties.map(
    (given): EventOf =>
      (rig) =>
        updateEvent(arn(rig), profile, given),
  ),
  fc.tuple(properties, properties).map(
    ([old, given]): EventOf =>
      (rig) =>
        updateEvent(arn(rig), old, given),
  ),
  fc.tuple(fc.constantFrom(...odd), properties).map(
    ([id, given]): EventOf =>
      () =>
        deleteEvent(id, given),
  ),
  fc.tuple(fc.constantFrom(...odd), properties).map(
    ([id, given]): EventOf =>
      () =>
        updateEvent(id, profile, given),
  ),
  properties.map(
    (given): EventOf =>
      (rig) =>
        deleteEvent(arn(rig), given),
  ),
);

const ready = (): ConnectRig => {
  const rig = new ConnectRig();
  seed(rig, {}, profile);
  return rig;
};

test('any event for Amazon Connect gets one valid answer', async () => {
  await fc.assert(
    fc.asyncProperty(events, async (eventOf) => {
      const rig = ready();
      const event = eventOf(rig);
      expectValidAnswer(await rig.deliver(event), event);
      expect(rig.lines.join('')).not.toContain(signature);
      expectCleanPrototypes();
    }),
    { seed: 20_260_101, numRuns: 500 },
  );
});

const megabyte = 1_000_000;
const long = 'x'.repeat(megabyte);
const many = (count: number, item: (index: number) => unknown) =>
  Array.from({ length: count }, (_, index) => item(index));

/** Properties of about a megabyte. */
const giants: readonly (readonly [string, Properties])[] = [
  ['a description of a megabyte', { Description: long }],
  ['a name of a megabyte', { SecurityProfileName: long }],
  ['an instance of a megabyte', { InstanceArn: `arn:aws:connect:us-east-1:123456789012:instance/${long}` }],
  ['fifty thousand permissions', { Permissions: many(50_000, (index) => `Queues.P${index}`) }],
  ['a permission fifty thousand times', { Permissions: many(50_000, () => 'BasicAgentAccess') }],
  ['ten thousand applications', { Applications: many(10_000, (index) => ({ Namespace: `a${index}` })) }],
  ['an application of twenty thousand tools', { Applications: [{ ApplicationPermissions: many(20_000, String) }] }],
  ['fifty thousand modules that are no objects', { AllowedFlowModules: many(50_000, () => 'x') }],
  ['twenty thousand tags', { Tags: many(20_000, (index) => ({ Key: `k${index}`, Value: 'v' })) }],
  ['tags of one key', { AllowedAccessControlTags: many(20_000, () => ({ Key: 'k', Value: 'v' })) }],
];

/** Milliseconds of real time; a machine that is busy needs more than the second or so of one that is not. */
const longestWork = 10_000;

test.each(giants)('%s gets one valid answer in every event, soon', async (_what, giant) => {
  const given = { ...profile, ...giant };
  const eventsOf: readonly EventOf[] = [
    () => createEvent(given),
    (rig) => updateEvent(arn(rig), profile, given),
    (rig) => updateEvent(arn(rig), given, profile),
    (rig) => deleteEvent(arn(rig), given),
  ];
  for (const eventOf of eventsOf) {
    const rig = ready();
    const event = eventOf(rig);
    const start = performance.now();
    const delivery = await rig.deliver(event);
    expect(performance.now() - start).toBeLessThan(longestWork);
    expectValidAnswer(delivery, event);
  }
});

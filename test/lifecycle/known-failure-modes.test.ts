import {
  createEvent,
  deleteEvent,
  marks,
  profileArn,
  Rig,
  signature,
  thingGroupArn,
  updateEvent,
} from '../support/rig';
import { scenarios } from './scenarios';
import {
  accessDenied,
  deployed,
  flood,
  forget,
  full,
  fullChanged,
  held,
  internalFailure,
  invalidRequest,
  logged,
  named,
  type Properties,
  small,
  stateOf,
  throttle,
  typedFlood,
  typedSmall,
} from './support';

// What users of other custom resources have reported, and what must therefore never happen here.

const forever = Number.POSITIVE_INFINITY;

describe('a stack that waits an hour because nobody answers', () => {
  test.each([
    ['one of the three statuses that pass', [500, 503, 429]],
    ['a network error', ['reset', 'reset']],
  ] as const)('is not caused by %s when the answer is sent: it is sent again', async (_title, puts) => {
    const rig = new Rig();
    const { answers, ended } = await rig.deliver(createEvent(small), { puts });
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
    expect(ended).toBe('returned');
  });

  test('is not caused by an answer that can never be sent: Lambda is told, and delivers the event again', async () => {
    const rig = new Rig();
    const puts = Array.from({ length: 1_000 }, () => 'reset' as const);
    const { answers, ended, duration } = await rig.deliver(createEvent(small), { puts, time: 60_000 });
    expect({ answers, ended }).toEqual({ answers: [], ended: 'threw' });
    expect(duration).toBeLessThan(60_000);
    expect(await rig.answer(createEvent(small))).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'profile' });
  });

  test('is not prolonged by another delivery when the address has expired', async () => {
    const { ended } = await new Rig().deliver(createEvent(small), { puts: [403] });
    expect(ended).toBe('returned');
  });

  test('is not caused by an event that makes no sense: it is answered too', async () => {
    const { ResponseURL, StackId, RequestId, LogicalResourceId } = createEvent(small);
    for (const event of [
      { ResponseURL, StackId, RequestId, LogicalResourceId },
      { ResponseURL, StackId, RequestId, LogicalResourceId, RequestType: 'Replace' },
      { ResponseURL, StackId, RequestId, LogicalResourceId, RequestType: 'Create', ResourceProperties: 'none' },
      { ...updateEvent('profile', small, small), OldResourceProperties: undefined },
    ]) {
      const rig = new Rig();
      expect(await rig.answer(event)).toMatchObject({ Status: 'FAILED', StackId, LogicalResourceId });
      expect(rig.calls()).toEqual([]);
    }
  });
});

describe('code that cannot load', () => {
  const load = () => Promise.reject(new Error("Cannot find module './resource.mjs'"));

  test.each([
    ['a create', createEvent(small), 'refused-create/create-1/profile'],
    ['an update', updateEvent('profile', small, full), 'profile'],
    ['a delete', deleteEvent('profile', small), 'profile'],
  ])('is told as the reason of %s that has failed', async (_title, event, id) => {
    const rig = await deployed(small);
    const answer = await rig.answer(event, { load });
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: id });
    expect(answer.Reason).toContain('could not be loaded');
    expect(rig.calls()).toEqual([]);
  });
});

test("a roll back after a failed create does not delete somebody else's profile of that name", async () => {
  const rig = new Rig();
  rig.iot.service.seed(typedSmall);
  const before = stateOf(rig);
  const { Status, PhysicalResourceId } = await rig.answer(createEvent(small));
  expect(Status).toBe('FAILED');
  expect(await rig.answer(deleteEvent(PhysicalResourceId, small))).toMatchObject({ Status: 'SUCCESS' });
  expect(stateOf(rig)).toEqual(before);
});

test('a delete with an id that CloudFormation has made up finds what the create has made, and deletes nothing else', async () => {
  const rig = await deployed(small);
  rig.iot.service.seed({ securityProfileName: 'bystander' });
  await rig.answer(deleteEvent('factory-Profile-1ABCDEFGHIJKL', small));
  expect(rig.iot.service.profileNames()).toEqual(['bystander']);
});

describe('a physical id that drifts and makes CloudFormation delete a live resource', () => {
  const inPlace = [
    updateEvent('profile', full, fullChanged),
    updateEvent('profile', full, full),
    deleteEvent('profile', full),
  ];
  const odd = [
    ['of a profile', 'profile'],
    ['of a failed create', 'failed-create/create-1/profile'],
    ['of a refused create', 'refused-create/create-1/profile'],
    ['made up by CloudFormation', 'factory-Profile-1ABCDEFGHIJKL'],
    ['with letters beyond ASCII', 'ä/ö ü'],
    ['of the greatest length', 'x'.repeat(1_024)],
  ] as const;

  test.each([
    ['nothing', undefined],
    ['a refusal', invalidRequest],
    ['a missing right', accessDenied],
    ['a failure of the service', internalFailure],
    ['a service that hangs', { kind: 'hang', when: 'after' }],
  ] as const)(
    'does not come from %s: an answer that replaces nothing has the id of the event',
    async (_title, effect) => {
      for (const event of inPlace) {
        const rig = await deployed(full);
        if (effect !== undefined) rig.iot.faults.add({ times: forever, effect });
        expect(await rig.answer(event, { time: 20_000 })).toMatchObject({ PhysicalResourceId: 'profile' });
      }
    },
  );

  test.each(odd)(
    'does not come from an id %s: a delete, and an update that fails, answer it unchanged',
    async (_title, id) => {
      const rig = await deployed(full);
      expect(await rig.answer(updateEvent(id, full, { Behaviors: 'bad' }))).toMatchObject({
        Status: 'FAILED',
        PhysicalResourceId: id,
      });
      expect(await rig.answer(deleteEvent(id, full))).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
    },
  );
});

describe('an answer that is too long', () => {
  const huge = (message: string) => ({ kind: 'error', name: 'InvalidRequestException', status: 400, message }) as const;

  test.each([
    ['letters', 'x'],
    ['letters of two bytes', 'ü'],
    ['letters of four bytes', '𝔊'],
    ['characters that JSON escapes', '"\\\n'],
    ['control characters', '\u0000\u001b\u0007'],
    ['halves of characters', '\ud83d'],
  ])('is cut at a character boundary, ids never: a refusal of many %s', async (_title, text) => {
    const rig = new Rig();
    rig.iot.faults.add({ operation: 'CreateSecurityProfile', effect: huge(text.repeat(20_000)) });
    const { bodies, answers } = await rig.deliver(createEvent(small));
    expect(Buffer.byteLength(bodies[0] ?? '')).toBeLessThanOrEqual(4_096);
    expect(Buffer.byteLength(bodies[0] ?? '')).toBeGreaterThan(3_900);
    expect(answers).toMatchObject([{ Status: 'FAILED', PhysicalResourceId: 'refused-create/create-1/profile' }]);
    expect(answers[0]?.Reason).not.toMatch(/\p{Cs}|[^\P{Cc}\n]/u);
  });

  test('does not turn a success into a failure, with the longest ids there are', async () => {
    const name = 'n'.repeat(128);
    const event = { ...createEvent(named(name)), LogicalResourceId: 'L'.repeat(255), RequestId: 'r'.repeat(128) };
    const { bodies, answers } = await new Rig().deliver(event);
    expect(Buffer.byteLength(bodies[0] ?? '')).toBeLessThanOrEqual(4_096);
    expect(answers).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: name, RequestId: event.RequestId }]);
  });
});

describe('booleans and numbers that arrive as text', () => {
  test('are sent as what they are; "false" is not true', async () => {
    const rig = new Rig();
    const behavior = { ...flood('1E2'), SuppressAlerts: 'false', ExportMetric: 'true' };
    rig.iot.service.seed({ ...typedSmall, behaviors: [] }, { tags: {} });
    const refused = await rig.answer(createEvent({ ...small, Behaviors: [behavior], AdoptExisting: 'false' }));
    expect(refused.Status).toBe('FAILED');
    expect(rig.writes()).toEqual([]);
    rig.iot.service.removeOutOfBand('profile');
    await rig.answer(createEvent({ ...small, Behaviors: [behavior], AdoptExisting: 'false' }));
    expect(held(rig).profile).toMatchObject({
      behaviors: [{ ...typedFlood(100), suppressAlerts: false, exportMetric: true }],
    });
  });
});

test.each(scenarios)('a failure is never swallowed and told as success: $title', async ({ prepare, event }) => {
  const rig = await prepare();
  for (const operation of [
    'CreateSecurityProfile',
    'UpdateSecurityProfile',
    'DeleteSecurityProfile',
    'TagResource',
    'UntagResource',
  ] as const)
    rig.iot.faults.add({ operation, times: forever, effect: invalidRequest });
  expect(await rig.answer(event)).toMatchObject({
    Status: 'FAILED',
    Reason: expect.stringContaining(invalidRequest.message),
  });
});

test('an update that only concerns the function, not the profile, writes nothing', async () => {
  const rig = await deployed(full);
  await rig.answer(updateEvent('profile', { ...full, ServiceTimeout: '3600' }, { ...full, ServiceTimeout: '720' }));
  expect(rig.writes()).toEqual([]);
});

test('properties in the shape of an older version block neither the delete nor the update away from them', async () => {
  const old = { Name: 'profile', behaviours: [{ metric: 5 }], TargetArns: 'one,two', Tags: { a: 'b' } };
  const rig = await deployed(small);
  expect(await rig.answer(updateEvent('profile', old, small))).toMatchObject({ Status: 'SUCCESS' });
  expect(await rig.answer(deleteEvent('profile', old))).toMatchObject({ Status: 'SUCCESS' });
  expect(rig.iot.service.profileNames()).toEqual([]);
});

test('a throttle in the midst of many attachments fails nothing', async () => {
  const rig = new Rig();
  rig.iot.faults.add({ operation: 'AttachSecurityProfile', skip: 7, times: 30, effect: throttle });
  const TargetArns = Array.from({ length: 30 }, (_, index) => thingGroupArn(`group-${index}`));
  expect(await rig.answer(createEvent({ ...small, TargetArns }))).toMatchObject({ Status: 'SUCCESS' });
  expect(held(rig).targets).toHaveLength(30);
});

test('a role that is a few seconds old does not fail the first deployment', async () => {
  const rig = new Rig();
  rig.iot.faults.add({ times: 3, effect: accessDenied });
  expect(await rig.answer(createEvent(full))).toMatchObject({ Status: 'SUCCESS' });
});

test('an answer that cannot leave a VPC is told in the log with what to do, and without the address', async () => {
  const rig = new Rig();
  const puts = Array.from({ length: 1_000 }, () => 'reset' as const);
  await rig.deliver(createEvent(small), { puts, time: 30_000 });
  expect(logged(rig, 'undelivered')).toMatchObject([{ error: expect.stringContaining('gateway endpoint') }]);
  expect(rig.lines.join()).not.toContain(signature);
});

test('a delete of what is gone already succeeds, however often it comes', async () => {
  const rig = await deployed(small);
  for (let count = 0; count < 3; count++)
    expect(await rig.answer(deleteEvent('profile', small))).toMatchObject({ Status: 'SUCCESS' });
  expect(rig.writes()).toEqual(['DeleteSecurityProfile']);
});

describe('an update that destroys before it is done', () => {
  test('is undone by the reversed update, whichever call it failed at', async () => {
    const clean = await deployed(full);
    const before = stateOf(clean);
    await clean.answer(updateEvent('profile', full, fullChanged));
    const calls = clean.calls().length;
    for (let skip = 0; skip < calls; skip++) {
      const rig = await deployed(full);
      rig.iot.faults.add({ skip, effect: invalidRequest });
      expect(await rig.answer(updateEvent('profile', full, fullChanged))).toMatchObject({ Status: 'FAILED' });
      const reversed = updateEvent('profile', fullChanged, full, 'rollback-1');
      expect(await rig.answer(reversed)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'profile' });
      expect({ skip, state: stateOf(rig) }).toEqual({ skip, state: before });
    }
  });

  test('does not happen on a rename: the old profile is as it was until its own delete comes', async () => {
    const rig = await deployed(full);
    const before = held(rig);
    await rig.answer(updateEvent('profile', full, named('renamed', fullChanged)));
    expect(held(rig)).toEqual(before);
  });
});

test.each([
  ['a create', async () => new Rig(), createEvent(full), 'profile'],
  ['an update', () => deployed(full), updateEvent('profile', full, fullChanged), 'profile'],
  ['an update without a change', () => deployed(full), updateEvent('profile', full, full), 'profile'],
  ['a replacement', () => deployed(full), updateEvent('profile', full, named('renamed')), 'renamed'],
])('both attributes are there, flat, after %s', async (_title, prepare, event, name) => {
  const rig = await prepare();
  const { Data } = await rig.answer(event);
  expect(Data).toEqual({ SecurityProfileArn: profileArn(name), SecurityProfileName: name });
});

test('what was changed elsewhere is put right by the next update, although the template says nothing new of it', async () => {
  const rig = await deployed(full);
  const before = stateOf(rig);
  const call = rig.iot.service.outOfBand.bind(rig.iot.service);
  call('UpdateSecurityProfile', {
    securityProfileName: 'profile',
    deleteBehaviors: true,
    securityProfileDescription: 'x',
  });
  call('DetachSecurityProfile', { securityProfileName: 'profile', securityProfileTargetArn: thingGroupArn('one') });
  call('UntagResource', { resourceArn: profileArn('profile'), tagKeys: ['team'] });
  await rig.answer(updateEvent('profile', { ...full, ServiceTimeout: '1' }, full));
  expect(stateOf(rig)).toEqual(before);
});

describe('AWS::NoValue, null and empty text', () => {
  const scalars = ['SecurityProfileDescription', 'AdoptExisting', 'Revision'];
  const collections = Object.keys(full).filter((key) => typeof full[key] === 'object');
  const all = (keys: readonly string[], value: unknown): Properties => ({
    SecurityProfileName: 'profile',
    ...Object.fromEntries(keys.map((key) => [key, value])),
  });

  test.each([null, ''])('mean a mistake for every list and structure, on Create and on Update: %p', async (nothing) => {
    const rig = new Rig();
    const refused = {
      Status: 'FAILED',
      Reason: expect.stringContaining(`${collections.length} properties are not valid, nothing was changed`),
    };
    expect(await rig.answer(createEvent(all(collections, nothing)))).toMatchObject(refused);
    expect(await rig.answer(updateEvent('profile', full, all(collections, nothing)))).toMatchObject(refused);
    expect(rig.calls()).toEqual([]);
  });

  test.each([null, ''])('mean absent, for every scalar: %p', async (nothing) => {
    const rig = new Rig();
    const properties = all(scalars, nothing);
    expect(await rig.answer(createEvent(properties))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig)).toMatchObject({ targets: [], tags: marks('made/create-1') });
    forget(rig);
    await rig.answer(updateEvent('profile', { SecurityProfileName: 'profile' }, properties));
    expect(rig.writes()).toEqual([]);
  });

  test('mean absent for scalars inside members', async () => {
    const rig = new Rig();
    const Criteria = {
      ...(flood('100').Criteria as object),
      ConsecutiveDatapointsToAlarm: '',
      ConsecutiveDatapointsToClear: null,
    };
    await rig.answer(createEvent({ ...small, Behaviors: [{ ...flood('100'), Criteria, SuppressAlerts: '' }] }));
    expect(held(rig).profile).toMatchObject({ behaviors: [typedFlood(100)] });
  });
});

import { accessDenied, named, small } from '../lifecycle/support';
import { marks, profileArn } from '../support/rig';
import type { Moment } from './templates';
import { type Invoked, World } from './world';
import { adopting, foreign } from './worlds';

const inventedId = 'factory-Profile-ABCDEFGHIJKLM';
const changed = { ...small, SecurityProfileDescription: 'changed' };

/** The deliveries of our function in the order in which they began: `RequestType physicalId`. */
const requests = ({ invoked }: World): readonly string[] =>
  [...invoked]
    .sort((one, other) => one.delivery.began - other.delivery.began)
    .map(({ event }) => `${event.RequestType} ${event.PhysicalResourceId ?? '-'}`);

const firstOf = ({ invoked }: World, requestType: Invoked['event']['RequestType']): Invoked => {
  const found = invoked.find(({ event }) => event.RequestType === requestType);
  if (found === undefined) throw new Error(`there was no ${requestType}`);
  return found;
};

const endOf = ({ delivery: { began, duration } }: Invoked): number => began + duration;

describe('a Create that is cancelled', () => {
  test('while it waits for its role goes on while the Delete with an invented id comes', async () => {
    const world = new World();
    world.rig.iot.faults.add({ operation: 'CreateSecurityProfile', times: 4, effect: accessDenied });
    const { stackStatus, events } = await world.deploy({
      profile: small,
      siblingFails: { afterCall: 'CreateSecurityProfile', milliseconds: 500 },
    });
    expect(stackStatus).toBe('ROLLBACK_COMPLETE');
    expect(events).toContainEqual(expect.objectContaining({ reason: 'Resource creation cancelled' }));
    expect(requests(world)).toEqual(['Create -', `Delete ${inventedId}`]);
    expect(endOf(firstOf(world, 'Create'))).toBeGreaterThan(firstOf(world, 'Delete').delivery.began);
  });

  test('can have its call take effect after the Delete has looked', async () => {
    const world = new World();
    world.rig.iot.faults.add({
      operation: 'CreateSecurityProfile',
      effect: { kind: 'hang', when: { later: 5_000 } },
    });
    await world.deploy({ profile: small, siblingFails: { milliseconds: 1_000 } });
    const [create] = world.calls().filter(({ operation }) => operation === 'CreateSecurityProfile');
    const { began } = firstOf(world, 'Delete').delivery;
    expect(create?.effective).toBe(true);
    expect((create?.time ?? 0) - began).toBe(4_000);
  });
});

describe('an Update that is cancelled', () => {
  test.each([
    ['in place', changed],
    ['to another name', named('renamed')],
  ])('%s goes on while its reversed event comes', async (_title, profile) => {
    const world = new World();
    await world.deploy({ profile: small });
    world.forget();
    world.rig.iot.faults.add({ operation: 'DescribeSecurityProfile', effect: { kind: 'slow', milliseconds: 60_000 } });
    const { stackStatus, events } = await world.deploy({ profile, siblingFails: { milliseconds: 1_000 } });
    expect(stackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(events).toContainEqual(expect.objectContaining({ reason: 'Resource update cancelled' }));
    await world.wait(60_000);
    expect(requests(world)).toEqual(['Update profile', 'Update profile']);
    const [reversal, cancelled] = world.invoked;
    expect(reversal?.event.ResourceProperties).toEqual(cancelled?.event.OldResourceProperties);
    expect(reversal?.event.OldResourceProperties).toEqual(cancelled?.event.ResourceProperties);
    expect(cancelled?.event.ResourceProperties).toMatchObject(profile);
  });
});

describe('a sibling fails', () => {
  const failsAt = async (siblingFails: Moment): Promise<{ readonly world: World; readonly time: number }> => {
    const world = new World();
    // Each call takes its time, so that no two come at once.
    world.rig.iot.faults.add({ times: Number.POSITIVE_INFINITY, effect: { kind: 'slow', milliseconds: 1_000 } });
    const { events } = await world.deploy({ profile: small, siblingFails });
    const failure = events.find(({ logicalId, status }) => logicalId === 'Sibling' && status === 'CREATE_FAILED');
    return { world, time: failure?.time ?? 0 };
  };

  test('at once', async () => {
    const { world, time } = await failsAt({});
    expect(time).toBe(firstOf(world, 'Create').delivery.began);
  });

  test('after a number of calls', async () => {
    const { world, time } = await failsAt({ afterCall: 2 });
    expect(time).toBe(world.calls()[1]?.time);
  });

  test('after the first call to an operation, and some time', async () => {
    const { world, time } = await failsAt({ afterCall: 'CreateSecurityProfile', milliseconds: 300 });
    const call = world.calls().find(({ operation }) => operation === 'CreateSecurityProfile');
    expect(time).toBe((call?.time ?? 0) + 300);
  });
});

describe('deliveries', () => {
  test('a process can be killed in both', async () => {
    const world = new World();
    world.optionsOf = ({ RequestType }) => (RequestType === 'Create' ? { killedAfter: 1 } : {});
    await world.deploy({ profile: small });
    expect(world.invoked.map(({ event, delivery }) => [event.RequestType, delivery.ended])).toEqual([
      ['Create', 'killed'],
      ['Create', 'killed'],
      ['Delete', 'returned'],
    ]);
  });

  test('one of two that run at once is killed by its own crash', async () => {
    const world = new World();
    world.deliveryPlan = { times: 2, concurrent: true };
    // The one that was started first makes the first call.
    world.rig.iot.faults.add({ effect: { kind: 'crash', when: 'before' } });
    await world.deploy({ profile: small });
    const [killed, ...others] = world.invoked;
    expect(killed?.delivery.ended).toBe('killed');
    expect(others.map(({ delivery }) => delivery.ended)).toEqual(['returned', 'returned']);
  });

  test('the first can answer FAILED and the second complete', async () => {
    const world = new World();
    world.planOf = ({ RequestType }) => (RequestType === 'Create' ? { times: 2 } : {});
    world.optionsOf = (_event, attempt) => (attempt === 1 ? { time: 5_000 } : {});
    world.rig.iot.faults.add({ operation: 'CreateSecurityProfile', effect: { kind: 'hang', when: 'before' } });
    await world.deploy({ profile: small });
    const statuses = world.invoked
      .filter(({ event }) => event.RequestType === 'Create')
      .flatMap(({ delivery }) => delivery.answers.map(({ Status }) => Status));
    expect(statuses).toEqual(['FAILED', 'SUCCESS']);
  });

  test('an event can come again after the next operation, and CloudFormation does not listen', async () => {
    const world = new World();
    await world.deploy({ profile: small });
    await world.deploy({ profile: changed });
    const { event } = firstOf(world, 'Update');
    await world.deploy({ profile: small });
    const before = await world.deploy({ profile: changed }).then(({ events }) => events);
    const { answers } = await world.redeliver(event);
    expect(answers).toHaveLength(1);
    expect(world.invoked.at(-1)?.event).toEqual(event);
    const after = await world.deploy({ profile: small }).then(({ events }) => events);
    expect(after.slice(0, before.length)).toEqual(before);
  });
});

describe('a world', () => {
  test('has as many stacks as one wants', async () => {
    const world = new World();
    foreign(world);
    const first = await world.deploy({ profile: named('mine') });
    const second = await world.deploy({ profile: adopting }, { stack: 'office' });
    expect([first.stackName, second.stackName]).toEqual(['factory', 'office']);
    expect(world.rig.iot.service.profile('mine')?.tags).toMatchObject({ 'cloudformation:stack-id': first.stackId });
    expect(world.rig.iot.service.profile('profile')?.tags).toMatchObject({ 'cloudformation:stack-id': second.stackId });
    await world.deleteStack('office');
    expect((await world.deploy({ profile: changed }, { stack: 'office' })).stackId).not.toBe(second.stackId);
  });

  test('has two stacks at work at once', async () => {
    const world = new World();
    await world.deploy({ profile: small });
    world.forget();
    await Promise.all([world.deleteStack(), world.deploy({ profile: adopting }, { stack: 'office' })]);
    const [one, other] = world.invoked;
    expect(one?.delivery.began).toBe(other?.delivery.began);
  });

  test('has somebody who takes tags away', async () => {
    const world = new World();
    await world.deploy({ profile: { ...small, Tags: [{ Key: 'team', Value: 'blue' }] } });
    world.untag('profile');
    expect(world.state().profile?.tags).toEqual({ team: 'blue' });
    world.untag('profile', ['team']);
    expect(world.state().profile?.tags).toEqual({});
  });

  test('leaves a failure as it is where rollback is disabled, and rolls back when asked', async () => {
    const world = new World();
    await world.deploy({ profile: small });
    const failed = await world.deploy({ profile: changed, broken: true }, { disableRollback: true });
    expect(failed.stackStatus).toBe('UPDATE_FAILED');
    expect(world.state().profile?.profile).toMatchObject({ securityProfileDescription: 'changed' });
    expect((await world.rollBack()).stackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(world.state().profile?.profile).not.toHaveProperty('securityProfileDescription');
  });

  test('keeps a profile by policy, and knows it by another logical id', async () => {
    const world = new World();
    await world.deploy({ profile: small, deletionPolicy: 'Retain', logicalId: 'Other' });
    await world.deleteStack();
    expect(world.rig.iot.service.profile('profile')?.tags).toMatchObject({ 'cloudformation:logical-id': 'Other' });
    await world.deploy({ profile: named('one'), updateReplacePolicy: 'Retain' });
    await world.deploy({ profile: named('two'), updateReplacePolicy: 'Retain' });
    expect(Object.keys(world.state())).toEqual(['one', 'profile', 'two']);
  });

  test('plays the readings that it is given', async () => {
    const world = new World({ readings: { inventedSuffix: { letters: 'both', length: 9 } } });
    world.planOf = ({ RequestType }) => ({ lost: RequestType === 'Create' });
    await world.deploy({ profile: small });
    expect(firstOf(world, 'Delete').event.PhysicalResourceId).toMatch(/^factory-Profile-[A-Za-z0-9]{9}$/);
  });
});

test('marks are told of without the event that has set them', async () => {
  const world = new World();
  await world.deploy({ profile: small });
  const { service } = world.rig.iot;
  const setMark = (Value: string) =>
    service.outOfBand('TagResource', {
      resourceArn: profileArn('profile'),
      tags: [{ Key: 'cloudformation:request-id', Value }],
    });
  const mark = () => world.state().profile?.tags['cloudformation:request-id'];
  setMark('made/00000000-0000-4000-8000-000000000009');
  expect(mark()).toBe('made');
  setMark('replaces/00000000-0000-4000-8000-000000000009/former');
  expect(mark()).toBe('replaces/former');
  setMark(marks('any')['cloudformation:request-id'] ?? '');
  expect(mark()).toBe('made by us');
});

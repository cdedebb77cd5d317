import { ConnectWorld } from './connect-world';
import { adopting, foreign, full, fullChanged, named, others, stack } from './connect-worlds';

/** Every call takes a second, so that the operation is cancelled between any two of them. */
const slowly = (world: ConnectWorld): void =>
  world.service.faults.add({ times: Number.POSITIVE_INFINITY, effect: { kind: 'slow', milliseconds: 1_000 } });

const moments = Array.from({ length: 16 }, (_, half) => half * 500);

describe.each(moments)('cancelled after %i ms', (milliseconds) => {
  test('a create leaves nothing behind, and nothing of others changed', async () => {
    const world = new ConnectWorld();
    await others(world);
    const before = world.state();
    slowly(world);
    const { stackStatus } = await world.deploy({ profile: full, siblingFails: { milliseconds } });
    await world.wait(60_000);
    expect(stackStatus).toBe('ROLLBACK_COMPLETE');
    expect(world.state()).toEqual(before);
  });

  test('a create that adopts lets the profile go', async () => {
    const world = new ConnectWorld();
    await others(world);
    foreign(world);
    slowly(world);
    await world.deploy({ profile: adopting, siblingFails: { milliseconds } });
    await world.wait(60_000);
    const { tags = {} } = world.state().profile ?? {};
    const owner = tags['cloudformation:stack-id'];
    expect(owner === undefined || owner.includes('office')).toBe(true);
    expect(Object.keys(world.state())).toEqual(['bystander', 'profile']);
  });

  test('a rename leaves the old profile as it was, and no other', async () => {
    const world = new ConnectWorld();
    await stack(full)(world);
    const before = world.state();
    slowly(world);
    const profile = named('renamed', fullChanged);
    const { stackStatus, resources } = await world.deploy({ profile, siblingFails: { milliseconds } });
    await world.wait(60_000);
    expect(stackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(world.state()).toEqual(before);
    expect(world.nameUnder(resources.Profile ?? '')).toBe('profile');
  });

  test('an update leaves the profile where it is, and its next one makes it what it should be', async () => {
    const world = new ConnectWorld();
    await stack(full)(world);
    const arn = world.arnOf('profile');
    const { content } = world.state().profile ?? {};
    slowly(world);
    const { resources } = await world.deploy({ profile: fullChanged, siblingFails: { milliseconds } });
    await world.wait(60_000);
    expect(resources.Profile).toBe(arn);
    expect(Object.keys(world.state())).toEqual(['bystander', 'profile']);
    world.service.faults.clear();
    // There is no version that could stop what a cancelled update still writes: the next one unmakes it.
    await world.deploy({ profile: { ...full, Revision: '2' } });
    expect(world.arnOf('profile')).toBe(arn);
    expect(world.state().profile?.content).toEqual(content);
  });
});

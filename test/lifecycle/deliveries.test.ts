import type { FaultEffect, Surrounding } from '../../simulator/iot';
import { createEvent, deleteEvent, Rig, thingGroupArn, updateEvent } from '../support/rig';
import { type Scenario, scenarios } from './scenarios';
import { deployed, full, named, passingFaults, small, stateOf } from './support';

/** One clean delivery: what it came to, and how many calls it took. */
const cleanly = async ({ prepare, event }: Scenario) => {
  const rig = await prepare();
  const answer = await rig.answer(event);
  return { answer, state: stateOf(rig), calls: rig.calls().length };
};

const crash = (when: 'before' | 'after'): FaultEffect => ({ kind: 'crash', when });

describe.each(scenarios.map((scenario) => [scenario.title, scenario] as const))('%s', (_title, scenario) => {
  test('succeeds, and more than one call is needed for it', async () => {
    const { answer, calls } = await cleanly(scenario);
    expect(answer).toMatchObject({ Status: 'SUCCESS' });
    expect(calls).toBeGreaterThan(1);
  });

  test('ends the same when it is delivered twice', async () => {
    const { answer, state } = await cleanly(scenario);
    const rig = await scenario.prepare();
    await rig.answer(scenario.event);
    expect(await rig.answer(scenario.event)).toEqual(answer);
    expect(stateOf(rig)).toEqual(state);
  });

  test('ends the same when it is delivered twice at the same time', async () => {
    const { answer, state } = await cleanly(scenario);
    const rig = await scenario.prepare();
    const both = await Promise.all([rig.answer(scenario.event), rig.answer(scenario.event)]);
    expect(both).toEqual([answer, answer]);
    expect(stateOf(rig)).toEqual(state);
  });

  test.each(['before', 'after'] as const)(
    'ends the same when the process was killed %s the effect of any of its calls, and the event comes again',
    async (when) => {
      const { answer, state, calls } = await cleanly(scenario);
      for (let skip = 0; skip < calls; skip++) {
        const rig = await scenario.prepare();
        rig.iot.faults.add({ skip, effect: crash(when) });
        const { ended, answers } = await rig.deliver(scenario.event);
        expect({ skip, ended, answers }).toEqual({ skip, ended: 'killed', answers: [] });
        expect({ skip, answer: await rig.answer(scenario.event) }).toEqual({ skip, answer });
        expect({ skip, state: stateOf(rig) }).toEqual({ skip, state });
      }
    },
  );

  test('ends the same when the process was killed twice, one call later the second time', async () => {
    const { answer, state, calls } = await cleanly(scenario);
    for (let skip = 0; skip + 1 < calls; skip++) {
      const rig = await scenario.prepare();
      rig.iot.faults.add({ skip, effect: crash('after') });
      await rig.deliver(scenario.event);
      rig.iot.faults.clear();
      rig.iot.faults.add({ skip: skip + 1, effect: crash('after') });
      await rig.deliver(scenario.event);
      rig.iot.faults.clear();
      expect({ skip, answer: await rig.answer(scenario.event) }).toEqual({ skip, answer });
      expect({ skip, state: stateOf(rig) }).toEqual({ skip, state });
    }
  });

  test.each(passingFaults)('ends the same when %s strikes any one of its calls', async (_fault, effect) => {
    const { answer, state, calls } = await cleanly(scenario);
    for (let skip = 0; skip < calls; skip++) {
      const rig = await scenario.prepare();
      rig.iot.faults.add({ skip, effect });
      expect({ skip, answer: await rig.answer(scenario.event) }).toEqual({ skip, answer });
      expect({ skip, state: stateOf(rig) }).toEqual({ skip, state });
    }
  });
});

/** One thing group is missing, so that its attachment is refused: the operation fails after it has made the profile. */
const missing: ReadonlySet<Surrounding> = new Set(['thinggroup/missing']);
const missingGroup = { TargetArns: [thingGroupArn('one'), thingGroupArn('missing')] };

const failingCreate = createEvent({ ...small, ...missingGroup });
const brokenReplacement = { ...named('renamed', full), ...missingGroup };
const failingReplacement = updateEvent('profile', full, brokenReplacement);
const reversedReplacement = updateEvent('profile', brokenReplacement, full, 'rollback-1');

const callsOfFailing = async (prepare: () => Promise<Rig>, event: object): Promise<number> => {
  const rig = await prepare();
  expect(await rig.answer(event)).toMatchObject({ Status: 'FAILED' });
  return rig.calls().length;
};

describe.each(['before', 'after'] as const)('killed %s the effect of any of its calls', (when) => {
  const empty = async () => new Rig({ missing });
  const standing = () => deployed(full, new Rig({ missing }));

  test('a create that fails on its second delivery leaves nothing behind once it is rolled back', async () => {
    const calls = await callsOfFailing(empty, failingCreate);
    for (let skip = 0; skip < calls; skip++) {
      const rig = await empty();
      rig.iot.faults.add({ skip, effect: crash(when) });
      await rig.deliver(failingCreate);
      rig.iot.faults.clear();
      const { Status, PhysicalResourceId } = await rig.answer(failingCreate);
      expect({ skip, Status }).toEqual({ skip, Status: 'FAILED' });
      // This delivery may have found everything done that can be done.
      expect(PhysicalResourceId).toMatch(/^(failed|refused)-create\/create-1\/profile$/);
      expect(await rig.answer(deleteEvent(PhysicalResourceId, small))).toMatchObject({ Status: 'SUCCESS' });
      expect({ skip, names: rig.iot.service.profileNames() }).toEqual({ skip, names: [] });
    }
  });

  test('a create that never answers leaves nothing behind once it is rolled back with a made-up id', async () => {
    const calls = await callsOfFailing(empty, failingCreate);
    for (let skip = 0; skip < calls; skip++) {
      const rig = await empty();
      rig.iot.faults.add({ skip, effect: crash(when) });
      await rig.deliver(failingCreate);
      rig.iot.faults.clear();
      const event = deleteEvent('factory-Profile-1ABCDEFGHIJKL', { ...small, ...missingGroup });
      expect(await rig.answer(event)).toMatchObject({ Status: 'SUCCESS' });
      expect({ skip, names: rig.iot.service.profileNames() }).toEqual({ skip, names: [] });
    }
  });

  test('a replacement that fails on its second delivery leaves nothing behind once it is rolled back, and the old profile as it was', async () => {
    const calls = await callsOfFailing(standing, failingReplacement);
    for (let skip = 0; skip < calls; skip++) {
      const rig = await standing();
      const before = stateOf(rig);
      rig.iot.faults.add({ skip, effect: crash(when) });
      await rig.deliver(failingReplacement);
      rig.iot.faults.clear();
      const { Status, PhysicalResourceId } = await rig.answer(failingReplacement);
      expect({ skip, Status, PhysicalResourceId }).toEqual({ skip, Status: 'FAILED', PhysicalResourceId: 'profile' });
      expect(await rig.answer(reversedReplacement)).toMatchObject({ Status: 'SUCCESS' });
      expect({ skip, state: stateOf(rig) }).toEqual({ skip, state: before });
    }
  });

  test('an update is undone by the reversed event of its roll back', async () => {
    const wanted = { ...full, ...missingGroup, SecurityProfileDescription: 'never seen', Tags: [] };
    const failing = updateEvent('profile', full, wanted);
    const calls = await callsOfFailing(standing, failing);
    for (let skip = 0; skip < calls; skip++) {
      const rig = await standing();
      const before = stateOf(rig);
      rig.iot.faults.add({ skip, effect: crash(when) });
      await rig.deliver(failing);
      rig.iot.faults.clear();
      const reversed = updateEvent('profile', wanted, full, 'rollback-1');
      expect(await rig.answer(reversed)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'profile' });
      expect({ skip, state: stateOf(rig) }).toEqual({ skip, state: before });
    }
  });
});

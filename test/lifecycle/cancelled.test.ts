import type { Fault } from '../../simulator/iot';
import { createEvent, deleteEvent, marks, profileArn, Rig, thingGroupArn, updateEvent } from '../support/rig';
import {
  accessDenied,
  deployed,
  forget,
  full,
  fullChanged,
  held,
  inputsOf,
  named,
  onceAfter,
  type Properties,
  small,
  stateOf,
  typedFlood,
  typedSmall,
  without,
} from './support';

/** CloudFormation does not wait for what it cancels: the next event is sent while the function is still at work. */
const both = async (rig: Rig, cancelled: object, next: object, after: number) => {
  const first = rig.deliver(cancelled);
  const second = rig.clock.run(rig.clock.sleep(after)).then(() => rig.answer(next));
  const [, answer] = await Promise.all([first, second]);
  // What the service is still at takes effect.
  await rig.clock.run(rig.clock.sleep(60_000));
  return answer;
};

/** After each call: the moment at which the next event comes. */
const atEachCall = async (
  ready: () => Promise<Rig>,
  cancelled: object,
  next: object,
  check: (rig: Rig, skip: number) => void,
): Promise<void> => {
  const clean = await ready();
  await clean.deliver(cancelled);
  const count = clean.calls().length;
  expect(count).toBeGreaterThan(1);
  for (let skip = 0; skip < count; skip++) {
    const rig = await ready();
    let seen = 0;
    let second: Promise<unknown> = Promise.resolve();
    const stop = rig.iot.journal.onCall(() => {
      if (seen++ !== skip) return;
      stop();
      second = rig.answer(next);
    });
    await rig.deliver(cancelled);
    expect({ skip, answer: await second }).toMatchObject({ skip, answer: { Status: 'SUCCESS' } });
    check(rig, skip);
  }
};

const slow = (operation: NonNullable<Fault['operation']>, milliseconds: number): Fault => ({
  operation,
  effect: { kind: 'slow', milliseconds },
});

const inventedIds = ['factory-Profile-1ABCDEFGHIJK', 'factory-Profile-1ABCDEFGHIJKL', 'factory-Profile-aBcDeFg8'];

describe.each(inventedIds)('a Create that is cancelled, and a Delete with the invented id %s', (id) => {
  const properties = { ...small, TargetArns: [thingGroupArn('one'), thingGroupArn('two')] };
  const create = createEvent(properties);
  const deletion = deleteEvent(id, properties);

  test('leave nothing, whenever the Delete comes', () =>
    atEachCall(
      async () => new Rig(),
      create,
      deletion,
      (rig, skip) => expect({ skip, names: rig.iot.service.profileNames() }).toEqual({ skip, names: [] }),
    ));

  test('leave nothing while the Create waits for its role', async () => {
    for (const after of [0, 1_000, 10_000, 18_000]) {
      const rig = new Rig();
      rig.iot.faults.add({ operation: 'CreateSecurityProfile', times: 15, effect: accessDenied });
      expect(await both(rig, create, deletion, after)).toMatchObject({ Status: 'SUCCESS' });
      expect(rig.iot.service.profileNames()).toEqual([]);
    }
  });

  test('leave nothing when CreateSecurityProfile is slow, or lost and takes effect later', async () => {
    for (const milliseconds of [1_000, 5_000, 14_000, 25_000]) {
      const rig = new Rig();
      rig.iot.faults.add(slow('CreateSecurityProfile', milliseconds));
      expect(await both(rig, create, deletion, 500)).toMatchObject({ Status: 'SUCCESS' });
      expect(rig.iot.service.profileNames()).toEqual([]);
    }
  });

  test('leave what the Create has not made', async () => {
    const rig = new Rig();
    rig.iot.service.seed(typedSmall, { tags: { theirs: 'kept' } });
    const before = stateOf(rig);
    await both(rig, create, deletion, 0);
    expect(stateOf(rig)).toEqual(before);
  });

  test('release what the Create has adopted', () =>
    atEachCall(
      async () => {
        const rig = new Rig();
        rig.iot.service.seed({ ...typedSmall, behaviors: [typedFlood(7)] }, { tags: { theirs: 'kept' } });
        return rig;
      },
      createEvent({ ...properties, AdoptExisting: 'true' }),
      deleteEvent(id, { ...properties, AdoptExisting: 'true' }),
      (rig, skip) => expect({ skip, tags: held(rig).tags }).toEqual({ skip, tags: { theirs: 'kept' } }),
    ));
});

describe('an Update that is cancelled while its reversed event comes', () => {
  test('in place: the content that was rolled back stands, whenever the reversed event comes', async () => {
    const expected = held(await deployed(full)).profile.behaviors;
    await atEachCall(
      () => deployed(full),
      updateEvent('profile', full, fullChanged),
      updateEvent('profile', fullChanged, full, 'rollback-1'),
      (rig, skip) => {
        const { profile, tags } = held(rig);
        expect({ skip, profile }).toMatchObject({
          skip,
          profile: { behaviors: expected, securityProfileDescription: 'as it was' },
        });
        expect(tags).toMatchObject(marks('made/create-1'));
      },
    );
  });

  test('in place, and its write was on the way for seconds', async () => {
    for (const milliseconds of [500, 5_000, 14_000]) {
      const rig = await deployed(full);
      const before = held(rig).profile;
      rig.iot.faults.add(slow('UpdateSecurityProfile', milliseconds));
      const rollback = updateEvent('profile', fullChanged, full, 'rollback-1');
      expect(await both(rig, updateEvent('profile', full, fullChanged), rollback, 200)).toMatchObject({
        Status: 'SUCCESS',
      });
      const { version: _, ...content } = held(rig).profile;
      expect(before).toMatchObject(content);
    }
  });

  test('in place, ends FAILED and says why', async () => {
    const rig = await deployed(small);
    const changed: Properties = { ...small, Behaviors: [] };
    rig.iot.faults.add(slow('UpdateSecurityProfile', 2_000));
    const cancelled = rig.deliver(updateEvent('profile', small, changed));
    const rollback = rig.clock
      .run(rig.clock.sleep(200))
      .then(() => rig.answer(updateEvent('profile', changed, small, 'rollback-1')));
    expect(await rollback).toMatchObject({ Status: 'SUCCESS' });
    const { answers } = await cancelled;
    expect(answers).toMatchObject([{ Status: 'FAILED', PhysicalResourceId: 'profile' }]);
    expect(answers[0]?.Reason).toContain('cancelled');
    expect(held(rig).profile.behaviors).toEqual(typedSmall.behaviors);
  });

  test.each([
    ['another name', small, named('renamed', full), 'renamed'],
    ['the generated name', small, without(full, 'SecurityProfileName'), 'factory-Profile-54b37720b932'],
  ])('to %s: what it makes is swept, whenever the reversed event comes', (_title, old, wanted, name) =>
    atEachCall(
      () => deployed(old),
      updateEvent('profile', old, wanted),
      updateEvent('profile', wanted, old, 'rollback-1'),
      (rig, skip) => {
        expect({ skip, names: rig.iot.service.profileNames() }).toEqual({ skip, names: ['profile'] });
        expect(rig.iot.service.profile(name)).toBeUndefined();
      },
    ),
  );

  test('to another name, where CreateSecurityProfile is slow', async () => {
    for (const milliseconds of [1_000, 5_000, 14_000]) {
      const rig = await deployed(small);
      rig.iot.faults.add(slow('CreateSecurityProfile', milliseconds));
      const rollback = updateEvent('profile', named('renamed'), small, 'rollback-1');
      expect(await both(rig, updateEvent('profile', small, named('renamed')), rollback, 200)).toMatchObject({
        Status: 'SUCCESS',
      });
      expect(rig.iot.service.profileNames()).toEqual(['profile']);
    }
  });

  test('one that merely spells out a default, and meets another change, is no cancellation: nothing can be undone', async () => {
    const rig = await deployed(small);
    const [behavior] = small.Behaviors as readonly Properties[];
    const spelt: Properties = { ...small, Behaviors: [{ ...behavior, SuppressAlerts: 'false' }] };
    onceAfter(rig, 'DescribeSecurityProfile', () =>
      rig.iot.service.outOfBand('UpdateSecurityProfile', { ...typedSmall }),
    );
    expect(await rig.answer(updateEvent('profile', small, spelt))).toMatchObject({ Status: 'SUCCESS' });
    expect(rig.writes().filter((operation) => operation === 'UpdateSecurityProfile')).toHaveLength(2);
  });

  test('a second update of the same content at the same moment is no cancellation', async () => {
    const rig = await deployed(small);
    const changed: Properties = { ...small, Behaviors: [] };
    const event = updateEvent('profile', small, changed);
    const answers = await Promise.all([rig.answer(event), rig.answer(event)]);
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }, { Status: 'SUCCESS' }]);
    expect(held(rig).profile.behaviors ?? []).toEqual([]);
  });
});

test('the Delete of a failed create finds what it has made, though its tags come late', async () => {
  const rig = new Rig();
  rig.iot.service.seed(typedSmall);
  const tags = Object.entries(marks('made/create-1')).map(([Key, Value]) => ({ Key, Value }));
  const late = rig.clock
    .sleep(3_000)
    .then(() => rig.iot.service.outOfBand('TagResource', { resourceArn: profileArn('profile'), tags }));
  expect(await rig.answer(deleteEvent('failed-create/create-1/profile', small))).toMatchObject({ Status: 'SUCCESS' });
  await late;
  expect(rig.iot.service.profileNames()).toEqual([]);
});

test('a release takes off the tags that are there, and asks for no other', async () => {
  const rig = new Rig();
  rig.iot.service.seed(typedSmall, { tags: marks() });
  const event = deleteEvent('profile', { ...small, AdoptExisting: 'true' });
  expect(await rig.answer(event)).toMatchObject({ Status: 'SUCCESS' });
  expect(inputsOf(rig, 'UntagResource')).toMatchObject([
    { tagKeys: ['cloudformation:stack-id', 'cloudformation:logical-id'] },
  ]);
});

test('a roll back that is overtaken twice by the update that it undoes is not cancelled itself', async () => {
  const rig = await deployed(small);
  const changed: Properties = { ...small, Behaviors: [] };
  let reads = 0;
  rig.iot.journal.onCall(({ operation }) => {
    if (operation !== 'DescribeSecurityProfile' || ++reads > 2) return;
    rig.iot.service.outOfBand('UpdateSecurityProfile', { securityProfileName: 'profile', deleteBehaviors: true });
  });
  const event = updateEvent('profile', changed, small, 'rollback-1');
  expect(await rig.answer(event)).toMatchObject({ Status: 'SUCCESS' });
  expect(rig.calls().filter((operation) => operation === 'UpdateSecurityProfile')).toHaveLength(3);
  expect(held(rig).profile.behaviors).toEqual(typedSmall.behaviors);
});

describe('a Delete never leads from one name to another', () => {
  const generated = 'factory-Profile-54b37720b932';
  const liveAs = (name: string): Rig => {
    const rig = new Rig();
    rig.iot.service.seed({ ...typedSmall, securityProfileName: name }, { tags: marks('made/create-0') });
    return rig;
  };
  const untouched = async (rig: Rig, event: object): Promise<void> => {
    const before = stateOf(rig);
    forget(rig);
    expect(await rig.answer(event)).toMatchObject({ Status: 'SUCCESS' });
    expect(stateOf(rig)).toEqual(before);
    expect(rig.writes()).toEqual([]);
  };

  test.each([
    ['a name', 'former'],
    ['our own generated name', generated],
    ['a name that looks like an invented id of another stack', 'office-Profile-1ABCDEFGHIJKL'],
    ['a name that looks like an invented id of another resource', 'factory-Other-1ABCDEFGHIJKL'],
    ['a name with too short an end', 'factory-Profile-1234567'],
    ['a name with too long an end', 'factory-Profile-12345678901234567'],
    ['a name with a sign in its end', 'factory-Profile-1ABCDE_GHIJKL'],
  ])('under %s that is not there, also when it comes again after a rename', async (_title, id) => {
    await untouched(liveAs('profile'), deleteEvent(id, small));
  });

  test('under a name that looks like an invented id, when its clean-up comes again after a rename', async () => {
    const id = 'factory-Profile-MyProfile1';
    const rig = await deployed(named(id));
    expect(await rig.answer(updateEvent(id, named(id), small))).toMatchObject({ PhysicalResourceId: 'profile' });
    expect(held(rig).tags).toEqual(marks('claimed/update-1'));
    expect(await rig.answer(deleteEvent(id, small))).toMatchObject({ Status: 'SUCCESS' });
    expect(rig.iot.service.profileNames()).toEqual(['profile']);
    await untouched(rig, deleteEvent(id, small));
  });

  test.each(inventedIds)(
    'under the invented id %s, where a profile really bears that name and is left alone',
    async (id) => {
      const rig = liveAs('profile');
      rig.iot.service.seed({ ...typedSmall, securityProfileName: id }, { tags: { theirs: 'kept' } });
      await untouched(rig, deleteEvent(id, small));
    },
  );

  test.each(inventedIds)(
    'under the invented id %s, where a profile of ours bears that name: it goes, and no other',
    async (id) => {
      const rig = liveAs('profile');
      rig.iot.service.seed({ ...typedSmall, securityProfileName: id }, { tags: marks('made/create-1') });
      expect(await rig.answer(deleteEvent(id, small))).toMatchObject({ Status: 'SUCCESS' });
      expect(rig.iot.service.profileNames()).toEqual(['profile']);
    },
  );

  test('under a generated name whose hash is all digits', async () => {
    // printf '%s' "$STACK_ID/Profile825" | sha256sum | head -c 12
    const name = 'factory-Profile825-705847207384';
    const rig = new Rig();
    rig.iot.service.seed(typedSmall, { tags: marks('made/create-0', undefined, 'Profile825') });
    await untouched(rig, { ...deleteEvent(name, small), LogicalResourceId: 'Profile825' });
  });
});

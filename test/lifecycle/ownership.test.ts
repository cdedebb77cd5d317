import { createEvent, deleteEvent, marks, otherStackId, Rig, updateEvent } from '../support/rig';
import {
  deployed,
  foreignOwners,
  held,
  internalFailure,
  logged,
  named,
  type Properties,
  small,
  typedFlood,
  typedSmall,
} from './support';

// Beside the table of ownership-table.test.ts: what people are told, and what the table takes for granted.

const different = { ...typedSmall, behaviors: [typedFlood(999)] };
const notAdopting = [{}, { AdoptExisting: 'false' }] as const;

/** Each event that may come upon a profile named `profile` that is not ours. */
const comings = [
  {
    coming: 'a create',
    prepare: async () => new Rig(),
    eventOf: (properties: Properties): object => createEvent(properties),
    failedId: 'refused-create/create-1/profile',
  },
  {
    coming: 'an update to another name',
    prepare: () => deployed(named('former')),
    eventOf: (properties: Properties): object => updateEvent('former', named('former'), properties),
    failedId: 'former',
  },
  {
    coming: 'an update in place',
    prepare: async () => new Rig(),
    eventOf: (properties: Properties): object => updateEvent('profile', small, properties),
    failedId: 'profile',
  },
] as const;

describe.each(comings)('$coming', ({ coming, prepare, eventOf, failedId }) => {
  // In place the physical id proves that nobody's profile is ours.
  const nobody = { whose: "nobody's", tags: { theirs: 'kept' }, owner: 'nobody has marked it' };
  const refusals = coming === 'an update in place' ? foreignOwners : [nobody, ...foreignOwners];

  test.each(refusals)(
    'that meets a profile that is $whose names the owner and the way out',
    async ({ tags, owner }) => {
      for (const flag of notAdopting) {
        const rig = await prepare();
        rig.iot.service.seed(different, { tags });
        const before = held(rig);
        const answer = await rig.answer(eventOf({ ...small, ...flag }));
        expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: failedId });
        for (const part of ["'profile'", owner, 'AdoptExisting: true']) expect(answer.Reason).toContain(part);
        expect(held(rig)).toEqual(before);
        expect(rig.writes()).toEqual([]);
        expect(logged(rig, 'adopting')).toEqual([]);
      }
    },
  );

  test('fails and writes nothing when the tags cannot be read: that never counts as no owner', async () => {
    for (const flag of [...notAdopting, { AdoptExisting: 'true' }]) {
      const rig = await prepare();
      rig.iot.service.seed(different);
      const before = held(rig);
      rig.iot.faults.add({
        operation: 'ListTagsForResource',
        times: Number.POSITIVE_INFINITY,
        effect: internalFailure,
      });
      expect(await rig.answer(eventOf({ ...small, ...flag }))).toMatchObject({
        Status: 'FAILED',
        PhysicalResourceId: failedId,
      });
      expect(held(rig)).toEqual(before);
      expect(rig.writes()).toEqual([]);
    }
  });
});

describe('an update in place', () => {
  const update = updateEvent('profile', small, small);

  test.each(foreignOwners)('logs that it leaves a profile that is $whose, and as declared', async ({ tags, owner }) => {
    const rig = new Rig();
    rig.iot.service.seed(typedSmall, { tags });
    const before = held(rig);
    expect(await rig.answer(update)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'profile' });
    expect(logged(rig, 'left as it is: it belongs to another, and is already what is declared')).toEqual([
      expect.objectContaining({ name: 'profile', owner: expect.stringContaining(owner) }),
    ]);
    expect(held(rig)).toEqual(before);
  });

  test("names the owner of another's profile also where its tags leave no room for those declared", async () => {
    const rig = new Rig();
    const theirs = Object.fromEntries(Array.from({ length: 47 }, (_, index) => [`theirs-${index}`, '']));
    rig.iot.service.seed(typedSmall, { tags: { ...theirs, ...marks('made/create-1', otherStackId) } });
    const wanted = { ...small, Tags: [{ Key: 'ours', Value: '' }] };
    const { Reason } = await rig.answer(updateEvent('profile', small, wanted));
    expect(Reason).toContain(otherStackId);
    expect(Reason).not.toContain('51 tags');
  });

  test('logs that it makes a profile again that was deleted elsewhere', async () => {
    const rig = new Rig();
    await rig.answer(update);
    expect(logged(rig, 'the profile was deleted elsewhere and is created again')).toMatchObject([{ name: 'profile' }]);
  });
});

describe('a delete', () => {
  test('succeeds when nothing stands under the name, without a write', async () => {
    const rig = new Rig();
    expect(await rig.answer(deleteEvent('profile', small))).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: 'profile',
    });
    expect(rig.writes()).toEqual([]);
  });

  test.each([
    ['leave', {}, small],
    ['release', marks('adopted/create-1'), { ...small, AdoptExisting: 'true' }],
    ['delete', marks('made/create-1'), small],
  ])('logs what it decides: %s', async (decision, tags, properties) => {
    const rig = new Rig();
    rig.iot.service.seed(typedSmall, { tags });
    await rig.answer(deleteEvent('profile', properties));
    expect(logged(rig, 'removing')).toEqual([
      expect.objectContaining({ name: 'profile', because: 'physical-id', decision }),
    ]);
  });

  test.each([
    ['deletes', [undefined, null, '', 'false', 'False', 'FALSE', false], []],
    ['releases', ['true', 'True', true, 'yes', '0', 0, 'perhaps', 'null', {}, [], ['false']], ['profile']],
  ])('%s what was adopted, where its own properties say AdoptExisting: %j', async (_what, values, names) => {
    for (const AdoptExisting of values) {
      const rig = new Rig();
      rig.iot.service.seed(typedSmall, { tags: marks('adopted/create-1') });
      await rig.answer(deleteEvent('profile', { ...small, AdoptExisting }));
      expect({ AdoptExisting, names: rig.iot.service.profileNames() }).toEqual({ AdoptExisting, names });
    }
  });

  test('fails and deletes nothing when the tags cannot be read', async () => {
    const rig = new Rig();
    rig.iot.service.seed(typedSmall, { tags: marks('made/create-1') });
    rig.iot.faults.add({ operation: 'ListTagsForResource', times: Number.POSITIVE_INFINITY, effect: internalFailure });
    expect(await rig.answer(deleteEvent('profile', small))).toMatchObject({
      Status: 'FAILED',
      PhysicalResourceId: 'profile',
    });
    expect(rig.iot.service.profileNames()).toEqual(['profile']);
    expect(rig.writes()).toEqual([]);
  });
});

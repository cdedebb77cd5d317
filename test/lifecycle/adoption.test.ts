import {
  createEvent,
  deleteEvent,
  marks,
  otherStackId,
  profileArn,
  Rig,
  thingGroupArn,
  updateEvent,
} from '../support/rig';
import { held, inputsOf, invalidRequest, logged, type Properties, small, typedFlood, typedSmall } from './support';

const adopting: Properties = { ...small, AdoptExisting: 'true' };
const former = { ...typedSmall, behaviors: [typedFlood(999)], securityProfileDescription: 'theirs' };
const targets = ['a', 'b', 'c', 'd'].map(thingGroupArn);

const foreign = (tags: Readonly<Record<string, string>> = {}): Rig => {
  const rig = new Rig();
  rig.iot.service.seed(former, { tags, targets });
  return rig;
};

const tagsUpTo = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, 'kept']));

describe('adopting a profile', () => {
  test('logs what it was before, whole: content, tags, and the targets of all pages', async () => {
    const rig = foreign({ theirs: 'kept' });
    await rig.answer(createEvent(adopting));
    const { securityProfileName: _, ...content } = former;
    expect(logged(rig, 'adopting')).toMatchObject([
      { former: { name: 'profile', arn: profileArn('profile'), version: 1, content, tags: { theirs: 'kept' } } },
      { former: { name: 'profile', targets } },
    ]);
  });

  test('logs many targets in several lines: a line of the log has a greatest length', async () => {
    const rig = new Rig({ pageSize: 250 });
    const many = Array.from({ length: 1_001 }, (_, index) => thingGroupArn(`group-${index}`)).sort();
    rig.iot.service.seed(former, { targets: many });
    await rig.answer(createEvent(adopting));
    const lines = logged(rig, 'adopting').map(({ former: was }) => (was as Properties).targets ?? []);
    expect(lines).toEqual([[], many.slice(0, 500), many.slice(500, 1_000), many.slice(1_000)]);
  });

  test('writes the three tags first, and only then changes anything', async () => {
    const rig = foreign();
    await rig.answer(createEvent({ ...adopting, TargetArns: [thingGroupArn('a'), thingGroupArn('new')] }));
    expect(rig.writes()).toEqual([
      'TagResource',
      'UpdateSecurityProfile',
      'AttachSecurityProfile',
      'DetachSecurityProfile',
      'DetachSecurityProfile',
      'DetachSecurityProfile',
    ]);
  });

  test.each([
    ['of another stack', marks('made/create-1', otherStackId)],
    ['that are only a stray one', { 'cloudformation:request-id': 'made/create-1' }],
  ])('writes over the marks %s, even where they name its own event', async (_whose, tags) => {
    const rig = foreign(tags);
    await rig.answer(createEvent(adopting));
    expect(rig.writes()).toEqual(['TagResource', 'UpdateSecurityProfile']);
    expect(held(rig).tags).toEqual(marks('adopted/create-1'));
    await rig.answer(deleteEvent('failed-create/create-1/profile', adopting));
    expect(held(rig).tags).toEqual({});
  });

  test.each([
    ['equal', typedSmall],
    ['another', former],
  ])(
    'moves the version, that a Delete which its owner has begun conflicts: its content is %s',
    async (_title, content) => {
      const rig = new Rig();
      rig.iot.service.seed(content, { tags: marks('made/other-1', otherStackId) });
      await rig.answer(createEvent(adopting));
      expect(held(rig).profile.version).toBe(2);
      // And again when the event comes again: the first delivery may have been killed in between.
      await rig.answer(createEvent(adopting));
      expect(held(rig).profile.version).toBe(3);
      expect(inputsOf(rig, 'UpdateSecurityProfile').map(({ expectedVersion }) => expectedVersion)).toEqual([1, 2]);
    },
  );

  test.each([
    ['takes over a profile with 47 tags, to which the three marks can be added', 47, 'SUCCESS'],
    ['refuses, before any write, a profile with 48 tags', 48, 'FAILED'],
    ['refuses, before any write, a profile with 50 tags', 50, 'FAILED'],
  ])('%s', async (_title, count, status) => {
    const rig = foreign(tagsUpTo(count));
    const before = held(rig);
    const answer = await rig.answer(createEvent(adopting));
    expect(answer.Status).toBe(status);
    if (status === 'SUCCESS') expect(held(rig).tags).toEqual({ ...tagsUpTo(count), ...marks('adopted/create-1') });
    else
      expect({ reason: answer.Reason, held: held(rig) }).toEqual({
        reason: expect.stringContaining(`${count + 3} tags`),
        held: before,
      });
    expect(rig.writes().length > 0).toBe(status === 'SUCCESS');
    expect(logged(rig, 'adopting').length > 0).toBe(status === 'SUCCESS');
  });

  test("does not count another maker's marks, in whose place ours are put", async () => {
    const rig = foreign({ ...tagsUpTo(47), ...marks('made/other-1', otherStackId) });
    expect(await rig.answer(createEvent(adopting))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig).tags).toEqual({ ...tagsUpTo(47), ...marks('adopted/create-1') });
  });

  test("does not count AWS's own tags", async () => {
    const native = { 'aws:cloudformation:stack-id': otherStackId, 'aws:cloudformation:logical-id': 'Native' };
    const rig = foreign({ ...tagsUpTo(47), ...native });
    expect(await rig.answer(createEvent(adopting))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig).tags).toEqual({ ...tagsUpTo(47), ...native, ...marks('adopted/create-1') });
  });

  test('happens in a replacement, too, and the old profile is then deleted', async () => {
    const rig = foreign({ theirs: 'kept' });
    const old = { ...small, SecurityProfileName: 'old' };
    await rig.answer(createEvent(old, 'create-0'));
    expect(await rig.answer(updateEvent('old', old, adopting))).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: 'profile',
    });
    expect(held(rig).tags).toEqual({ theirs: 'kept', ...marks('adopted/update-1') });
    await rig.answer(deleteEvent('old', old));
    expect(rig.iot.service.profileNames()).toEqual(['profile']);
  });

  test('leaves the attachments alone when TargetArns is absent', async () => {
    const rig = foreign();
    await rig.answer(createEvent(adopting));
    expect(held(rig).targets).toEqual(targets);
  });
});

describe('giving an adopted profile up', () => {
  test('a delete releases it: the marks go, everything else stays, tags and attachments included', async () => {
    const rig = foreign({ theirs: 'kept' });
    await rig.answer(createEvent(adopting));
    const before = held(rig);
    await rig.answer(deleteEvent('profile', adopting));
    expect(held(rig)).toEqual({ ...before, tags: { theirs: 'kept' } });
    expect(inputsOf(rig, 'UntagResource')).toEqual([
      expect.objectContaining({ tagKeys: Object.keys(marks('adopted/create-1')) }),
    ]);
  });

  test('the roll back of a create that failed after it had adopted releases it', async () => {
    const rig = foreign({ theirs: 'kept' });
    rig.iot.faults.add({ operation: 'UpdateSecurityProfile', effect: invalidRequest });
    const answer = await rig.answer(createEvent(adopting));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'failed-create/create-1/profile' });
    expect(held(rig).tags).toEqual({ theirs: 'kept', ...marks('adopted/create-1') });
    expect(await rig.answer(deleteEvent(answer.PhysicalResourceId, adopting))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig)).toMatchObject({ profile: former, targets });
    expect(held(rig).tags).toEqual({ theirs: 'kept' });
  });

  test.each(['true', true])(
    'a second delivery of the delete does not take the released profile for one without an owner: AdoptExisting %p',
    async (AdoptExisting) => {
      const properties = { ...adopting, AdoptExisting };
      const rig = foreign({ theirs: 'kept' });
      await rig.answer(createEvent(properties));
      await rig.answer(deleteEvent('profile', properties));
      const released = held(rig);
      expect(await rig.answer(deleteEvent('profile', properties))).toMatchObject({ Status: 'SUCCESS' });
      expect(held(rig)).toEqual(released);
    },
  );
});

import { createEvent, deleteEvent, marks, otherStackId, Rig, thingGroupArn, updateEvent } from '../support/rig';
import {
  forget,
  held,
  inputsOf,
  invalidRequest,
  limitExceeded,
  logged,
  type Properties,
  small,
  typedFlood,
  typedSmall,
} from './support';

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
    expect(logged(rig, 'adopting')).toEqual([
      expect.objectContaining({
        former: expect.objectContaining({ name: 'profile', content, tags: { theirs: 'kept' }, targets }),
      }),
    ]);
  });

  test('writes the owner tags first, and only then changes anything', async () => {
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

  test("removes another maker's request id before it marks the profile", async () => {
    const rig = foreign(marks('create-1', otherStackId));
    await rig.answer(createEvent(adopting));
    expect(rig.writes()).toEqual(['UntagResource', 'TagResource', 'UpdateSecurityProfile']);
    expect(inputsOf(rig, 'UntagResource')).toEqual([
      expect.objectContaining({ tagKeys: ['cloudformation:request-id'] }),
    ]);
    expect(held(rig).tags).toEqual(marks());
  });

  test("removes a stray request id too, even when it is this event's own", async () => {
    const rig = foreign({ 'cloudformation:request-id': 'create-1' });
    await rig.answer(createEvent(adopting));
    expect(held(rig).tags).toEqual(marks());
    await rig.answer(deleteEvent('failed-create/create-1/profile', adopting));
    expect(held(rig).tags).toEqual({});
  });

  test.each([
    ['takes over a profile with 48 tags, to which two marks can be added', 48, 'SUCCESS'],
    ['refuses, before any write, a profile with 49 tags', 49, 'FAILED'],
    ['refuses, before any write, a profile with 50 tags', 50, 'FAILED'],
  ])('%s', async (_title, count, status) => {
    const rig = foreign(tagsUpTo(count));
    const before = held(rig);
    const answer = await rig.answer(createEvent(adopting));
    expect(answer.Status).toBe(status);
    if (status === 'SUCCESS') expect(held(rig).tags).toEqual({ ...tagsUpTo(count), ...marks() });
    else
      expect({ reason: answer.Reason, held: held(rig) }).toEqual({
        reason: expect.stringContaining('50'),
        held: before,
      });
    expect(rig.writes().length > 0).toBe(status === 'SUCCESS');
  });

  test("does not count another maker's marks, in whose place ours are put", async () => {
    const rig = foreign({ ...tagsUpTo(47), ...marks('made-1', otherStackId) });
    expect(await rig.answer(createEvent(adopting))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig).tags).toEqual({ ...tagsUpTo(47), ...marks() });
  });

  test("does not count AWS's own tags", async () => {
    const native = { 'aws:cloudformation:stack-id': otherStackId, 'aws:cloudformation:logical-id': 'Native' };
    const rig = foreign({ ...tagsUpTo(48), ...native });
    expect(await rig.answer(createEvent(adopting))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig).tags).toEqual({ ...tagsUpTo(48), ...native, ...marks() });
  });

  test('happens in a replacement, too, and the old profile is then deleted', async () => {
    const rig = foreign({ theirs: 'kept' });
    const old = { ...small, SecurityProfileName: 'old' };
    await rig.answer(createEvent(old, 'create-0'));
    expect(await rig.answer(updateEvent('old', old, adopting))).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: 'profile',
    });
    expect(held(rig).tags).toEqual({ theirs: 'kept', ...marks() });
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
      expect.objectContaining({ tagKeys: ['cloudformation:stack-id', 'cloudformation:logical-id'] }),
    ]);
  });

  test('the roll back of a create that failed after it had adopted releases it', async () => {
    const rig = foreign({ theirs: 'kept' });
    rig.iot.faults.add({ operation: 'UpdateSecurityProfile', effect: invalidRequest });
    const answer = await rig.answer(createEvent(adopting));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'failed-create/create-1/profile' });
    expect(held(rig).tags).toEqual({ theirs: 'kept', ...marks() });
    expect(await rig.answer(deleteEvent(answer.PhysicalResourceId, adopting))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig)).toMatchObject({ profile: former, targets });
    expect(held(rig).tags).toEqual({ theirs: 'kept' });
  });

  test('a replacement that failed after it had adopted releases it at once', async () => {
    const rig = foreign({ theirs: 'kept' });
    const old = { ...small, SecurityProfileName: 'old' };
    await rig.answer(createEvent(old, 'create-0'));
    rig.iot.faults.add({ operation: 'AttachSecurityProfile', effect: limitExceeded });
    const event = updateEvent('old', old, { ...adopting, TargetArns: [thingGroupArn('full')] });
    expect(await rig.answer(event)).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'old' });
    expect(held(rig).tags).toEqual({ theirs: 'kept' });
    expect(held(rig, 'old').tags).toEqual(marks('create-0'));
  });

  test('once AdoptExisting has gone from the template the profile is deleted like any other', async () => {
    const rig = foreign({ theirs: 'kept' });
    await rig.answer(createEvent(adopting));
    await rig.answer(updateEvent('profile', adopting, small));
    expect(held(rig).tags).toEqual({ theirs: 'kept', ...marks('update-1') });
    await rig.answer(deleteEvent('profile', small));
    expect(rig.iot.service.profileNames()).toEqual([]);
  });

  test('an update that changes nothing else stamps the profile and makes no other write', async () => {
    const rig = foreign();
    await rig.answer(createEvent(adopting));
    forget(rig);
    await rig.answer(updateEvent('profile', adopting, small));
    expect(rig.writes()).toEqual(['TagResource']);
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

import { createEvent, deleteEvent, marks, Rig, updateEvent } from '../support/rig';
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

const identical = typedSmall;
const different = { ...typedSmall, behaviors: [typedFlood(999)], securityProfileDescription: 'different' };
const wanted = { profile: { behaviors: [typedFlood(100)] } };

const contents = [
  { content: 'identical', input: identical },
  { content: 'different', input: different },
] as const;

/** Every content with every value of a table. */
const withContents = <Row extends object>(rows: readonly Row[]) =>
  contents.flatMap((content) => rows.map((row) => ({ ...content, ...row })));

const adoptions = [
  { adoption: 'without AdoptExisting', adopt: {} },
  { adoption: 'with AdoptExisting: false', adopt: { AdoptExisting: 'false' } },
  { adoption: 'with AdoptExisting: true', adopt: { AdoptExisting: 'true' } },
] as const;
const [withoutAdoption, withFalse, withAdoption] = adoptions;
const notAdopting = [withoutAdoption, withFalse];

/** The two ways to claim a name: Create, and Update to another name. */
const claims = [
  {
    claim: 'a create',
    requestId: 'create-2',
    prepare: async () => new Rig(),
    eventOf: (properties: Properties): object => createEvent(properties, 'create-2'),
    failedId: 'failed-create/create-2/profile',
  },
  {
    claim: 'an update to another name',
    requestId: 'update-1',
    prepare: () => deployed(named('former')),
    eventOf: (properties: Properties): object => updateEvent('former', named('former'), properties),
    failedId: 'former',
  },
] as const;

describe.each(claims)('$claim', ({ prepare, eventOf, requestId, failedId }) => {
  test.each(adoptions)('makes a profile that does not exist, with the three marks, $adoption', async ({ adopt }) => {
    const rig = await prepare();
    expect(await rig.answer(eventOf({ ...small, ...adopt }))).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: 'profile',
    });
    expect(held(rig)).toMatchObject({ ...wanted, tags: marks(requestId) });
  });

  test.each(withContents(adoptions))(
    'takes on its own $content profile and says so by its request id, $adoption',
    async ({ input, adopt }) => {
      const rig = await prepare();
      rig.iot.service.seed(input, { tags: marks('create-0') });
      expect(await rig.answer(eventOf({ ...small, ...adopt }))).toMatchObject({ Status: 'SUCCESS' });
      expect(held(rig)).toMatchObject({ ...wanted, tags: marks(requestId) });
      expect(held(rig).profile).not.toHaveProperty('securityProfileDescription');
      expect(rig.calls()).not.toContain('CreateSecurityProfile');
    },
  );

  test.each(withContents(adoptions))(
    'takes on its own adopted $content profile, which stays adopted, $adoption',
    async ({ input, adopt }) => {
      const rig = await prepare();
      rig.iot.service.seed(input, { tags: marks() });
      expect(await rig.answer(eventOf({ ...small, ...adopt }))).toMatchObject({ Status: 'SUCCESS' });
      expect(held(rig)).toMatchObject(wanted);
      expect(held(rig).tags).toEqual(marks());
    },
  );

  const refusals = [{ whose: "nobody's", tags: { theirs: 'kept' }, owner: 'nobody has marked it' }, ...foreignOwners];

  test.each(withContents(refusals.flatMap((refusal) => notAdopting.map((adoption) => ({ ...refusal, ...adoption })))))(
    'fails on a $content profile that is $whose and leaves it exactly as it was, $adoption',
    async ({ input, tags, owner, adopt }) => {
      const rig = await prepare();
      rig.iot.service.seed(input, { tags, targets: ['arn:aws:iot:us-east-1:123456789012:thinggroup/theirs'] });
      const before = held(rig);
      const answer = await rig.answer(eventOf({ ...small, ...adopt }));
      expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: failedId });
      expect(answer.Reason).toContain(owner);
      expect(answer.Reason).toContain('AdoptExisting: true');
      expect(answer.Reason).toContain('AdoptExisting');
      expect(held(rig)).toEqual(before);
      expect(rig.writes()).toEqual([]);
    },
  );

  test.each(withContents(refusals))(
    'takes over a $content profile that is $whose, with AdoptExisting: true',
    async ({ input, tags }) => {
      const rig = await prepare();
      rig.iot.service.seed(input, { tags });
      const answer = await rig.answer(eventOf({ ...small, ...withAdoption.adopt }));
      expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'profile' });
      expect(held(rig)).toMatchObject(wanted);
      const { 'cloudformation:request-id': _, ...kept }: Readonly<Record<string, string>> = tags;
      expect(held(rig).tags).toEqual({ ...kept, ...marks() });
      expect(rig.calls()).not.toContain('CreateSecurityProfile');
    },
  );

  test.each(adoptions)('fails and writes nothing when the tags cannot be read, $adoption', async ({ adopt }) => {
    const rig = await prepare();
    rig.iot.service.seed(identical);
    const before = held(rig);
    rig.iot.faults.add({ operation: 'ListTagsForResource', times: Number.POSITIVE_INFINITY, effect: internalFailure });
    expect(await rig.answer(eventOf({ ...small, ...adopt }))).toMatchObject({ Status: 'FAILED' });
    expect(held(rig)).toEqual(before);
    expect(rig.writes()).toEqual([]);
  });
});

describe('an update in place', () => {
  const update = (adopt: Properties = {}) => updateEvent('profile', small, { ...small, ...adopt });

  test.each(adoptions)(
    'makes a profile again that was deleted elsewhere, and logs it, $adoption',
    async ({ adopt }) => {
      const rig = new Rig();
      expect(await rig.answer(update(adopt))).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'profile' });
      expect(held(rig)).toMatchObject({ ...wanted, tags: marks('update-1') });
      expect(logged(rig, 'the profile was deleted elsewhere and is created again')).toHaveLength(1);
    },
  );

  test.each(withContents(adoptions))(
    'converges a $content profile that it made and leaves the marks, $adoption',
    async ({ input, adopt }) => {
      const rig = new Rig();
      rig.iot.service.seed(input, { tags: marks('create-0') });
      expect(await rig.answer(update(adopt))).toMatchObject({ Status: 'SUCCESS' });
      expect(held(rig)).toMatchObject({ ...wanted, tags: marks('create-0') });
      expect(rig.writes()).toEqual(input === identical ? [] : ['UpdateSecurityProfile']);
    },
  );

  test.each(withContents([withAdoption]))(
    'leaves its adopted $content profile adopted, $adoption',
    async ({ input, adopt }) => {
      const rig = new Rig();
      rig.iot.service.seed(input, { tags: marks() });
      expect(await rig.answer(update(adopt))).toMatchObject({ Status: 'SUCCESS' });
      expect(held(rig)).toMatchObject(wanted);
      expect(held(rig).tags).toEqual(marks());
    },
  );

  test.each(withContents(notAdopting))(
    'stamps its adopted $content profile as its own, $adoption',
    async ({ input, adopt }) => {
      const rig = new Rig();
      rig.iot.service.seed(input, { tags: marks() });
      expect(await rig.answer(update(adopt))).toMatchObject({ Status: 'SUCCESS' });
      expect(held(rig)).toMatchObject({ ...wanted, tags: marks('update-1') });
    },
  );

  test.each(withContents(adoptions))(
    'marks a $content profile without an owner as its own: its physical id proves it, $adoption',
    async ({ input, adopt }) => {
      const rig = new Rig();
      rig.iot.service.seed(input, { tags: { theirs: 'kept' } });
      expect(await rig.answer(update(adopt))).toMatchObject({ Status: 'SUCCESS' });
      expect(held(rig)).toMatchObject(wanted);
      expect(held(rig).tags).toEqual({ theirs: 'kept', ...marks('update-1') });
    },
  );

  test.each(withContents(foreignOwners.flatMap((owner) => notAdopting.map((adoption) => ({ ...owner, ...adoption })))))(
    'fails on a $content profile that is $whose and leaves it exactly as it was, $adoption',
    async ({ input, tags, owner, adopt }) => {
      const rig = new Rig();
      rig.iot.service.seed(input, { tags });
      const before = held(rig);
      const answer = await rig.answer(update(adopt));
      expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'profile' });
      expect(answer.Reason).toContain(owner);
      expect(answer.Reason).toContain('AdoptExisting: true');
      expect(held(rig)).toEqual(before);
      expect(rig.writes()).toEqual([]);
    },
  );

  test.each(withContents(foreignOwners))(
    'takes over a $content profile that is $whose, with AdoptExisting: true',
    async ({ input, tags }) => {
      const rig = new Rig();
      rig.iot.service.seed(input, { tags });
      expect(await rig.answer(update(withAdoption.adopt))).toMatchObject({ Status: 'SUCCESS' });
      const { 'cloudformation:request-id': _, ...kept }: Readonly<Record<string, string>> = tags;
      expect(held(rig)).toMatchObject(wanted);
      expect(held(rig).tags).toEqual({ ...kept, ...marks() });
      expect(logged(rig, 'adopting')).toHaveLength(1);
    },
  );

  test('fails and writes nothing when the tags cannot be read', async () => {
    const rig = new Rig();
    rig.iot.service.seed(different);
    const before = held(rig);
    rig.iot.faults.add({ operation: 'ListTagsForResource', times: Number.POSITIVE_INFINITY, effect: internalFailure });
    expect(await rig.answer(update())).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'profile' });
    expect(held(rig)).toEqual(before);
    expect(rig.writes()).toEqual([]);
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

  test.each(withContents(adoptions))('deletes a $content profile that it made, $adoption', async ({ input, adopt }) => {
    const rig = new Rig();
    rig.iot.service.seed(input, { tags: marks('create-0') });
    expect(await rig.answer(deleteEvent('profile', { ...small, ...adopt }))).toMatchObject({ Status: 'SUCCESS' });
    expect(rig.iot.service.profileNames()).toEqual([]);
  });

  test.each(withContents(adoptions))(
    'only takes its marks off an adopted $content profile, $adoption',
    async ({ input, adopt }) => {
      const rig = new Rig();
      rig.iot.service.seed(input, { tags: { ...marks(), theirs: 'kept' } });
      const before = held(rig);
      expect(await rig.answer(deleteEvent('profile', { ...small, ...adopt }))).toMatchObject({ Status: 'SUCCESS' });
      expect(held(rig)).toEqual({ ...before, tags: { theirs: 'kept' } });
      expect(rig.writes()).toEqual(['UntagResource']);
      expect(logged(rig, 'removing')).toEqual([expect.objectContaining({ decision: 'release' })]);
    },
  );

  test.each(contents)('deletes a $content profile without an owner: its physical id proves it', async ({ input }) => {
    const rig = new Rig();
    rig.iot.service.seed(input);
    expect(await rig.answer(deleteEvent('profile', small))).toMatchObject({ Status: 'SUCCESS' });
    expect(rig.iot.service.profileNames()).toEqual([]);
  });

  test.each(withContents(foreignOwners.flatMap((owner) => adoptions.map((adoption) => ({ ...owner, ...adoption })))))(
    'succeeds on a $content profile that is $whose, leaves it as it was and logs it, $adoption',
    async ({ input, tags, adopt }) => {
      const rig = new Rig();
      rig.iot.service.seed(input, { tags });
      const before = held(rig);
      expect(await rig.answer(deleteEvent('profile', { ...small, ...adopt }))).toMatchObject({ Status: 'SUCCESS' });
      expect(held(rig)).toEqual(before);
      expect(rig.writes()).toEqual([]);
      expect(logged(rig, 'removing')).toEqual([expect.objectContaining({ name: 'profile', decision: 'leave' })]);
    },
  );

  test('fails and deletes nothing when the tags cannot be read', async () => {
    const rig = new Rig();
    rig.iot.service.seed(identical, { tags: marks('create-0') });
    rig.iot.faults.add({ operation: 'ListTagsForResource', times: Number.POSITIVE_INFINITY, effect: internalFailure });
    expect(await rig.answer(deleteEvent('profile', small))).toMatchObject({
      Status: 'FAILED',
      PhysicalResourceId: 'profile',
    });
    expect(rig.iot.service.profileNames()).toEqual(['profile']);
    expect(rig.writes()).toEqual([]);
  });
});

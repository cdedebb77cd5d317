import { createEvent, deleteEvent, marks, otherStackId, Rig, thingGroupArn } from '../support/rig';
import {
  accessDenied,
  deployed,
  foreignOwners,
  full,
  held,
  inputsOf,
  named,
  notFound,
  onceAfter,
  type Properties,
  small,
  stateOf,
  typedSmall,
} from './support';

/** What CloudFormation makes up when a create has not answered; it is a legal name of a profile, too. */
const madeUp = 'factory-Profile-1ABCDEFGHIJKL';

describe('a delete', () => {
  test('takes two reads and one write, and needs no detach', async () => {
    const rig = await deployed(full);
    await rig.answer(deleteEvent('profile', full));
    expect([...rig.calls()].sort()).toEqual([
      'DeleteSecurityProfile',
      'DescribeSecurityProfile',
      'ListTagsForResource',
      'ListTagsForResource',
    ]);
    expect(rig.iot.service.profileNames()).toEqual([]);
  });

  test.each([
    ['no properties', {}],
    ['a name that cannot be one', { SecurityProfileName: 'a b' }],
    ['a name that is no text', { SecurityProfileName: { a: ['b'] } }],
    [
      'properties of another shape',
      { SecurityProfileName: 'other', Behaviors: 'x', Tags: [null], TargetArns: [['']], X: 1 },
    ],
    ['AdoptExisting that is no boolean', { AdoptExisting: 'perhaps' }],
  ])('acts on the physical id whatever the properties are: %s', async (_title, properties) => {
    const rig = await deployed(small);
    rig.iot.service.seed({ ...typedSmall, securityProfileName: 'other' });
    expect(await rig.answer(deleteEvent('profile', properties))).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: 'profile',
    });
    expect(rig.iot.service.profileNames()).toEqual(['other']);
  });

  test.each([
    ['none at all', undefined],
    ['null', null],
    ['a list', []],
    ['text', 'x'],
  ])('is not blocked by ResourceProperties that are no object: %s', async (_title, ResourceProperties) => {
    const rig = await deployed(small);
    const answer = await rig.answer({ ...deleteEvent('profile'), ResourceProperties });
    expect(answer).toMatchObject({ Status: 'SUCCESS' });
    expect(rig.iot.service.profileNames()).toEqual([]);
  });

  test.each([
    ['the name of a profile', 'gone'],
    ['an id with a slash', 'a/b'],
    ['an id with a space and letters beyond ASCII', 'grüße an alle'],
    ['an id longer than any name', 'x'.repeat(129)],
    ['the id of a failed create', 'failed-create/create-9/gone'],
    ['the id of a refused create', 'refused-create/create-9/gone'],
    ['the id of a failed create without a name', 'failed-create/create-9/'],
    ['the beginning of such an id', 'failed-create/'],
    ['such an id with nothing behind it', 'failed-create/create-9'],
    ['such an id with a name that cannot be one', 'failed-create/create-9/a b'],
    ['an ARN', 'arn:aws:iot:us-east-1:123456789012:securityprofile/gone'],
    ['a log stream', '2026/01/01/[$LATEST]0123456789abcdef'],
    ['__proto__', '__proto__'],
  ])('succeeds with the same id where there is nothing to delete: %s', async (_title, id) => {
    const rig = new Rig();
    expect(await rig.answer(deleteEvent(id, named('gone')))).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: id,
    });
    expect(rig.writes()).toEqual([]);
  });

  test('looks once for a profile that is not there', async () => {
    const rig = new Rig();
    await rig.answer(deleteEvent('profile', small));
    expect(rig.calls().filter((operation) => operation === 'DescribeSecurityProfile')).toHaveLength(1);
  });

  test('of a profile that stands does not go on to the name in the properties, although that one is ours, too', async () => {
    const rig = await deployed(small);
    rig.iot.service.seed({ ...typedSmall, securityProfileName: 'other' }, { tags: marks('made/create-0') });
    await rig.answer(deleteEvent('profile', named('other')));
    expect(rig.iot.service.profileNames()).toEqual(['other']);
  });

  test('succeeds when somebody else deletes the profile at the same moment', async () => {
    const rig = await deployed(small);
    onceAfter(rig, 'DescribeSecurityProfile', () => rig.iot.service.removeOutOfBand('profile'));
    expect(await rig.answer(deleteEvent('profile', small))).toMatchObject({ Status: 'SUCCESS' });
  });

  test('succeeds when the service says so only at the delete itself', async () => {
    const rig = await deployed(small);
    onceAfter(rig, 'DescribeSecurityProfile', () => rig.iot.service.removeOutOfBand('profile'));
    rig.iot.faults.add({ operation: 'DeleteSecurityProfile', effect: notFound });
    expect(await rig.answer(deleteEvent('profile', small))).toMatchObject({ Status: 'SUCCESS' });
  });

  test('looks at the owner again when the profile has changed since it was read', async () => {
    const rig = await deployed(small);
    onceAfter(rig, 'DescribeSecurityProfile', () => {
      rig.iot.service.removeOutOfBand('profile');
      rig.iot.service.seed(typedSmall, { tags: marks('made/other-1', otherStackId) });
      rig.iot.service.outOfBand('UpdateSecurityProfile', {
        securityProfileName: 'profile',
        securityProfileDescription: 'x',
      });
    });
    expect(await rig.answer(deleteEvent('profile', small))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig)).toMatchObject({ tags: marks('made/other-1', otherStackId) });
  });

  test('sends the version that it has read', async () => {
    const rig = await deployed(small);
    await rig.answer(deleteEvent('profile', small));
    expect(inputsOf(rig, 'DeleteSecurityProfile')).toEqual([{ securityProfileName: 'profile', expectedVersion: 1 }]);
  });

  test('fails at once when a right is missing: its role is not new', async () => {
    const rig = await deployed(small);
    rig.iot.faults.add({ operation: 'DeleteSecurityProfile', times: Number.POSITIVE_INFINITY, effect: accessDenied });
    const { answers, duration } = await rig.deliver(deleteEvent('profile', small));
    expect(answers).toMatchObject([
      { Status: 'FAILED', PhysicalResourceId: 'profile', Reason: expect.stringContaining('AccessDeniedException') },
    ]);
    expect(duration).toBeLessThan(1_000);
  });
});

describe.each([
  ['made up by CloudFormation', madeUp],
  ['with a slash', 'no/name'],
  ['longer than any name', 'x'.repeat(129)],
  ['with a space', 'two words'],
])('a delete with an id of which nothing is known, %s', (_title, id) => {
  test('removes what the create has made under the name in the properties', async () => {
    const rig = await deployed(small);
    expect(await rig.answer(deleteEvent(id, small))).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
    expect(rig.iot.service.profileNames()).toEqual([]);
  });

  test('removes what the create has made under the generated name', async () => {
    const nameless: Properties = { Behaviors: small.Behaviors };
    const rig = await deployed(nameless);
    expect(rig.iot.service.profileNames()).toHaveLength(1);
    await rig.answer(deleteEvent(id, nameless));
    expect(rig.iot.service.profileNames()).toEqual([]);
  });

  test('only releases what the create has adopted', async () => {
    const rig = new Rig();
    rig.iot.service.seed(typedSmall, { tags: { theirs: 'kept' }, targets: [thingGroupArn('theirs')] });
    const before = stateOf(rig);
    const adopting = { ...small, AdoptExisting: 'true' };
    await rig.answer(createEvent(adopting));
    await rig.answer(deleteEvent(id, adopting));
    expect(stateOf(rig)).toEqual(before);
  });

  test.each([{ whose: "nobody's", tags: {} }, ...foreignOwners])(
    'does not touch a profile of the implied name that is $whose',
    async ({ tags }) => {
      const rig = new Rig();
      rig.iot.service.seed(typedSmall, { tags });
      const before = held(rig);
      expect(await rig.answer(deleteEvent(id, small))).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
      expect(held(rig)).toEqual(before);
      expect(rig.writes()).toEqual([]);
    },
  );

  test('succeeds when the properties imply no name', async () => {
    const rig = await deployed(small);
    const answer = await rig.answer(deleteEvent(id, { SecurityProfileName: 'a b' }));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
    expect(rig.iot.service.profileNames()).toEqual(['profile']);
  });
});

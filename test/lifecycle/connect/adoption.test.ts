import { ConnectRig, instanceArn } from '../../support/connect-rig';
import { createEvent, deleteEvent, marks, otherStackId, updateEvent } from '../../support/rig';
import {
  bystander,
  contentOf,
  failedWith,
  foreignTags,
  forget,
  full,
  fullChanged,
  held,
  inputsOf,
  logged,
  named,
  type Properties,
  passingFaults,
  seed,
  small,
  tagsOf,
} from './support';

const adopting = (properties: Properties): Properties => ({ ...properties, AdoptExisting: 'true' });

const owners = [
  ['of nobody', {}],
  ['of another stack', marks('made/other-1', otherStackId)],
  ['of the native type', { 'aws:cloudformation:stack-id': otherStackId }],
] as const;

describe('AdoptExisting', () => {
  test.each(owners)('takes over a profile %s: marks first, then the content', async (_title, tags) => {
    const rig = new ConnectRig();
    const others = bystander(rig);
    const before = others();
    const arn = seed(rig, { ...tags, theirs: 'kept' }, fullChanged);
    const answer = await rig.answer(createEvent(adopting(full)));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: arn });
    expect(held(rig).content).toEqual(contentOf(full));
    expect(held(rig).tags).toEqual({
      ...tags,
      theirs: 'kept',
      ...marks('adopted/create-1'),
      ...tagsOf(full),
    });
    expect(rig.writes()).toEqual([
      'CreateSecurityProfile',
      'TagResource',
      'UpdateSecurityProfile',
      ...(Object.keys(tagsOf(full)).length > 0 ? ['TagResource'] : []),
    ]);
    expect(others()).toEqual(before);
  });

  test('never takes over what a list, which is late, still shows under a name that it has no more', async () => {
    const rig = new ConnectRig();
    const Arn = seed(rig, {}, named('Managers'));
    seed(rig, {}, small);
    const change = () => ({ SecurityProfileSummaryList: [{ Arn, Id: Arn.split('/').at(-1), Name: 'Tier 1 agents' }] });
    const effect = { kind: 'answer', change } as const;
    rig.connect.faults.add({ operation: 'ListSecurityProfiles', times: Number.POSITIVE_INFINITY, effect });
    const before = rig.connect.service.profiles();
    const answer = await rig.answer(createEvent(adopting(full)));
    expect(failedWith(answer)).toContain("refuses the name 'Tier 1 agents' as taken");
    expect(failedWith(answer)).toContain('Try again in a minute');
    expect(rig.connect.service.profiles()).toEqual(before);
  });

  test('logs the former profile whole, its four lists included, before anything is written', async () => {
    const rig = new ConnectRig();
    const arn = seed(rig, { theirs: 'kept' }, fullChanged);
    const former = held(rig);
    await rig.answer(createEvent(adopting(small)));
    const lines = logged(rig, 'adopting').map((line) => line.former as Properties);
    const { Applications, AllowedFlowModules, AllowedAIAgents, ...content } = former.content;
    expect(lines).toEqual([
      { name: 'Tier 1 agents', arn, content, tags: { theirs: 'kept' } },
      { name: 'Tier 1 agents', Applications, AllowedFlowModules, AllowedAIAgents },
    ]);
    const messages = rig.lines.map((text) => JSON.parse(text) as Properties);
    const line = messages.findIndex(({ message }) => message === 'adopting');
    const firstWrite = messages.findIndex(
      ({ message, operation }) => message === 'call' && operation === 'TagResource',
    );
    expect(line).toBeGreaterThan(0);
    expect(line).toBeLessThan(firstWrite);
  });

  test('touches none of the grants that the template does not speak of', async () => {
    const rig = new ConnectRig();
    seed(rig, {}, fullChanged);
    const { Applications, AllowedFlowModules, AllowedAIAgents } = held(rig).content;
    await rig.answer(createEvent(adopting(small)));
    expect(held(rig).content).toMatchObject({ Applications, AllowedFlowModules, AllowedAIAgents });
    expect(held(rig).content).toMatchObject({ Permissions: ['BasicAgentAccess'], Description: '' });
  });

  test.each(passingFaults)('is not stopped by %s, at any of its calls', async (_title, effect) => {
    const clean = new ConnectRig();
    seed(clean, {}, fullChanged);
    await clean.answer(createEvent(adopting(full)));
    for (let skip = 0; skip < clean.calls().length; skip++) {
      const rig = new ConnectRig();
      const arn = seed(rig, {}, fullChanged);
      rig.connect.faults.add({ skip, effect });
      const answer = await rig.answer(createEvent(adopting(full)));
      expect([answer.Status, answer.PhysicalResourceId]).toEqual(['SUCCESS', arn]);
      expect(held(rig).content).toEqual(contentOf(full));
      expect(held(rig).tags).toEqual({ ...marks('adopted/create-1'), ...tagsOf(full) });
    }
  });

  test('that crashed after any call goes on, and marks nothing as made', async () => {
    for (let killedAfter = 1; killedAfter <= 12; killedAfter++) {
      const rig = new ConnectRig();
      const arn = seed(rig, {}, fullChanged);
      await rig.deliver(createEvent(adopting(full)), { killedAfter });
      const answer = await rig.answer(createEvent(adopting(full)));
      expect([answer.Status, answer.PhysicalResourceId]).toEqual(['SUCCESS', arn]);
      expect(held(rig).content).toEqual(contentOf(full));
      expect(held(rig).tags).toEqual({ ...marks('adopted/create-1'), ...tagsOf(full) });
    }
  });

  test.each([createEvent, (properties: Properties) => updateEvent('refused-create/R1/x', small, properties)])(
    'never takes over the administrators',
    async (eventOf) => {
      const rig = new ConnectRig();
      const before = held(rig, 'Admin');
      const answer = await rig.answer(eventOf(adopting(named('Admin'))));
      expect(failedWith(answer)).toContain("the security profile 'Admin' is that of the administrators");
      expect(held(rig, 'Admin')).toEqual(before);
      expect(rig.writes()).toEqual(['CreateSecurityProfile']);
    },
  );

  test('takes over another default profile, and lets it go', async () => {
    const rig = new ConnectRig();
    const properties = adopting({
      InstanceArn: instanceArn,
      SecurityProfileName: 'Agent',
      Permissions: ['Queues.View'],
    });
    const { PhysicalResourceId: arn, Status } = await rig.answer(createEvent(properties));
    expect(Status).toBe('SUCCESS');
    expect(held(rig, 'Agent').content.Permissions).toEqual(['Queues.View']);
    expect((await rig.answer(deleteEvent(arn, properties))).Status).toBe('SUCCESS');
    expect(held(rig, 'Agent').tags).toEqual({});
  });

  test('refuses before the first write where the tags would be too many', async () => {
    const rig = new ConnectRig();
    const tags = Object.fromEntries(Array.from({ length: 48 }, (_, index) => [`k${index}`, 'v']));
    seed(rig, tags);
    const before = held(rig);
    const answer = await rig.answer(createEvent(adopting(small)));
    expect(failedWith(answer)).toContain('would have 51 tags, Amazon Connect allows 50');
    expect(answer.PhysicalResourceId).toMatch(/^refused-create/);
    expect(held(rig)).toEqual(before);
  });

  test('that fails half-way lets the profile go, with what it was given', async () => {
    const rig = new ConnectRig();
    seed(rig, foreignTags, fullChanged);
    const effect = { kind: 'error', name: 'InvalidRequestException', status: 400, message: 'no' } as const;
    rig.connect.faults.add({ operation: 'UpdateSecurityProfile', effect });
    const { PhysicalResourceId: id } = await rig.answer(createEvent(adopting(full)));
    expect(id).toMatch(/^failed-create/);
    forget(rig);
    await rig.answer(deleteEvent(id, adopting(full)));
    expect(rig.writes()).toEqual(['UntagResource']);
    expect(held(rig).tags).toEqual({ theirs: 'kept' });
    expect(held(rig).content).toEqual(contentOf(fullChanged));
  });
});

describe('a profile that was adopted', () => {
  const adopted = async () => {
    const rig = new ConnectRig();
    const arn = seed(rig, { theirs: 'kept' }, fullChanged);
    await rig.answer(createEvent(adopting(full)));
    forget(rig);
    return { rig, arn };
  };

  test('is let go by its Delete: the marks go, nothing else', async () => {
    const { rig, arn } = await adopted();
    const { content } = held(rig);
    expect((await rig.answer(deleteEvent(arn, adopting(full)))).Status).toBe('SUCCESS');
    expect(rig.writes()).toEqual(['UntagResource']);
    expect(held(rig).tags).toEqual({ theirs: 'kept', ...tagsOf(full) });
    expect(held(rig).content).toEqual(content);
  });

  test('loses the marks that it has, and no other key is asked for', async () => {
    const rig = new ConnectRig();
    const arn = seed(rig, marks(), full);
    await rig.answer(deleteEvent(arn, adopting(full)));
    expect(inputsOf(rig, 'UntagResource')).toEqual([
      { resourceArn: arn, tagKeys: ['cloudformation:stack-id', 'cloudformation:logical-id'] },
    ]);
  });

  test('is deleted where the template no longer says AdoptExisting', async () => {
    const { rig, arn } = await adopted();
    await rig.answer(deleteEvent(arn, full));
    expect(rig.connect.service.profiles()).toEqual([]);
  });

  test('is let go where the properties are those of another profile', async () => {
    const { rig, arn } = await adopted();
    await rig.answer(deleteEvent(arn, named('Another', full)));
    expect(held(rig).tags).toEqual({ theirs: 'kept', ...tagsOf(full) });
  });

  test('is let go where it bears another name now: nobody knows whose the properties are', async () => {
    const { rig, arn } = await adopted();
    rig.connect.service.renameOutOfBand(arn, 'Renamed');
    await rig.answer(deleteEvent(arn, full));
    expect(held(rig, 'Renamed').tags).toEqual({ theirs: 'kept', ...tagsOf(full) });
  });

  test('stays adopted through updates, with AdoptExisting or without', async () => {
    for (const properties of [fullChanged, adopting(fullChanged)]) {
      const { rig, arn } = await adopted();
      await rig.answer(updateEvent(arn, adopting(full), properties));
      expect(held(rig).tags['cloudformation:request-id']).toBe('adopted/create-1');
      expect(held(rig).content).toEqual(contentOf(fullChanged));
    }
  });
});

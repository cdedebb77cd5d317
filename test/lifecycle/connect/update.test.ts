import { repeatedToken } from '../../../simulator/connect';
import { ConnectRig, instanceArn, instanceId } from '../../support/connect-rig';
import { createEvent, marks, otherStackId, updateEvent } from '../../support/rig';
import {
  bystander,
  contentOf,
  deploy,
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
  without,
} from './support';

const deployed = async (properties: Properties = small, rig = new ConnectRig()) => ({
  rig,
  arn: await deploy(rig, properties),
});

const grants = ['Applications', 'AllowedFlowModules', 'AllowedAIAgents'] as const;
const grantLists = [
  'ListSecurityProfileApplications',
  'ListSecurityProfileFlowModules',
  'ListSecurityProfileAIAgents',
] as const;

describe('an update in place', () => {
  test('of everything is one UpdateSecurityProfile with every member, then untag, then tag', async () => {
    const rig = new ConnectRig();
    const others = bystander(rig);
    const before = others();
    const { arn } = await deployed(full, rig);
    const answer = await rig.answer(updateEvent(arn, full, fullChanged));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: arn, Data: { SecurityProfileArn: arn } });
    expect(rig.writes()).toEqual(['UpdateSecurityProfile', 'UntagResource', 'TagResource']);
    expect(held(rig).content).toEqual(contentOf(fullChanged));
    expect(held(rig).tags).toEqual({ ...marks('made/create-1'), ...tagsOf(fullChanged) });
    expect(inputsOf(rig, 'UntagResource')).toEqual([{ resourceArn: arn, tagKeys: ['owner'] }]);
    expect(others()).toEqual(before);
  });

  test('sends every managed member even where one differs alone', async () => {
    const { rig, arn } = await deployed(full);
    await rig.answer(updateEvent(arn, full, { ...full, Description: 'Changed' }));
    const [sent] = inputsOf(rig, 'UpdateSecurityProfile');
    const { InstanceId, SecurityProfileId, ...content } = sent ?? {};
    expect({ InstanceId, SecurityProfileId }).toEqual({ InstanceId: instanceId, SecurityProfileId: held(rig).id });
    expect(content).toEqual({ ...contentOf({ ...full, Description: 'Changed' }), Permissions: full.Permissions });
    expect(rig.writes()).toEqual(['UpdateSecurityProfile']);
  });

  test('with nothing to change writes nothing, whatever the order of its lists', async () => {
    const { rig, arn } = await deployed(full);
    const Permissions = [...(full.Permissions as readonly string[])].reverse();
    const before = held(rig);
    await rig.answer(updateEvent(arn, full, { ...full, Permissions, Revision: '2' }));
    expect(rig.writes()).toEqual([]);
    expect(held(rig)).toEqual(before);
  });

  test('takes away whatever the template drops', async () => {
    const { rig, arn } = await deployed(full);
    const bare = without(small, 'Permissions');
    const answer = await rig.answer(updateEvent(arn, full, bare));
    expect(answer.Status).toBe('SUCCESS');
    expect(held(rig).content).toEqual({
      Description: '',
      Permissions: [],
      AllowedAccessControlTags: {},
      TagRestrictedResources: [],
      HierarchyRestrictedResources: [],
      AllowedAccessControlHierarchyGroupId: '',
      Applications: [],
      AllowedFlowModules: [],
      AllowedAIAgents: [],
      GranularAccessControlConfiguration: {
        DataTableAccessControlConfiguration: {
          PrimaryAttributeAccessControlConfiguration: { PrimaryAttributeValues: [] },
        },
      },
    });
    expect(held(rig).tags).toEqual(marks('made/create-1'));
    forget(rig);
    await rig.answer(updateEvent(arn, bare, { ...bare, Revision: '2' }));
    expect(rig.writes()).toEqual([]);
  });

  test.each(passingFaults)('is not stopped by %s, at any of its calls', async (_title, effect) => {
    const clean = await deployed(full);
    await clean.rig.answer(updateEvent(clean.arn, full, fullChanged));
    for (let skip = 0; skip < clean.rig.calls().length; skip++) {
      const { rig, arn } = await deployed(full);
      rig.connect.faults.add({ skip, effect });
      const answer = await rig.answer(updateEvent(arn, full, fullChanged));
      expect([answer.Status, answer.PhysicalResourceId]).toEqual(['SUCCESS', arn]);
      expect(held(rig).content).toEqual(contentOf(fullChanged));
      expect(held(rig).tags).toEqual({ ...marks('made/create-1'), ...tagsOf(fullChanged) });
    }
  });

  test('leaves tags that others have set, and what begins with aws:', async () => {
    const { rig, arn } = await deployed(full);
    rig.connect.service.outOfBand('TagResource', { resourceArn: arn, tags: { theirs: 'kept', 'aws:x': 'y' } });
    await rig.answer(updateEvent(arn, full, fullChanged));
    expect(held(rig).tags).toEqual({
      ...marks('made/create-1'),
      ...tagsOf(fullChanged),
      theirs: 'kept',
      'aws:x': 'y',
    });
  });

  test('unmakes what somebody has changed elsewhere', async () => {
    const { rig, arn } = await deployed(full);
    const { id } = held(rig);
    rig.connect.service.outOfBand('UpdateSecurityProfile', {
      InstanceId: instanceId,
      SecurityProfileId: id,
      Permissions: ['Users.EditPermission'],
    });
    await rig.answer(updateEvent(arn, full, { ...full, Revision: '2' }));
    expect(held(rig).content).toEqual(contentOf(full));
  });

  test('reads Admin-sized permissions on all pages', async () => {
    const Permissions = Array.from({ length: 10 }, (_, index) => `Queues.P${index}`);
    const { rig, arn } = await deployed({ ...small, Permissions });
    await rig.answer(updateEvent(arn, small, { ...small, Permissions, Revision: '2' }));
    const pages = inputsOf(rig, 'ListSecurityProfilePermissions');
    expect(pages.map(({ MaxResults }) => MaxResults)).toEqual([1_000, 1_000, 1_000, 1_000]);
    expect(rig.writes()).toEqual([]);
  });

  test('refuses before the first write where the tags would be too many', async () => {
    const { rig, arn } = await deployed();
    const tags = Object.fromEntries(Array.from({ length: 46 }, (_, index) => [`k${index}`, 'v']));
    rig.connect.service.outOfBand('TagResource', { resourceArn: arn, tags });
    const before = held(rig);
    const answer = await rig.answer(updateEvent(arn, small, full));
    expect(failedWith(answer)).toContain('would have 51 tags');
    expect(held(rig)).toEqual(before);
    expect(rig.writes()).toEqual([]);
  });

  test('of a profile whose marks are gone takes it back: the ARN proves that it is ours', async () => {
    const { rig, arn } = await deployed();
    rig.connect.service.outOfBand('UntagResource', { resourceArn: arn, tagKeys: Object.keys(marks('any')) });
    await rig.answer(updateEvent(arn, small, full));
    expect(held(rig).tags).toEqual({ ...marks('adopted/update-1'), ...tagsOf(full) });
    expect(held(rig).content).toEqual(contentOf(full));
  });

  test('of a profile that another stack has taken over is refused, or changes nothing where nothing differs', async () => {
    const { rig, arn } = await deployed();
    rig.connect.service.outOfBand('TagResource', { resourceArn: arn, tags: marks('taken/1', otherStackId) });
    const before = held(rig);
    const refused = await rig.answer(updateEvent(arn, small, full));
    expect(failedWith(refused)).toContain(otherStackId);
    expect(refused.PhysicalResourceId).toBe(arn);
    const undone = await rig.answer(updateEvent(arn, full, small, 'update-2'));
    expect(undone).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: arn });
    expect(rig.writes()).toEqual([]);
    expect(held(rig)).toEqual(before);
  });

  test('by an instance ARN that says the same instance is in place', async () => {
    const { rig, arn } = await deployed();
    const answer = await rig.answer(updateEvent(arn, small, { ...small, Description: 'x' }));
    expect(answer.PhysicalResourceId).toBe(arn);
    expect(rig.calls()).not.toContain('ListSecurityProfiles');
  });

  test('says nothing of what it cannot read: a refused read fails it, and nothing is written', async () => {
    const { rig, arn } = await deployed(full);
    const effect = { kind: 'error', name: 'InvalidRequestException', status: 400, message: 'no' } as const;
    const before = held(rig);
    for (const operation of ['DescribeSecurityProfile', 'ListSecurityProfilePermissions', ...grantLists] as const) {
      rig.connect.faults.add({ operation, effect });
      const answer = await rig.answer(updateEvent(arn, full, fullChanged));
      expect(failedWith(answer)).toContain(`${operation} failed`);
    }
    expect(rig.writes()).toEqual([]);
    expect(held(rig)).toEqual(before);
  });

  test.each([
    ['Describe without an ARN', 'DescribeSecurityProfile', { SecurityProfile: { Id: 'x', SecurityProfileName: 'y' } }],
    ['Describe without a name', 'DescribeSecurityProfile', { SecurityProfile: { Id: 'x', Arn: 'y' } }],
    ['Describe with nothing', 'DescribeSecurityProfile', {}],
  ] as const)('concludes nothing from %s', async (_title, operation, output) => {
    const { rig, arn } = await deployed(full);
    const before = held(rig);
    const change = () => output;
    rig.connect.faults.add({ operation, times: 2, effect: { kind: 'answer', change } });
    const answer = await rig.answer(updateEvent(arn, full, fullChanged));
    expect(failedWith(answer)).toContain(`Amazon Connect has answered ${operation}`);
    expect(held(rig)).toEqual(before);
    expect(rig.writes()).toEqual([]);
  });

  test('ends a list whose token comes again', async () => {
    const { rig, arn } = await deployed(full, new ConnectRig({ pageSize: 1 }));
    const operation = 'ListSecurityProfilePermissions';
    rig.connect.faults.add({ operation, times: 5, effect: repeatedToken });
    const answer = await rig.answer(updateEvent(arn, full, fullChanged));
    expect(failedWith(answer)).toContain(`Amazon Connect has answered ${operation} with the same nextToken twice`);
    expect(rig.writes()).toEqual([]);
  });

  test('logs restrictions that the service keeps although they were to be cleared, and succeeds', async () => {
    const keepsWhenEmpty = new Set(['AllowedAccessControlTags', 'GranularAccessControlConfiguration'] as const);
    const { rig, arn } = await deployed(full, new ConnectRig({ keepsWhenEmpty }));
    const answer = await rig.answer(updateEvent(arn, full, small));
    expect(answer.Status).toBe('SUCCESS');
    expect(logged(rig, 'the service has kept restrictions that were to be cleared')).toEqual([
      expect.objectContaining({ arn, members: ['AllowedAccessControlTags', 'GranularAccessControlConfiguration'] }),
    ]);
  });

  test('logs no such thing where they are cleared, or were never there', async () => {
    const { rig, arn } = await deployed(full);
    await rig.answer(updateEvent(arn, full, small));
    await rig.answer(updateEvent(arn, small, { ...small, Description: 'x' }));
    expect(logged(rig, 'the service has kept restrictions that were to be cleared')).toEqual([]);
  });
});

describe('grants that the template does not speak of', () => {
  const granted = async () => {
    const { rig, arn } = await deployed();
    rig.connect.service.outOfBand('UpdateSecurityProfile', {
      InstanceId: instanceId,
      SecurityProfileId: held(rig).id,
      ...Object.fromEntries(Object.entries(contentOf(full)).filter(([name]) => grants.some((one) => one === name))),
    });
    return { rig, arn };
  };

  test('are neither read nor touched', async () => {
    const { rig, arn } = await granted();
    const { Applications, AllowedFlowModules, AllowedAIAgents } = held(rig).content;
    await rig.answer(updateEvent(arn, small, { ...small, Description: 'x' }));
    expect(rig.calls().filter((operation) => grantLists.some((one) => one === operation))).toEqual([]);
    expect(held(rig).content).toMatchObject({ Applications, AllowedFlowModules, AllowedAIAgents });
    expect(Object.keys(inputsOf(rig, 'UpdateSecurityProfile')[0] ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/Applications|Flow|Agents/)]),
    );
  });

  test('declared, become exactly what is declared; what others had granted is logged', async () => {
    const { rig, arn } = await granted();
    await rig.answer(updateEvent(arn, small, fullChanged));
    expect(held(rig).content).toEqual(contentOf(fullChanged));
    const [line] = logged(rig, 'taking away what others have granted');
    expect(line?.takenFromOthers).toEqual([
      'Applications[acme.notes]',
      'AllowedFlowModules[module-1]',
      expect.stringMatching(/^AllowedAIAgents\[arn:/),
    ]);
  });

  test('declared empty, go', async () => {
    const { rig, arn } = await granted();
    const empty = { Applications: [], AllowedFlowModules: [], AllowedAIAgents: [] };
    await rig.answer(updateEvent(arn, small, { ...small, ...empty }));
    expect(held(rig).content).toMatchObject(empty);
  });

  test.each(grants)('%s: those declared before go, those of others stay', async (name) => {
    const { rig, arn } = await deployed(full);
    const [theirs] = fullChanged[name] as readonly object[];
    const [ours] = full[name] as readonly object[];
    rig.connect.service.outOfBand('UpdateSecurityProfile', {
      InstanceId: instanceId,
      SecurityProfileId: held(rig).id,
      [name]: [ours, theirs],
    });
    await rig.answer(updateEvent(arn, full, without(full, name)));
    expect(held(rig).content[name]).toEqual([theirs]);
    expect(logged(rig, 'taking away what others have granted')).toEqual([]);
    forget(rig);
    await rig.answer(updateEvent(arn, without(full, name), { ...without(full, name), Revision: '2' }));
    expect(rig.writes()).toEqual([]);
  });
});

describe('a profile of which the service tells another ARN, as that of the Region of a replica', () => {
  const tells = (rig: ConnectRig): void => {
    const change = (output: object) => ({
      SecurityProfile: { ...Reflect.get(output, 'SecurityProfile'), Arn: elsewhere },
    });
    const effect = { kind: 'answer', change } as const;
    rig.connect.faults.add({ operation: 'DescribeSecurityProfile', times: Number.POSITIVE_INFINITY, effect });
  };
  const elsewhere = `${instanceArn.replace('us-east-1', 'us-west-2')}/security-profile/p`;

  test('keeps its physical id: another one would have the living profile deleted', async () => {
    const { rig, arn } = await deployed();
    tells(rig);
    const answer = await rig.answer(updateEvent(arn, fullChanged, full));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: arn, Data: { SecurityProfileArn: arn } });
    expect(held(rig).content).toEqual(contentOf(full));
    expect(held(rig).tags).toMatchObject(tagsOf(full));
  });

  test('is in place by its key too, as in the reversed event of a replacement that has failed', async () => {
    const { rig, arn } = await deployed();
    tells(rig);
    const answer = await rig.answer(updateEvent(arn, named('Tier 2 agents', full), full));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: arn });
    expect(rig.connect.service.profiles()).toHaveLength(1);
  });

  test('is no leftover of its own replacement', async () => {
    const rig = new ConnectRig();
    seed(rig, { theirs: 'kept' });
    const { PhysicalResourceId: arn } = await rig.answer(createEvent({ ...full, AdoptExisting: 'true' }));
    const old = held(rig);
    tells(rig);
    await rig.answer(updateEvent(arn, full, named('Tier 2 agents', full)));
    expect(held(rig)).toEqual(old);
  });
});

describe('a profile that was renamed in the admin site', () => {
  test('is updated in place, by its ARN', async () => {
    const { rig, arn } = await deployed();
    rig.connect.service.renameOutOfBand(arn, 'By hand');
    const answer = await rig.answer(updateEvent(arn, small, full));
    expect(answer).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: arn,
      Data: { SecurityProfileName: 'By hand' },
    });
    expect(held(rig, 'By hand').content).toEqual(contentOf(full));
    expect(rig.connect.service.profiles()).toHaveLength(1);
    expect(rig.writes()).not.toContain('CreateSecurityProfile');
    expect(rig.lines.join()).toContain('the profile has another name than the template gives it');
  });

  test('and then in the template too is in place as well', async () => {
    const { rig, arn } = await deployed();
    rig.connect.service.renameOutOfBand(arn, 'By hand');
    const answer = await rig.answer(updateEvent(arn, small, named('By hand', full)));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: arn });
    expect(held(rig, 'By hand').content).toEqual(contentOf(full));
    expect(rig.connect.service.profiles()).toHaveLength(1);
  });

  test('while another has taken its name: that one is not looked at', async () => {
    const { rig, arn } = await deployed();
    rig.connect.service.renameOutOfBand(arn, 'By hand');
    seed(rig, foreignTags);
    const theirs = held(rig);
    await rig.answer(updateEvent(arn, small, full));
    expect(held(rig, 'By hand').content).toEqual(contentOf(full));
    expect(held(rig)).toEqual(theirs);
  });
});

describe('a profile that was deleted elsewhere', () => {
  test('is created again, and answered with its new ARN', async () => {
    const { rig, arn } = await deployed();
    rig.connect.service.removeOutOfBand(arn);
    const answer = await rig.answer(updateEvent(arn, small, full));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: held(rig).arn });
    expect(held(rig).arn).not.toBe(arn);
    expect(held(rig).content).toEqual(contentOf(full));
    expect(held(rig).tags).toEqual({ ...marks('made/update-1'), ...tagsOf(full) });
    expect(logged(rig, 'the profile was deleted elsewhere and is created again')).toHaveLength(1);
  });

  test.each([
    ['one after the other', false],
    ['at once', true],
  ])('is created once by an update that comes twice, %s', async (_title, atOnce) => {
    const { rig, arn } = await deployed();
    rig.connect.service.removeOutOfBand(arn);
    const first = rig.start(updateEvent(arn, small, full));
    if (!atOnce) await rig.clock.run(first);
    const second = rig.start(updateEvent(arn, small, full));
    const deliveries = await rig.clock.run(Promise.all([first, second]));
    const ids = deliveries.flatMap(({ answers }) => answers.map((one) => one.PhysicalResourceId));
    expect(ids).toEqual([held(rig).arn, held(rig).arn]);
    expect(rig.connect.service.profiles()).toHaveLength(1);
  });

  test.each([
    ['another', foreignTags, otherStackId],
    ['nobody', {}, 'nobody has marked it as theirs'],
  ])('and whose name is now that of a profile of %s is refused, and nothing touched', async (_title, tags, owner) => {
    const { rig, arn } = await deployed();
    rig.connect.service.removeOutOfBand(arn);
    seed(rig, tags);
    const theirs = held(rig);
    const answer = await rig.answer(updateEvent(arn, small, full));
    expect(failedWith(answer)).toContain(owner);
    expect(answer.PhysicalResourceId).toBe(arn);
    expect(held(rig)).toEqual(theirs);
    expect(rig.writes()).toEqual([]);
  });

  test('and whose name another has, is adopted where the template says so', async () => {
    const { rig, arn } = await deployed();
    rig.connect.service.removeOutOfBand(arn);
    const theirs = seed(rig, foreignTags);
    const answer = await rig.answer(updateEvent(arn, small, { ...full, AdoptExisting: 'true' }));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: theirs });
    expect(held(rig).tags).toMatchObject(marks('adopted/update-1'));
  });

  test('with its instance fails with the text of the service', async () => {
    const { rig, arn } = await deployed();
    rig.connect.service.removeInstanceOutOfBand(instanceId);
    const { answers, duration } = await rig.deliver(updateEvent(arn, small, full));
    expect(answers[0]?.Reason).toContain(`Instance ${instanceId} does not exist`);
    expect(answers[0]?.PhysicalResourceId).toBe(arn);
    expect(duration).toBeLessThan(5_000);
  });

  test('in the midst of an update is created again', async () => {
    for (const operation of ['DescribeSecurityProfile', 'UpdateSecurityProfile', 'UntagResource'] as const) {
      const { rig, arn } = await deployed(full);
      const stop = rig.connect.journal.onCall((call) => {
        if (call.operation !== operation) return;
        stop();
        rig.connect.service.removeOutOfBand(arn);
      });
      const answer = await rig.answer(updateEvent(arn, full, fullChanged));
      expect([answer.Status, answer.PhysicalResourceId]).toEqual(['SUCCESS', held(rig).arn]);
      expect(held(rig).content).toEqual(contentOf(fullChanged));
    }
  });
});

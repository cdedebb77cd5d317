import { defaultProfileNames } from '../../../../simulator/connect';
import { arnOf, createdBy, everyMember, InstanceId, listed, refusal, region, StandingClock, service } from '../support';

const SecurityProfileName = 'p';
const create = { InstanceId, SecurityProfileName };
const other = '22222222-2222-4333-8444-555555555555';

const granular = (values: object = {}) => ({
  DataTableAccessControlConfiguration: { PrimaryAttributeAccessControlConfiguration: values },
});

describe('CreateSecurityProfile', () => {
  test('gives the profile an id of its own, and its tags at once', () => {
    const connect = service();
    const answer = connect.call('CreateSecurityProfile', { ...create, Tags: { a: '1' } });
    expect(answer).toEqual({
      SecurityProfileId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      SecurityProfileArn: arnOf(String(answer.SecurityProfileId)),
    });
    expect(connect.profileNamed(InstanceId, 'p')).toEqual({
      instanceId: InstanceId,
      id: answer.SecurityProfileId,
      arn: answer.SecurityProfileArn,
      name: 'p',
      content: {},
      tags: { a: '1' },
      users: [],
    });
  });

  test('refuses a name that is taken, though all be the same, and changes nothing', () => {
    const connect = service();
    createdBy(connect, { Description: 'd' });
    const { name, status } = refusal(() => connect.call('CreateSecurityProfile', { ...create, Description: 'd' }));
    expect([name, status]).toEqual(['DuplicateResourceException', 409]);
    const { message } = refusal(() =>
      connect.call('CreateSecurityProfile', { ...create, SecurityProfileName: 'Admin' }),
    );
    expect(message).toContain('Admin already exists');
    expect(connect.profiles()).toHaveLength(1);
  });

  test('takes a name again that is free again, under another id', () => {
    const connect = service();
    const first = createdBy(connect);
    connect.call('DeleteSecurityProfile', first.key);
    expect(createdBy(connect).resourceArn).not.toBe(first.resourceArn);
  });

  test('takes a name once in each instance', () => {
    const connect = service({ instances: [InstanceId, other] });
    createdBy(connect);
    createdBy(connect, { InstanceId: other });
    expect(connect.profiles().map(({ instanceId, name }) => [instanceId, name])).toEqual([
      [InstanceId, 'p'],
      [other, 'p'],
    ]);
  });

  test('refuses an instance that is not there', () => {
    const { name, status } = refusal(() => createdBy(service(), { InstanceId: other }));
    expect([name, status]).toEqual(['ResourceNotFoundException', 404]);
  });

  test('refuses one profile more than the instance may have, those of its beginning included', () => {
    const connect = service({ quotas: { profilesPerInstance: 5 } });
    createdBy(connect);
    const { name, status } = refusal(() => createdBy(connect, { SecurityProfileName: 'q' }));
    expect([name, status]).toEqual(['LimitExceededException', 429]);
    expect(refusal(() => createdBy(connect)).name).toBe('DuplicateResourceException');
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['a name with a dot', { SecurityProfileName: 'a.b' }],
    ['a name of 128 characters', { SecurityProfileName: 'n'.repeat(128) }],
    ['a description of 251 characters', { Description: 'd'.repeat(251) }],
    ['501 permissions', { Permissions: Array.from({ length: 501 }, (_, index) => `p${index}`) }],
    ['an empty permission', { Permissions: [''] }],
    ['five access control tags', { AllowedAccessControlTags: { a: '', b: '', c: '', d: '', e: '' } }],
    ['eleven restricted resources', { TagRestrictedResources: [...'abcdefghijk'] }],
    ['eleven applications', { Applications: [...'abcdefghijk'].map((Namespace) => ({ Namespace })) }],
    ['an application without permissions', { Applications: [{ Namespace: 'a', ApplicationPermissions: [] }] }],
    ['an unknown type of application', { Applications: [{ Namespace: 'a', Type: 'THIRD_PARTY' }] }],
    ['eleven flow modules', { AllowedFlowModules: [...'abcdefghijk'].map((FlowModuleId) => ({ FlowModuleId })) }],
    ['101 agents', { AllowedAIAgents: Array.from({ length: 101 }, (_, index) => ({ Arn: `a${index}` })) }],
    [
      'three values of an attribute',
      { GranularAccessControlConfiguration: granular({ PrimaryAttributeValues: [{ Values: ['a', 'b', 'c'] }] }) },
    ],
    [
      'an attribute of the service',
      { GranularAccessControlConfiguration: granular({ PrimaryAttributeValues: [{ AttributeName: 'connect:x' }] }) },
    ],
    ['no tags in a map of tags', { Tags: {} }],
    ['a tag of AWS', { Tags: { 'aws:x': '1' } }],
    ['a tag key with a comma', { Tags: { 'a,b': '1' } }],
    ['51 tags', { Tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, ''])) }],
  ])('refuses %s', (_what, more) => {
    const connect = service();
    const { name, status } = refusal(() => createdBy(connect, more));
    expect([name, status]).toEqual(['InvalidParameterException', 400]);
    expect(connect.profiles()).toEqual([]);
  });

  test('keeps lists as sets: each element once, in an order of the service', () => {
    const connect = service();
    createdBy(connect, { Permissions: ['b', 'a', 'b'], TagRestrictedResources: ['User', 'Queue'] });
    expect(connect.profileNamed(InstanceId, 'p')?.content).toEqual({
      Permissions: ['a', 'b'],
      TagRestrictedResources: ['Queue', 'User'],
    });
  });

  test('fills in the types that are left out', () => {
    const connect = service();
    createdBy(connect, {
      Applications: [{ Namespace: 'n', ApplicationPermissions: ['ACCESS'] }],
      AllowedFlowModules: [{ FlowModuleId: 'f' }],
      AllowedAIAgents: [{ Arn: 'a' }],
    });
    expect(connect.profileNamed(InstanceId, 'p')?.content).toEqual({
      Applications: [{ Namespace: 'n', ApplicationPermissions: ['ACCESS'], Type: 'THIRD_PARTY_APPLICATION' }],
      AllowedFlowModules: [{ FlowModuleId: 'f', Type: 'MCP' }],
      AllowedAIAgents: [{ Arn: 'a', Type: 'THIRD_PARTY' }],
    });
  });

  test('refuses what it refers to and is not there, until it is', () => {
    const missing = new Set(['n', 'f']);
    const connect = service({ missing });
    const content = { Applications: [{ Namespace: 'n' }], AllowedFlowModules: [{ FlowModuleId: 'f' }] };
    const { name, message } = refusal(() => createdBy(connect, content));
    expect([name, message]).toEqual(['InvalidRequestException', 'Not valid: n, f']);
    missing.clear();
    const { key } = createdBy(connect, content);
    missing.add('g');
    const update = { ...key, AllowedFlowModules: [{ FlowModuleId: 'g' }] };
    expect(refusal(() => connect.call('UpdateSecurityProfile', update)).message).toBe('Not valid: g');
  });
});

describe('DescribeSecurityProfile', () => {
  test('has neither what is listed nor, without any, tags', () => {
    const clock = new StandingClock();
    const connect = service({ clock });
    const { key, resourceArn } = createdBy(connect, everyMember);
    const { Permissions, Applications, AllowedFlowModules, AllowedAIAgents, ...described } = everyMember;
    expect(connect.call('DescribeSecurityProfile', key)).toEqual({
      SecurityProfile: {
        Id: key.SecurityProfileId,
        OrganizationResourceId: InstanceId,
        Arn: resourceArn,
        SecurityProfileName,
        ...described,
        LastModifiedTime: new Date(clock.time),
        LastModifiedRegion: region,
      },
    });
  });

  test.each(['DescribeSecurityProfile', 'DeleteSecurityProfile', 'ListSecurityProfilePermissions'] as const)(
    '%s knows an id in its own instance only',
    (operation) => {
      const connect = service({ instances: [InstanceId, other] });
      const { key } = createdBy(connect);
      for (const wrong of [{ InstanceId: other }, { SecurityProfileId: 'x' }, { InstanceId: 'nowhere' }]) {
        const { name, status } = refusal(() => connect.call(operation, { ...key, ...wrong }));
        expect([name, status]).toEqual(['ResourceNotFoundException', 404]);
      }
    },
  );
});

describe('UpdateSecurityProfile', () => {
  const updated = (update: object, options: Parameters<typeof service>[0] = {}) => {
    const connect = service(options);
    const { key, resourceArn } = createdBy(connect, { ...everyMember, Tags: { a: '1' } });
    expect(connect.call('UpdateSecurityProfile', { ...key, ...update })).toEqual({});
    const { content, tags, name } = connect.profile(resourceArn) ?? {};
    expect([tags, name]).toEqual([{ a: '1' }, 'p']);
    return content;
  };

  test('leaves what it does not name, and replaces what it names whole', () => {
    const update = { Permissions: ['Users.View'], AllowedAccessControlTags: { other: '1' } };
    expect(updated(update)).toEqual({ ...everyMember, ...update });
  });

  test.each<[keyof typeof everyMember, unknown]>([
    ['Description', ''],
    ['Permissions', []],
    ['AllowedAccessControlTags', {}],
    ['TagRestrictedResources', []],
    ['Applications', []],
    ['HierarchyRestrictedResources', []],
    ['AllowedAccessControlHierarchyGroupId', ''],
    ['AllowedFlowModules', []],
    ['AllowedAIAgents', []],
    ['GranularAccessControlConfiguration', granular({ PrimaryAttributeValues: [] })],
  ])('takes %s away with something empty', (member, empty) => {
    expect(updated({ [member]: empty })).toEqual({ ...everyMember, [member]: empty });
  });

  test.each([
    ['Description', ''],
    ['AllowedAccessControlTags', {}],
    ['AllowedAccessControlHierarchyGroupId', ''],
    ['GranularAccessControlConfiguration', granular({ PrimaryAttributeValues: [] })],
  ] as const)('leaves %s as it is with something empty, if so it is to be played', (member, empty) => {
    const options = { keepsWhenEmpty: new Set([member]) };
    expect(updated({ [member]: empty, Permissions: [] }, options)).toEqual({ ...everyMember, Permissions: [] });
    const full = member === 'AllowedAccessControlTags' ? { x: '1' } : 'x';
    if (member !== 'GranularAccessControlConfiguration')
      expect(updated({ [member]: full }, options)).toEqual({ ...everyMember, [member]: full });
  });

  test.each([{}, { DataTableAccessControlConfiguration: {} }, granular()])(
    'a granular configuration %j, which does not say what the values are, changes nothing',
    (GranularAccessControlConfiguration) => {
      expect(updated({ GranularAccessControlConfiguration })).toEqual(everyMember);
    },
  );

  test('refuses to change nothing', () => {
    const connect = service();
    const { key } = createdBy(connect);
    expect(refusal(() => connect.call('UpdateSecurityProfile', key)).name).toBe('InvalidRequestException');
  });

  test('is dated', () => {
    const clock = new StandingClock();
    const connect = service({ clock });
    const { key, resourceArn } = createdBy(connect);
    const modified = () => connect.call('DescribeSecurityProfile', key).SecurityProfile;
    for (const write of [
      () => connect.call('UpdateSecurityProfile', { ...key, Description: 'd' }),
      () => connect.call('TagResource', { resourceArn, tags: { a: '1' } }),
      () => connect.call('UntagResource', { resourceArn, tagKeys: ['a'] }),
    ]) {
      clock.time += 1_234;
      write();
      expect(modified()).toMatchObject({ LastModifiedTime: new Date(clock.time) });
    }
  });

  test('changes a default profile as any other', () => {
    const connect = service();
    const admin = connect.profileNamed(InstanceId, 'Admin');
    connect.call('UpdateSecurityProfile', { InstanceId, SecurityProfileId: admin?.id, Permissions: [] });
    expect(connect.profileNamed(InstanceId, 'Admin')?.content.Permissions).toEqual([]);
  });
});

describe('DeleteSecurityProfile', () => {
  test('works once', () => {
    const connect = service();
    const { key, resourceArn } = createdBy(connect);
    expect(connect.call('DeleteSecurityProfile', key)).toEqual({});
    expect(connect.profile(resourceArn)).toBeUndefined();
    expect(refusal(() => connect.call('DeleteSecurityProfile', key)).name).toBe('ResourceNotFoundException');
  });

  test('refuses while a user has the profile, and names one', () => {
    const connect = service();
    const { key, resourceArn } = createdBy(connect);
    connect.assignTo(resourceArn, 'u-2');
    connect.assignTo(resourceArn, 'u-1');
    expect(connect.profile(resourceArn)?.users).toEqual(['u-1', 'u-2']);
    connect.takeFrom(resourceArn, 'u-1');
    expect(refusal(() => connect.call('DeleteSecurityProfile', key))).toMatchObject({
      name: 'ResourceInUseException',
      status: 409,
      members: { ResourceType: 'USER', ResourceId: expect.stringMatching(/\/agent\/u-2$/) },
    });
    connect.takeFrom(resourceArn, 'u-2');
    expect(connect.call('DeleteSecurityProfile', key)).toEqual({});
  });

  test.each(defaultProfileNames)('refuses %s, which the instance has from its beginning', (name) => {
    const connect = service();
    const key = { InstanceId, SecurityProfileId: connect.profileNamed(InstanceId, name)?.id };
    const refused = refusal(() => connect.call('DeleteSecurityProfile', key));
    expect([refused.name, refused.status]).toEqual(['AccessDeniedException', 403]);
    expect(connect.profileNamed(InstanceId, name)).toBeDefined();
  });
});

describe('out of band', () => {
  test('a profile is seeded in place of one of its name, and may have tags of AWS and users', () => {
    const connect = service();
    const first = connect.seed(create);
    const arn = connect.seed({ ...create, Description: 'd' }, { tags: { 'aws:x': '1' }, users: ['u'] });
    expect(connect.profiles()).toMatchObject([
      { arn, content: { Description: 'd' }, tags: { 'aws:x': '1' }, users: ['u'] },
    ]);
    expect(connect.profile(first)).toBeUndefined();
  });

  test('a default profile that is seeded stays one, and nothing is seeded where there is no instance', () => {
    const connect = service();
    connect.seed({ InstanceId, SecurityProfileName: 'Admin', Permissions: ['a'] });
    const { id, content } = connect.profileNamed(InstanceId, 'Admin') ?? {};
    expect(content).toEqual({ Permissions: ['a'] });
    const deleted = refusal(() => connect.call('DeleteSecurityProfile', { InstanceId, SecurityProfileId: id }));
    expect(deleted.name).toBe('AccessDeniedException');
    expect(refusal(() => connect.seed({ ...create, InstanceId: other })).name).toBe('ResourceNotFoundException');
  });

  test('a profile is renamed, and keeps its ARN', () => {
    const connect = service();
    const { resourceArn } = createdBy(connect);
    connect.renameOutOfBand(resourceArn, 'q');
    expect(connect.profile(resourceArn)).toMatchObject({ name: 'q' });
    expect(createdBy(connect).resourceArn).not.toBe(resourceArn);
  });

  test('a profile is removed, in use or not', () => {
    const connect = service();
    const { resourceArn } = createdBy(connect);
    connect.assignTo(resourceArn, 'u');
    expect([connect.removeOutOfBand(resourceArn), connect.removeOutOfBand(resourceArn)]).toEqual([true, false]);
  });

  test('an instance goes with all it has', () => {
    const connect = service({ instances: [InstanceId, other] });
    const { key, resourceArn } = createdBy(connect);
    createdBy(connect, { InstanceId: other });
    connect.removeInstanceOutOfBand(InstanceId);
    expect(refusal(() => connect.call('DescribeSecurityProfile', key)).message).toContain('Instance');
    expect(connect.profile(resourceArn)).toBeUndefined();
    expect(connect.profiles()).toHaveLength(1);
  });

  test('an unknown profile is neither renamed nor assigned', () => {
    const connect = service();
    for (const arn of [arnOf('x'), connect.instanceArn()])
      expect(refusal(() => connect.assignTo(arn, 'u')).name).toBe('ResourceNotFoundException');
  });
});

describe('what nobody knows of names', () => {
  test('by default only the very same name is taken', () => {
    const connect = service();
    createdBy(connect);
    createdBy(connect, { SecurityProfileName: 'P' });
    createdBy(connect, { SecurityProfileName: ' p' });
    expect(listed(connect, 'ListSecurityProfiles', 'SecurityProfileSummaryList', { InstanceId })).toHaveLength(7);
  });

  test('or one that differs in case and outer spaces is', () => {
    const connect = service({ foldsNames: true });
    createdBy(connect);
    for (const name of ['P', ' p', 'p '])
      expect(refusal(() => createdBy(connect, { SecurityProfileName: name })).name).toBe('DuplicateResourceException');
    expect(connect.profileNamed(InstanceId, 'P')).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describeProblem, type Problem, readProperties } from '../../../../core/connect-security-profile/properties';
import { permissionNames } from '../../../../core/connect-security-profile/properties/permission-names';
import { everyProperty, required, verdicts } from '../examples';

const options = { knownPermissions: permissionNames, place: { region: 'eu-west-2', account: '123456789012' } };

const isWithinBounds = (problems: readonly Problem[]): void => {
  expect(problems.length).toBeLessThanOrEqual(100);
  for (const problem of problems) {
    const line = describeProblem(problem);
    expect(line.length).toBeLessThanOrEqual(1500);
    expect(line).not.toMatch(/[\n\r]|\[object /);
    expect(problem.message).not.toBe('');
  }
};

const names = [
  ...Object.keys(everyProperty),
  '__proto__',
  'constructor',
  'SecurityProfileArn',
  'InstanceId',
  'Nothing',
];
const memberNames = [
  ...['Key', 'Value', 'Namespace', 'ApplicationPermissions', 'Type', 'FlowModuleId', 'Arn', 'AttributeName', 'Values'],
  ...['DataTableAccessControlConfiguration', 'PrimaryAttributeAccessControlConfiguration', 'PrimaryAttributeValues'],
];
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue(),
    fc.constantFrom('MCP', 'true', 'BasicAgentAccess', 'User', '', required.InstanceArn),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...memberNames), tie('json'), { maxKeys: 6 }),
  ),
}));

describe('readProperties', () => {
  test('answers any JSON with bounded problems, and with a profile if and only if none is certain', () => {
    const properties = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom(...names), json).map((given) => ({ ...required, ...given })),
    );
    fc.assert(
      fc.property(properties, (given) => {
        const { problems, profile } = readProperties(given, options);
        isWithinBounds(problems);
        expect(profile === undefined).toBe(problems.some(({ certainty }) => certainty === 'certain'));
      }),
      { numRuns: 500 },
    );
  });

  test('answers values that are no JSON', () => {
    const values = [() => 1, Symbol('s'), 5n, new Date(0), /x/, new Map([['a', 1]]), Number.NaN, new Array(3)];
    for (const value of values) {
      isWithinBounds(readProperties(value, options).problems);
      for (const name of names) isWithinBounds(readProperties({ [name]: value }, options).problems);
    }
  });

  test('hundreds of problems are told within bounds, and all are counted', () => {
    const Permissions = Array.from({ length: 500 }, (_, index) => `connect:Action${index}`);
    const { problems, count, profile } = readProperties({ ...required, Permissions }, options);
    expect(problems).toHaveLength(100);
    expect(count).toEqual({ certain: 0, strong: 0, uncertain: 500 });
    expect(profile?.Permissions).toHaveLength(500);
  });

  test('nesting as deep as it may be does not exhaust the stack', () => {
    const lists = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
    let objects: object = {};
    for (let level = 0; level < 100_000; level += 1) objects = { DataTableAccessControlConfiguration: objects };
    for (const name of names)
      for (const deep of [lists, objects]) isWithinBounds(readProperties({ [name]: deep }, options).problems);
  });

  test('huge input is answered within bounds', () => {
    const long = 'a\n'.repeat(500_000);
    const wide = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`Unknown${index}`, index]));
    const given = {
      ...wide,
      InstanceArn: `arn:aws:connect:${long}:${long}:instance/${long}`,
      SecurityProfileName: long,
      Description: long,
      Permissions: [long],
      Applications: [{ Namespace: long, ApplicationPermissions: [long] }],
      AllowedAccessControlHierarchyGroupId: long,
      Tags: [{ Key: long, Value: long }],
    };
    isWithinBounds(readProperties(given, options).problems);
  });
});

test('every property is read as the SDK spells it, booleans as booleans', () => {
  expect(readProperties(everyProperty, options)).toMatchObject({
    problems: [],
    profile: { ...everyProperty, AdoptExisting: false },
  });
});

describe('what is absent is absent', () => {
  test.each(['Description', 'AllowedAccessControlHierarchyGroupId', 'AdoptExisting', 'Revision'])('%s', (name) => {
    for (const value of [undefined, null, '']) {
      const { problems, profile } = readProperties({ ...required, [name]: value });
      expect(problems).toEqual([]);
      expect(profile).toStrictEqual(required);
    }
  });

  test.each([
    ...['Permissions', 'AllowedAccessControlTags', 'TagRestrictedResources', 'HierarchyRestrictedResources'],
    ...['Applications', 'AllowedFlowModules', 'AllowedAIAgents', 'GranularAccessControlConfiguration', 'Tags'],
  ])('%s, but an empty text or null is never taken for an empty list or structure', (name) => {
    expect(verdicts({ ...required, [name]: undefined })).toEqual([]);
    for (const value of ['', null]) expect(verdicts({ ...required, [name]: value })).toEqual([`certain ${name}`]);
  });

  test.each(['InstanceArn', 'SecurityProfileName'])('%s, which is required', (name) => {
    for (const value of [undefined, null, ''])
      expect(verdicts({ ...required, [name]: value })).toEqual([`certain ${name}`]);
  });

  test('a list that is there and empty is not absent', () => {
    const lists = { Permissions: [], Applications: [], AllowedFlowModules: [], AllowedAIAgents: [], Tags: [] };
    expect(readProperties({ ...required, ...lists }).profile).toStrictEqual({ ...required, ...lists });
  });
});

describe('a wrong type in one member hides no problem of another', () => {
  const mistakes = {
    InstanceArn: 'nowhere',
    SecurityProfileName: 'a/b',
    Applications: [{ Namespace: 'n'.repeat(129), ApplicationPermissions: [] }],
    AllowedFlowModules: [{ Type: 'THIRD_PARTY' }],
    Tags: [{ Key: 'aws:mine' }],
  };
  const found = [
    'certain InstanceArn',
    'certain SecurityProfileName',
    'certain Applications[0].Namespace',
    'certain Applications[0].ApplicationPermissions',
    'certain AllowedFlowModules[0].Type',
    'strong AllowedFlowModules[0].FlowModuleId',
    'certain Tags[0].Key',
  ];

  test.each([
    ...['Description', 'Permissions', 'AllowedAccessControlTags', 'TagRestrictedResources', 'AllowedAIAgents'],
    ...['HierarchyRestrictedResources', 'AllowedAccessControlHierarchyGroupId', 'AdoptExisting', 'Unknown'],
    'GranularAccessControlConfiguration',
  ])('%s', (name) => {
    for (const wrong of [5, true, 'text', [], [[]], {}, { a: { b: 1 } }])
      expect(verdicts({ ...mistakes, [name]: wrong })).toEqual(expect.arrayContaining(found));
  });
});

describe('what is unresolved', () => {
  const token = { Ref: 'Something' };
  const isUnresolved = (value: unknown): boolean => value === token;

  /** Every way to replace one value, at any depth, by another. */
  function* replacements(value: unknown, by: unknown): Generator<unknown> {
    yield by;
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value))
      for (const inner of replacements(member, by))
        yield Array.isArray(value) ? value.with(Number(name), inner) : { ...value, [name]: inner };
  }

  test('makes no problem of a good profile, wherever it is', () => {
    for (const properties of replacements(everyProperty, token)) {
      const { problems, profile } = readProperties(properties, { ...options, isUnresolved });
      expect(problems).toEqual([]);
      expect(profile).toBeDefined();
    }
  });

  test.each<[string, object]>([
    ['one of 11 applications', { Applications: [token, ...Array(10).fill(token)] }],
    ['one of 11 restricted resources', { HierarchyRestrictedResources: [token, ...Array(10).fill('User')] }],
    ['the other side of a restriction', { AllowedAccessControlTags: [{ Key: 'k' }], TagRestrictedResources: token }],
    ['the tags of a restriction', { AllowedAccessControlTags: token, TagRestrictedResources: ['User'] }],
    [
      'the resources of a hierarchy',
      { AllowedAccessControlHierarchyGroupId: 'g', HierarchyRestrictedResources: token },
    ],
    ['the type of an application', { Applications: [{ Namespace: 'n', ApplicationPermissions: ['x'], Type: token }] }],
    ['one of two equal namespaces', { Applications: [{ Namespace: token, ApplicationPermissions: ['ACCESS'] }] }],
    [
      'a part of a granular configuration',
      { GranularAccessControlConfiguration: { DataTableAccessControlConfiguration: token } },
    ],
    ['the name that is adopted', { SecurityProfileName: token, AdoptExisting: true }],
    ['whether it is adopted', { SecurityProfileName: 'Admin', AdoptExisting: token }],
    ['the instance', { InstanceArn: token }],
  ])('silences the rules that read it: %s', (_what, properties) => {
    expect(readProperties({ ...required, ...properties }, { ...options, isUnresolved }).problems).toEqual([]);
  });
});

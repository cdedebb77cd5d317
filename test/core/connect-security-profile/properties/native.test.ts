import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readNativeProperties } from '../../../../core/connect-security-profile/properties/native';
import { isJsonObject } from '../../../../core/schema/json';

const InstanceArn = 'arn:aws:connect:eu-west-2:123456789012:instance/11111111-2222-4333-8444-555555555555';

const problems = (properties: object) =>
  readNativeProperties({ InstanceArn, SecurityProfileName: 'Leads', ...properties }).problems;

test('what is ours alone is no property of the native type', () => {
  expect(
    problems({ AllowedAIAgents: [{ Arn: 'a' }], AdoptExisting: true, Revision: '1', ServiceToken: 'x' }).map(
      (problem) => [problem.path, problem.certainty],
    ),
  ).toEqual([
    ['AllowedAIAgents', 'certain'],
    ['AdoptExisting', 'certain'],
    ['Revision', 'certain'],
    ['ServiceToken', 'certain'],
  ]);
  expect(problems({ AllowedAIAgents: [] })[0]?.message).toContain('Custom::ConnectSecurityProfile has it');
});

test.each(['SecurityProfileId', 'SecurityProfileArn', 'LastModifiedRegion', 'LastModifiedTime'])(
  '%s is an attribute, and no property',
  (name) => {
    expect(problems({ [name]: 'x' })).toMatchObject([{ path: name, message: expect.stringContaining('is read-only') }]);
  },
);

test('it may have all tags, and such as mark the owner with us', () => {
  const tags = (count: number) => Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: '' }));
  expect(problems({ Tags: [...tags(49), { Key: 'cloudformation:x', Value: '' }] })).toEqual([]);
  expect(problems({ Tags: tags(51) }).map((problem) => problem.path)).toEqual(['Tags']);
  expect(problems({ Tags: [{ Key: 'aws:x', Value: '' }] })).toHaveLength(1);
});

test('what only an outdated schema of the type refuses is accepted', () => {
  const four = ['a', 'b', 'c', 'd'].map((Key) => ({ Key, Value: 'x' }));
  const ApplicationPermissions = Array.from({ length: 50 }, (_, index) => `orders___tool${index}`);
  expect(
    problems({
      AllowedAccessControlTags: four,
      TagRestrictedResources: ['User'],
      Applications: [{ Namespace: 'orders', ApplicationPermissions, Type: 'MCP' }],
      AllowedAccessControlHierarchyGroupId: '',
      Tags: [{ Key: 'Größe @ Werk', Value: '' }],
    }),
  ).toEqual([]);
});

/** Those of the vectors that name nothing of ours. */
const vectors = (
  JSON.parse(readFileSync(path.join(__dirname, '../vectors.json'), 'utf8')) as readonly {
    readonly name: string;
    readonly expect: string;
    readonly properties: unknown;
  }[]
).filter(
  ({ properties }) =>
    isJsonObject(properties) &&
    !['AllowedAIAgents', 'AdoptExisting', 'Revision', 'ServiceToken'].some((name) => name in properties),
);

test('what is valid for ours is valid for it', () => {
  const valid = vectors.filter((vector) => vector.expect === 'valid');
  expect(valid.length).toBeGreaterThan(15);
  expect(valid.filter(({ properties }) => readNativeProperties(properties).problems.length > 0)).toEqual([]);
});

test('what holds for ours holds for it: names of permissions, and what is not known', () => {
  const isUnresolved = (value: unknown): boolean => typeof value === 'object' && value !== null && 'Ref' in value;
  const given = { InstanceArn: { Ref: 'Instance' }, SecurityProfileName: 'Leads', Permissions: ['BasicAgentAcess'] };
  const read = (options: object) => readNativeProperties(given, { isUnresolved, ...options }).problems;
  expect(read({})).toEqual([]);
  expect(read({ knownPermissions: ['BasicAgentAccess'] })).toMatchObject([
    { path: 'Permissions[0]', certainty: 'uncertain' },
  ]);
  expect(readNativeProperties(given).readable).toMatchObject({ SecurityProfileName: 'Leads' });
  expect(readNativeProperties({ Odd1: 1, Odd2: 2 }, { mostProblems: 1 }).problems).toHaveLength(1);
});

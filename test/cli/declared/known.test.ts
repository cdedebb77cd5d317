import type { Known } from '../../../cli/declared/known';
import { positionIn, profilesIn, profileTypes, unknownPaths } from '../../../cli/declared/resources';
import { readTemplate } from '../../../cloudformation/template';

const nothing: Known = { parameters: {}, place: {}, physicalIds: {}, exports: undefined };
const place = { partition: 'aws', region: 'eu-west-1', accountId: '123456789012', stackName: 'fleet' };

const profile = (Properties: object, rest: object = {}) => ({
  Type: 'Custom::IoTSecurityProfile',
  Properties,
  ...rest,
});

const read = (Resources: object, known: Partial<Known> = {}, sections: object = {}) =>
  profilesIn(readTemplate(JSON.stringify({ Resources, ...sections })), { ...nothing, ...known }, profileTypes);

const resolvedTo = (
  value: unknown,
  known: Partial<Known> = {},
  resources: object = {},
  sections: object = {},
): unknown => read({ Profile: profile({ Revision: value }), ...resources }, known, sections)[0]?.properties.Revision;

describe('what follows from names is known', () => {
  test.each<[string, unknown, unknown]>([
    ['the name of a profile', { Ref: 'Other' }, 'named'],
    [
      'its ARN',
      { 'Fn::GetAtt': ['Other', 'SecurityProfileArn'] },
      'arn:aws:iot:eu-west-1:123456789012:securityprofile/named',
    ],
    ['that of a group', { 'Fn::GetAtt': 'Group.Arn' }, 'arn:aws:iot:eu-west-1:123456789012:thinggroup/group'],
    ['the Region', { 'Fn::Sub': '${AWS::Region} ${AWS::StackName}' }, 'eu-west-1 fleet'],
    ['the suffix of addresses', { Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
  ])('%s', (_what, value, expected) => {
    const resources = {
      Other: { Type: 'AWS::IoT::SecurityProfile', Properties: { SecurityProfileName: 'named' } },
      Group: { Type: 'AWS::IoT::ThingGroup', Properties: { ThingGroupName: 'group' } },
    };
    expect(resolvedTo(value, { place }, resources)).toBe(expected);
  });
});

describe('what does not stays as it is written', () => {
  test.each<[string, unknown]>([
    ['a Region nobody has told', { Ref: 'AWS::Region' }],
    ['a stack id that is not there yet', { Ref: 'AWS::StackId' }],
    ['a name that is generated', { Ref: 'Unnamed' }],
    ['a resource of another type', { 'Fn::GetAtt': ['Strange', 'Arn'] }],
    ['an attribute that is not known', { 'Fn::GetAtt': ['Unnamed', 'Strange'] }],
    ['an export nobody has asked for', { 'Fn::ImportValue': 'x' }],
    ['a parameter without a value', { Ref: 'Parameter' }],
    ['what leads back to itself', { Ref: 'Circle' }],
  ])('%s', (_what, value) => {
    const resources = {
      Unnamed: profile({}),
      Strange: { Type: 'AWS::X::Y' },
      Circle: profile({ SecurityProfileName: { Ref: 'Circle' } }),
    };
    const [first] = read(
      { Profile: profile({ Revision: value }), ...resources },
      {},
      { Parameters: { Parameter: { Type: 'String' } } },
    );
    expect(first?.properties.Revision).toEqual(value);
    expect(first?.mistakes).toEqual([]);
    expect(first && unknownPaths(first)).toEqual(['Revision']);
  });
});

test('a physical id that stays is known, and tells the name that was generated', () => {
  const known = { place, physicalIds: { Other: 'generated' } };
  expect(resolvedTo({ Ref: 'Other' }, known, { Other: profile({}) })).toBe('generated');
  expect(resolvedTo({ 'Fn::GetAtt': ['Other', 'SecurityProfileArn'] }, known, { Other: profile({}) })).toBe(
    'arn:aws:iot:eu-west-1:123456789012:securityprofile/generated',
  );
});

test('a physical id that stays is known of any resource', () => {
  const known = { physicalIds: { Strange: 'id' } };
  expect(resolvedTo({ Ref: 'Strange' }, known, { Strange: { Type: 'AWS::X::Y' } })).toBe('id');
});

test('what other stacks export is known once somebody has asked; what none does is a mistake', () => {
  expect(resolvedTo({ 'Fn::ImportValue': 'x' }, { exports: { x: 'y' } })).toBe('y');
  const [first] = read(
    { Profile: profile({ Revision: { 'Fn::ImportValue': 'constructor' } }) },
    { exports: { x: 'y' } },
  );
  expect(first?.mistakes.map(({ message }) => message)).toEqual(['No export named constructor found.']);
});

test('a reference that leads nowhere is a mistake, with its place', () => {
  const [first] = read({ Profile: profile({ Revision: { Ref: 'Nowhere' } }) });
  expect(first?.mistakes).toEqual([
    {
      message:
        'Template format error: Unresolved resource dependencies [Nowhere] in the Resources block of the template',
      position: { line: 1, column: 94 },
    },
  ]);
});

describe('conditions', () => {
  const sections = {
    Parameters: { Stage: { Type: 'String' } },
    Conditions: { IsHere: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] }, IsOdd: { 'Fn::Length': [] } },
  };
  const either = { 'Fn::If': ['IsHere', 'yes', 'no'] };

  test('one that is not known is so whoever asks, however often', () => {
    const [first] = read(
      { Profile: profile({ Revision: either, SecurityProfileName: either }, { Condition: 'IsHere' }) },
      {},
      sections,
    );
    expect(first?.mistakes).toEqual([]);
    expect(first?.properties).toEqual({ Revision: either, SecurityProfileName: either });
  });

  test('one that does not hold takes a resource away', () => {
    const resources = { Profile: profile({}, { Condition: 'IsHere' }) };
    expect(read(resources, { place: { region: 'eu-west-1' } }, sections)).toHaveLength(1);
    expect(read(resources, { place: { region: 'eu-west-2' } }, sections)).toHaveLength(0);
  });

  test('one that is not supported here hides nothing', () => {
    expect(read({ Profile: profile({}, { Condition: 'IsOdd' }) }, {}, sections)).toHaveLength(1);
  });

  test('only where one, or a parameter, has a say may a profile be another', () => {
    const resources = {
      Fixed: profile({ Revision: { Ref: 'AWS::Region' } }),
      Either: profile({ Revision: either }),
      There: profile({}, { Condition: 'IsHere' }),
      Given: profile({ Revision: { 'Fn::Sub': '${Stage}' } }),
      Named: profile({ Revision: { Ref: 'Given2' } }),
      Given2: profile({ SecurityProfileName: { Ref: 'Stage' } }),
    };
    const found = read(resources, { parameters: { Stage: 'x' } }, sections);
    expect(found.filter(({ isFixed }) => isFixed).map(({ logicalId }) => logicalId)).toEqual(['Fixed']);
  });
});

test('a secret is sent to a custom resource as it stands, and is not known of the native type', () => {
  const Revision = '{{resolve:secretsmanager:a}}';
  expect(unknownPaths({ type: 'Custom::IoTSecurityProfile', properties: { Revision } })).toEqual([]);
  expect(unknownPaths({ type: 'AWS::IoT::SecurityProfile', properties: { Revision } })).toEqual(['Revision']);
  const stored = { Revision: '{{resolve:ssm:a}}', ServiceToken: { Ref: 'x' } };
  expect(unknownPaths({ type: 'Custom::IoTSecurityProfile', properties: stored })).toEqual(['Revision']);
});

test('what is written nowhere is where its resource is', () => {
  const [first] = profilesIn(
    readTemplate('Resources:\n  Profile:\n    Type: Custom::IoTSecurityProfile\n    Properties:\n      Revision: x\n'),
    nothing,
    profileTypes,
  );
  expect(first && positionIn(first, 'Revision')).toEqual({ line: 5, column: 17 });
  expect(first && positionIn(first, 'ServiceToken')).toEqual({ line: 2, column: 3 });
});

describe('a policy that a function says', () => {
  const policies = (DeletionPolicy: unknown) => {
    const [first] = read(
      { Profile: profile({}, { DeletionPolicy, UpdateReplacePolicy: DeletionPolicy }) },
      { parameters: { Env: 'prod' } },
      {
        Transform: 'AWS::LanguageExtensions',
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
      },
    );
    return [first?.deletionPolicy, first?.updateReplacePolicy, first?.mistakes.length];
  };

  test.each<[unknown, readonly unknown[]]>([
    ['Retain', ['Retain', 'Retain', 0]],
    [{ 'Fn::If': ['IsProd', 'Retain', 'Delete'] }, ['Retain', 'Retain', 0]],
    [{ 'Fn::If': ['IsProd', { Ref: 'AWS::NoValue' }, 'Retain'] }, ['Delete', 'Delete', 0]],
    [{ 'Fn::If': ['IsElsewhere', 'Retain', 'Delete'] }, [undefined, undefined, 0]],
    [{ Ref: 'Env' }, [undefined, undefined, 2]],
    [{ 'Fn::If': ['IsProd', 'RetainExceptOnCreate', 'Delete'] }, ['RetainExceptOnCreate', undefined, 1]],
  ])('%j', (policy, expected) => expect(policies(policy)).toEqual(expected));
});

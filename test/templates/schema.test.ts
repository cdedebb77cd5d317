import { Ajv } from 'ajv';
import { securityProfile as connectSecurityProfile } from '../../core/connect-security-profile/properties/table';
import { securityProfile } from '../../core/iot-security-profile/properties/table';
import type { Member } from '../../core/schema/members';
import { read } from './support';

type Schema = Readonly<Record<string, unknown>>;

interface TemplateSchema {
  readonly definitions: Readonly<Record<'securityProfile' | 'connectSecurityProfile', ResourceSchema>>;
}

interface ResourceSchema {
  readonly properties: { readonly Properties: { readonly properties: Readonly<Record<string, Schema>> } };
}

const schema = JSON.parse(read('dist/schema.json')) as TemplateSchema;
const { properties } = schema.definitions.securityProfile.properties.Properties;
const { properties: ofConnect } = schema.definitions.connectSecurityProfile.properties.Properties;

const membersOf = (member: Member): Readonly<Record<string, Member>> => {
  if (member.kind === 'list') return membersOf(member.element);
  return member.kind === 'structure' ? (member.members as Readonly<Record<string, Member>>) : {};
};

/** Every member of the table, as a dotted path. */
const paths = (members: Readonly<Record<string, Member>>, before = ''): readonly string[] =>
  Object.entries(members).flatMap(([name, member]) => [
    `${before}${name}`,
    ...paths(membersOf(member), `${before}${name}.`),
  ]);

/** The schemas of members inside a member, through `items` and `anyOf`. */
const inside = (member: Schema): Readonly<Record<string, Schema>> => {
  const {
    items,
    anyOf,
    properties: own,
  } = member as {
    items?: Schema;
    anyOf?: readonly Schema[];
    properties?: Readonly<Record<string, Schema>>;
  };
  const deeper = [...(anyOf ?? []), ...(items === undefined ? [] : [items])].map(inside);
  return Object.assign({}, own, ...deeper) as Readonly<Record<string, Schema>>;
};

const at = (path: string, from = properties): Schema => {
  const [first = '', ...rest] = path.split('.');
  return rest.reduce<Schema>((schema_, name) => inside(schema_)[name] ?? {}, from[first] ?? {});
};

describe('the schema for editors', () => {
  test.each(paths(securityProfile.members))('describes %s', (path) => {
    expect(at(path).description).toMatch(/\S+ .+\.$/);
  });

  test('knows no property but those of the table and CloudFormation’s own', () => {
    expect(Object.keys(properties)).toEqual([
      'ServiceToken',
      'ServiceTimeout',
      ...Object.keys(securityProfile.members),
    ]);
  });

  test.each([
    ['arn:aws:sns:us-east-1:123456789012:topic', true],
    ['arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:topic', true],
    ['arn:aws:lambda:us-east-1:123456789012:function:profiles', false],
    ['arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:profiles', false],
    ['iot-security-profile-ServiceToken', false],
  ])('of the ServiceToken %s: is a topic, which is not answered, %p', (token, refused) => {
    const { not, description } = properties.ServiceToken as { not: { pattern: string }; description: string };
    expect(new RegExp(not.pattern).test(token)).toBe(refused);
    expect(description).toContain('an SNS topic is not answered');
  });

  describe('leaves alone what a transform puts others in the place of', () => {
    const check = new Ajv({ strict: false }).compile(schema);
    const token = { ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:profiles' };

    test.each<[boolean, object]>([
      [true, { ...token, 'Fn::Transform': { Name: 'AWS::Include' } }],
      [true, { 'Fn::Transform': { Name: 'AWS::Include' } }],
      [true, { ...token, Behaviors: [{ 'Fn::ForEach::Values': [] }] }],
      [true, { ...token, Behaviors: { 'Fn::Transform': {} } }],
      [false, { ...token, 'Fn::Transfrom': {} }],
      [false, { ...token, Behaviors: [{ Metric: 'aws:num-disconnects' }] }],
      [false, {}],
    ])('%p: %j', (isRight, Properties) => {
      expect(check({ Resources: { Profile: { Type: 'Custom::IoTSecurityProfile', Properties } } })).toBe(isRight);
    });
  });

  test('offers the words of the service', () => {
    expect(at('Behaviors.MetricDimension.Operator')).toMatchObject({
      anyOf: expect.arrayContaining([{ enum: ['IN', 'NOT_IN'] }]),
    });
  });

  test('takes a function wherever a value may stand, also in the short form, which editors see as text or list', () => {
    const { function: call } = schema.definitions as unknown as { function: Schema };
    expect(call).toMatchObject({ anyOf: [{ type: 'object' }, { type: 'array' }] });
    for (const path of paths(securityProfile.members)) {
      const text = JSON.stringify(at(path));
      expect(text).toContain('"string"');
      expect(text).toMatch(/#\/definitions\/function|\^\(Ref\|Fn::/);
      expect(text).not.toMatch(/"pattern"|"maxLength"/);
    }
  });
});

describe('the schema for editors of Amazon Connect’s profiles', () => {
  const check = new Ajv({ strict: false }).compile(schema);
  const needed = {
    ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:profiles',
    InstanceArn: { Ref: 'Instance' },
    SecurityProfileName: 'Tier 1 agents',
  };

  test.each(paths(connectSecurityProfile.members))('describes %s', (path) => {
    expect(at(path, ofConnect).description).toMatch(/\S+ .+\.$/);
  });

  test('knows no property but those of the table and CloudFormation’s own', () => {
    expect(Object.keys(ofConnect)).toEqual([
      'ServiceToken',
      'ServiceTimeout',
      ...Object.keys(connectSecurityProfile.members),
    ]);
  });

  test.each<[boolean, object]>([
    [true, needed],
    [true, { ...needed, Permissions: ['BasicAgentAccess'], Tags: [{ Key: 'a' }] }],
    [true, { 'Fn::Transform': { Name: 'AWS::Include' } }],
    [false, { ...needed, Permission: [] }],
    [false, { ...needed, SecurityProfileName: undefined }],
    [false, { ...needed, InstanceArn: undefined }],
    [false, { ...needed, Applications: [{ Permissions: ['ACCESS'] }] }],
    [false, { ...needed, Behaviors: [] }],
  ])('%p: %j', (isRight, given) => {
    const Properties = JSON.parse(JSON.stringify(given));
    expect(check({ Resources: { Profile: { Type: 'Custom::ConnectSecurityProfile', Properties } } })).toBe(isRight);
  });

  test('says nothing of other resources', () => {
    expect(check({ Resources: { Profile: { Type: 'AWS::Connect::SecurityProfile', Properties: {} } } })).toBe(true);
  });
});

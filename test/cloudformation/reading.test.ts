import { parseTemplate, readTemplate } from '../../cloudformation/template';

const read = (template: object) => readTemplate(JSON.stringify(template));
const thing = (members: object = {}) => ({ Type: 'Custom::Thing', ...members });

describe('what only a transform turns into resources', () => {
  test('is named with its place, and with what a loop repeats', () => {
    const { notLookedInto, template } = readTemplate(`Transform: AWS::LanguageExtensions
Resources:
  Plain: {Type: Custom::Thing}
  Fn::ForEach::All:
    - Name
    - [a, b]
    - 'Thing\${Name}':
        Type: Custom::Thing
        Properties: {Text: 'of \${Name}', Sub: !Sub 'of \${Name}', Other: text}
  Fn::Transform: {Name: AWS::Include}
`);
    expect(Object.keys(template.resources)).toEqual(['Plain']);
    expect(notLookedInto).toMatchObject([
      {
        name: 'Fn::ForEach::All',
        position: { line: 4, column: 3 },
        repeated: [
          { definition: { logicalId: 'Thing${Name}', type: 'Custom::Thing' }, position: { line: 7, column: 7 } },
        ],
      },
      { name: 'Fn::Transform', position: { line: 10, column: 3 } },
    ]);
    expect(notLookedInto[1]).not.toHaveProperty('repeated');
    expect(JSON.parse(JSON.stringify(notLookedInto[0]?.repeated?.[0]?.definition.properties))).toEqual({
      Text: { Ref: 'Name' },
      Sub: { 'Fn::Sub': 'of ${Name}' },
      Other: 'text',
    });
  });

  test.each<[string, unknown, readonly string[]]>([
    ["AWS's own", 'AWS::Serverless-2016-10-31', []],
    ['an include', { Name: 'AWS::Include', Parameters: { Location: 'x' } }, ['Transform AWS::Include']],
    ['macros among them', ['Mine', 'AWS::LanguageExtensions', 'Yours'], ['Transform Mine', 'Transform Yours']],
  ])('%s: those that may add resources', (_what, Transform, names) => {
    expect(read({ Transform, Resources: {} }).notLookedInto.map(({ name }) => name)).toEqual(names);
  });

  test('nothing without one', () => {
    expect(read({ Resources: { A: thing() } })).toMatchObject({ notLookedInto: [], unread: [] });
    expect(read({ Resources: { A: thing() } }).template.transformed).toBeUndefined();
  });
});

describe('a policy that a function says', () => {
  const DeletionPolicy = { 'Fn::If': ['A', 'Retain', 'Delete'] };

  test('is read where a transform has a say', () => {
    const { template } = read({ Transform: 'AWS::LanguageExtensions', Resources: { A: thing({ DeletionPolicy }) } });
    expect(template.resources.A).toMatchObject({ deletionPolicy: DeletionPolicy, updateReplacePolicy: 'Delete' });
  });

  test('is refused elsewhere', () => {
    const plain = { Resources: { A: thing({ DeletionPolicy }) } };
    expect(read(plain).unread).toMatchObject([
      { logicalId: 'A', message: expect.stringContaining('must be a string') },
    ]);
    expect(() => parseTemplate(JSON.stringify(plain))).toThrow('must be a string');
  });
});

test('signals count as given to the types that can wait for them', () => {
  const waiting = { Type: 'AWS::AutoScaling::AutoScalingGroup', CreationPolicy: {}, UpdatePolicy: {} };
  const alias = { Type: 'AWS::Lambda::Alias', UpdatePolicy: {} };
  const { resources } = parseTemplate(JSON.stringify({ Resources: { A: waiting, B: alias } }));
  expect(Object.keys(resources)).toEqual(['A', 'B']);
});

test.each(['DeletionPolicy', 'UpdateReplacePolicy'])(
  '%s: Snapshot is Delete to the types that have snapshots',
  (member) => {
    const text = (type: string) => JSON.stringify({ Resources: { A: { Type: type, [member]: 'Snapshot' } } });
    expect(parseTemplate(text('AWS::RDS::DBInstance')).resources.A).toMatchObject({
      deletionPolicy: 'Delete',
      updateReplacePolicy: 'Delete',
    });
    expect(() => parseTemplate(text('Custom::Thing'))).toThrow(`Unrecognized ${member} Snapshot for resource A`);
  },
);

test('who deploys is told that signals are not played; who looks is not', () => {
  const text = JSON.stringify({ Resources: { A: thing({ CreationPolicy: {} }) } });
  expect(() => parseTemplate(text)).toThrow('does not support CreationPolicy');
  expect(readTemplate(text).unread).toEqual([]);
  expect(read({ Resources: { A: thing({ Strange: {} }) } }).unread).toMatchObject([
    { message: "Invalid template resource property 'Strange'" },
  ]);
});

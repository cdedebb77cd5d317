import { parseTemplate } from '../../cloudformation/template';

const thing = (properties: string): string => `
Resources:
  Thing:
    Type: Custom::Thing
    Properties:
      Value: ${properties}
`;

const readBack = (properties: string): unknown =>
  JSON.parse(JSON.stringify(parseTemplate(thing(properties)).resources.Thing?.properties.Value));

describe('the short forms of YAML', () => {
  test.each([
    ['!Ref Other', { Ref: 'Other' }],
    ['!Condition IsIt', { Condition: 'IsIt' }],
    ['!GetAtt Other.Name', { 'Fn::GetAtt': ['Other', 'Name'] }],
    ['!GetAtt Other.Dotted.Name', { 'Fn::GetAtt': ['Other', 'Dotted.Name'] }],
    ['!GetAtt [Other, Name]', { 'Fn::GetAtt': ['Other', 'Name'] }],
    ['!Sub "${Other}"', { 'Fn::Sub': '${Other}' }],
    ['!Sub ["${A}", { A: !Ref Other }]', { 'Fn::Sub': ['${A}', { A: { Ref: 'Other' } }] }],
    ['!Join [",", [a, !Ref Other]]', { 'Fn::Join': [',', ['a', { Ref: 'Other' }]] }],
    ['!Select [0, !Split [",", "a,b"]]', { 'Fn::Select': [0, { 'Fn::Split': [',', 'a,b'] }] }],
    ['!If [IsIt, !Ref Other, !Ref AWS::NoValue]', { 'Fn::If': ['IsIt', { Ref: 'Other' }, { Ref: 'AWS::NoValue' }] }],
    ['!Not [!Equals [a, b]]', { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }],
    [
      '!And [!Condition A, !Or [!Condition B, !Condition C]]',
      { 'Fn::And': [{ Condition: 'A' }, { 'Fn::Or': [{ Condition: 'B' }, { Condition: 'C' }] }] },
    ],
    ['!FindInMap [Map, Key, !Ref Other]', { 'Fn::FindInMap': ['Map', 'Key', { Ref: 'Other' }] }],
    ['!ImportValue name', { 'Fn::ImportValue': 'name' }],
    ['!Base64 text', { 'Fn::Base64': 'text' }],
    ['!Base64 { "Fn::Sub": "text" }', { 'Fn::Base64': { 'Fn::Sub': 'text' } }],
    ['!Cidr [a, 1, 2]', { 'Fn::Cidr': ['a', 1, 2] }],
    ['!GetAZs us-east-1', { 'Fn::GetAZs': 'us-east-1' }],
  ])('%s is read', (written, expected) => {
    expect(readBack(written)).toEqual(expected);
  });
});

describe('scalars', () => {
  test.each([
    ['5', 5],
    ['5.5', 5.5],
    ['true', true],
    ['yes', true],
    ['Off', false],
    ['y', 'y'],
    ['N', 'N'],
    ['"5"', '5'],
    ['2012-10-17', '2012-10-17'],
  ])('%s keeps its value', (written, expected) => {
    expect(readBack(written)).toBe(expected);
  });

  test.each([
    ['5', '5'],
    ['-5', '-5'],
    ['+5', '5'],
    ['9223372036854775807', '9223372036854775807'],
    ['5.0', '5.0'],
    ['500000000.0', '5.0E8'],
    ['1E5', '100000.0'],
    ['12345678.9', '1.23456789E7'],
    ['0.001', '0.001'],
    ['0.0001', '1.0E-4'],
  ])('the number %s becomes the text %s', (written, expected) => {
    const json = `{"Resources": {"Thing": {"Type": "Custom::Thing", "Properties": {"Value": ${written.replace('+', '')}}}}}`;
    expect(String(parseTemplate(thing(written)).resources.Thing?.properties.Value)).toBe(expected);
    expect(String(parseTemplate(json).resources.Thing?.properties.Value)).toBe(expected);
  });
});

describe('a mistake is refused in the words of CloudFormation', () => {
  const resource = (members: string) => `{"Resources": {"Thing": {"Type": "Custom::Thing", ${members}}}}`;
  test.each([
    ['', 'Template body is empty'],
    ['{"Resources": ', 'Template format error: JSON not well-formed.'],
    ['Resources: [', 'Template format error: YAML not well-formed. (line 1, column 13)'],
    ['Resources: !Nope x', 'Template format error: YAML not well-formed. (line 1, column 12)'],
    ['hello', 'Template format error: unsupported structure.'],
    ['- a', 'Template format error: unsupported structure.'],
    ['Outputs: {}', 'Template format error: At least one Resources member must be defined.'],
    ['Resources: []', 'Template format error: [/Resources] Expecting an object.'],
    [
      'Resources: { Thing: { Type: Custom::Thing } }\nResource: {}',
      'Template format error: Invalid template property or properties [Resource]',
    ],
    [
      'Resources: { my-thing: { Type: Custom::Thing } }',
      'Template format error: Resource name my-thing is non alphanumeric.',
    ],
    [
      'Resources: { Thing: {} }',
      'Template format error: [/Resources/Thing] Every Resources object must contain a Type member.',
    ],
    [resource('"Property": {}'), "Invalid template resource property 'Property'"],
    [
      resource('"Properties": {"A": [null]}'),
      "[/Resources/Thing/Properties/A/0] 'null' values are not allowed in templates",
    ],
    [
      resource('"DeletionPolicy": "Keep"'),
      'Template format error: Unrecognized DeletionPolicy Keep for resource Thing',
    ],
    [
      resource('"UpdateReplacePolicy": "RetainExceptOnCreate"'),
      'Unrecognized UpdateReplacePolicy RetainExceptOnCreate for resource Thing',
    ],
    [resource('"DependsOn": {}'), '[/Resources/Thing/DependsOn] must be a string or a list of strings.'],
  ])('%j', (text, message) => {
    expect(() => parseTemplate(text)).toThrow(message);
  });

  test('an output needs a value, an export a name', () => {
    const output = (text: string) => `Resources: { Thing: { Type: Custom::Thing } }\nOutputs: { Out: ${text} }`;
    expect(() => parseTemplate(output('{}'))).toThrow('Every Outputs member must contain a Value object');
    expect(() => parseTemplate(output('{ Value: a, Export: {} }'))).toThrow('must contain a Name member');
  });
});

describe('what the simulator does not play is refused by name', () => {
  test.each([
    ['Transform: [A, AWS::Serverless-2016-10-31, B]\nResources: { Thing: { Type: Custom::Thing } }', 'Transform: A, B'],
    [
      'Transform: AWS::LanguageExtensions',
      'Transform: AWS::LanguageExtensions; give it the template that the transform makes',
    ],
    [
      'Resources: { Thing: { Type: Custom::Thing, Properties: { A: b, Fn::Transform: { Name: AWS::Include } } } }',
      'Fn::Transform [/Resources/Thing/Properties] (line 1, column 64); give it the template that the transform makes',
    ],
    ['Resources: { Fn::ForEach::Things: [N, [a], {}] }', 'Fn::ForEach::Things [/Resources] (line 1, column 14)'],
    ['Resources: { Thing: { Type: Custom::Thing, Properties: { A: [!Transform {}] } } }', 'Fn::Transform'],
    ['Fn::Transform: {}\nResources: { Thing: { Type: Custom::Thing } }', 'Fn::Transform [/] (line 1, column 1)'],
    ['Resources: { Thing: { Type: Custom::Thing, CreationPolicy: {} } }', 'CreationPolicy (/Resources/Thing)'],
  ])('%s', (text, what) => {
    expect(() => parseTemplate(text)).toThrow(`The simulator does not support ${what}`);
  });
});

describe('SAM’s transform', () => {
  const sam = (rest: string) => `Transform: AWS::Serverless-2016-10-31\n${rest}`;

  test('leaves a template as it is in which nothing is its own', () => {
    const { resources } = parseTemplate(sam('Resources: { Thing: { Type: Custom::Thing } }'));
    expect(Object.keys(resources)).toEqual(['Thing']);
  });

  test.each([
    'Resources: { Function: { Type: AWS::Serverless::Function } }',
    'Globals: {}\nResources: { Thing: { Type: Custom::Thing } }',
    'Resources: { Thing: { Type: Custom::Thing, Connectors: {} } }',
  ])('is refused by name where it would make something of %s', (rest) => {
    expect(() => parseTemplate(sam(rest))).toThrow('does not support Transform: AWS::Serverless-2016-10-31; give it');
  });
});

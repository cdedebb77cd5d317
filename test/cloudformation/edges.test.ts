import { resolveDynamicReferences } from '../../cloudformation/dynamic-references';
import { UnknownValueError } from '../../cloudformation/errors';
import { noValue, resolve, resolveKnown, type Scope } from '../../cloudformation/intrinsics';
import { parseJson } from '../../cloudformation/json';
import { knownParameters, parameterValues } from '../../cloudformation/parameters';
import { placeOf } from '../../cloudformation/places';
import { templateNumber } from '../../cloudformation/scalars';
import { noResources, scopes } from '../../cloudformation/scope';
import { readTemplate } from '../../cloudformation/template';
import { isMap, sameValue, stringified, type Value } from '../../cloudformation/values';
import { parseYaml } from '../../cloudformation/yaml';

const scope: Scope = {
  ref: (name) => {
    if (name === 'AWS::NoValue') return noValue;
    throw new UnknownValueError(name);
  },
  attribute: () => 'attribute',
  condition: () => true,
  mapping: () => 'mapping',
  importValue: () => 'import',
};

const known = (value: Value) => {
  const mistakes: string[] = [];
  const resolved = resolveKnown(value, scope, (message) => mistakes.push(message));
  return { resolved, mistakes };
};

test('ten million is the first number that is written with an exponent', () => {
  expect(['9999999.0', '10000000.0'].map((source) => templateNumber(source)?.text)).toEqual(['9999999.0', '1.0E7']);
});

test('a transform of a value has a short form', () => {
  expect(parseYaml('A: !Transform { Name: Include }')).toEqual({ A: { 'Fn::Transform': { Name: 'Include' } } });
});

test('a resource may have a name of one letter', () => {
  expect(parseYaml('A: !GetAtt B.C')).toEqual({ A: { 'Fn::GetAtt': ['B', 'C'] } });
});

describe('what is nested', () => {
  const nested = (depth: number) => `{"A": ${'['.repeat(depth)}${']'.repeat(depth)}}`;

  test.each([
    ['JSON', parseJson],
    ['YAML', parseYaml],
  ])('too deeply is refused in %s, and nothing that is long', (_notation, parse) => {
    expect(() => parse(nested(250))).not.toThrow();
    expect(() => parse(nested(300))).toThrow('Template format error: it is nested too deeply.');
    expect(() => parse(`{"A": [${'[1], '.repeat(600)}2]}`)).not.toThrow();
  });
});

test('a list is no template', () => {
  expect(() => parseJson('[]')).toThrow('unsupported structure');
});

describe('places', () => {
  const resolved = (text: string): Value => {
    const value = resolve(parseYaml(text), scope);
    return value === noValue ? '' : value;
  };

  test('what a function has made is where the function is', () => {
    expect(placeOf(resolved('A:\n  B: !Split [",", "x,y"]'), 'A.B[1]')).toEqual({ line: 2, column: 6 });
  });

  test('what follows on something that is as if it were not written stays where it is', () => {
    expect(placeOf(resolved('A:\n  - !Ref AWS::NoValue\n  - B: x'), 'A[0].B')).toEqual({ line: 3, column: 8 });
    expect(placeOf(resolved('A:\n  - !Ref AWS::NoValue\n  - x'), 'A[0]')).toEqual({ line: 3, column: 5 });
  });
});

test('a dynamic reference in a list is resolved', () => {
  const properties = { A: ['{{resolve:ssm:name}}', { B: 'x{{resolve:ssm:name:3}}' }] };
  expect(resolveDynamicReferences(properties, { name: '1' }, false)).toEqual({ A: ['1', { B: 'x1' }] });
});

describe('parameters', () => {
  const accepts = (definition: object, value: string): boolean => {
    const P = parseJson(JSON.stringify({ Type: 'String', ...definition }));
    if (!isMap(P)) return false;
    try {
      parameterValues({ P }, { P: value });
      return true;
    } catch {
      return false;
    }
  };

  test.each<[object, string, boolean]>([
    [{ AllowedPattern: '[a-z]+' }, 'abc', true],
    [{ AllowedPattern: '[a-z]+' }, 'abC', false],
    [{ AllowedPattern: 'a|b' }, 'ac', false],
    [{ MinLength: 2 }, 'ab', true],
    [{ MaxLength: 2 }, 'ab', true],
    [{ Type: 'Number', MinValue: 5 }, '5', true],
    [{ Type: 'Number', MaxValue: 5 }, '5', true],
    [{ AllowedValues: [{ toString: 'a' }, 'b'] }, 'b', true],
    [{ AllowedPattern: '(?i)a' }, 'a', false],
  ])('%j takes %s: %p', (definition, value, expected) => {
    expect(accepts(definition, value)).toBe(expected);
  });

  test('whoever only looks does without a pattern that JavaScript cannot read', () => {
    expect(knownParameters({ P: { Type: 'String', Default: 'a', AllowedPattern: '(?i)b' } }, {})).toEqual({ P: 'a' });
    expect(() => knownParameters({ P: { Type: 'String', Default: 'a', AllowedPattern: 'b' } }, {})).toThrow('match');
  });

  test('one that has a name which every object has is given only where it is', () => {
    const definitions = { toString: { Type: 'String' } };
    expect(knownParameters(definitions, {})).toEqual({});
    expect(() => parameterValues(definitions, {})).toThrow('must have values');
  });
});

describe('as far as known', () => {
  test('a branch is resolved whose parts are not all known', () => {
    const later = { Ref: 'Later' };
    expect(known({ 'Fn::If': ['Is', { A: { 'Fn::GetAtt': 'B.C' }, D: later }, 'no'] })).toEqual({
      resolved: { A: 'attribute', D: later },
      mistakes: [],
    });
  });

  test('a function that is not supported stays, and is no mistake', () => {
    const call = { 'Fn::Made::Up': ['10.0.0.0/8', '1', '8'] };
    expect(known({ A: call })).toEqual({ resolved: { A: call }, mistakes: [] });
  });

  test('the zones of an account of which nothing is known stay, and are no mistake', () => {
    const call = { 'Fn::GetAZs': '' };
    expect(known({ A: call })).toEqual({ resolved: { A: call }, mistakes: [] });
  });

  test('a text has the variables that it is given, and no others', () => {
    expect(known({ 'Fn::Sub': ['${a} ${constructor}', { a: 'x' }] })).toMatchObject({ mistakes: [] });
    expect(known({ 'Fn::Sub': ['${a}', { a: 'x' }] }).resolved).toBe('x');
  });
});

test('a mapping has what is written in it, and nothing else', () => {
  const world = { parameters: {}, pseudoParameters: {}, importValue: () => '' };
  const { mapping } = scopes({ mappings: { M: { K: { V: 'x' } } }, conditions: {} }, world)(noResources);
  expect(mapping('M', 'K', 'V')).toBe('x');
  for (const [map, key, member] of [
    ['constructor', 'K', 'V'],
    ['M', '__proto__', 'toString'],
    ['M', 'K', 'constructor'],
  ] as const)
    expect(() => mapping(map, key, member)).toThrow('Unable to get mapping');
});

test('what has a member more is no function', () => {
  expect(resolve({ Ref: 'Later', Other: 'x' }, scope)).toEqual({ Ref: 'Later', Other: 'x' });
});

test('an attribute has a name', () => {
  for (const argument of ['A', '.B', 'A.']) expect(known({ 'Fn::GetAtt': argument }).mistakes).toHaveLength(1);
});

test('a logical id has up to 255 letters and digits', () => {
  const unread = (logicalId: string) =>
    readTemplate(JSON.stringify({ Resources: { [logicalId]: { Type: 'X' } } })).unread;
  expect(unread('a'.repeat(255))).toEqual([]);
  expect(unread('a'.repeat(256))).toHaveLength(1);
  expect(unread('a-b')).toHaveLength(1);
});

test('what has more members, or others, is not the same', () => {
  expect(sameValue({ a: 'x' }, { a: 'x', b: 'y' })).toBe(false);
  expect(sameValue({ a: 'x', b: 'y' }, { b: 'y', a: 'x' })).toBe(true);
});

test('what has become text is where it was', () => {
  expect(placeOf(stringified(parseYaml('A: [1, true]')), 'A[1]')).toEqual({ line: 1, column: 8 });
});

describe('the output of another stack', () => {
  const call = (argument: Value): Value => ({ 'Fn::GetStackOutput': argument });
  const asked = { StackName: 'stack', OutputName: { 'Fn::Sub': 'Name' }, Region: 'us-east-1', RoleArn: 'arn' };

  test('is what the world says', () => {
    const stackOutput = (stack: string, output: string) => `${output} of ${stack}`;
    expect(resolve(call(asked), { ...scope, stackOutput })).toBe('Name of stack');
  });

  test('is not known where nothing is known of other stacks', () => {
    expect(() => resolve(call(asked), scope)).toThrow(UnknownValueError);
    expect(known(call(asked))).toEqual({ resolved: call(asked), mistakes: [] });
  });

  test.each<[Value]>([['stack'], [{ StackName: 'stack' }], [{ StackName: 'stack', OutputName: [] }]])(
    'cannot be asked for by %j',
    (argument) => {
      expect(() => resolve(call(argument), scope)).toThrow(
        'every Fn::GetStackOutput object requires StackName and OutputName',
      );
    },
  );
});

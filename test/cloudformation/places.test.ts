import { resolve, resolveKnown, type Scope } from '../../cloudformation/intrinsics';
import { placeOf } from '../../cloudformation/places';
import { readTemplate } from '../../cloudformation/template';
import { stringified, type Value } from '../../cloudformation/values';

const scope: Scope = {
  ref: (name) => (name === 'AWS::NoValue' ? noValueOf() : 'resolved'),
  attribute: () => 'resolved',
  condition: (name) => name === 'IsIt',
  mapping: () => 'resolved',
  importValue: () => 'resolved',
};

const noValueOf = (): never => {
  throw new Error('not used here');
};

const yaml = `Resources:
  Profile:
    Type: Custom::IoTSecurityProfile
    Properties:
      SecurityProfileName: !Sub "\${AWS::StackName}-x"
      Behaviors:
        - Name: one
        - !If
          - IsIt
          - Name: two
            Criteria: {DurationSeconds: 300}
          - Name: no
      Tags:
        !If [IsNot, [], [{Key: a, Value: b}]]
`;

const json = JSON.stringify(
  { Resources: { Profile: { Type: 'Custom::IoTSecurityProfile', Properties: { Behaviors: [{ Name: 'one' }] } } } },
  null,
  2,
);

const properties = (text: string): Value => readTemplate(text).template.resources.Profile?.properties ?? {};

const at = (value: unknown, path: string): string => {
  const { line, column } = placeOf(value, path) ?? { line: 0, column: 0 };
  return `${line}:${column}`;
};

describe('where things are written', () => {
  test('is known of YAML, with its short forms', () => {
    const written = properties(yaml);
    expect(at(written, 'SecurityProfileName')).toBe('5:28');
    expect(at(written, 'Behaviors')).toBe('7:9');
    expect(at(written, 'Behaviors[0].Name')).toBe('7:17');
    expect(at(written, 'Behaviors[1]')).toBe('8:11');
    expect(at(written, 'Tags')).toBe('14:9');
  });

  test('goes with what is resolved, through functions and into text', () => {
    for (const resolved of [resolve(properties(yaml), scope), resolveKnown(properties(yaml), scope, () => undefined)]) {
      if (typeof resolved === 'symbol') throw new Error('nothing');
      const text = stringified(resolved);
      expect(at(text, 'Behaviors[1].Name')).toBe('10:19');
      expect(at(text, 'Behaviors[1].Criteria.DurationSeconds')).toBe('11:41');
      expect(at(text, 'Tags[0].Key')).toBe('14:32');
    }
  });

  test('is, of what is missing, where it should be', () => {
    const written = properties(yaml);
    expect(at(written, 'Behaviors[0].Criteria.Value')).toBe('7:11');
    expect(at(written, 'Nothing.At.All')).toBe('0:0');
  });

  test('is known of JSON', () => {
    const written = properties(json);
    const line = json.split('\n').findIndex((text) => text.includes('"one"')) + 1;
    expect(at(written, 'Behaviors[0].Name')).toBe(`${line}:${(json.split('\n')[line - 1] ?? '').indexOf('"one"') + 1}`);
  });

  test('survives what others would trip over', () => {
    const strange = properties(
      'Resources: {Profile: {Type: A, Properties: {"a.b [0]": {x: 1}, "__proto__": {y: 2}, "": 3}}}',
    );
    expect(at(strange, '["a.b [0]"].x')).toBe('1:60');
    expect(at(strange, '__proto__.y')).toBe('1:81');
  });
});

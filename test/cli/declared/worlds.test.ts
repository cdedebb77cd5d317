import { worldsOf } from '../../../cli/declared/worlds';
import { readTemplate } from '../../../cloudformation/template';

const worlds = (Parameters: object, Conditions: object, given: Readonly<Record<string, string>> = {}) =>
  worldsOf(readTemplate(JSON.stringify({ Parameters, Conditions, Resources: {} })).template, given);

const equals = (name: string, value: unknown) => ({ 'Fn::Equals': [{ Ref: name }, value] });
const text = (Default?: string) => ({ Type: 'String', ...(Default === undefined ? {} : { Default }) });

test('without conditions there is one, that of the defaults and of what is given', () => {
  expect(worlds({ A: text('a'), B: text(), C: text('c') }, {}, { C: 'given' })).toEqual([
    { parameters: { A: 'a', C: 'given' }, inConditions: {}, note: '' },
  ]);
});

test('a parameter that decides a condition has each value it is compared with, on either side, and something else', () => {
  const conditions = { P: equals('Stage', 'prod'), Q: { 'Fn::Or': [{ 'Fn::Equals': ['test', { Ref: 'Stage' }] }] } };
  const [first, ...others] = worlds({ Stage: text('dev') }, conditions);
  expect(first?.parameters).toEqual({ Stage: 'dev' });
  expect(others.map(({ parameters, note }) => [parameters, note])).toEqual([
    [{ Stage: 'prod' }, 'where Stage is "prod"'],
    [{ Stage: 'test' }, 'where Stage is "test"'],
    [{}, 'where Stage is something else'],
  ]);
  expect(Object.keys(others[2]?.inConditions ?? {})).toEqual(['Stage']);
});

test('the world of the default is not told twice', () => {
  expect(worlds({ Stage: text('prod') }, { P: equals('Stage', 'prod') }).map(({ note }) => note)).toEqual([
    '',
    'where Stage is something else',
  ]);
});

test('AllowedValues are all there is', () => {
  const Stage = { ...text('a'), AllowedValues: ['a', 'b'] };
  expect(worlds({ Stage }, { P: equals('Stage', 'b') }).map(({ note }) => note)).toEqual(['', 'where Stage is "b"']);
});

test('what is given is so in every world', () => {
  expect(worlds({ Stage: text('a') }, { P: equals('Stage', 'b') }, { Stage: 'c' })).toHaveLength(1);
});

test('two parameters make every combination', () => {
  const notes = worlds({ A: text('1'), B: text('1') }, { P: equals('A', '2'), Q: equals('B', '2') }).map(
    ({ note }) => note,
  );
  expect(notes).toEqual([
    '',
    'where A is "2" and B is "2"',
    'where A is "2" and B is something else',
    'where A is something else and B is "2"',
    'where A is something else and B is something else',
  ]);
});

test('where these are too many, one parameter at a time is another', () => {
  const names = ['A', 'B', 'C', 'D'];
  const parameters = Object.fromEntries(names.map((name) => [name, text('1')]));
  const conditions = Object.fromEntries(
    names.map((name) => [name, { 'Fn::Or': [equals(name, '2'), equals(name, '3')] }]),
  );
  const found = worlds(parameters, conditions);
  expect(found).toHaveLength(1 + 4 * 3);
  expect(found.every(({ note }) => !note.includes(' and '))).toBe(true);
});

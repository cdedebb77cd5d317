import { constraintErrors } from '../../../../simulator/service/model/constraints';
import { list, map, type Shape } from '../../../../simulator/service/model/shapes';

const text: Shape = { kind: 'string', min: 1 };
const some = list(text, { min: 1, max: 2 });
const few = map({ kind: 'string' }, text, { min: 1, max: 2 });

test.each<[string, Shape, unknown, readonly string[]]>([
  ['a list as short as it may be', some, ['a'], []],
  ['a list as long as it may be', some, ['a', 'b'], []],
  [
    'an empty list',
    some,
    [],
    ["Value '[]' at 'm' failed to satisfy constraint: Member must have length greater than or equal to 1"],
  ],
  [
    'a list that is too long, of which an element is wrong besides',
    some,
    ['a', 'b', ''],
    [
      `Value '["a","b",""]' at 'm' failed to satisfy constraint: Member must have length less than or equal to 2`,
      "Value '' at 'm.3.member' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
  ],
  ['a map of as many entries as it may have', few, { a: '1', b: '2' }, []],
  [
    'an empty map',
    few,
    {},
    ["Value '{}' at 'm' failed to satisfy constraint: Member must have length greater than or equal to 1"],
  ],
  [
    'a map of too many entries',
    few,
    { a: '1', b: '2', c: '3' },
    [
      `Value '{"a":"1","b":"2","c":"3"}' at 'm' failed to satisfy constraint: Member must have length less than or equal to 2`,
    ],
  ],
  ['a list without limits', list(text), [], []],
  ['a map without limits', map({ kind: 'string' }, text), {}, []],
])('%s', (_what, shape, value, errors) => {
  expect(constraintErrors(shape, value, 'm')).toEqual(errors);
});

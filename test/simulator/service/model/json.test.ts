import { jsonCopy, numberOf, parsedJson, printedJson } from '../../../../simulator/service/model/json';

test.each<[string, number | bigint]>([
  ['0', 0],
  ['-0', -0],
  ['1.5', 1.5],
  ['9007199254740991', 9007199254740991],
  ['9007199254740992', 9007199254740992n],
  ['9007199254740993', 9007199254740993n],
  ['-9007199254740993', -9007199254740993n],
  ['9007199254740993.5', 9007199254740994],
  ['1e17', 1e17],
])('%s is read with as many digits as it has', (digits, value) => {
  expect(numberOf(digits)).toBe(value);
  expect(parsedJson(`[${digits}]`)).toEqual([value]);
});

test.each(['{"a":[1,{"b":null}],"c":true,"d":"e\\u0000\\"ü"}', '[]', '"a"', ' { "__proto__" : {} } ', '{"a":1,"a":2}'])(
  'without large numbers, JSON is read and printed as everywhere: %s',
  (text) => {
    expect(parsedJson(text)).toEqual(JSON.parse(text));
    expect(printedJson(parsedJson(text))).toBe(JSON.stringify(JSON.parse(text)));
  },
);

test('what is no JSON is not read', () => {
  expect(() => parsedJson('{"a":01}')).toThrow(SyntaxError);
});

test('a copy is what JSON makes of a value, and keeps what is larger', () => {
  const value = {
    a: undefined,
    b: [undefined, Number.NaN, Number.POSITIVE_INFINITY, -0],
    c: { d: null, e: 'f' },
    g: true,
  };
  expect(jsonCopy(value)).toStrictEqual(JSON.parse(JSON.stringify(value)));
  expect(jsonCopy({ a: [2n ** 60n] })).toStrictEqual({ a: [2n ** 60n] });
  const held = { a: { b: [1] } };
  expect(jsonCopy(held)).not.toBe(held);
});

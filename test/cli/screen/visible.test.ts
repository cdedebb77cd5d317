import { shownValue, visible, visibleJson, visibleLines } from '../../../cli/screen/visible';

test.each([
  [
    'control characters',
    'a\u0000\u001b[31m\t\n\r\u001f\u007f',
    'a\\u0000\\u001b[31m\\u0009\\u000a\\u000d\\u001f\\u007f',
  ],
  ['those of the upper half', '\u0080\u009b\u009f', '\\u0080\\u009b\\u009f'],
  ['what turns the direction of writing', '\u061c\u200e\u202e\u2066\u2069', '\\u061c\\u200e\\u202e\\u2066\\u2069'],
  ['what takes no room', '\u00ad\u180e\u200b\u2060\ufeff\ufff9', '\\u00ad\\u180e\\u200b\\u2060\\ufeff\\ufff9'],
  ['what ends a line elsewhere', '\u2028\u2029', '\\u2028\\u2029'],
  ['letters of which nothing is seen', 'a\u{e0041}\u{e007f}', 'a\\udb40\\udc41\\udb40\\udc7f'],
  ['half a pair', '\ud800 \udc00', '\\ud800 \\udc00'],
])('%s: escaped', (_what, text, expected) => {
  expect(visible(text)).toBe(expected);
});

test.each(['plain', 'Größe – “x” … ✗', '\u{1f600}', '日本語', 'é', ' '])('%s: left as it is', (text) => {
  expect(visible(text)).toBe(text);
});

test('lines stay where they are meant to, and nothing else', () => {
  expect(visibleLines('a\nb\r\u009bc')).toBe('a\nb\\u000d\\u009bc');
});

test('JSON says the same, with nothing in it that acts', () => {
  const value = { 'key\u202e': ['\u009b', '\u2028', '\u{e0041}', '\n', '\ud800'] };
  const written = visibleJson(value);
  expect(JSON.parse(written)).toEqual(value);
  expect(visibleLines(written)).toBe(written);
  expect(written.split('\n')).toHaveLength(9);
});

test.each([
  [undefined, '–'],
  ['', '""'],
  ['a\nb', 'a\\u000ab'],
  [[], '(none)'],
  [['a', 1, true], 'a, 1, true'],
  [5, '5'],
  [false, 'false'],
  [{ a: '\u202e' }, '{"a":"\\u202e"}'],
])('%p is shown as %s', (value, expected) => {
  expect(shownValue(value)).toBe(expected);
});

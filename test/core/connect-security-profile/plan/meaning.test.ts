import { isEmpty, isSame } from '../../../../core/connect-security-profile/plan/meaning';

const nest = (inner: unknown) => ({ DataTableAccessControlConfiguration: { Primary: inner } });

test.each([[undefined], [null], [''], [[]], [{}], [nest({})], [nest({ Values: [] })], [{ Type: undefined }]])(
  '%j is nothing',
  (value) => {
    expect(isEmpty(value)).toBe(true);
    expect(isSame(value, undefined)).toBe(true);
  },
);

test.each([['x'], [' '], [['x']], [['']], [[{}]], [{ team: '' }], [nest({ Values: [{}] })], [0], [false]])(
  '%j is something',
  (value) => {
    expect(isEmpty(value)).toBe(false);
    expect(isSame(value, undefined)).toBe(false);
    expect(isSame(undefined, value)).toBe(false);
    expect(isSame(value, value)).toBe(true);
  },
);

test.each<[unknown, unknown, boolean]>([
  [['a', 'b'], ['b', 'a'], true],
  [['a', 'a'], ['a'], true],
  [['a', 'a', 'b'], ['b', 'a'], true],
  [[{ a: ['x', 'x'] }], [{ a: ['x'] }], true],
  [
    [
      { a: 1, b: 2 },
      { a: 1, b: 2 },
    ],
    [{ b: 2, a: 1 }],
    true,
  ],
  [['a'], ['A'], false],
  [['a', 'b'], ['a'], false],
  [{ a: 'x' }, { a: 'x', b: undefined }, true],
  [{ a: 'x' }, { a: 'y' }, false],
])('%j and %j mean the same: %p', (one, other, expected) => {
  expect(isSame(one, other)).toBe(expected);
  expect(isSame(other, one)).toBe(expected);
});

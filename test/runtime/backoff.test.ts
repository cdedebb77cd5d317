import fc from 'fast-check';
import { backoff, defaultRetryBase, readRetryBase } from '../../runtime/backoff';

describe('the back-off', () => {
  test.each([
    [0, 200, 100, 200],
    [1, 200, 200, 400],
    [5, 200, 3_200, 6_400],
    [6, 200, 5_000, 10_000],
    [100_000, 200, 5_000, 10_000],
    [0, 50_000, 5_000, 10_000],
  ])('after failure %i with a base of %i ms is between %i and %i ms', (attempt, base, least, most) => {
    expect(backoff(attempt, base, () => 0)).toBe(least);
    expect(backoff(attempt, base, () => 1)).toBe(most);
  });

  test('is never endless, and never nothing', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 1_000_000 }), (attempt, base) => {
        const wait = backoff(attempt, base);
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(10_000);
      }),
    );
  });
});

test.each([
  ['50', 50],
  ['0.5', 0.5],
  [undefined, 200],
  ['', defaultRetryBase],
  ['0', defaultRetryBase],
  ['-5', defaultRetryBase],
  ['soon', defaultRetryBase],
  ['Infinity', defaultRetryBase],
  ['NaN', defaultRetryBase],
])('RETRY_BASE_MILLISECONDS of %p is read as %d ms', (value, expected) => {
  expect(readRetryBase(value)).toBe(expected);
});

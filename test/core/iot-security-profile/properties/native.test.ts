import { readNativeProperties } from '../../../../core/iot-security-profile/properties/native';

const problems = (properties: object) => readNativeProperties(properties).problems;

test('what is ours alone is no property of the native type', () => {
  expect(
    problems({ SecurityProfileName: 'fleet', AdoptExisting: true, Revision: '1' }).map(({ path }) => path),
  ).toEqual(['AdoptExisting', 'Revision']);
});

test('it may have all tags, and such as mark the owner with us', () => {
  const tags = (count: number) => Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: '' }));
  expect(problems({ Tags: [...tags(49), { Key: 'cloudformation:x', Value: '' }] })).toEqual([]);
  expect(problems({ Tags: tags(51) }).map(({ path }) => path)).toEqual(['Tags']);
});

test.each([
  ['aws:x', 1],
  ['a*b', 1],
  ['a'.repeat(129), 1],
  ['a'.repeat(128), 0],
])('the key of a tag %s', (Key, count) => {
  expect(problems({ Tags: [{ Key, Value: '' }] })).toHaveLength(count);
});

test('what holds for ours holds for it: rules, and what is not known', () => {
  expect(problems({ Behaviors: [{ Name: 'a' }, { Name: 'a' }] }).length).toBeGreaterThan(0);
  const isUnresolved = (value: unknown): boolean => typeof value === 'object' && value !== null && 'Ref' in value;
  expect(readNativeProperties({ SecurityProfileName: { Ref: 'x' } }, { isUnresolved }).problems).toEqual([]);
  expect(readNativeProperties({ SecurityProfileName: 'fleet' }).readable).toMatchObject({
    securityProfileName: 'fleet',
  });
  expect(readNativeProperties({ Odd1: 1, Odd2: 2 }, { mostProblems: 1 }).problems).toHaveLength(1);
});

import { nameOf } from '../../../core/iot-security-profile/name';
import { isSecurityProfileName } from '../../../core/iot-security-profile/properties/formats';
import { stackId } from '../../support/rig';

const named = (SecurityProfileName: unknown) => ({
  stackId,
  logicalResourceId: 'Profile',
  properties: { SecurityProfileName },
});

test.each([
  ['a', true],
  ['a'.repeat(128), true],
  ['a'.repeat(129), false],
  ['aZ09:_-', true],
  ['', false],
  ['a b', false],
  ['a/b', false],
  ['a\n', false],
  ['ä', false],
  [undefined, false],
  [7, false],
  [['a'], false],
])('%p is the name of a security profile: %p', (value, expected) => {
  expect(isSecurityProfileName(value)).toBe(expected);
});

test.each([[undefined], [null], ['']])('%p is no name: one is generated', (value) => {
  expect(nameOf(named(value))).toBe('factory-Profile-54b37720b932');
});

test('a generated name is as long as the service allows, and no longer', () => {
  const generated = nameOf({ ...named(''), stackId: stackId.replace('factory', 's'.repeat(128)) });
  expect(generated).toHaveLength(128);
  expect(isSecurityProfileName(generated)).toBe(true);
});

test('a name that is given counts', () => {
  expect(nameOf(named('mine'))).toBe('mine');
});

test.each([['not legal'], [7], [{}], ['a'.repeat(129)]])(
  '%p is an illegal name: nothing is generated for it',
  (value) => {
    expect(nameOf(named(value))).toBe('');
  },
);

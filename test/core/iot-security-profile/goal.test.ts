import {
  newTargets,
  nothingBefore,
  readBefore,
  targetsInPlace,
  toDesired,
} from '../../../core/iot-security-profile/goal';
import { thingGroupArn } from '../../support/rig';

const target = thingGroupArn('g');

describe('what was declared before', () => {
  test('is read with content, keys of tags and targets', () => {
    const before = readBefore({
      SecurityProfileDescription: 'text',
      Tags: [{ Key: 'a', Value: '1' }],
      TargetArns: [target],
    });
    expect(before).toMatchObject({
      content: { securityProfileDescription: 'text' },
      tagKeys: ['a'],
      targetArns: [target],
    });
  });

  test('and was not valid never reached the service: its content does not count, tags and targets are read all the same', () => {
    expect(
      readBefore({
        Behaviors: 'nonsense',
        Tags: [{ Key: 'a', Value: '1' }, 'b', { Key: 7 }, { Key: '' }, null],
        TargetArns: [target, '', 7, null],
      }),
    ).toStrictEqual({ content: undefined, tagKeys: ['a'], targetArns: [target] });
  });

  test.each([[undefined], [null], [''], ['text'], [{}], [7]])('may hold lists that are none: %p', (value) => {
    expect(readBefore({ Tags: value, TargetArns: value })).toMatchObject({ tagKeys: [], targetArns: [] });
  });
});

describe('the attachments wanted by an update in place', () => {
  const before = { ...nothingBefore, targetArns: [target] };

  test.each([
    ['declared now: exactly these', ['x'], { kind: 'exactly', arns: ['x'], before: [target] }],
    ['an empty list: none', [], { kind: 'exactly', arns: [], before: [target] }],
    ['declared no longer: without these', undefined, { kind: 'without', arns: [target] }],
  ])('%s', (_what, declared, expected) => {
    expect(targetsInPlace(declared, before)).toStrictEqual(expected);
  });

  test('declared neither now nor before: not ours', () => {
    expect(targetsInPlace(undefined, nothingBefore)).toStrictEqual({ kind: 'unmanaged' });
  });
});

test('the attachments wanted of a profile that is new to the resource are what is declared, and else not ours', () => {
  expect(newTargets(['x'])).toStrictEqual({ kind: 'exactly', arns: ['x'], before: [] });
  expect(newTargets([])).toStrictEqual({ kind: 'exactly', arns: [], before: [] });
  expect(newTargets(undefined)).toStrictEqual({ kind: 'unmanaged' });
});

test('what is desired remembers what was declared before: what the template drops must go', () => {
  const before = readBefore({ SecurityProfileDescription: 'text', Tags: [{ Key: 'a', Value: '1' }] });
  expect(toDesired('p', {}, { kind: 'unmanaged' }, before)).toMatchObject({
    contentBefore: { securityProfileDescription: 'text' },
    tagKeysBefore: ['a'],
  });
});

test('what is desired keeps tags with odd keys, and an empty value', () => {
  const tags = [
    { Key: '__proto__', Value: '' },
    { Key: 'constructor', Value: 'x' },
  ];
  const { tags: desired } = toDesired('p', { tags }, { kind: 'unmanaged' }, nothingBefore);
  expect([...desired]).toStrictEqual([
    ['__proto__', ''],
    ['constructor', 'x'],
  ]);
});

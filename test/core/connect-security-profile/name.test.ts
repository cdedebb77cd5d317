import { parseInstanceArn, parseProfileArn } from '../../../core/connect-security-profile/arn';
import {
  addressOfId,
  addressOfKey,
  isInPlace,
  keyBefore,
  keyOf,
  nameOf,
} from '../../../core/connect-security-profile/name';
import { isSecurityProfileName } from '../../../core/connect-security-profile/properties';
import { failedCreateId, parseFailedCreateId } from '../../../core/ownership/physical-id';
import { instanceArn, instanceId, otherInstanceId, profileArn, required } from './examples';

test.each([
  ['a', true],
  ['Tier 1 @ agents_-', true],
  ['a'.repeat(127), true],
  ['a'.repeat(128), false],
  ['', false],
  ['a/b', false],
  ['a:b', false],
  ['a.b', false],
  ['a\n', false],
  ['a\tb', false],
  ['ä', false],
  [undefined, false],
  [7, false],
  [['a'], false],
])('%p is the name of a security profile: %p', (value, expected) => {
  expect(isSecurityProfileName(value)).toBe(expected);
});

describe('the ARN of an instance', () => {
  test.each(['aws', 'aws-cn', 'aws-us-gov', 'aws-iso-b'])('is read in the partition %s', (partition) => {
    const arn = `arn:${partition}:connect:eu-west-2:123456789012:instance/${instanceId}`;
    expect(parseInstanceArn(arn)).toStrictEqual({
      partition,
      region: 'eu-west-2',
      account: '123456789012',
      instanceId,
    });
  });

  test.each([
    '',
    instanceId,
    profileArn('p1'),
    `${instanceArn()}/`,
    instanceArn(''),
    instanceArn('a b'),
    instanceArn('a'.repeat(101)),
    instanceArn().replace('connect', 'iot'),
    instanceArn().replace('instance', 'queue'),
    instanceArn().replace('123456789012', '12345678901'),
    ` ${instanceArn()}`,
    `${instanceArn()}\n`,
  ])('is not %j', (text) => {
    expect(parseInstanceArn(text)).toBeUndefined();
  });
});

describe('the ARN of a profile', () => {
  test('is read', () => {
    expect(parseProfileArn(profileArn('p1'))).toMatchObject({ instanceId, profileId: 'p1', partition: 'aws' });
  });

  test.each([
    '',
    'Tier 1 agents',
    instanceArn(),
    profileArn(''),
    `${profileArn('p1')}/more`,
    profileArn('p1').replace('security-profile', 'queue'),
    'failed-create/r1/i:n',
    'stack-Profile-ABCDEFGH1234',
  ])('is not %j: as a physical id it names nothing', (id) => {
    expect(parseProfileArn(id)).toBeUndefined();
    expect(addressOfId(id)).toBeUndefined();
  });
});

describe('a key', () => {
  const properties = { ...required };

  test('is the id of the instance and the name', () => {
    expect(keyOf({ properties })).toBe(`${instanceId}:Tier 1 agents`);
    expect(keyBefore({ oldProperties: properties })).toBe(`${instanceId}:Tier 1 agents`);
    expect(addressOfKey(keyOf({ properties }))).toStrictEqual({ kind: 'key', instanceId, name: 'Tier 1 agents' });
  });

  test.each([
    ['InstanceArn', undefined],
    ['InstanceArn', ''],
    ['InstanceArn', instanceId],
    ['InstanceArn', 7],
    ['SecurityProfileName', undefined],
    ['SecurityProfileName', null],
    ['SecurityProfileName', ''],
    ['SecurityProfileName', 'a/b'],
    ['SecurityProfileName', ['a']],
  ])('is not given where %s is %j', (member, value) => {
    expect(keyOf({ properties: { ...required, [member]: value } })).toBe('');
  });

  test('is not given by nothing', () => {
    expect(keyOf({ properties: {} })).toBe('');
    expect(nameOf({ properties: {} })).toBe('');
  });

  test.each(['', ':', 'i:', ':n', 'i', 'i:n:m', 'i/j:n', 'i:n/m', 'i:n.m'])('is not %j', (text) => {
    expect(addressOfKey(text)).toBeUndefined();
  });

  test('survives in the id of a failed create', () => {
    const failed = { isRefused: false, requestId: 'r1', name: keyOf({ properties }) };
    const id = failedCreateId(failed);
    expect(id).toBe(`failed-create/r1/${instanceId}:Tier 1 agents`);
    expect(parseFailedCreateId(id)).toStrictEqual(failed);
    expect(addressOfKey(parseFailedCreateId(id)?.name ?? '')).toMatchObject({ kind: 'key', instanceId });
  });
});

describe('an update is in place', () => {
  const update = (oldProperties: object, properties: object, physicalResourceId = profileArn('p1')) =>
    isInPlace({
      physicalResourceId,
      oldProperties: { ...required, ...oldProperties },
      properties: { ...required, ...properties },
    });

  test('while neither instance nor name change', () => {
    expect(update({ Description: 'former' }, { Description: 'text' })).toBe(true);
  });

  test.each([
    ['another name', {}, { SecurityProfileName: 'Other' }],
    ['another name before, as in the reversed event of a replacement', { SecurityProfileName: 'Other' }, {}],
    ['another instance', {}, { InstanceArn: instanceArn(otherInstanceId) }],
    ['another instance before', { InstanceArn: instanceArn(otherInstanceId) }, {}],
    ['an illegal name before', { SecurityProfileName: 'a/b' }, {}],
    ['no instance before', { InstanceArn: undefined }, {}],
  ])('but not with %s', (_what, oldProperties, properties) => {
    expect(update(oldProperties, properties)).toBe(false);
  });

  test.each([
    ['of another instance', profileArn('p1', otherInstanceId)],
    ['of an instance whose id begins so', profileArn('p1', instanceId.slice(0, -1))],
    ['of a create that failed', `failed-create/r1/${instanceId}:Tier 1 agents`],
    ['that CloudFormation has made up', 'factory-Profile-ABCDEFGH1234'],
  ])('but not under an id %s', (_what, physicalResourceId) => {
    expect(update({}, {}, physicalResourceId)).toBe(false);
  });

  test('but not where the properties give no key', () => {
    expect(update({ SecurityProfileName: '' }, { SecurityProfileName: '' })).toBe(false);
  });
});

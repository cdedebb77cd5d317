import type { IotReadOperation } from '../../../../simulator/iot';
import { arn, refusal, StandingClock, service } from '../support';

const p = { securityProfileName: 'p' };
const resourceArn = arn('securityprofile/p');
const group = (name: string) => arn(`thinggroup/${name}`);
const attachment = (name: string) => ({ ...p, securityProfileTargetArn: group(name) });

const start = (...late: readonly IotReadOperation[]) => {
  const clock = new StandingClock();
  const iot = service({ clock, lateReads: Object.fromEntries(late.map((operation) => [operation, 3_000])) });
  return {
    clock,
    iot,
    described: () => iot.call('DescribeSecurityProfile', p).securityProfileDescription,
    tags: () => iot.call('ListTagsForResource', { resourceArn }).tags,
    targets: () => iot.call('ListTargetsForSecurityProfile', p).securityProfileTargets,
  };
};

const notFound = { name: 'ResourceNotFoundException', status: 404 };

test('a read that is late tells what was there 3 s ago', () => {
  const { clock, iot, described } = start('DescribeSecurityProfile');
  iot.seed({ ...p, securityProfileDescription: 'old' });
  iot.call('UpdateSecurityProfile', { ...p, securityProfileDescription: 'new' });
  clock.time += 2_999;
  expect(described()).toBe('old');
  clock.time += 1;
  expect(described()).toBe('new');
});

test('it tells of each state in its turn', () => {
  const { clock, iot, described } = start('DescribeSecurityProfile');
  iot.seed({ ...p, securityProfileDescription: '0' });
  for (const step of [1, 2, 3, 4]) {
    clock.time += 1_000;
    iot.call('UpdateSecurityProfile', { ...p, securityProfileDescription: String(step) });
  }
  expect(described()).toBe('1');
  clock.time += 1_000;
  expect(described()).toBe('2');
  clock.time += 60_000;
  expect(described()).toBe('4');
});

test('a new profile is not known to it, and a deleted one is still known', () => {
  const { clock, iot, described, tags } = start('DescribeSecurityProfile', 'ListTagsForResource');
  iot.call('CreateSecurityProfile', { ...p, securityProfileDescription: 'd' });
  expect(refusal(described)).toMatchObject(notFound);
  expect(refusal(tags)).toMatchObject(notFound);
  clock.time += 3_000;
  expect([described(), tags()]).toEqual(['d', []]);
  iot.call('DeleteSecurityProfile', p);
  expect(described()).toBe('d');
  clock.time += 3_000;
  expect(refusal(described)).toMatchObject(notFound);
});

test('each operation is late by itself', () => {
  const { iot, described, tags, targets } = start('ListTagsForResource');
  iot.seed(p, { tags: { old: '1' } });
  iot.call('UpdateSecurityProfile', { ...p, securityProfileDescription: 'new' });
  iot.call('AttachSecurityProfile', attachment('a'));
  iot.call('TagResource', { resourceArn, tags: [{ Key: 'new', Value: '2' }] });
  expect([described(), tags(), targets()]).toEqual(['new', [{ Key: 'old', Value: '1' }], [{ arn: group('a') }]]);
});

test('attachments are late, and what was read late is not changed by what follows', () => {
  const { clock, iot, targets } = start('ListTargetsForSecurityProfile');
  iot.seed(p, { targets: [group('a')] });
  iot.call('DetachSecurityProfile', attachment('a'));
  iot.call('AttachSecurityProfile', attachment('b'));
  expect(targets()).toEqual([{ arn: group('a') }]);
  clock.time += 3_000;
  expect(targets()).toEqual([{ arn: group('b') }]);
});

test('what is written decides by what is there: only reads are late', () => {
  const { iot } = start('DescribeSecurityProfile');
  iot.call('CreateSecurityProfile', { ...p, securityProfileDescription: 'd' });
  expect(refusal(() => iot.call('CreateSecurityProfile', p))).toMatchObject({ name: 'ResourceAlreadyExistsException' });
  expect(iot.call('UpdateSecurityProfile', { ...p, expectedVersion: 1 })).toMatchObject({ version: 2 });
});

test('what somebody else does is late too, and what the test looks at is not', () => {
  const { clock, iot, described, tags } = start('DescribeSecurityProfile', 'ListTagsForResource');
  iot.seed(p, { tags: { team: 'blue' } });
  iot.outOfBand('UntagResource', { resourceArn, tagKeys: ['team'] });
  expect(iot.profile('p')?.tags).toEqual({});
  expect(tags()).toEqual([{ Key: 'team', Value: 'blue' }]);
  iot.removeOutOfBand('p');
  expect(described()).toBeUndefined();
  clock.time += 3_000;
  expect(refusal(described)).toMatchObject(notFound);
});

test('reads can become late while the service runs, and be in time again', () => {
  const { iot, described } = start();
  iot.call('CreateSecurityProfile', { ...p, securityProfileDescription: 'one' });
  iot.readLate({ DescribeSecurityProfile: 3_000 });
  iot.call('UpdateSecurityProfile', { ...p, securityProfileDescription: 'two' });
  expect(described()).toBe('one');
  iot.readLate({});
  expect(described()).toBe('two');
});

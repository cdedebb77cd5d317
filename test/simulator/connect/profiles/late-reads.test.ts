import type { ConnectReadOperation } from '../../../../simulator/connect';
import { createdBy, InstanceId, listed, refusal, StandingClock, service } from '../support';

const start = (...late: readonly ConnectReadOperation[]) => {
  const clock = new StandingClock();
  const connect = service({ clock, lateReads: Object.fromEntries(late.map((operation) => [operation, 3_000])) });
  const names = () =>
    listed(connect, 'ListSecurityProfiles', 'SecurityProfileSummaryList', { InstanceId }).map(
      (item) => Object(item).Name,
    );
  return { clock, connect, names };
};

test('a list that is late does not know a new profile for 3 s, though its name is taken', () => {
  const { clock, connect, names } = start('ListSecurityProfiles');
  const { key } = createdBy(connect);
  expect(refusal(() => createdBy(connect)).name).toBe('DuplicateResourceException');
  expect(connect.call('DescribeSecurityProfile', key)).toMatchObject({ SecurityProfile: { SecurityProfileName: 'p' } });
  clock.time += 2_999;
  expect(names()).not.toContain('p');
  clock.time += 1;
  expect(names()).toContain('p');
});

test('a description that is late does not know a new profile, then tells what was, and knows a deleted one still', () => {
  const { clock, connect } = start('DescribeSecurityProfile');
  const { key } = createdBy(connect, { Description: 'old' });
  const described = () => connect.call('DescribeSecurityProfile', key).SecurityProfile;
  expect(refusal(described).name).toBe('ResourceNotFoundException');
  clock.time += 3_000;
  connect.call('UpdateSecurityProfile', { ...key, Description: 'new' });
  expect(described()).toMatchObject({ Description: 'old' });
  clock.time += 3_000;
  connect.call('DeleteSecurityProfile', key);
  expect(described()).toMatchObject({ Description: 'new' });
  clock.time += 3_000;
  expect(refusal(described).name).toBe('ResourceNotFoundException');
});

test('each operation is late by itself', () => {
  const { clock, connect } = start('ListSecurityProfilePermissions');
  const { key } = createdBy(connect, { Permissions: ['a'], AllowedFlowModules: [{ FlowModuleId: 'f' }] });
  clock.time += 3_000;
  connect.call('UpdateSecurityProfile', { ...key, Permissions: ['b'], AllowedFlowModules: [] });
  expect(connect.call('ListSecurityProfilePermissions', key)).toMatchObject({ Permissions: ['a'] });
  expect(connect.call('ListSecurityProfileFlowModules', key)).toMatchObject({ AllowedFlowModules: [] });
});

test('what is done out of band is late as well, and what is seeded has always been there', () => {
  const { clock, connect, names } = start('ListSecurityProfiles');
  const arn = connect.seed({ InstanceId, SecurityProfileName: 'p' });
  expect(names()).toContain('p');
  connect.renameOutOfBand(arn, 'q');
  expect(names()).toContain('p');
  clock.time += 3_000;
  expect(names()).toContain('q');
  connect.removeInstanceOutOfBand(InstanceId);
  expect(refusal(names).name).toBe('ResourceNotFoundException');
});

test('reads can begin to be late, and end', () => {
  const { connect, names } = start();
  createdBy(connect);
  connect.readLate({ ListSecurityProfiles: 3_000 });
  createdBy(connect, { SecurityProfileName: 'q' });
  expect(names()).toContain('p');
  expect(names()).not.toContain('q');
  connect.readLate({});
  expect(names()).toContain('q');
});

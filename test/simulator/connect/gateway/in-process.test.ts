import {
  type ConnectOperation,
  connectOperations,
  documentedRateLimits,
  emptyPage,
  type InProcessConnectOptions,
  inProcessConnect,
  repeatedToken,
} from '../../../../simulator/connect';
import { accountId, arnOf, InstanceId, region, StandingClock } from '../support';

const create = { InstanceId, SecurityProfileName: 'p' };
const start = (options: Partial<InProcessConnectOptions> = {}) =>
  inProcessConnect({ region, accountId, clock: new StandingClock(), ...options });

test('an output is what the SDK gives, and the journal holds what was sent', async () => {
  const clock = new StandingClock();
  const connect = start({ clock });
  const made = await connect.call('CreateSecurityProfile', { ...create, Permissions: undefined });
  const key = { InstanceId, SecurityProfileId: made.SecurityProfileId };
  await expect(connect.call('DescribeSecurityProfile', key)).resolves.toMatchObject({
    SecurityProfile: { Arn: arnOf(String(made.SecurityProfileId)), LastModifiedTime: new Date(clock.time) },
  });
  expect(connect.journal.calls).toMatchObject([
    { sequence: 1, operation: 'CreateSecurityProfile', input: create, status: 200, effective: true },
    { sequence: 2, operation: 'DescribeSecurityProfile', input: key, status: 200 },
  ]);
  expect(connect.journal.writes).toHaveLength(1);
});

test('ids are the same in every run', async () => {
  const ids = await Promise.all([start(), start()].map((connect) => connect.call('CreateSecurityProfile', create)));
  expect(ids[0]).toEqual(ids[1]);
});

test('an error is what the SDK throws, its members included', async () => {
  const connect = start();
  connect.service.seed(create, { users: ['u'] });
  const SecurityProfileId = connect.service.profileNamed(InstanceId, 'p')?.id;
  await expect(connect.call('DeleteSecurityProfile', { InstanceId, SecurityProfileId })).rejects.toMatchObject({
    name: 'ResourceInUseException',
    ResourceType: 'USER',
    ResourceId: expect.any(String),
    $fault: 'client',
    $metadata: { httpStatusCode: 409 },
  });
});

test('the error of a fault has its members', async () => {
  const connect = start();
  const members = { ResourceType: 'USER', ResourceId: 'u' };
  const effect = { kind: 'error', name: 'ResourceInUseException', status: 409, message: 'in use', members } as const;
  connect.faults.add({ operation: 'DeleteSecurityProfile', effect });
  const deleted = connect.call('DeleteSecurityProfile', { InstanceId, SecurityProfileId: 'x' });
  await expect(deleted).rejects.toMatchObject({ name: 'ResourceInUseException', ...members });
});

test('a create whose answer is lost is found by the next one to be there', async () => {
  const connect = start();
  connect.faults.add({ operation: 'CreateSecurityProfile', effect: { kind: 'reset', when: 'after' } });
  await expect(connect.call('CreateSecurityProfile', create)).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect(connect.call('CreateSecurityProfile', create)).rejects.toMatchObject({
    name: 'DuplicateResourceException',
  });
});

describe('a page of a list can be', () => {
  const list = { InstanceId };

  test('empty, with a token to the beginning', async () => {
    const connect = start({ pageSize: 10 });
    connect.faults.add({ effect: emptyPage });
    const first = await connect.call('ListSecurityProfiles', list);
    expect(first).toEqual({ SecurityProfileSummaryList: [], NextToken: expect.any(String) });
    const { SecurityProfileSummaryList } = await connect.call('ListSecurityProfiles', {
      ...list,
      NextToken: first.NextToken,
    });
    expect(SecurityProfileSummaryList).toHaveLength(4);
  });

  test('one whose token leads to itself', async () => {
    const connect = start();
    connect.faults.add({ times: 2, effect: repeatedToken });
    const first = await connect.call('ListSecurityProfiles', list);
    const second = await connect.call('ListSecurityProfiles', { ...list, NextToken: first.NextToken });
    expect(second).toEqual(first);
  });
});

describe('the rate limit', () => {
  test('is answered with 429, as a quota is: the name tells them apart', async () => {
    const connect = start({ rateLimit: { perSecond: 2, burst: 1 }, quotas: { profilesPerInstance: 4 } });
    const refused = (status: number, name: string) => ({ name, $metadata: { httpStatusCode: status } });
    await expect(connect.call('CreateSecurityProfile', create)).rejects.toMatchObject(
      refused(429, 'LimitExceededException'),
    );
    await expect(connect.call('CreateSecurityProfile', create)).rejects.toMatchObject(
      refused(429, 'ThrottlingException'),
    );
  });

  test('as AWS documents it is a burst of 5, then 2 a second, of each operation', async () => {
    const clock = new StandingClock();
    const connect = start({ clock, rateLimit: documentedRateLimits });
    const passed = async (operation: ConnectOperation) => {
      let count = 0;
      for (; count < 100; count++) {
        const settled = await connect.call(operation, {}).catch((error: Error) => error);
        if (settled instanceof Error && settled.name === 'ThrottlingException') break;
      }
      return count;
    };
    for (const operation of connectOperations) expect(await passed(operation)).toBe(5);
    clock.time += 1_000;
    for (const operation of connectOperations) expect(await passed(operation)).toBe(2);
  });
});

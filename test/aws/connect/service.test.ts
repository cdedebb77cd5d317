import type { OperationName } from '../../../aws/connect/operations';
import { sdkService, takesNoVersion } from '../../../aws/connect/service';
import { kindOf, readFailure } from '../../../aws/failure';
import { type ConnectServer, defaultInstanceId as InstanceId, startConnectService } from '../../../simulator/connect';

const region = 'us-east-1';
const tags = { team: 'blue' };

let server: ConnectServer;
beforeAll(async () => {
  server = await startConnectService({ region, accountId: '123456789012', pageSize: 2 });
});
afterAll(() => server.close());
beforeEach(() => {
  server.faults.clear();
  server.journal.clear();
});

const client = () =>
  sdkService({ region, endpoint: server.url, credentials: { accessKeyId: 'key', secretAccessKey: 'secret' } });

const never = new AbortController().signal;
const nobody = () => undefined;

const seed = () => {
  const arn = server.service.seed({ InstanceId, SecurityProfileName: 'profile' }, { tags });
  return { resourceArn: arn, InstanceId, SecurityProfileId: arn.split('/').at(-1) ?? '' };
};

/** What is sent for each operation. */
const inputs = (): Readonly<Record<OperationName, object>> => {
  const { resourceArn, ...profile } = seed();
  const page = { ...profile, MaxResults: 1_000 };
  return {
    CreateSecurityProfile: { InstanceId, SecurityProfileName: 'made', Permissions: ['x'], Tags: tags },
    DescribeSecurityProfile: profile,
    ListSecurityProfileAIAgents: page,
    ListSecurityProfileApplications: page,
    ListSecurityProfileFlowModules: page,
    ListSecurityProfilePermissions: page,
    ListSecurityProfiles: { InstanceId, MaxResults: 1_000 },
    TagResource: { resourceArn, tags },
    UntagResource: { resourceArn, tagKeys: ['team'] },
    UpdateSecurityProfile: { ...profile, Description: '', Permissions: [], AllowedAccessControlTags: {} },
    DeleteSecurityProfile: profile,
  };
};

describe("the SDK's client of Amazon Connect", () => {
  test('sends to each operation what it is given, the empty things too', async () => {
    const service = client();
    const all = Object.entries(inputs()) as unknown as readonly (readonly [OperationName, never])[];
    for (const [operation, input] of all) await service.send(operation, input, never, nobody);
    expect(server.journal.calls.map(({ operation, input }) => [operation, input])).toEqual(all);
  });

  test('tries a throttle and a failure again, up to ten times, and reports each', async () => {
    const effect = { kind: 'error', name: 'InternalServiceException', status: 500, message: 'oops' } as const;
    server.faults.add({ times: 3, effect });
    const failures: string[] = [];
    const { InstanceId: id, SecurityProfileId } = seed();
    const input = { InstanceId: id, SecurityProfileId };
    await client().send('DescribeSecurityProfile', input, never, (error) => failures.push(readFailure(error).name));
    expect(failures).toEqual(Array(3).fill('InternalServiceException'));
    expect(server.journal.calls).toHaveLength(4);
  });

  test('does not take a quota for a throttle', async () => {
    const effect = { kind: 'error', name: 'LimitExceededException', status: 429, message: 'full' } as const;
    server.faults.add({ times: 20, effect });
    const input = { InstanceId, SecurityProfileName: 'x' };
    const failure = await client()
      .send('CreateSecurityProfile', input, never, nobody)
      .catch((error: unknown) => readFailure(error));
    expect(failure).toMatchObject({ name: 'LimitExceededException', status: 429 });
    expect(server.journal.calls).toHaveLength(1);
  });

  test('makes two calls a second of an operation that was throttled, and lets the others be', async () => {
    const effect = { kind: 'error', name: 'ThrottlingException', status: 429, message: 'slower' } as const;
    const service = client();
    const { InstanceId: id, SecurityProfileId } = seed();
    const describe = () =>
      service.send('DescribeSecurityProfile', { InstanceId: id, SecurityProfileId }, never, nobody);
    server.faults.add({ effect });
    await describe();
    const start = Date.now();
    await service.send('ListSecurityProfiles', { InstanceId }, never, nobody);
    const other = Date.now() - start;
    await describe();
    expect(other).toBeLessThan(300);
    const times = server.journal.calls.filter(({ operation }) => operation === 'DescribeSecurityProfile');
    const [first, second, third] = times.map(({ time }) => time);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(490);
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(300);
  });

  test('ends with the signal', async () => {
    server.faults.add({ effect: { kind: 'hang', when: 'before' } });
    const end = new AbortController();
    setTimeout(() => end.abort(), 50);
    const call = client().send('ListSecurityProfiles', { InstanceId }, end.signal, nobody);
    await expect(call).rejects.toThrow();
    expect(server.journal.calls.length).toBeLessThanOrEqual(1);
  });

  test('says what keeps a profile from being deleted, and what a name is taken by', async () => {
    const { resourceArn, ...profile } = seed();
    server.service.assignTo(resourceArn, 'somebody');
    const refused = async (operation: 'DeleteSecurityProfile' | 'CreateSecurityProfile', input: never) => {
      const error: unknown = await client()
        .send(operation, input, never, nobody)
        .catch((thrown: unknown) => thrown);
      return error as object;
    };
    const inUse = await refused('DeleteSecurityProfile', profile as never);
    expect(inUse).toMatchObject({ name: 'ResourceInUseException', ResourceType: 'USER' });
    expect(kindOf(readFailure(inUse))).toBe('final');
    const taken = await refused('CreateSecurityProfile', { InstanceId, SecurityProfileName: 'profile' } as never);
    expect(kindOf(readFailure(taken))).toBe('already-exists');
  });
});

test('nothing here carries a version', () => {
  expect(takesNoVersion()).toBe(true);
});

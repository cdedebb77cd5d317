import { createConnectReader } from '../../../aws/connect/reading';
import { CallError } from '../../../aws/failure';
import { seeProfiles } from '../../../cli/connect/profiles';
import { TokenBucket } from '../../../simulator/service/gateway/token-bucket';
import { OrderedClock } from '../../support/ordered-clock';

const instanceId = '11111111-2222-4333-8444-555555555555';

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

const throttle: Answer = {
  statusCode: 429,
  headers: { 'x-amzn-errortype': 'ThrottlingException' },
  body: { Message: 'Rate exceeded' },
};

/** A reader whose network is a function: of a path to what is answered. */
const readerAt = (clock: OrderedClock, answer: (path: string) => Answer) => {
  const requestHandler = {
    handle: async ({ path }: { readonly path: string }) => {
      const { statusCode, headers, body } = answer(path);
      const response = {
        statusCode,
        headers: { 'content-type': 'application/json', ...headers },
        body: new Response(JSON.stringify(body)).body,
      };
      return { response };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
  const config = { region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, requestHandler };
  // The handler stands for the network, with as much of its type as is used.
  return createConnectReader(
    config as unknown as Parameters<typeof createConnectReader>[0],
    clock,
    new AbortController().signal,
  );
};

const answerTo = (path: string): Answer => {
  const id = path.split('/').at(-1) ?? '';
  const Arn = `arn:aws:connect:us-east-1:123456789012:instance/${instanceId}/security-profile/${id}`;
  const body = path.startsWith('/security-profiles/')
    ? { SecurityProfile: { Id: id, Arn, SecurityProfileName: id, NewMember: 1 } }
    : { Permissions: ['BasicAgentAccess'] };
  return { statusCode: 200, headers: {}, body };
};

const operationOf = (path: string): string => path.split('/')[1] ?? '';

test('the profiles of a full instance are read no faster than AWS allows: 2 calls a second of each operation, 5 at once', async () => {
  // Nothing was called for a while.
  const begun = 60_000;
  const clock = new OrderedClock(begun);
  const buckets = new Map<string, TokenBucket>();
  const sent = new Map<string, number>();
  let throttled = 0;
  const reader = readerAt(clock, (path) => {
    const operation = operationOf(path);
    const bucket = buckets.get(operation) ?? new TokenBucket({ perSecond: 2, burst: 5 }, clock);
    buckets.set(operation, bucket);
    sent.set(operation, (sent.get(operation) ?? 0) + 1);
    if (bucket.take()) return answerTo(path);
    throttled += 1;
    return throttle;
  });
  const named = Array.from({ length: 100 }, (_, index) => ({
    name: `profile-${index}`,
    id: { instanceId, profileId: `profile-${index}` },
  }));
  const told: number[] = [];
  const instance = { connect: reader, instanceId, region: 'us-east-1' };
  const profiles = await seeProfiles(instance, named, (done) => told.push(done));
  expect(profiles.map(({ name }) => name)).toEqual(named.map(({ name }) => name));
  expect(profiles[0]).toMatchObject({ permissions: { value: ['BasicAgentAccess'] }, unknown: ['NewMember'] });
  expect(told).toHaveLength(100);
  expect([...sent].sort()).toEqual([
    ['security-profiles', 100],
    ['security-profiles-permissions', 100],
  ]);
  expect(throttled).toBe(0);
  // And not much slower: 95 that wait, at 2 a second.
  expect(clock.now() - begun).toBeLessThan(51_000);
});

test('what others have used up is waited for', async () => {
  let left = 3;
  const reader = readerAt(new OrderedClock(), (path) => {
    left -= 1;
    return left >= 0 ? throttle : answerTo(path);
  });
  const described = await reader.call('DescribeSecurityProfile', { InstanceId: instanceId, SecurityProfileId: 'a' });
  expect(described.SecurityProfile).toMatchObject({ Id: 'a' });
  // The SDK drops what it does not know.
  expect(described.SecurityProfile).not.toHaveProperty('NewMember');
  expect(reader.answerFor('a')).toMatchObject({ Id: 'a', NewMember: 1 });
  expect(reader.answerFor('b')).toBeUndefined();
});

test('what the service refuses says which call', async () => {
  const refusal = {
    statusCode: 404,
    headers: { 'x-amzn-errortype': 'ResourceNotFoundException' },
    body: { Message: 'gone' },
  };
  const reader = readerAt(new OrderedClock(), () => refusal);
  const call = reader.call('ListSecurityProfiles', { InstanceId: instanceId });
  await expect(call).rejects.toThrow('ListSecurityProfiles failed: ResourceNotFoundException: gone (HTTP 404)');
  await expect(call).rejects.toBeInstanceOf(CallError);
});

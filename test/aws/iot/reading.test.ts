import { createIotReader } from '../../../aws/iot/reading';
import { seeProfiles } from '../../../cli/live/profiles';
import { OrderedClock } from '../../support/ordered-clock';

interface Sent {
  readonly operation: string;
  readonly at: number;
}

const operationOf = (path: string): string => {
  if (path === '/tags') return 'ListTagsForResource';
  return path.endsWith('/targets') ? 'ListTargetsForSecurityProfile' : 'DescribeSecurityProfile';
};

/** The most calls within any second. */
const mostInASecond = (times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));

test('a thousand profiles are read no faster than AWS documents: 25 Describes a second, 10 of everything else', async () => {
  const clock = new OrderedClock();
  const sent: Sent[] = [];
  const answer = (path: string) => {
    const name = path.split('/').at(-1);
    const describes = operationOf(path) === 'DescribeSecurityProfile';
    return describes
      ? { securityProfileName: name, securityProfileArn: `arn:aws:iot:us-east-1:1:securityprofile/${name}`, version: 1 }
      : {};
  };
  const requestHandler = {
    handle: async ({ path }: { readonly path: string }) => {
      sent.push({ operation: operationOf(path), at: clock.now() });
      const body = new Response(JSON.stringify(answer(path))).body;
      return { response: { statusCode: 200, headers: { 'content-type': 'application/json' }, body } };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
  const config = { region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, requestHandler };
  // The handler stands for the network, with as much of its type as is used.
  const reader = createIotReader(
    config as unknown as Parameters<typeof createIotReader>[0],
    clock,
    new AbortController().signal,
  );
  const names = Array.from({ length: 1_000 }, (_, index) => `profile-${index}`);
  const told: number[] = [];
  const profiles = await seeProfiles(reader, names, (done) => told.push(done));
  expect(profiles.map(({ name }) => name)).toEqual(names);
  expect(told).toHaveLength(1_000);
  for (const [operation, most] of [
    ['DescribeSecurityProfile', 25],
    ['ListTagsForResource', 10],
    ['ListTargetsForSecurityProfile', 10],
  ] as const) {
    const times = sent.filter((one) => one.operation === operation).map(({ at }) => at);
    expect(times).toHaveLength(1_000);
    expect([operation, mostInASecond(times) <= most]).toEqual([operation, true]);
  }
  // And not much slower.
  expect(clock.now()).toBeLessThan(120_000);
});

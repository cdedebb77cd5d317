import { DescribeSecurityProfileCommand, IoTClient } from '@aws-sdk/client-iot';
import {
  type FaultEffect,
  type IotServer,
  type IotServerOptions,
  startIotService,
  withoutMembers,
} from '../../../../simulator/iot';
import { accountId, region, StandingClock } from '../support';

const p = { securityProfileName: 'p' };

/** Runs a test against a server of its own, and closes server and client whatever happens. */
const withServer = async (
  options: Partial<IotServerOptions>,
  action: (server: IotServer, client: IoTClient) => Promise<void>,
): Promise<void> => {
  const server = await startIotService({ region, accountId, ...options });
  server.service.seed(p);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test', sessionToken: 'a-session-token' };
  const client = new IoTClient({ region, endpoint: server.url, credentials, maxAttempts: 1 });
  try {
    await action(server, client);
  } finally {
    client.destroy();
    await server.close();
  }
};

const read = (client: IoTClient) => client.send(new DescribeSecurityProfileCommand(p));

test('a reset cuts the connection, and the next call goes well', () =>
  withServer({}, async (server, client) => {
    server.faults.add({ effect: { kind: 'reset', when: 'before' } });
    await expect(read(client)).rejects.toThrow('ECONNRESET');
    expect(await read(client)).toMatchObject({ version: 1 });
  }));

test.each<FaultEffect>([
  { kind: 'hang', when: 'after' },
  { kind: 'crash', when: 'after' },
])('%j leaves the caller waiting until the server closes', (effect) =>
  withServer({}, async (server, client) => {
    server.faults.add({ effect });
    const arrived = new Promise<void>((resolve) => server.journal.onCall(() => resolve()));
    const call = expect(read(client)).rejects.toThrow('socket hang up');
    await arrived;
    await server.close();
    await call;
  }),
);

test('a crash kills the caller', async () => {
  const killed: string[] = [];
  await withServer({ onCrash: () => killed.push('caller') }, async (server, client) => {
    server.faults.add({ skip: 1, effect: { kind: 'crash', when: 'before' } });
    await read(client);
    expect(killed).toEqual([]);
    const arrived = new Promise<void>((resolve) => server.journal.onCall(() => resolve()));
    const call = expect(read(client)).rejects.toThrow('socket hang up');
    await arrived;
    await server.close();
    await call;
    expect(killed).toEqual(['caller']);
  });
});

test('a planned error reaches the SDK under its name and status', () =>
  withServer({}, async (server, client) => {
    server.faults.add({ effect: { kind: 'error', name: 'AccessDeniedException', status: 403, message: 'not you' } });
    await expect(read(client)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: 'not you',
      $metadata: { httpStatusCode: 403 },
    });
  }));

test('an error can repeat the request as it was signed, the session token included', () =>
  withServer({}, async (server, client) => {
    const effect = {
      kind: 'error',
      name: 'SignatureDoesNotMatch',
      status: 403,
      message: 'It does not match.',
    } as const;
    server.faults.add({ effect: { ...effect, repeatsRequest: true } });
    const error = await read(client).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      name: 'SignatureDoesNotMatch',
      message: expect.stringMatching(/^It does not match\.\n\nThe Canonical String .*\n'GET\n\/security-profiles\/p\n/),
    });
    expect((error as Error).message).toContain('x-amz-security-token:a-session-token\n');
  }));

test('an operation that is not known is a 404 under its own name', () =>
  withServer({}, async (server, client) => {
    server.faults.add({ effect: { kind: 'error', name: 'UnknownOperationException', status: 404, message: 'no' } });
    await expect(read(client)).rejects.toMatchObject({
      name: 'UnknownOperationException',
      $metadata: { httpStatusCode: 404 },
    });
  }));

test('an answer that is cut is to the SDK what it is in process', () =>
  withServer({}, async (server, client) => {
    server.faults.add({ effect: { kind: 'cut' } });
    await expect(read(client)).rejects.toMatchObject({
      name: 'SyntaxError',
      message: expect.stringContaining('Deserialization error'),
      $metadata: { httpStatusCode: 200 },
    });
    expect(await read(client)).toMatchObject({ version: 1 });
  }));

test('an answer can lack what it always has', () =>
  withServer({}, async (server, client) => {
    server.faults.add({ effect: withoutMembers('securityProfileName', 'securityProfileArn', 'version') });
    const answer = await read(client);
    expect(answer).not.toHaveProperty('version');
    expect(answer.creationDate).toBeInstanceOf(Date);
  }));

test('a read can be late', () =>
  withServer({ lateReads: { DescribeSecurityProfile: 3_000 } }, async (server, client) => {
    server.service.call('UpdateSecurityProfile', { ...p, securityProfileDescription: 'new' });
    expect(await read(client)).toMatchObject({ version: 1 });
  }));

test('a throttle is known to the SDK as one', () =>
  withServer({ clock: new StandingClock(), rateLimit: { perSecond: 1, burst: 1 } }, async (_server, client) => {
    await read(client);
    await expect(read(client)).rejects.toMatchObject({
      name: 'ThrottlingException',
      message: 'Rate exceeded',
      $metadata: { httpStatusCode: 400 },
    });
  }));

test('it listens on the loopback address, at the port that is asked for', () =>
  withServer({}, async (server) => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const port = Number(new URL(server.url).port);
    await expect(startIotService({ region, accountId, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  }));

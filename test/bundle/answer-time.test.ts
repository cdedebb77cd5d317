import { createServer, type Server, Socket } from 'node:net';
import { createEvent } from '../support/rig';
import { Harness, type InvokeOptions } from './harness';

const small = { SecurityProfileName: 'profile' };

/** A way to the port on which a connection says its first word only after `delay`: a TLS handshake that takes so long. */
const slowWayTo = async (port: number, delay: number): Promise<{ readonly port: number; readonly server: Server }> => {
  const server = createServer((client) => {
    const target = new Socket();
    for (const socket of [client, target]) socket.on('error', () => undefined);
    client.on('close', () => target.destroy());
    target.on('close', () => client.destroy());
    client.pause();
    setTimeout(() => {
      target.connect(port, '127.0.0.1');
      client.pipe(target);
      target.pipe(client);
    }, delay);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
};

describe('the answer of the built bundle is heard', () => {
  let harness: Harness;
  const servers: Server[] = [];
  beforeAll(async () => {
    harness = await Harness.start();
  });
  afterAll(async () => {
    for (const server of servers) server.close();
    await harness.close();
  });
  beforeEach(() => harness.reset());

  const invokeSlowly = async (delay: number, options: InvokeOptions) => {
    const { port, server } = await slowWayTo(Number(new URL(harness.answers.origin).port), delay);
    servers.push(server);
    const rewrite = (url: string) => url.replace(/:\d+\//, `:${port}/`);
    return harness.invoke(createEvent(small, `after-${delay}`), { ...options, rewrite });
  };

  const hangs = () =>
    harness.iot.faults.add({ times: Number.POSITIVE_INFINITY, effect: { kind: 'hang', when: 'before' } });

  test('at the deadline, with a TLS handshake of 0.55, 0.8 and 1.2 s', async () => {
    hangs();
    const heard = await Promise.all([550, 800, 1_200].map((delay) => invokeSlowly(delay, { time: 6_000 })));
    for (const { kind, answers } of heard) {
      expect(kind).toBe('returned');
      expect(answers).toMatchObject([{ Status: 'FAILED', Reason: expect.stringContaining('is used up') }]);
    }
  });

  test('from a function of 1 s whose work hangs', async () => {
    hangs();
    const { kind, answers } = await harness.invoke(createEvent(small), { time: 1_000 });
    expect(kind).toBe('returned');
    expect(answers).toMatchObject([{ Status: 'FAILED' }]);
  });

  test('from a function of 1 s that does its work, through a slow handshake', async () => {
    const { kind, answers } = await invokeSlowly(300, { time: 1_000 });
    expect(kind).toBe('returned');
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
  });
});

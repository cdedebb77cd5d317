import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseResponseUrl, put } from '../../../lambda/custom-resource/send-answer';
import { loopbackCertificate } from '../../../simulator/loopback/certificate';
import { testOnIpv6 } from '../../support/ipv6';
import { type Receiver, type Respond, receive, respondWith } from './loopback';

const receivers: Receiver[] = [];

const start = async (respond: Respond, options: Parameters<typeof receive>[1] = {}): Promise<Receiver> => {
  const receiver = await receive(respond, options);
  receivers.push(receiver);
  return receiver;
};

afterEach(async () => {
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
});

const send = async (url: string, body = '{}', timeout = 5_000): Promise<number> => {
  const address = parseResponseUrl(url);
  if (address === undefined) throw new Error(`${url} is no URL to answer to`);
  return put(address, body, timeout);
};

const failureOf = async (sending: Promise<unknown>): Promise<string> => {
  try {
    await sending;
  } catch (error) {
    return error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : String(error);
  }
  throw new Error('it went well');
};

const signed = '/arn%3Aaws%3Acloudformation%3A/a%2Fb%7Cc/it\'s"so"//d/../e?X-Amz-Signature=a%2Bb%2F%3D&x=1?2&y=~*';

describe('a PUT', () => {
  test('sends path and query byte for byte, an empty content type and the length in bytes', async () => {
    const receiver = await start(respondWith(200));
    const body = JSON.stringify({ Reason: 'Größe 漢字 😀' });
    await expect(send(`http://127.0.0.1:${receiver.port}${signed}`, body)).resolves.toBe(200);
    expect(receiver.arrivals).toHaveLength(1);
    const [arrival] = receiver.arrivals;
    expect(arrival).toMatchObject({ method: 'PUT', url: signed, body });
    expect(arrival?.headers).toMatchObject({
      host: `127.0.0.1:${receiver.port}`,
      'content-type': '',
      'content-length': String(Buffer.byteLength(body)),
    });
    expect(arrival?.headers).not.toHaveProperty('transfer-encoding');
  });

  testOnIpv6('reaches an IPv6 address', async () => {
    const receiver = await start(respondWith(204), { host: '::1' });
    await expect(send(`http://[::1]:${receiver.port}/a`)).resolves.toBe(204);
    expect(receiver.arrivals[0]?.headers.host).toBe(`[::1]:${receiver.port}`);
  });

  test.each([[200], [301], [403], [429], [503]])('gives back the status %i, and follows nothing', async (status) => {
    const receiver = await start((response) => response.writeHead(status, { location: '/elsewhere' }).end());
    await expect(send(`http://127.0.0.1:${receiver.port}/a`)).resolves.toBe(status);
    expect(receiver.arrivals).toHaveLength(1);
  });

  test('keeps no connection for later: it would be dead when the function wakes up again', async () => {
    const receiver = await start(respondWith(200));
    await send(`http://127.0.0.1:${receiver.port}/a`);
    expect(receiver.arrivals[0]?.headers.connection).toBe('close');
  });

  test('leaves no timer behind: it would go off in a later invocation', async () => {
    const timeout = 54_321;
    const [started, cleared] = [jest.spyOn(globalThis, 'setTimeout'), jest.spyOn(globalThis, 'clearTimeout')];
    try {
      const receiver = await start(respondWith(200));
      await send(`http://127.0.0.1:${receiver.port}/a`, '{}', timeout);
      const ours = started.mock.results.filter((_, index) => started.mock.calls[index]?.[1] === timeout);
      expect(ours).toHaveLength(1);
      expect(cleared.mock.calls.some(([timer]) => timer === ours[0]?.value)).toBe(true);
    } finally {
      started.mockRestore();
      cleared.mockRestore();
    }
  });

  test('to a server that never answers ends by its time-out', async () => {
    const receiver = await start(() => undefined);
    const failure = await failureOf(send(`http://127.0.0.1:${receiver.port}/secret?secret`, '{}', 50));
    expect(failure).toContain('time-out');
    expect(failure).not.toContain('secret');
  });

  test('to a server that drips bytes without an end ends by its time-out, too', async () => {
    const drips: NodeJS.Timeout[] = [];
    const server = createServer((socket) => {
      socket.on('error', () => undefined).resume();
      socket.write('HTTP/1.1 200 OK\r\nDrip: ');
      drips.push(setInterval(() => socket.write('x'), 10));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const failure = await failureOf(send(`http://127.0.0.1:${port}/secret?secret`, '{}', 60));
    drips.forEach(clearInterval);
    await new Promise((resolve) => server.close(resolve));
    expect(failure).toContain('time-out');
    expect(failure).not.toContain('secret');
  });

  test('has its status even if the connection breaks in the middle of the answer’s text', async () => {
    const receiver = await start((response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.socket?.destroy());
    });
    const uncaught = jest.fn();
    process.on('uncaughtException', uncaught);
    await expect(send(`http://127.0.0.1:${receiver.port}/a`)).resolves.toBe(200);
    await receiver.close();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('uncaughtException', uncaught);
    expect(uncaught).not.toHaveBeenCalled();
  });
});

/** A PUT of a process of its own: what a process trusts is read once, when it starts. */
const sendTrusting = async (cert: string, url: string, body = '{}'): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'put-'));
  try {
    const file = join(folder, 'authority.pem');
    await writeFile(file, cert);
    const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'put-once.ts')], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: file },
    });
    const output: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => output.push(String(data)));
    child.stdin.end(JSON.stringify({ url, body }));
    await new Promise((resolve) => child.on('close', resolve));
    return output.join('');
  } finally {
    await rm(folder, { recursive: true });
  }
};

describe('a PUT of a process of its own', () => {
  test('arrives over TLS at its port with path and query byte for byte', async () => {
    const tls = await loopbackCertificate();
    const receiver = await start(respondWith(200), { tls });
    const body = '{"Reason":"漢字"}';
    expect(await sendTrusting(tls.cert, `https://localhost:${receiver.port}${signed}`, body)).toBe('HTTP 200');
    expect(receiver.arrivals).toHaveLength(1);
    expect(receiver.arrivals[0]).toMatchObject({ method: 'PUT', url: signed, body });
    expect(receiver.arrivals[0]?.headers).toMatchObject({
      'content-type': '',
      'content-length': String(Buffer.byteLength(body)),
    });
  });

  test('gives nothing to a server that cannot prove who it is, and fails with the code alone', async () => {
    const [tls, trusted] = await Promise.all([loopbackCertificate(), loopbackCertificate()]);
    const receiver = await start(respondWith(200), { tls });
    const output = await sendTrusting(trusted.cert, `https://localhost:${receiver.port}/secret?secret`);
    expect(output).toMatch(/^failed: [A-Z_]*(CERT|SIGNATURE)[A-Z_]*$/);
    expect(receiver.arrivals).toHaveLength(0);
  });

  test('to a server that breaks the connection, or to nobody, fails with the code alone', async () => {
    const { cert } = await loopbackCertificate();
    const breaking = await start((response) => response.socket?.destroy());
    const closed = await receive(respondWith(200));
    await closed.close();
    const url = (port: number) => `http://127.0.0.1:${port}/secret?secret`;
    expect(await sendTrusting(cert, url(breaking.port))).toBe('failed: ECONNRESET');
    expect(await sendTrusting(cert, url(closed.port))).toBe('failed: ECONNREFUSED');
  });
});

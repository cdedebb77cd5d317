import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { FaultEffect } from '../../simulator/iot';
import { createEvent, deleteEvent, thingGroupArn } from '../support/rig';
import { Harness } from './harness';

const run = promisify(execFile);
const small = { SecurityProfileName: 'profile' };
const failed: FaultEffect = { kind: 'error', name: 'InternalFailureException', status: 500, message: 'oops' };
const throttled: FaultEffect = { kind: 'error', name: 'ThrottlingException', status: 400, message: 'Rate exceeded' };

/** Of the pauses between attempts the longest take a millisecond, and chance makes none longer. */
const shortPauses = `
  const wait = globalThis.setTimeout;
  const isLongPause = (milliseconds) => [400, 800, 1600, 3200, 5000].includes(milliseconds);
  globalThis.setTimeout = (then, milliseconds, ...rest) => wait(then, isLongPause(milliseconds) ? 1 : milliseconds, ...rest);
  Math.random = () => 0;`;

/** The first connection is never made, as where packets are lost on the way. */
const lostConnection = `
  import tls from 'node:tls';
  const connect = tls.connect;
  let connections = 0;
  tls.connect = (options, ...rest) => {
    connections += 1;
    return connections === 1
      ? connect({ ...options, host: 'example.com', lookup: () => undefined }, ...rest)
      : connect(options, ...rest);
  };`;

describe('the built bundle, when calls fail', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await Harness.start();
  });
  afterAll(() => harness.close());
  beforeEach(() => harness.reset());

  /** The option of Node that runs `code` before the bundle. */
  const preloading = async (name: string, code: string): Promise<{ readonly NODE_OPTIONS: string }> => {
    const file = join(harness.directory, `${name}.mjs`);
    await writeFile(file, code);
    return { NODE_OPTIONS: `--import ${pathToFileURL(file).href}` };
  };

  test.each([
    [9, 1],
    [10, 2],
  ])('leaves ten attempts of a call to the SDK: %i failures are told %i times', async (times, told) => {
    harness.iot.faults.add({ operation: 'CreateSecurityProfile', times, effect: failed });
    const environment = await preloading('short-pauses', shortPauses);
    const { stdout, answers } = await harness.invoke(createEvent(small), { environment });
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
    expect(stdout.match(/"operation":"CreateSecurityProfile"/g)).toHaveLength(told);
    expect(harness.calls().filter((operation) => operation === 'CreateSecurityProfile')).toHaveLength(times + 1);
  });

  test('gives a connection up that is not made within 3 s, and makes another', async () => {
    const environment = await preloading('lost-connection', lostConnection);
    const { answers, milliseconds } = await harness.invoke(deleteEvent('profile', small), {
      time: 12_000,
      environment,
    });
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
    expect(milliseconds).toBeGreaterThan(2_900);
    expect(milliseconds).toBeLessThan(8_000);
  });

  test('makes up to ten attachments as if there were no limit', async () => {
    const TargetArns = Array.from({ length: 10 }, (_, index) => thingGroupArn(`group-${index}`));
    const { milliseconds } = await harness.invoke(createEvent({ ...small, TargetArns }));
    expect(harness.held().targets).toHaveLength(10);
    expect(milliseconds).toBeLessThan(3_000);
  });

  test('slows down the operation that is throttled, and no other', async () => {
    const TargetArns = Array.from({ length: 6 }, (_, index) => thingGroupArn(`group-${index}`));
    harness.iot.faults.add({ operation: 'AttachSecurityProfile', times: 25, effect: throttled });
    const whole = createEvent({ ...small, TargetArns });
    const slot = harness.answers.open(whole.StackId, whole.LogicalResourceId, whole.RequestId);
    const remove = deleteEvent('profile', small);
    const after = harness.answers.open(remove.StackId, remove.LogicalResourceId, remove.RequestId);
    const events = [
      { ...whole, ResponseURL: slot.url },
      { ...remove, ResponseURL: after.url },
    ];
    const script = `
      const { handler } = await import(${JSON.stringify(pathToFileURL(join(harness.directory, 'code', 'index.mjs')).href)});
      for (const event of ${JSON.stringify(events)}) await handler(event, { getRemainingTimeInMillis: () => 60_000 });`;
    await run(process.execPath, ['--input-type=module', '-e', script], { env: harness.environment() });
    const times = (name: string) =>
      harness.iot.journal.calls.filter(({ operation }) => operation === name).map(({ time }) => time);
    const attachments = times('AttachSecurityProfile');
    expect((attachments.at(-1) ?? 0) - (attachments[0] ?? 0)).toBeGreaterThan(2_000);
    // What comes next is made at once.
    expect((times('DeleteSecurityProfile')[0] ?? 0) - (attachments.at(-1) ?? 0)).toBeLessThan(1_000);
  });
});

describe('the next event in the same process', () => {
  let harness: Harness;
  let server: Server;
  let connections = 0;
  let respond: (...request: Parameters<RequestListener>) => void;
  const noSuchProfile: RequestListener = (_request, response) =>
    void response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException' }).end('{"message":"none"}');
  const throttle: RequestListener = (_request, response) =>
    void response.writeHead(400, { 'x-amzn-errortype': 'ThrottlingException' }).end('{"message":"Rate exceeded"}');

  beforeAll(async () => {
    harness = await Harness.start();
    server = createServer(harness.tls, (...request) => respond(...request));
    server.keepAliveTimeout = 0;
    server.on('secureConnection', () => {
      connections += 1;
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await harness.close();
  });
  beforeEach(() => {
    connections = 0;
  });

  /** Two deletes, one after the other, the first with so many milliseconds. */
  const invokeTwice = async (time: number): Promise<readonly unknown[]> => {
    const event = deleteEvent('profile', small);
    const slots = ['one', 'two'].map((id) => harness.answers.open(event.StackId, event.LogicalResourceId, id));
    const events = slots.map(({ url }, index) => ({
      event: { ...event, RequestId: index === 0 ? 'one' : 'two', ResponseURL: url },
      time: index === 0 ? time : 20_000,
    }));
    const script = `
      const { handler } = await import(${JSON.stringify(pathToFileURL(join(harness.directory, 'code', 'index.mjs')).href)});
      for (const { event, time } of ${JSON.stringify(events)}) {
        const end = Date.now() + time;
        await handler(event, { getRemainingTimeInMillis: () => end - Date.now() });
      }`;
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await run(process.execPath, ['--input-type=module', '-e', script], {
      env: harness.environment({ AWS_ENDPOINT_URL_IOT: url }),
    });
    return slots.map(({ bodies }) => (JSON.parse(bodies[0] ?? '{}') as { Status?: string }).Status);
  };

  test('goes over the same connection', async () => {
    respond = noSuchProfile;
    expect(await invokeTwice(20_000)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(connections).toBe(1);
  });

  test('has another client after one that ran out of time in a storm of throttles', async () => {
    const end = Date.now() + 2_000;
    respond = (...request) => (Date.now() < end ? throttle : noSuchProfile)(...request);
    expect(await invokeTwice(2_000)).toEqual(['FAILED', 'SUCCESS']);
    expect(connections).toBe(2);
  });
});

import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders, RequestListener, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { deleteEvent } from '../support/rig';
import { Harness } from './harness';

const remove = deleteEvent('profile', {});
const hour = 3_600_000;
const run = promisify(execFile);

/** Leads every connection that would leave this machine to a port of it, as a resolver and a router would. */
const detour = (port: number): string => `
  import tls from 'node:tls';
  const connect = tls.connect;
  tls.connect = (options, ...rest) =>
    /^(127\\.0\\.0\\.1|localhost)$/.test(options.host)
      ? connect(options, ...rest)
      : connect({ ...options, host: '127.0.0.1', port: ${port}, checkServerIdentity: () => undefined }, ...rest);`;

/** The first name that is looked up is never found. */
const stallFirstLookUp = `
  import dns from 'node:dns';
  const { lookup } = dns;
  dns.lookup = () => void (dns.lookup = lookup);`;

/** The milliseconds since 1970 at which a request says it was signed. */
const signedAt = (headers: IncomingHttpHeaders): number =>
  Date.parse(String(headers['x-amz-date']).replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

describe('the SDK in the built bundle', () => {
  let harness: Harness;
  let server: Server;
  let preload = '';
  let respond: (...request: Parameters<RequestListener>) => void;
  const seen: IncomingHttpHeaders[] = [];
  const paths: unknown[] = [];

  const port = (): number => (server.address() as AddressInfo).port;

  /** Of DescribeSecurityProfile and, as it bears no tag, of ListTagsForResource. */
  const nobodysProfile = '{"securityProfileName":"profile","securityProfileArn":"arn","version":1,"tags":[]}';
  const noSuchProfile: RequestListener = (_request, response) =>
    void response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException' }).end('{"message":"none"}');

  beforeAll(async () => {
    harness = await Harness.start();
    server = createServer(harness.tls, (request, response) => {
      seen.push(request.headers);
      paths.push(request.url);
      respond(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    preload = join(harness.directory, 'detour.mjs');
    await writeFile(preload, detour(port()));
  });
  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await harness.close();
  });
  beforeEach(() => {
    seen.length = 0;
    paths.length = 0;
    respond = noSuchProfile;
  });

  const answer = (environment: Readonly<Record<string, string | undefined>>) =>
    harness.answer(remove, {
      environment: {
        AWS_ENDPOINT_URL_IOT: undefined,
        NODE_OPTIONS: `--import ${pathToFileURL(preload).href}`,
        ...environment,
      },
    });

  test.each([
    ['eu-west-1', {}, 'iot.eu-west-1.amazonaws.com'],
    ['a Region that is newer than the SDK', { AWS_REGION: 'eu-future-9' }, 'iot.eu-future-9.amazonaws.com'],
    ['cn-north-1', {}, 'iot.cn-north-1.amazonaws.com.cn'],
    ['us-gov-west-1', {}, 'iot.us-gov-west-1.amazonaws.com'],
    ['us-iso-east-1', {}, 'iot.us-iso-east-1.c2s.ic.gov'],
    ['us-isob-east-1', {}, 'iot.us-isob-east-1.sc2s.sgov.gov'],
    ['eusc-de-east-1', {}, 'iot.eusc-de-east-1.amazonaws.eu'],
    ['us-east-1', { AWS_USE_FIPS_ENDPOINT: 'true' }, 'iot-fips.us-east-1.amazonaws.com'],
    ['ca-central-1', { AWS_USE_FIPS_ENDPOINT: 'true' }, 'iot-fips.ca-central-1.amazonaws.com'],
    ['us-gov-west-1', { AWS_USE_FIPS_ENDPOINT: 'true' }, 'iot-fips.us-gov-west-1.amazonaws.com'],
    ['us-east-1', { AWS_USE_DUALSTACK_ENDPOINT: 'true' }, 'iot.us-east-1.api.aws'],
  ])('asks in %s, with %p, at %s', async (name, environment, host) => {
    const region = { AWS_REGION: name, ...environment }.AWS_REGION;
    expect(await answer({ AWS_REGION: region, ...environment })).toMatchObject({ Status: 'SUCCESS' });
    expect(seen.length).toBeGreaterThan(0);
    for (const headers of seen) {
      expect(headers.host).toBe(host);
      expect(headers.authorization).toContain(`/${region}/iot/aws4_request`);
    }
  });

  test('passes on the trace of the event, by which Lambda stops functions that invoke each other for ever', async () => {
    const trace = 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0';
    await answer({ AWS_LAMBDA_FUNCTION_NAME: 'provider', _X_AMZN_TRACE_ID: trace });
    expect(seen.length).toBeGreaterThan(0);
    for (const headers of seen) expect(headers['x-amzn-trace-id']).toBe(trace);
  });

  test.each([
    ['breaks off in the middle of its JSON', (response: ServerResponse) => response.end('{"securityProfileName":"pro')],
    ['is a page of somebody else', (response: ServerResponse) => response.end('<html></html>')],
    [
      'breaks off before it is as long as it says',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-length': 100 }).write('{"securityProfileName":', () => response.destroy());
      },
    ],
  ])('makes a call again whose answer %s', async (_title, cut) => {
    respond = (request, response) =>
      paths.filter((path) => path === '/security-profiles/profile').length > 1
        ? noSuchProfile(request, response)
        : void cut(response);
    expect(await answer({})).toMatchObject({ Status: 'SUCCESS' });
    expect(paths.filter((path) => path === '/security-profiles/profile')).toHaveLength(2);
  });

  test.each([
    ['an unknown operation', '{"__type":"UnknownOperationException"}', 'UnknownOperationException'],
    ['a page of somebody else', '<html></html>', 'SyntaxError'],
    ['nothing at all', '', 'Unknown'],
  ])('does not take a profile for gone because of a 404 that is %s', async (_title, body, name) => {
    respond = (_request, response) => void response.writeHead(404).end(body);
    expect(await answer({})).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining(`DescribeSecurityProfile failed: ${name}`),
    });
  });

  test('does not take a profile for nobody’s because of an answer that says nothing', async () => {
    respond = (_request, response) => void response.end('{}');
    expect(await answer({})).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('without securityProfileName, securityProfileArn, version'),
    });
  });

  test('gives a connection up that does not come about, and tries another one', async () => {
    const stalled = join(harness.directory, 'stalled.mjs');
    await writeFile(stalled, stallFirstLookUp);
    const { answers, milliseconds } = await harness.invoke(remove, {
      // Below what a request may take in all.
      time: 12_000,
      environment: {
        AWS_ENDPOINT_URL_IOT: `https://localhost:${port()}`,
        NODE_OPTIONS: `--import ${pathToFileURL(stalled).href}`,
      },
    });
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
    expect(milliseconds).toBeGreaterThanOrEqual(3_000);
  });

  describe('in a process that lives on', () => {
    /** Two Deletes, one after the other; resolves with the ports from which the calls of each came. */
    const twoDeletes = async (during: RequestListener): Promise<readonly ReadonlySet<number | undefined>[]> => {
      const ports: Set<number | undefined>[] = [new Set(), new Set()];
      let turn = 0;
      respond = (request, response) => {
        ports[turn]?.add(request.socket.remotePort);
        (turn === 0 ? during : noSuchProfile)(request, response);
      };
      const [first, second] = ['one', 'two'].map((RequestId) => {
        const { StackId, LogicalResourceId } = remove;
        const slot = harness.answers.open(StackId, LogicalResourceId, RequestId);
        return { ...remove, RequestId, ResponseURL: slot.url };
      });
      const script = `
        const { handler } = await import(${JSON.stringify(pathToFileURL(join(harness.directory, 'code/index.mjs')).href)});
        const context = () => {
          const end = Date.now() + 8_000;
          return { getRemainingTimeInMillis: () => end - Date.now() };
        };
        await handler(${JSON.stringify(first)}, context());
        process.stderr.write('answered');
        await new Promise((resolve) => setTimeout(resolve, 200));
        await handler(${JSON.stringify(second)}, context());`;
      const env = harness.environment({ AWS_ENDPOINT_URL_IOT: `https://127.0.0.1:${port()}` });
      const running = run(process.execPath, ['--input-type=module', '-e', script], { env });
      running.child.stderr?.once('data', () => {
        turn = 1;
      });
      await running;
      return ports;
    };

    test('the connection is kept for the next operation', async () => {
      const [first, second] = await twoDeletes(noSuchProfile);
      expect(first?.size).toBe(1);
      expect(second).toStrictEqual(first);
    });

    test('the operation after one that ran out of time gets a client of its own, and so a connection', async () => {
      const [first, second] = await twoDeletes(
        (_request, response) => void response.writeHead(400, { 'x-amzn-errortype': 'ThrottlingException' }).end('{}'),
      );
      expect(first?.size).toBe(1);
      expect(second?.size).toBe(1);
      expect(second).not.toStrictEqual(first);
    });
  });

  test('signs again with the time of the service when the clock of this machine is an hour behind', async () => {
    const isSkewed = (headers: IncomingHttpHeaders): boolean => Math.abs(signedAt(headers) - Date.now()) < hour / 2;
    respond = (request, response) => {
      response.setHeader('date', new Date(Date.now() + hour).toUTCString());
      if (!isSkewed(request.headers)) return void response.end(nobodysProfile);
      response.writeHead(403, { 'x-amzn-errortype': 'InvalidSignatureException' }).end('{"message":"expired"}');
    };
    expect(await answer({})).toMatchObject({ Status: 'SUCCESS' });
    expect(seen.some(isSkewed)).toBe(true);
    expect(seen.filter((headers) => !isSkewed(headers)).length).toBeGreaterThan(0);
  });

  test.each([
    ['a throttle', 429, 'TooManyRequestsException'],
    ['a failure of the service', 503, 'ServiceUnavailableException'],
    ['an error that AWS IoT does not document, if its status says that it is for now', 500, 'NobodyKnowsException'],
  ])('makes a call again after %s', async (_title, status, name) => {
    respond = (request, response) => {
      const describe = paths.filter((path) => path === '/security-profiles/profile');
      if (request.url !== describe[0] || describe.length > 1) return noSuchProfile(request, response);
      response.writeHead(status, { 'x-amzn-errortype': name }).end('{"message":"later"}');
    };
    expect(await answer({})).toMatchObject({ Status: 'SUCCESS' });
    expect(paths.filter((path) => path === '/security-profiles/profile')).toHaveLength(2);
  });

  test.each([
    ['InvalidRequestException', 400],
    ['UnauthorizedException', 401],
    ['NobodyKnowsException', 409],
  ])('gives the name, the message and the status of %s, although it has no class for it', async (name, status) => {
    respond = (_request, response) =>
      void response.writeHead(status, { 'x-amzn-errortype': `${name}:` }).end('{"message":"as the service says"}');
    expect(await answer({})).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringMatching(new RegExp(`${name}: as the service says.*HTTP ${status}`)),
    });
  });

  test('reads an error whose name is in its body', async () => {
    respond = (_request, response) =>
      void response.writeHead(400).end('{"__type":"InvalidRequestException","Message":"no"}');
    expect(await answer({})).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('InvalidRequestException: no'),
    });
  });
});

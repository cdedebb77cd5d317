import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { deleteEvent } from '../support/rig';
import { Harness } from './harness';

const remove = deleteEvent('profile', {});

describe('the requests of the built bundle', () => {
  let harness: Harness;
  const seen: IncomingHttpHeaders[] = [];
  let endpoint = '';
  let close = (): void => undefined;

  beforeAll(async () => {
    harness = await Harness.start();
    // A service that knows no profile, and remembers who asked.
    const server = createServer(harness.tls, ({ headers }, response) => {
      seen.push(headers);
      response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException' }).end('{"message":"none"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `https://localhost:${(server.address() as AddressInfo).port}`;
    close = () => {
      server.close();
      server.closeAllConnections();
    };
  });
  afterAll(async () => {
    close();
    await harness.close();
  });
  beforeEach(() => {
    seen.length = 0;
  });

  test('go to AWS_ENDPOINT_URL_IOT, signed for the Region with the credentials of the environment, session token included', async () => {
    const environment = { AWS_ENDPOINT_URL_IOT: endpoint };
    expect(await harness.answer(remove, { environment })).toMatchObject({ Status: 'SUCCESS' });
    expect(seen.length).toBeGreaterThan(0);
    for (const headers of seen) {
      expect(headers['x-amz-security-token']).toBe('session-token');
      expect(headers.authorization).toMatch(/Credential=ASIAEXAMPLEEXAMPLE00\/\d{8}\/us-east-1\/iot\/aws4_request/);
      expect(headers.authorization).toMatch(/SignedHeaders=[^,]*x-amz-security-token/);
    }
    expect(harness.calls()).toEqual([]);
  });

  test('are signed with the credentials of the container endpoint where the runtime sets one', async () => {
    const tokens: unknown[] = [];
    const credentials = createHttpServer(({ headers }, response) => {
      tokens.push(headers.authorization);
      const Expiration = new Date(Date.now() + 3_600_000).toISOString();
      const body = { AccessKeyId: 'ASIACONTAINER0000000', SecretAccessKey: 's', Token: 'container-token', Expiration };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => credentials.listen(0, '127.0.0.1', resolve));
    const { port } = credentials.address() as AddressInfo;
    const environment = {
      AWS_ENDPOINT_URL_IOT: endpoint,
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      AWS_SESSION_TOKEN: undefined,
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: 'container-authorization',
    };
    const answer = await harness.answer(remove, { environment });
    credentials.close();
    credentials.closeAllConnections();
    expect(answer).toMatchObject({ Status: 'SUCCESS' });
    expect(tokens).toContain('container-authorization');
    for (const headers of seen) expect(headers['x-amz-security-token']).toBe('container-token');
  });

  test('are answered FAILED, with what is missing, when there are no credentials at all', async () => {
    const environment = {
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      AWS_SESSION_TOKEN: undefined,
    };
    expect(await harness.answer(remove, { environment })).toMatchObject({
      Status: 'FAILED',
      PhysicalResourceId: 'profile',
      Reason: expect.stringContaining('credential'),
    });
  });

  test('that are refused for their signature are told so', async () => {
    const effect = {
      kind: 'error',
      name: 'UnrecognizedClientException',
      status: 403,
      message: 'The security token is invalid',
    } as const;
    harness.iot.faults.add({ times: Number.POSITIVE_INFINITY, effect });
    const answer = await harness.answer(remove);
    expect(answer).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('The security token is invalid'),
    });
  });
});

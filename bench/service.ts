import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** The time of this machine since it was started, in milliseconds: the same in every process. */
export const monotonic = (): number => Number(process.hrtime.bigint()) / 1e6;

/** When things arrived, in milliseconds by `monotonic`. */
export interface Arrivals {
  readonly requests: readonly number[];
  readonly answers: readonly number[];
}

export interface Service {
  /** Of AWS IoT and AWS Lambda. */
  readonly origin: string;
  /** Of the bucket for answers: another host than that of AWS IoT, and so another connection. */
  readonly answersOrigin: string;
  /** What arrived since the last time this was asked. */
  take(): Arrivals;
  close(): void;
}

const arn = 'arn:aws:iot:us-east-1:123456789012:securityprofile/profile';

type Reply = readonly [status: number, body: object, error?: string];

/** The one profile of a sample: not there, until it is created. */
class OneProfile {
  #tags: unknown;

  forget(): void {
    this.#tags = undefined;
  }

  /** As AWS answers. A function that is invoked returns at once. */
  reply({ method, url = '' }: IncomingMessage, body: string): Reply {
    const profile = { securityProfileName: 'profile', securityProfileArn: arn, version: 1 };
    if (url.includes('/functions/')) return [200, { PhysicalResourceId: 'profile' }];
    if (method === 'POST') this.#tags = (JSON.parse(body) as { readonly tags?: unknown }).tags ?? [];
    if (this.#tags === undefined) return [404, { message: 'none' }, 'ResourceNotFoundException'];
    return [200, url.startsWith('/tags') ? { tags: this.#tags } : profile];
  }
}

interface Listening {
  readonly origin: string;
  readonly close: () => void;
}

const listen = async (tls: ServerOptions, respond: RequestListener): Promise<Listening> => {
  const server = createServer(tls, respond);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
};

/** AWS IoT, AWS Lambda and the bucket for answers, which take no time to think. Loopback, TLS. */
export const startService = async (tls: { readonly key: string; readonly cert: string }): Promise<Service> => {
  let [requests, answers]: [number[], number[]] = [[], []];
  const iot = new OneProfile();
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    requests.push(monotonic());
    const [status, body, error] = iot.reply(request, await text(request));
    const headers = {
      'content-type': 'application/json',
      ...(error === undefined ? {} : { 'x-amzn-errortype': error }),
    };
    response.writeHead(status, headers).end(JSON.stringify(body));
  };
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    await text(request);
    answers.push(monotonic());
    response.end();
  };
  const service = await listen(tls, (request, response) => void respond(request, response));
  const bucket = await listen(tls, (request, response) => void receive(request, response));
  return {
    origin: service.origin,
    answersOrigin: bucket.origin,
    take: () => {
      const taken = { requests, answers };
      [requests, answers] = [[], []];
      iot.forget();
      return taken;
    },
    close: () => {
      service.close();
      bucket.close();
    },
  };
};

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
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
  readonly origin: string;
  /** What arrived since the last time this was asked. */
  take(): Arrivals;
  close(): void;
}

const arn = 'arn:aws:iot:us-east-1:123456789012:securityprofile/profile';

type Reply = readonly [status: number, body: object, error?: string];

/** The one profile of a sample: not there, until it is created. */
class OneProfile {
  private tags: unknown;

  forget(): void {
    this.tags = undefined;
  }

  /** As AWS answers. A function that is invoked returns at once. */
  reply({ method, url = '' }: IncomingMessage, body: string): Reply {
    const profile = { securityProfileName: 'profile', securityProfileArn: arn, version: 1 };
    if (url.includes('/functions/')) return [200, { PhysicalResourceId: 'profile' }];
    if (method === 'POST') this.tags = (JSON.parse(body) as { readonly tags?: unknown }).tags ?? [];
    if (this.tags === undefined) return [404, { message: 'none' }, 'ResourceNotFoundException'];
    return [200, url.startsWith('/tags') ? { tags: this.tags } : profile];
  }
}

/** AWS IoT, AWS Lambda and the bucket for answers in one server that takes no time to think. Loopback, TLS. */
export const startService = async (tls: { readonly key: string; readonly cert: string }): Promise<Service> => {
  let [requests, answers]: [number[], number[]] = [[], []];
  const iot = new OneProfile();
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const isAnswer = request.method === 'PUT';
    if (!isAnswer) requests.push(monotonic());
    const received = await text(request);
    if (isAnswer) {
      answers.push(monotonic());
      response.end();
      return;
    }
    const [status, body, error] = iot.reply(request, received);
    const headers = {
      'content-type': 'application/json',
      ...(error === undefined ? {} : { 'x-amzn-errortype': error }),
    };
    response.writeHead(status, headers).end(JSON.stringify(body));
  };
  const server = createServer(tls, (request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => {
      const taken = { requests, answers };
      [requests, answers] = [[], []];
      iot.forget();
      return taken;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

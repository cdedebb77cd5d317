import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What goes wrong with an answer on its way: the server says 500, cuts the connection, or never says a word. */
export type AnswerFault = 'error' | 'reset' | 'hang';

/** Where the answers to one request arrive. */
export interface AnswerSlot {
  /** As signed as CloudFormation's own: an encoded path and a query that nobody else may learn. */
  readonly url: string;
  /** The bodies that arrived so far, the first one first. */
  readonly bodies: readonly string[];
  /** When each of them arrived, in milliseconds since 1970. */
  readonly times: readonly number[];
}

interface StoredSlot {
  readonly bodies: string[];
  readonly times: number[];
}

export interface AnswerServer {
  readonly origin: string;
  open(stackId: string, logicalResourceId: string, requestId: string): AnswerSlot;
  /** Strikes the next `times` answers; they do not arrive. */
  fail(fault: AnswerFault, times: number): void;
  close(): Promise<void>;
}

export interface AnswerServerOptions {
  /** Serves https when given, http otherwise. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Default: `127.0.0.1`. */
  readonly host?: string;
  /** The clock by which answers arrive. Default: the time of day. */
  readonly now?: () => number;
}

const signedQuery = (requestId: string): string =>
  new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Date': '20260101T000000Z',
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Expires': '7200',
    'X-Amz-Credential': 'AKIAEXAMPLEEXAMPLE00/20260101/us-east-1/s3/aws4_request',
    'X-Amz-Signature': Buffer.from(requestId.repeat(2)).toString('hex').slice(0, 64),
  }).toString();

class Answers {
  readonly #slots = new Map<string, StoredSlot>();
  readonly #faults: AnswerFault[] = [];

  constructor(private readonly now: () => number) {}

  open(origin: string, stackId: string, logicalResourceId: string, requestId: string): AnswerSlot {
    const path = `/${encodeURIComponent(`${stackId}|${logicalResourceId}|${requestId}`)}?${signedQuery(requestId)}`;
    const slot: StoredSlot = { bodies: [], times: [] };
    this.#slots.set(path, slot);
    return { url: `${origin}${path}`, ...slot };
  }

  fail(fault: AnswerFault, times: number): void {
    for (let count = 0; count < times; count++) this.#faults.push(fault);
  }

  readonly listener: RequestListener = (request, response) => {
    // The caller was killed in the middle of its answer: then there is none.
    this.#receive(request, response).catch(() => response.destroy());
  };

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const fault = this.#faults.shift();
    if (fault === 'hang') return;
    if (fault === 'reset') return void request.socket.destroy();
    const status = fault === 'error' ? 500 : this.#store(request, body);
    response.writeHead(status).end();
  }

  /** S3 checks the signature over method, path and query, and takes a body without looking into it. */
  #store({ method, url = '' }: IncomingMessage, body: string): number {
    const slot = this.#slots.get(url);
    if (method !== 'PUT' || slot === undefined) return 403;
    slot.bodies.push(body);
    slot.times.push(this.now());
    return 200;
  }
}

/** Starts the bucket, as it were, to which custom resources PUT their answers. Loopback only. */
export const startAnswerServer = async ({
  tls,
  host = '127.0.0.1',
  now = Date.now,
}: AnswerServerOptions = {}): Promise<AnswerServer> => {
  const answers = new Answers(now);
  const server = tls === undefined ? createServer(answers.listener) : createTlsServer({ ...tls }, answers.listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `${tls === undefined ? 'http' : 'https'}://${host}:${port}`;
  return {
    origin,
    open: (stackId, logicalResourceId, requestId) => answers.open(origin, stackId, logicalResourceId, requestId),
    fail: (fault, times) => answers.fail(fault, times),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

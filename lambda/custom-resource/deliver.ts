import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Clock } from './clock';
import { backoff } from './retry';

/** One PUT to the address. Resolves with the HTTP status; rejects on a network error, or after `timeout` milliseconds. */
export type Put = (address: ResponseAddress, body: string, timeout: number) => Promise<number>;

/** Where the answer goes. Its `path` holds the signature: whoever has it can answer in our place, so it is never shown. */
export interface ResponseAddress {
  readonly secure: boolean;
  readonly hostname: string;
  readonly port: string;
  /** Path and query exactly as CloudFormation gave them: another encoding would break the signature. */
  readonly path: string;
}

/** Takes the URL apart; `undefined` if it is none of http or https. */
export const parseResponseUrl = (value: unknown): ResponseAddress | undefined => {
  if (typeof value !== 'string') return undefined;
  const path = /^https?:\/\/[^/?#]+([^#]*)/i.exec(value)?.[1];
  if (path === undefined || !URL.canParse(value)) return undefined;
  const { protocol, hostname, port } = new URL(value);
  return {
    secure: protocol === 'https:',
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    path: path.startsWith('/') ? path : `/${path}`,
  };
};

/** The answer could not be delivered; the message never holds the address. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  constructor(
    cause: string,
    /** Whether another delivery of the event may still succeed. */
    readonly retriable: boolean,
  ) {
    super(
      `the answer could not be delivered: ${cause}. The stack waits until ServiceTimeout. ` +
        'A function in a VPC needs a route to Amazon S3 (a gateway endpoint whose policy allows the bucket ' +
        'cloudformation-custom-resource-response-<region>).',
    );
  }
}

const requester = async (secure: boolean): Promise<typeof httpsRequest> =>
  // Loaded only for the plain-HTTP addresses of local tools: on Node 22 `node:http` costs 10 to 20 ms as an ES module.
  secure ? httpsRequest : (await import('node:http')).request;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'network error';

export const put: Put = async (address, body, timeout) => {
  const request = await requester(address.secure);
  const options: RequestOptions = {
    method: 'PUT',
    hostname: address.hostname,
    port: address.port === '' ? undefined : address.port,
    path: address.path,
    agent: false,
    // CloudFormation signs the URL for an empty content type.
    headers: { 'content-type': '', 'content-length': Buffer.byteLength(body) },
  };
  return new Promise((resolve, reject) => {
    const onResponse = (response: IncomingMessage) => {
      response.resume();
      clearTimeout(timer);
      resolve(response.statusCode ?? 0);
    };
    const outgoing = request(options, onResponse);
    // A timer of our own, for the whole exchange: the socket's idle time-out starts anew with every byte.
    const timer = setTimeout(() => outgoing.destroy(Object.assign(new Error(), { code: 'time-out' })), timeout);
    outgoing.on('error', (error) => {
      clearTimeout(timer);
      // Only the code: the error's own message may show the address.
      reject(new Error(codeOf(error)));
    });
    outgoing.end(body);
  });
};

const longestAttempt = 10_000;
/** Kept for ending the invocation itself. */
const lastMoment = 100;

const attempt = async (
  address: ResponseAddress,
  body: string,
  timeout: number,
  send: Put,
): Promise<string | undefined> => {
  try {
    const status = await send(address, body, timeout);
    if (status >= 200 && status < 300) return undefined;
    if (status !== 429 && status < 500)
      throw new DeliveryError(
        `HTTP ${status}${status === 403 ? ' (the address has expired, or a policy forbids it)' : ''}`,
        false,
      );
    return `HTTP ${status}`;
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    return error instanceof Error ? error.message : 'network error';
  }
};

export interface DeliveryTools {
  readonly clock: Clock;
  readonly put: Put;
  /** Milliseconds of the first back-off. */
  readonly retryBase: number;
  /** Milliseconds until the function's end. */
  readonly remaining: () => number;
}

/**
 * Delivers the answer; network errors, 429 and 5xx are retried inside the time left.
 * @throws DeliveryError when it could not be delivered.
 */
export const deliver = async (address: ResponseAddress, body: string, tools: DeliveryTools): Promise<void> => {
  for (let attempts = 0; ; attempts++) {
    // A third of what is left: a hanging attempt leaves room for another two.
    const timeout = Math.min(longestAttempt, Math.max(lastMoment, tools.remaining() / 3));
    const failure = await attempt(address, body, timeout, tools.put);
    if (failure === undefined) return;
    const wait = backoff(attempts, tools.retryBase);
    if (tools.remaining() - wait <= 2 * lastMoment)
      throw new DeliveryError(`${failure}, ${attempts + 1} attempts`, true);
    await tools.clock.sleep(wait);
  }
};

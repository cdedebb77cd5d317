import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { backoff } from '../../runtime/backoff';
import type { Clock } from '../../runtime/clock';

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
  const given = /^https?:\/\/[^/?#]+([^#]*)/i.exec(value)?.[1];
  if (given === undefined || !URL.canParse(value)) return undefined;
  // Node sends printable ASCII only; through a buffer, for half a character cannot be encoded.
  const path = Buffer.from(given)
    .toString()
    .replace(/[^!-~]+/g, encodeURIComponent);
  const { protocol, hostname, port } = new URL(value);
  return {
    secure: protocol === 'https:',
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    path: path.startsWith('/') ? path : `/${path}`,
  };
};

/** The answer could not be delivered; the message never holds the address. */
export class UnsentAnswerError extends Error {
  override readonly name = 'UnsentAnswerError';
  constructor(
    cause: string,
    /** Whether another delivery of the event may still succeed. */
    readonly retriable: boolean,
  ) {
    super(
      `the answer could not be delivered: ${cause}. The stack waits until ServiceTimeout. ` +
        'A function in a VPC needs a gateway endpoint for Amazon S3 and its bucket cloudformation-custom-resource-response-<region>.',
    );
  }
}

const requester = async (secure: boolean): Promise<typeof httpsRequest> =>
  // Loaded only for the plain-HTTP addresses of local tools: on Node 22 `node:http` costs 10 to 20 ms as an ES module.
  secure ? httpsRequest : (await import('node:http')).request;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'network error';

/** Milliseconds for which the rest of a response is waited for: its status is known by then. */
const longestDrain = 500;

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
    // Nothing stays open: the process may be frozen as soon as the answer is delivered.
    const end = (settle: () => void) => {
      clearTimeout(timer);
      outgoing.destroy();
      settle();
    };
    const onResponse = (response: IncomingMessage) => {
      const succeed = () => end(() => resolve(response.statusCode ?? 0));
      clearTimeout(timer);
      timer = setTimeout(succeed, Math.min(timeout, longestDrain));
      response.on('close', succeed).on('error', succeed).resume();
    };
    const outgoing = request(options, onResponse);
    // Only the code: the error's own message may show the address.
    const fail = (code: string) => end(() => reject(new Error(code)));
    // A timer of our own, for the whole exchange: the socket's idle time-out starts anew with every byte.
    let timer = setTimeout(() => fail('time-out'), timeout);
    outgoing.on('error', (error) => fail(codeOf(error)));
    outgoing.end(body);
  });
};

/** Milliseconds. */
const longestAttempt = 30_000;
/** Milliseconds that the first attempt leaves to those after it. */
const reserve = 900;
/** Kept for ending the invocation itself. */
const lastMoment = 100;

/** The first attempt may need nearly all that is left, for a new connection; each later one leaves room for another two. */
const timeoutOf = (attempts: number, remaining: number): number => {
  const share = attempts === 0 ? Math.max(remaining - reserve, (remaining * 2) / 3) : remaining / 3;
  return Math.min(longestAttempt, Math.max(lastMoment, share));
};

const attempt = async (
  address: ResponseAddress,
  body: string,
  timeout: number,
  send: Put,
): Promise<string | undefined> => {
  try {
    const status = await send(address, body, timeout);
    if (status >= 200 && status < 300) return undefined;
    if (status === 403)
      throw new UnsentAnswerError('HTTP 403 (the address has expired, or a policy forbids it)', false);
    return `HTTP ${status}`;
  } catch (error) {
    if (error instanceof UnsentAnswerError) throw error;
    return error instanceof Error ? error.message : 'network error';
  }
};

export interface DeliveryTools {
  readonly clock: Clock;
  readonly put: Put;
  /** Milliseconds of the first back-off. */
  readonly retryBase: number;
  /** Milliseconds for which an answer can still be delivered. */
  readonly remaining: () => number;
}

/**
 * Delivers the answer; network errors and every HTTP status but 2xx and 403 are tried again inside the time left.
 * @throws UnsentAnswerError when it could not be delivered.
 */
export const sendAnswer = async (address: ResponseAddress, body: string, tools: DeliveryTools): Promise<void> => {
  for (let attempts = 0; ; attempts++) {
    const failure = await attempt(address, body, timeoutOf(attempts, tools.remaining()), tools.put);
    if (failure === undefined) return;
    const wait = backoff(attempts, tools.retryBase);
    if (tools.remaining() - wait <= 2 * lastMoment)
      throw new UnsentAnswerError(`${failure}, ${attempts + 1} attempts`, true);
    await tools.clock.sleep(wait);
  }
};

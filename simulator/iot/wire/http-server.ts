import { randomUUID } from 'node:crypto';
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { IotGateway } from '../gateway/gateway';
import { IotServiceError } from '../profiles/errors';
import { answerOf, errorAnswerOf, requestOf, type WireAnswer } from './wire';

export interface HttpOptions {
  /** A PEM key and certificate. Default: plain HTTP. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Default: any free port. */
  readonly port?: number;
}

export interface LoopbackServer {
  /** Scheme, address and port, without a slash at the end. */
  readonly url: string;
  /** Stops listening and cuts every connection, also those that wait for an answer. */
  close(): Promise<void>;
}

/** Puts a gateway behind HTTP or HTTPS on the loopback address. */
export const serve = async (gateway: IotGateway, { tls, port = 0 }: HttpOptions): Promise<LoopbackServer> => {
  const listener: http.RequestListener = (request, response) => {
    respond(gateway, request, response).catch((error: unknown) => send(response, internalFailure(error)));
  };
  const server = tls ? https.createServer({ ...tls }, listener) : http.createServer(listener);
  // An idle connection that the server closes at the moment the client uses it again would look like a fault.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return { url: `${tls ? 'https' : 'http'}://127.0.0.1:${bound}`, close: () => close(server) };
};

const respond = async (
  gateway: IotGateway,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> => {
  const answer = await answerTo(gateway, request, await bodyOf(request));
  switch (answer) {
    case 'silence':
      return;
    case 'reset':
      return reset(request);
    default:
      return send(response, answer);
  }
};

const answerTo = async (
  gateway: IotGateway,
  { method = '', url = '', headers }: http.IncomingMessage,
  body: string,
): Promise<WireAnswer | 'reset' | 'silence'> => {
  const requestId = randomUUID();
  try {
    const outcome = await gateway.handle(requestOf({ method, url, headers, body }, gateway.service.location.region));
    switch (outcome.kind) {
      case 'answer':
        return answerOf(outcome.output, requestId);
      case 'cut':
        return cutShort(answerOf(outcome.output, requestId));
      case 'error':
        return errorAnswerOf(outcome.error, requestId);
      case 'reset':
      case 'silence':
        return outcome.kind;
    }
  } catch (error) {
    if (error instanceof IotServiceError) return errorAnswerOf(error, requestId);
    throw error;
  }
};

const cutShort = (answer: WireAnswer): WireAnswer => ({
  ...answer,
  body: answer.body.slice(0, Math.ceil(answer.body.length / 2)),
});

const bodyOf = async (request: http.IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

/** Only a plain TCP socket can send a reset; cutting a TLS connection off looks the same to a client of Node. */
const reset = ({ socket }: http.IncomingMessage): void => {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
};

const send = (response: http.ServerResponse, { status, headers, body }: WireAnswer): void => {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
};

/** A fault of the simulator itself must reach the caller as one, not as silence. */
const internalFailure = (error: unknown): WireAnswer => {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return errorAnswerOf(new IotServiceError('InternalFailureException', 500, message), randomUUID());
};

const close = async (server: http.Server): Promise<void> => {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeAllConnections();
  await closed;
};

import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { TLSSocket } from 'node:tls';
import { defectText, type Responder, type WireAnswer } from './message';

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

/** Serves HTTP or HTTPS on the loopback address. */
export const serve = async (responder: Responder, { tls, port = 0 }: HttpOptions = {}): Promise<LoopbackServer> => {
  const listener: http.RequestListener = (request, response) => {
    respond(responder, request, response).catch((error: unknown) => send(response, defect(error)));
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
  responder: Responder,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> => {
  const { method = '', url = '', headers } = request;
  const answer = await responder({ method, url, headers, body: await text(request) });
  switch (answer) {
    case 'silence':
      return;
    case 'reset':
      return reset(request);
    default:
      return send(response, answer);
  }
};

/** Only a plain TCP socket can send a reset; cutting a TLS connection off looks the same to a client of Node. */
const reset = ({ socket }: http.IncomingMessage): void => {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
};

const send = (response: http.ServerResponse, { status, headers, body }: WireAnswer): void => {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
};

const defect = (error: unknown): WireAnswer => ({
  status: 500,
  headers: { 'content-type': 'text/plain' },
  body: `The simulator itself failed: ${defectText(error)}`,
});

const close = async (server: http.Server): Promise<void> => {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeAllConnections();
  await closed;
};

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** One request, as it came over the wire. */
export interface Arrival {
  readonly method: string | undefined;
  /** Path and query, byte for byte. */
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Respond = (response: ServerResponse) => void;

export const respondWith =
  (status: number): Respond =>
  (response) => {
    response.writeHead(status).end();
  };

export interface Receiver {
  readonly port: number;
  readonly arrivals: readonly Arrival[];
  close(): Promise<void>;
}

const read = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

/** A server on the loopback address that keeps every request; over TLS if it is given a certificate. */
export const receive = async (
  respond: Respond,
  options: { readonly host?: string; readonly tls?: { readonly key: string; readonly cert: string } } = {},
): Promise<Receiver> => {
  const arrivals: Arrival[] = [];
  const onRequest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await read(request);
    arrivals.push({ method: request.method, url: request.url, headers: request.headers, body });
    respond(response);
  };
  const server: Server = options.tls ? createSecureServer(options.tls, onRequest) : createServer(onRequest);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, options.host ?? '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port, arrivals, close };
};

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What the runtime client reported of an event: the function returned, threw, or could not be loaded. */
export interface RuntimeOutcome {
  readonly kind: 'response' | 'error' | 'init-error';
  readonly body: string;
}

export interface RuntimeApi {
  /** `host:port`, for `AWS_LAMBDA_RUNTIME_API`. */
  readonly address: string;
  /** Settles when the client first asks for an event: it has loaded the function. */
  readonly ready: Promise<void>;
  /** Gives out an event, and waits for what becomes of it. */
  invoke(event: object, invokedFunctionArn: string, milliseconds: number): Promise<RuntimeOutcome>;
  close(): void;
}

interface Pending {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly event: object;
  readonly settle: (outcome: RuntimeOutcome) => void;
}

const kinds = { response: 'response', error: 'error' } as const;

/**
 * Lambda's Runtime API, from which a runtime client takes one event after the other. A question for which there is no event
 * stays open, as in Lambda.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export const startRuntimeApi = async (): Promise<RuntimeApi> => {
  const waiting: Pending[] = [];
  const running = new Map<string, Pending>();
  let [number, openQuestion] = [0, undefined as ServerResponse | undefined];
  let becomeReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    becomeReady = resolve;
  });

  const giveOut = (): void => {
    const pending = openQuestion && waiting.shift();
    if (pending === undefined || openQuestion === undefined) return;
    running.set(pending.id, pending);
    openQuestion.writeHead(200, { 'content-type': 'application/json', ...pending.headers });
    openQuestion.end(JSON.stringify(pending.event));
    openQuestion = undefined;
  };

  const report = (path: string, body: string): void => {
    const [, id = '', what = ''] = /\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    if (path.endsWith('/init/error'))
      for (const pending of waiting.splice(0)) pending.settle({ kind: 'init-error', body });
    if (what === 'response' || what === 'error') running.get(id)?.settle({ kind: kinds[what], body });
    running.delete(id);
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '', 'http://runtime');
    const body = await text(request);
    if (pathname.endsWith('/invocation/next')) {
      openQuestion = response;
      becomeReady();
      return giveOut();
    }
    report(pathname, body);
    response.writeHead(202, { 'content-type': 'application/json' }).end('{}');
  };

  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    ready,
    invoke: (event, invokedFunctionArn, milliseconds) =>
      new Promise((settle) => {
        const id = `00000000-0000-0000-0000-${String(number++).padStart(12, '0')}`;
        const headers = {
          'lambda-runtime-aws-request-id': id,
          'lambda-runtime-deadline-ms': String(Date.now() + milliseconds),
          'lambda-runtime-invoked-function-arn': invokedFunctionArn,
        };
        waiting.push({ id, headers, event, settle });
        giveOut();
      }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

import type { Responder } from './loopback/message';
import { signedService } from './loopback/signature';

export interface Responders {
  readonly iot: Responder;
  readonly connect: Responder;
  /** Of the services to which forms are posted. */
  readonly query: Responder;
}

/**
 * All services behind one address, as `--endpoint-url` of the `aws` CLI takes one: forms are posted to its root, and the
 * paths of AWS IoT and Amazon Connect are longer. Some of these are the same: whom a request is for, its signature says.
 */
export const endpointResponder =
  ({ iot, connect, query }: Responders): Responder =>
  (request) => {
    if (request.method === 'POST' && /^\/(?:\?|$)/.test(request.url)) return query(request);
    return signedService(request.headers) === 'connect' ? connect(request) : iot(request);
  };

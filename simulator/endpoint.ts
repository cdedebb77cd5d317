import type { Responder } from './loopback/message';

/**
 * All services behind one address, as `--endpoint-url` of the `aws` CLI takes one: forms are posted to its root, and the
 * paths of AWS IoT are longer.
 */
export const endpointResponder =
  (iot: Responder, query: Responder): Responder =>
  (request) =>
    request.method === 'POST' && /^\/(?:\?|$)/.test(request.url) ? query(request) : iot(request);

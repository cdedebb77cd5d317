import type { ServiceError } from '../errors';
import { jsonCopy } from '../model/json';
import type { SimulatedService } from '../service';
import type { Clock, Input, Output } from '../types';
import type { FaultPlan } from './fault-plan';
import { Gateway, type GatewayOptions, type Outcome, type ServiceRequest } from './gateway';
import type { CallJournal } from './journal';

export interface InProcessOptions<Operation extends string> extends GatewayOptions<Operation> {
  /** Latency, slow calls and the rate limit run by this clock. */
  readonly clock: Clock;
}

export interface InProcess<Operation extends string> {
  /**
   * One call, with the outcome the SDK would give: the output, an error with the service's name for it and
   * `$metadata.httpStatusCode`, or an error with the code ECONNRESET. A call that hangs ends only with the signal.
   */
  call(
    operation: Operation,
    input: Input,
    options?: { readonly signal?: AbortSignal | undefined; readonly onCrash?: ServiceRequest<Operation>['onCrash'] },
  ): Promise<Output>;
  readonly faults: FaultPlan<Operation>;
  readonly journal: CallJournal<Operation>;
}

/** A service without a network, for tests that run the time by hand. */
export const inProcess = <Operation extends string>(
  service: SimulatedService<Operation>,
  options: InProcessOptions<Operation>,
): InProcess<Operation> => {
  const gateway = new Gateway(service, options.clock, options);
  return {
    faults: gateway.faults,
    journal: gateway.journal,
    // The input is copied as the wire would: `undefined` members are absent, and the journal keeps what was sent.
    call: (operation, input, { signal, onCrash } = {}) => {
      const request = { operation, input: jsonCopy(input) as Input, onCrash };
      return abortable(async () => settled(await gateway.handle(request)), signal);
    },
  };
};

const settled = (outcome: Outcome): Output | Promise<never> => {
  switch (outcome.kind) {
    case 'answer':
      return outcome.output;
    case 'cut':
      throw unreadable();
    case 'error':
      throw sdkError(outcome.error);
    case 'reset':
      // The SDK calls a connection that was reset a timeout, and leaves the code of Node on the error.
      throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
    case 'silence':
      return new Promise<never>(() => {});
  }
};

/** The members by which the AWS SDK for JavaScript describes an error of a service. */
const sdkError = ({ name, message, status, members }: ServiceError): Error => {
  const $fault = status < 500 ? 'client' : 'server';
  return Object.assign(new Error(message), { name, $fault, $metadata: { httpStatusCode: status }, ...members });
};

/** What the SDK makes of an answer that is no JSON: an error of the parser, with the status of the answer. */
const unreadable = (): Error => {
  const hint =
    'Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.';
  const error = new SyntaxError(`Unexpected end of JSON input\n  ${hint}`);
  return Object.assign(error, { $metadata: { httpStatusCode: 200 } });
};

/** Aborting ends the waiting, not the call: what has been sent may still take effect, as with the real service. */
const abortable = async <Result>(start: () => Promise<Result>, signal: AbortSignal | undefined): Promise<Result> => {
  if (!signal) return start();
  if (signal.aborted) throw abortError();
  const { promise, reject } = rejection();
  const abort = (): void => reject(abortError());
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([start(), promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
};

const rejection = (): { readonly promise: Promise<never>; readonly reject: (error: Error) => void } => {
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<never>((_resolve, rejectPromise) => {
    reject = rejectPromise;
  });
  return { promise, reject };
};

const abortError = (): Error => Object.assign(new Error('Request aborted'), { name: 'AbortError' });

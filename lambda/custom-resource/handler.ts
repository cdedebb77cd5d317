import { answerBody, type Outcome } from './answer';
import { type Clock, raceAbort } from './clock';
import { type Deadline, isOutOfTime, OutOfTimeError, startDeadline, workTime } from './deadline';
import { DeliveryError, deliver, type Put, parseResponseUrl, type ResponseAddress } from './deliver';
import { errorText } from './error-text';
import { jsonLog, type Log } from './log';
import { failedCreateId } from './physical-id';
import { Progress } from './progress';
import {
  type CustomResourceRequest,
  type Envelope,
  isJsonObject,
  type JsonObject,
  readEnvelope,
  readRequest,
} from './request';
import type { Completion, Operation, Resource } from './resource';

/** What the handler reads of Lambda's context object. */
export interface InvocationContext {
  getRemainingTimeInMillis(): number;
  readonly invokedFunctionArn: string;
}

export interface HandlerDependencies {
  /** The resource type; loading it may fail, and that is answered too. */
  readonly load: () => Promise<Resource>;
  /** The name under which a create may have made something; `''` where the event names none. */
  readonly nameOf: (envelope: Envelope) => string;
  readonly clock: Clock;
  readonly put: Put;
  readonly write: (line: string) => void;
  readonly retryBase: number;
  readonly version: string;
}

/** What a person can do nothing about; the name says more than the message. */
const programErrors: ReadonlySet<string> = new Set([
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'EvalError',
]);

const describeError = (error: unknown): string => {
  if (!(error instanceof Error)) return `unexpected error: ${errorText(error)}`;
  return programErrors.has(error.name) ? `unexpected ${error.name}: ${errorText(error)}` : errorText(error);
};

/** The id of an answer that is not a success: the event's own, except that a failed create says which event it was. */
const failedId = (envelope: Envelope, nameOf: HandlerDependencies['nameOf'], isRefused: boolean): string => {
  if (envelope.type !== 'Create' && envelope.physicalResourceId !== '') return envelope.physicalResourceId;
  return failedCreateId({ isRefused, requestId: envelope.requestId, name: nameOf(envelope) });
};

const run = async (resource: Resource, request: CustomResourceRequest, operation: Operation): Promise<Completion> => {
  switch (request.type) {
    case 'Create':
      return resource.create(request, operation);
    case 'Update':
      return resource.update(request, operation);
    case 'Delete':
      await resource.delete(request, operation);
      return { physicalResourceId: request.physicalResourceId, attributes: {} };
  }
};

const loadResource = async (load: HandlerDependencies['load']): Promise<Resource> => {
  try {
    return await load();
  } catch (error) {
    throw new Error(`the function's code could not be loaded, nothing was done: ${describeError(error)}`);
  }
};

/** Milliseconds until the function's end. Outside Lambda nothing says when that is; a short time is the safe guess. */
const remainingTime = (context: Partial<InvocationContext>, clock: Clock): (() => number) => {
  const ask = () => context.getRemainingTimeInMillis?.() ?? Number.NaN;
  if (Number.isFinite(ask())) return ask;
  const end = clock.now() + 10_000;
  return () => end - clock.now();
};

/** One delivery of one event. */
class Invocation {
  readonly #remaining: () => number;
  readonly #progress = new Progress();

  constructor(
    private readonly event: JsonObject,
    private readonly envelope: Envelope,
    private readonly context: Partial<InvocationContext>,
    private readonly log: Log,
    private readonly dependencies: HandlerDependencies,
  ) {
    this.#remaining = remainingTime(context, dependencies.clock);
  }

  /** @throws DeliveryError when the answer could not be delivered. */
  async answer(address: ResponseAddress): Promise<void> {
    const outcome = await this.#outcome();
    this.log('answer', { outcome });
    await deliver(address, answerBody(this.envelope, outcome), { ...this.dependencies, remaining: this.#remaining });
    this.log('delivered');
  }

  /** Does the work and tells how it ended; never rejects, and never takes longer than the deadline. */
  async #outcome(): Promise<Outcome> {
    const deadline = startDeadline(workTime(this.#remaining()), this.dependencies.clock);
    try {
      const completion = await raceAbort(this.#work(deadline), deadline.signal);
      return { status: 'SUCCESS', ...completion };
    } catch (error) {
      const { notes, mayHaveWritten } = this.#progress;
      const ending = deadline.signal.aborted || isOutOfTime(error) ? this.#outOfTime() : describeError(error);
      const physicalResourceId = failedId(this.envelope, this.dependencies.nameOf, !mayHaveWritten);
      return { status: 'FAILED', physicalResourceId, reason: [ending, ...notes].join('; ') };
    } finally {
      deadline.end();
    }
  }

  async #work(deadline: Deadline): Promise<Completion> {
    const { load, clock, retryBase } = this.dependencies;
    const request = readRequest(this.event);
    const resource = await loadResource(load);
    const invokedFunctionArn = this.context.invokedFunctionArn ?? '';
    const progress = this.#progress;
    return run(resource, request, { deadline, clock, log: this.log, retryBase, invokedFunctionArn, progress });
  }

  #outOfTime(): string {
    const advice = 'If AWS IoT is well, give the function a longer timeout (900 s at most)';
    return `${new OutOfTimeError().message}; ${this.#progress.describe()}. ${advice}`;
  }
}

/**
 * A handler of CloudFormation's custom resource events that answers each of them exactly once, in time.
 * It rejects only when no answer could be delivered and another delivery of the event may help.
 */
export const customResourceHandler =
  (dependencies: HandlerDependencies) =>
  async (received: unknown, context: Partial<InvocationContext> = {}): Promise<void> => {
    // The signed address is taken off before any other code sees the event.
    const { ResponseURL, ...event } = isJsonObject(received) ? received : {};
    const envelope = readEnvelope(event);
    const log = jsonLog(dependencies.write, { version: dependencies.version, requestId: envelope.requestId });
    log('request', { event });
    const address = parseResponseUrl(ResponseURL);
    if (address === undefined) {
      log('the event has no ResponseURL to answer to, so CloudFormation did not send it: nothing was done');
      return;
    }
    try {
      await new Invocation(event, envelope, context, log, dependencies).answer(address);
    } catch (error) {
      log('undelivered', { error: describeError(error) });
      if (!(error instanceof DeliveryError) || error.retriable) throw error;
    }
  };

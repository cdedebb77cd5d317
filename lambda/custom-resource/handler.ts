import { failedCreateId } from '../../core/ownership/physical-id';
import { isJsonObject, type JsonObject } from '../../core/schema/json';
import { type Clock, raceAbort } from '../../runtime/clock';
import { errorText } from '../../runtime/error-text';
import { jsonLog, type Log, type Tell } from '../../runtime/log';
import { Progress } from '../../runtime/progress';
import { answerBody, type Outcome } from './answer';
import { type Deadline, isOutOfTime, OutOfTimeError, startDeadline, workTime } from './deadline';
import { type CustomResourceRequest, type Envelope, readEnvelope, readRequest } from './request';
import type { Completion, OperationContext, Resource } from './resource-type';
import { redact } from './secrets';
import { type Put, parseResponseUrl, type ResponseAddress, sendAnswer, UnsentAnswerError } from './send-answer';
import { type InvocationContext, remainingTime, serviceTimeout } from './time';

export interface HandlerDependencies {
  /** The service behind the resource, as people know it. */
  readonly serviceName: string;
  /** The resource type; loading it may fail, and that is answered too. */
  readonly load: () => Promise<Resource>;
  /** The name under which a create may have made something; `''` where the event names none. */
  readonly nameOf: (envelope: Envelope) => string;
  readonly clock: Clock;
  readonly put: Put;
  readonly write: (line: string) => void;
  readonly retryBase: number;
  readonly version: string;
  /** Values that must never be told: credentials. */
  readonly secrets: () => readonly (string | undefined)[];
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

const run = async (
  resource: Resource,
  request: CustomResourceRequest,
  operation: OperationContext,
): Promise<Completion> => {
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
    throw new Error(`the function's code could not be loaded, nothing was done: ${describeError(error)}`, {
      cause: error,
    });
  }
};

/** Milliseconds until Lambda delivers an event again. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const redelivery = 60_000;

/** One delivery of one event. */
class Invocation {
  /** Milliseconds until the function ends or CloudFormation goes on, whichever comes first. */
  readonly #remaining: () => number;
  /** When CloudFormation goes on, if this is the first delivery. */
  readonly #end: number;
  readonly #progress = new Progress();

  constructor(
    private readonly event: JsonObject,
    private readonly envelope: Envelope,
    private readonly context: Partial<InvocationContext>,
    private readonly log: Log,
    /** Takes out of a text what must not be told. */
    private readonly tell: Tell,
    private readonly dependencies: HandlerDependencies,
  ) {
    const { clock } = dependencies;
    const ofFunction = remainingTime(context, clock);
    this.#end = clock.now() + serviceTimeout(envelope.properties);
    this.#remaining = () => Math.min(ofFunction(), Math.max(0, this.#end - clock.now()));
  }

  /** Whether another delivery of the event could still be heard. */
  get #isAwaited(): boolean {
    return this.#end - this.dependencies.clock.now() > redelivery;
  }

  /** @throws Error when the answer could not be delivered, and another delivery of the event may help. */
  async answer(address: ResponseAddress): Promise<void> {
    try {
      const outcome = await this.#outcome();
      this.log('answer', { outcome });
      await sendAnswer(address, answerBody(this.envelope, outcome), {
        ...this.dependencies,
        remaining: this.#remaining,
      });
      this.log('delivered');
    } catch (error) {
      this.log('undelivered', { error: describeError(error) });
      if (!(error instanceof UnsentAnswerError) || (error.retriable && this.#isAwaited)) throw error;
    }
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
      return { status: 'FAILED', physicalResourceId, reason: this.tell([ending, ...notes].join('; ')) };
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
    const advice =
      `If ${this.dependencies.serviceName} is well, raise the timeout of the function (900 s at most) and the ` +
      'ServiceTimeout of the resource';
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
    const url = typeof ResponseURL === 'string' ? ResponseURL : undefined;
    const tell = (text: string) => redact(text, [url, ...dependencies.secrets()]);
    const fields = { version: dependencies.version, requestId: envelope.requestId };
    const log = jsonLog(dependencies.write, fields, tell);
    const address = parseResponseUrl(url);
    if (address === undefined) {
      // Wrapped by a topic, a bus or a destination it may hold a signed address anywhere.
      log('the event has no ResponseURL to answer to, so CloudFormation did not send it: nothing was done', {
        keys: Object.keys(event),
      });
      return;
    }
    log('request', { event });
    await new Invocation(event, envelope, context, log, tell, dependencies).answer(address);
  };

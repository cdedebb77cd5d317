import { ResourceError } from '../../../cloudformation/errors';
import type { Value, ValueMap } from '../../../cloudformation/values';
import type {
  AttributeQuery,
  CreateResource,
  DeleteResource,
  ProviderResult,
  ResourceIdentity,
  ResourceProvider,
  UpdateResource,
} from '../resources/provider';
import { type Answer, readAnswer } from './answer-rules';
import type { AnswerServer, AnswerSlot } from './answer-server';
import { type DeliveryEnvironment, deliver } from './delivery';
import { type Asked, type CustomResourceEvent, customResourceEvent } from './event';

/** Something a function did that the protocol does not allow, yet CloudFormation lets pass without a word. */
export interface Violation {
  readonly requestId: string;
  readonly logicalResourceId: string;
  readonly message: string;
}

export interface CustomResourceEnvironment extends DeliveryEnvironment {
  readonly answers: Pick<AnswerServer, 'open'>;
  readonly onViolation: (violation: Violation) => void;
  /** Ends a physical id that CloudFormation invents. */
  readonly newSuffix: () => string;
}

/** In seconds; CloudFormation's default is its maximum. */
const longestServiceTimeout = 3_600;

const serviceTimeout = ({ ServiceTimeout: given }: ValueMap): number => {
  if (given === undefined) return longestServiceTimeout;
  const seconds = Number(String(given));
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > longestServiceTimeout)
    throw new ResourceError(
      `Invalid ServiceTimeout "${given}": it must be an integer from 1 to ${longestServiceTimeout} (seconds).`,
    );
  return seconds;
};

const checkServiceToken = ({ ServiceToken: token }: ValueMap): void => {
  if (typeof token !== 'string' || token === '')
    throw new ResourceError('Missing required property: ServiceToken. It is the ARN of the function that is asked.');
};

const noAnswerReason = (requestId: string): string =>
  `CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${requestId}]. ` +
  'If you are using the Python cfn-response module, you may need to update your Lambda function code so that CloudFormation ' +
  'can attach the updated version.';

/** Resolves when the signal is aborted. */
const aborted = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });

/** Plays `Custom::*` and `AWS::CloudFormation::CustomResource`: sends the event, takes the first valid answer. */
export class CustomResourceProvider implements ResourceProvider {
  /** The last request of each resource; CloudFormation names it when an attribute is missing. */
  readonly #lastRequests = new Map<string, string>();
  readonly #deliveries = new Set<Promise<void>>();

  constructor(private readonly environment: CustomResourceEnvironment) {}

  create(request: CreateResource): Promise<ProviderResult> {
    const { properties, cancelled } = request;
    const inventedId = `${request.stackName}-${request.logicalId}-${this.environment.newSuffix()}`;
    return this.#ask(request, { RequestType: 'Create', properties }, inventedId, cancelled);
  }

  update(request: UpdateResource): Promise<ProviderResult> {
    const { properties, oldProperties, physicalId, cancelled } = request;
    return this.#ask(request, { RequestType: 'Update', properties, oldProperties, physicalId }, physicalId, cancelled);
  }

  delete(request: DeleteResource): Promise<ProviderResult> {
    const { properties, physicalId } = request;
    return this.#ask(request, { RequestType: 'Delete', properties, physicalId }, physicalId);
  }

  attribute({ stackId, logicalId, attributes, attribute }: AttributeQuery): Value {
    const value = attributes[attribute];
    if (value !== undefined) return value;
    const object = `${stackId}|${logicalId}|${this.#lastRequests.get(`${stackId}|${logicalId}`)}`;
    throw new ResourceError(
      `CustomResource attribute error: Vendor response doesn't contain ${attribute} attribute in object ${object}`,
    );
  }

  /** Resolves when every delivery has ended, those too that CloudFormation waits for no longer. */
  async settled(): Promise<void> {
    while (this.#deliveries.size > 0) await Promise.allSettled(this.#deliveries);
  }

  async #ask(
    identity: ResourceIdentity,
    asked: Asked,
    knownId: string,
    cancelled?: AbortSignal,
  ): Promise<ProviderResult> {
    checkServiceToken(asked.properties);
    const { answers, clock, newUuid } = this.environment;
    const timeout = serviceTimeout(asked.properties) * 1_000;
    const requestId = newUuid();
    const slot = answers.open(identity.stackId, identity.logicalId, requestId);
    const event = customResourceEvent(identity, asked, { requestId, responseUrl: slot.url });
    this.#lastRequests.set(`${identity.stackId}|${identity.logicalId}`, requestId);
    const request: Request = { event, slot, heard: undefined };
    const delivered = this.#track(deliver(this.environment, event, slot.bodies), request);
    const end = new AbortController();
    const timedOut = clock.sleep(timeout, end.signal).catch(() => undefined);
    const over = Promise.race([timedOut, aborted(cancelled)]);
    try {
      await Promise.race([delivered, over]);
      if (firstAnswer(request) === undefined) await over;
    } finally {
      end.abort();
    }
    request.heard = { count: slot.bodies.length, isCancelled: cancelled?.aborted === true };
    const answer = firstAnswer(request);
    if (request.heard.isCancelled) {
      const isCreate = asked.RequestType === 'Create';
      const physicalId = (isCreate && answer && idOf(answer)) || knownId;
      return { kind: 'failed', reason: `Resource ${isCreate ? 'creation' : 'update'} cancelled`, physicalId };
    }
    if (answer === undefined) return { kind: 'failed', reason: noAnswerReason(requestId), physicalId: knownId };
    return this.#result(event, answer, knownId);
  }

  /** What is wrong with the answers is noted once they have all come. */
  #track(attempts: Promise<number>, request: Request): Promise<void> {
    const delivered = attempts.then((count) => this.#judge(request, count));
    this.#deliveries.add(delivered);
    const forget = () => void this.#deliveries.delete(delivered);
    delivered.then(forget, forget);
    return delivered;
  }

  #judge({ event, slot, heard }: Request, attempts: number): void {
    // Whoever does not know that nobody listens any more does nothing wrong.
    if (heard?.isCancelled) return;
    if (heard !== undefined && slot.bodies.length > heard.count)
      this.#violation(event, 'an answer came after the ServiceTimeout; it has no effect');
    const answers = slot.bodies.slice(0, heard?.count).map((body) => readAnswer(body, event));
    for (const answer of answers) if (answer.kind === 'ignored') this.#violation(event, answer.reason);
    const [first, ...later] = answers.filter(({ kind }) => kind !== 'ignored');
    if (later.length >= attempts && first !== undefined)
      this.#violation(
        event,
        `${answers.length} answers came from ${attempts} invocation(s); only the first one counts`,
      );
    if (later.some((answer) => first !== undefined && idOf(answer) !== idOf(first)))
      this.#violation(event, 'a later answer named another PhysicalResourceId than the first one');
  }

  #result(event: CustomResourceEvent, answer: Answer, knownId: string): ProviderResult {
    const isFixed = event.RequestType === 'Delete' || (event.RequestType === 'Update' && answer.kind === 'failed');
    if (isFixed && idOf(answer) !== undefined && idOf(answer) !== knownId)
      this.#violation(event, `the answer must repeat the PhysicalResourceId ${knownId}, it named ${idOf(answer)}`);
    switch (answer.kind) {
      case 'success':
        return { kind: 'succeeded', physicalId: isFixed ? knownId : answer.physicalId, attributes: answer.data };
      case 'failed': {
        const reason = `Received response status [FAILED] from custom resource. Message returned: ${answer.reason} (RequestId: ${event.RequestId})`;
        return { kind: 'failed', reason, physicalId: isFixed ? knownId : answer.physicalId };
      }
      case 'refused':
      case 'ignored':
        return { kind: 'failed', reason: answer.reason, physicalId: knownId };
    }
  }

  #violation(
    { RequestId: requestId, LogicalResourceId: logicalResourceId }: CustomResourceEvent,
    message: string,
  ): void {
    this.environment.onViolation({ requestId, logicalResourceId, message });
  }
}

/** A request on its way. */
interface Request {
  readonly event: CustomResourceEvent;
  readonly slot: AnswerSlot;
  /** How many answers had come when CloudFormation went on. */
  heard: { readonly count: number; readonly isCancelled: boolean } | undefined;
}

/** The first valid answer so far. */
const firstAnswer = ({ event, slot }: Request): Answer | undefined =>
  slot.bodies.map((body) => readAnswer(body, event)).find(({ kind }) => kind !== 'ignored');

const idOf = (answer: Answer): string | undefined => ('physicalId' in answer ? answer.physicalId : undefined);

import { type Answer, readAnswer } from './answer-rules';
import type { AnswerServer, AnswerSlot } from './answers';
import { type Asked, type CustomResourceEvent, customResourceEvent } from './custom-resource-event';
import { type DeliveryEnvironment, deliver } from './delivery';
import { ResourceError } from './errors';
import type { AttributeQuery, ProviderResult, ResourceIdentity, ResourceProvider } from './provider';
import type { Value, ValueMap } from './values';

/** Something a function did that the protocol does not allow, yet CloudFormation lets pass without a word. */
export interface Violation {
  readonly requestId: string;
  readonly logicalResourceId: string;
  readonly message: string;
}

export interface CustomResourceEnvironment extends DeliveryEnvironment {
  readonly answers: Pick<AnswerServer, 'open'>;
  readonly onViolation: (violation: Violation) => void;
  /** Ends the physical ids that CloudFormation invents: 13 capital letters and digits. */
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

/** Plays `Custom::*` and `AWS::CloudFormation::CustomResource`: sends the event, takes the first valid answer. */
export class CustomResourceProvider implements ResourceProvider {
  /** The last request of each resource; CloudFormation names it when an attribute is missing. */
  private readonly lastRequests = new Map<string, string>();

  constructor(private readonly environment: CustomResourceEnvironment) {}

  create(request: ResourceIdentity & { readonly properties: ValueMap }): Promise<ProviderResult> {
    const inventedId = `${request.stackName}-${request.logicalId}-${this.environment.newSuffix()}`;
    return this.ask(request, { RequestType: 'Create', properties: request.properties }, inventedId);
  }

  update(request: Parameters<ResourceProvider['update']>[0]): Promise<ProviderResult> {
    const { properties, oldProperties, physicalId } = request;
    return this.ask(request, { RequestType: 'Update', properties, oldProperties, physicalId }, physicalId);
  }

  delete(request: Parameters<ResourceProvider['delete']>[0]): Promise<ProviderResult> {
    const { properties, physicalId } = request;
    return this.ask(request, { RequestType: 'Delete', properties, physicalId }, physicalId);
  }

  attribute({ stackId, logicalId, attributes, attribute }: AttributeQuery): Value {
    const value = attributes[attribute];
    if (value !== undefined) return value;
    const object = `${stackId}|${logicalId}|${this.lastRequests.get(`${stackId}|${logicalId}`)}`;
    throw new ResourceError(
      `CustomResource attribute error: Vendor response doesn't contain ${attribute} attribute in object ${object}`,
    );
  }

  private async ask(identity: ResourceIdentity, asked: Asked, knownId: string): Promise<ProviderResult> {
    checkServiceToken(asked.properties);
    const { answers, clock, newUuid } = this.environment;
    const deadline = clock.now() + serviceTimeout(asked.properties) * 1_000;
    const requestId = newUuid();
    const slot = answers.open(identity.stackId, identity.logicalId, requestId);
    const event = customResourceEvent(identity, asked, { requestId, responseUrl: slot.url });
    this.lastRequests.set(`${identity.stackId}|${identity.logicalId}`, requestId);
    const attempts = await deliver(this.environment, event, slot.bodies);
    const answer = this.judge(event, this.inTime(event, slot, deadline), attempts);
    if (answer === undefined) {
      clock.advance(deadline - clock.now());
      return { kind: 'failed', reason: noAnswerReason(requestId), physicalId: knownId };
    }
    return this.result(event, answer, knownId);
  }

  /** The answers that came before CloudFormation gave up. */
  private inTime(event: CustomResourceEvent, { bodies, times }: AnswerSlot, deadline: number): readonly string[] {
    const timely = bodies.filter((_, index) => (times[index] ?? 0) <= deadline);
    if (timely.length < bodies.length)
      this.violation(event, 'an answer came after the ServiceTimeout; it has no effect');
    return timely;
  }

  /** The first valid answer; all that is wrong with the others is noted. */
  private judge(event: CustomResourceEvent, bodies: readonly string[], attempts: number): Answer | undefined {
    const answers = bodies.map((body) => readAnswer(body, event));
    for (const answer of answers) if (answer.kind === 'ignored') this.violation(event, answer.reason);
    const [first, ...later] = answers.filter(({ kind }) => kind !== 'ignored');
    if (later.length >= attempts && first !== undefined)
      this.violation(event, `${answers.length} answers came from ${attempts} invocation(s); only the first one counts`);
    if (later.some((answer) => first !== undefined && idOf(answer) !== idOf(first)))
      this.violation(event, 'a later answer named another PhysicalResourceId than the first one');
    return first;
  }

  private result(event: CustomResourceEvent, answer: Answer, knownId: string): ProviderResult {
    const isFixed = event.RequestType === 'Delete' || (event.RequestType === 'Update' && answer.kind === 'failed');
    if (isFixed && idOf(answer) !== undefined && idOf(answer) !== knownId)
      this.violation(event, `the answer must repeat the PhysicalResourceId ${knownId}, it named ${idOf(answer)}`);
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

  private violation(
    { RequestId: requestId, LogicalResourceId: logicalResourceId }: CustomResourceEvent,
    message: string,
  ): void {
    this.environment.onViolation({ requestId, logicalResourceId, message });
  }
}

const idOf = (answer: Answer): string | undefined => ('physicalId' in answer ? answer.physicalId : undefined);

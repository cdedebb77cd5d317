import { CustomResourceProvider, type Violation } from '../../simulator/cloudformation/custom-resource';
import type { CustomResourceEvent } from '../../simulator/cloudformation/custom-resource-event';
import type { DeliveryPlan, InvocationOutcome } from '../../simulator/cloudformation/delivery';
import type { StackDescription } from '../../simulator/cloudformation/description';
import { CloudFormation } from '../../simulator/cloudformation/engine';
import { providers } from '../../simulator/cloudformation/providers';
import type { InProcessIotOptions, IotCall, StoredProfile } from '../../simulator/iot';
import { stateOf } from '../lifecycle/support';
import { accountId, type Delivery, type DeliveryOptions, Rig, region } from '../support/rig';
import { AnswerBox } from './answer-box';
import { breakerAnswer, breakerType } from './breaker';
import { type Resources, templateOf } from './templates';

export const stackName = 'factory';
/** The first stack of a world: its uuids are counted. */
export const worldStackId = `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/00000000-0000-4000-8000-000000000001`;

/** One invocation of the function. */
export interface Invoked {
  readonly event: Omit<CustomResourceEvent, 'ResponseURL'>;
  readonly delivery: Delivery;
}

export type ProfileState = Omit<StoredProfile, 'tags'> & { readonly tags: Readonly<Record<string, string>> };

export type State = Readonly<Record<string, ProfileState>>;

export const requestIdTag = 'cloudformation:request-id';

/** Which event has made a profile differs from schedule to schedule; that one of ours did must not. */
const withoutRequestId = (state: StoredProfile): ProfileState =>
  requestIdTag in state.tags ? { ...state, tags: { ...state.tags, [requestIdTag]: 'made by us' } } : state;

/** CloudFormation, the function and the service in one process, on one virtual clock. */
export class World {
  readonly rig: Rig;
  readonly invoked: Invoked[] = [];
  readonly violations: Violation[] = [];
  /** How each event is delivered from now on. */
  deliveryPlan: DeliveryPlan = {};
  /** How the deliveries of an event fare from now on. */
  optionsOf: (event: CustomResourceEvent) => DeliveryOptions = () => ({});
  /** Is told of every request before the function sees it. */
  onRequest: (requestId: string) => void = () => undefined;
  readonly #answers = new AnswerBox(() => this.rig.clock.now());
  readonly #cloudFormation: CloudFormation;
  #uuids = 0;
  #exists = false;

  constructor(options: Partial<InProcessIotOptions> = {}) {
    this.rig = new Rig(options);
    const account = { partition: 'aws', region, accountId };
    const now = () => this.rig.clock.now();
    const listener = { onPut: () => undefined, onDelete: () => undefined };
    this.#cloudFormation = new CloudFormation({
      account,
      now,
      newUuid: this.#newUuid,
      providerOf: providers(this.#customResources(), account, listener),
      onEvent: () => undefined,
    });
  }

  /** Creates the stack, or updates it, so that it has these resources. */
  async deploy(resources: Resources): Promise<StackDescription> {
    const request = { stackName, templateBody: templateOf(resources) };
    const exists = this.#exists;
    this.#exists = true;
    return this.#settled(
      exists ? this.#cloudFormation.updateStack(request) : this.#cloudFormation.createStack(request),
    );
  }

  async deleteStack(): Promise<StackDescription> {
    const description = await this.#settled(this.#cloudFormation.deleteStack({ stackName }));
    this.#exists = description.stackStatus !== 'DELETE_COMPLETE';
    return description;
  }

  continueRollback(resourcesToSkip: readonly string[] = []): Promise<StackDescription> {
    return this.#settled(this.#cloudFormation.continueUpdateRollback({ stackName, resourcesToSkip }));
  }

  /** Forgets what has been called, answered and logged so far. */
  forget(): void {
    this.rig.iot.journal.clear();
    this.rig.lines.length = 0;
    this.invoked.length = 0;
    this.violations.length = 0;
  }

  /** Everything that the service holds, comparable between schedules. */
  state(): State {
    const names = this.rig.iot.service.profileNames();
    return Object.fromEntries(stateOf(this.rig).map((state, index) => [names[index], withoutRequestId(state)]));
  }

  calls(): readonly IotCall[] {
    return this.rig.iot.journal.calls;
  }

  readonly #newUuid = (): string => {
    this.#uuids += 1;
    return `00000000-0000-4000-8000-${String(this.#uuids).padStart(12, '0')}`;
  };

  /** Lets a minute go by, in which calls that a killed process has sent still take effect. */
  async #settled(operation: Promise<StackDescription>): Promise<StackDescription> {
    const description = await operation;
    const { clock } = this.rig;
    await clock.run(clock.sleep(60_000));
    return description;
  }

  #customResources(): CustomResourceProvider {
    return new CustomResourceProvider({
      answers: this.#answers,
      clock: { now: () => this.rig.clock.now(), advance: (milliseconds) => this.rig.clock.advance(milliseconds) },
      newUuid: this.#newUuid,
      newSuffix: () => 'ABCDEFGHIJKLM',
      planOf: ({ ResourceType }) => (ResourceType === breakerType ? {} : this.deliveryPlan),
      retryPolicyOf: () => ({ maximumRetryAttempts: 1, maximumEventAgeSeconds: 600 }),
      invoke: (event) => this.#invoke(event),
      onInvocation: () => undefined,
      onViolation: (violation) => this.violations.push(violation),
    });
  }

  async #invoke(event: CustomResourceEvent): Promise<InvocationOutcome> {
    if (event.ResourceType === breakerType) {
      this.#answers.put(event.ResponseURL, breakerAnswer(event));
      return { kind: 'returned', stdout: '', stderr: '' };
    }
    const { clock } = this.rig;
    // What was due while the event lay in the queue comes first: calls that a killed process has sent, for one.
    await clock.run(clock.sleep(0));
    this.onRequest(event.RequestId);
    const delivery = await this.rig.deliver(event, this.optionsOf(event));
    for (const body of delivery.bodies) this.#answers.put(event.ResponseURL, body);
    const { ResponseURL: _, ...harmless } = event;
    this.invoked.push({ event: harmless, delivery });
    return { kind: delivery.ended, stdout: '', stderr: '' };
  }
}

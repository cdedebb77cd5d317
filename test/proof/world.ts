import type { InProcessIotOptions, IotCall, StoredProfile } from '../../simulator/iot';
import type { Call, Fault } from '../../simulator/service/types';
import type { DeliveryPlan, InvocationOutcome } from '../../simulator/stacks/custom-resource/delivery';
import type { CustomResourceEvent } from '../../simulator/stacks/custom-resource/event';
import { CustomResourceProvider, type Violation } from '../../simulator/stacks/custom-resource/provider';
import type { StackDescription } from '../../simulator/stacks/description';
import { CloudFormation, type StackRecord } from '../../simulator/stacks/engine';
import { inventedSuffix, type Readings } from '../../simulator/stacks/readings';
import { providers } from '../../simulator/stacks/resources/providers';
import { stateOf } from '../lifecycle/support';
import { accountId, type Delivery, type DeliveryOptions, marks, profileArn, Rig, region } from '../support/rig';
import type { VirtualClock } from '../support/virtual-clock';
import { AnswerBox } from './answer-box';
import { breakerAnswer, breakerMoment, breakerType } from './breaker';
import { type Resources, templateOf } from './templates';

export const stackName = 'factory';
/** The first stack of a world: its uuids are counted. */
export const worldStackId = `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/00000000-0000-4000-8000-000000000001`;

/** How what nobody knows of CloudFormation is played. Those that are not given are the defaults. */
export interface Played {
  readonly readings?: Partial<Readings>;
}

export interface WorldOptions extends Partial<InProcessIotOptions>, Played {}

/** A function in a world, whatever its kind of resource. */
export interface WorldFunction {
  readonly clock: VirtualClock;
  readonly lines: string[];
  kill(): boolean;
  start(event: unknown, options: DeliveryOptions): Promise<Delivery>;
}

/** The service behind it. */
export interface WorldService {
  readonly faults: { add(fault: Fault<string>): void; clear(): void };
  readonly journal: {
    readonly calls: readonly Call<string>[];
    onCall(listener: (call: Call<string>) => void): () => void;
    clear(): void;
  };
}

export interface DeployOptions {
  /** Default: the first stack of the world. */
  readonly stack?: string;
  /** Whether all is left as it is when something fails. Default: false. */
  readonly disableRollback?: boolean;
}

/** One invocation of the function. */
export interface Invoked {
  readonly event: Omit<CustomResourceEvent, 'ResponseURL'>;
  readonly delivery: Delivery;
}

/** Something as the service holds it. */
export interface HeldState {
  readonly tags: Readonly<Record<string, string>>;
}

export type State = Readonly<Record<string, HeldState>>;

export type ProfileState = Omit<StoredProfile, 'tags'> & HeldState;

export const requestIdTag = 'cloudformation:request-id';

/** Which event has made a profile differs from schedule to schedule; that one of ours did, and how, must not. */
export const withoutRequestId = <Held extends HeldState>(state: Held): Held => {
  const { [requestIdTag]: mark } = state.tags;
  if (mark === undefined) return state;
  const [word, , ...former] = mark.split('/');
  const shown = mark.includes('/') ? [word, ...former].join('/') : 'made by us';
  return { ...state, tags: { ...state.tags, [requestIdTag]: shown } };
};

/** CloudFormation, a function and its service in one process, on one virtual clock. */
export abstract class WorldOf<Function extends WorldFunction = WorldFunction> {
  readonly invoked: Invoked[] = [];
  readonly violations: Violation[] = [];
  /** How each event is delivered from now on. */
  deliveryPlan: DeliveryPlan = {};
  /** The same where events differ. */
  planOf: (event: CustomResourceEvent) => DeliveryPlan = () => this.deliveryPlan;
  /** How the deliveries of an event fare from now on; attempts count from 1. */
  optionsOf: (event: CustomResourceEvent, attempt: number) => DeliveryOptions = () => ({});
  /** Is told of every request before the function sees it. */
  onRequest: (requestId: string) => void = () => undefined;
  readonly #answers = new AnswerBox(() => this.rig.clock.now());
  readonly #cloudFormation: CloudFormation;
  readonly #stacks = new Set<string>();
  readonly #events = new Map<string, CustomResourceEvent>();
  #uuids = 0;
  #suffixes = 0;

  constructor(
    readonly rig: Function,
    readonly service: WorldService,
    /** That of the resource in the templates. */
    private readonly resourceType: string,
    readings: Partial<Readings>,
  ) {
    const account = { partition: 'aws', region, accountId };
    const now = () => this.rig.clock.now();
    const listener = { onPut: () => undefined, onDelete: () => undefined };
    this.#cloudFormation = new CloudFormation({
      account,
      now,
      newUuid: this.#newUuid,
      providerOf: providers(this.#customResources(readings), account, listener),
      readings,
      onEvent: () => undefined,
    });
  }

  /** Creates the stack, or updates it, so that it has these resources. */
  async deploy(
    resources: Resources,
    { stack = stackName, disableRollback = false }: DeployOptions = {},
  ): Promise<StackDescription> {
    const request = { stackName: stack, templateBody: templateOf(resources, this.resourceType), disableRollback };
    const isNew = !this.#stacks.has(stack);
    this.#stacks.add(stack);
    return this.#settled(isNew ? this.#cloudFormation.createStack(request) : this.#cloudFormation.updateStack(request));
  }

  async deleteStack(stack = stackName): Promise<StackDescription> {
    const description = await this.#settled(this.#cloudFormation.deleteStack({ stackName: stack }));
    if (description.stackStatus === 'DELETE_COMPLETE') this.#stacks.delete(stack);
    return description;
  }

  continueRollback(resourcesToSkip: readonly string[] = [], stack = stackName): Promise<StackDescription> {
    return this.#settled(this.#cloudFormation.continueUpdateRollback({ stackName: stack, resourcesToSkip }));
  }

  /** What CloudFormation knows of a stack; `undefined` where there is none. */
  record(stack = stackName): StackRecord | undefined {
    return this.#cloudFormation.find(stack);
  }

  /** Rolls back what was left as it was. */
  rollBack(stack = stackName): Promise<StackDescription> {
    return this.#settled(this.#cloudFormation.rollbackStack({ stackName: stack }));
  }

  /** Delivers an event that was delivered once more, now; CloudFormation waits for no answer to it. */
  async redeliver({ RequestId }: Invoked['event'], options: DeliveryOptions = {}): Promise<Delivery> {
    const event = this.#events.get(RequestId);
    if (event === undefined) throw new Error(`there was no request ${RequestId}`);
    return this.rig.clock.run(this.#deliver(event, options));
  }

  /** Lets time go by. */
  async wait(milliseconds: number): Promise<void> {
    const { clock } = this.rig;
    await clock.run(clock.sleep(milliseconds));
  }

  /** Forgets what has been called, answered and logged so far. */
  forget(): void {
    this.service.journal.clear();
    this.rig.lines.length = 0;
    this.invoked.length = 0;
    this.violations.length = 0;
  }

  /** Everything that the service holds, by its name, comparable between schedules. */
  abstract state(): State;

  /** The name of what stands under a physical id; `undefined` where nothing does. */
  abstract nameUnder(physicalId: string): string | undefined;

  /** Somebody else takes away what bears the name. */
  abstract removeElsewhere(name: string): void;

  calls(): readonly Call<string>[] {
    return this.service.journal.calls;
  }

  readonly #newUuid = (): string => {
    this.#uuids += 1;
    return `00000000-0000-4000-8000-${String(this.#uuids).padStart(12, '0')}`;
  };

  /** Lets a minute go by, in which calls that a killed process has sent still take effect. */
  async #settled(operation: Promise<StackDescription>): Promise<StackDescription> {
    const description = await this.rig.clock.run(operation);
    await this.wait(60_000);
    return description;
  }

  #customResources({ inventedSuffix: suffix }: Partial<Readings>): CustomResourceProvider {
    return new CustomResourceProvider({
      answers: this.#answers,
      clock: this.rig.clock,
      newUuid: this.#newUuid,
      newSuffix: () =>
        suffix === undefined ? 'ABCDEFGHIJKLM' : inventedSuffix(`invented ${++this.#suffixes}`, suffix),
      planOf: (event) => (event.ResourceType === breakerType ? {} : this.planOf(event)),
      retryPolicyOf: () => ({ maximumRetryAttempts: 1, maximumEventAgeSeconds: 600 }),
      invoke: (event, { attempt }) => this.#invoke(event, attempt),
      onInvocation: () => undefined,
      onViolation: (violation) => this.violations.push(violation),
    });
  }

  async #invoke(event: CustomResourceEvent, attempt: number): Promise<InvocationOutcome> {
    const { rig } = this;
    if (event.ResourceType === breakerType) {
      await breakerMoment(event, this.service.journal, rig.clock);
      this.#answers.put(event.ResponseURL, breakerAnswer(event));
      return { kind: 'returned', stdout: '', stderr: '' };
    }
    this.onRequest(event.RequestId);
    const { ended } = await this.#deliver(event, this.optionsOf(event, attempt));
    return { kind: ended, stdout: '', stderr: '' };
  }

  async #deliver(event: CustomResourceEvent, options: DeliveryOptions): Promise<Delivery> {
    this.#events.set(event.RequestId, event);
    const onAnswer = (body: string) => this.#answers.put(event.ResponseURL, body);
    const delivery = await this.rig.start(event, { ...options, onAnswer });
    const { ResponseURL: _, ...harmless } = event;
    this.invoked.push({ event: harmless, delivery });
    return delivery;
  }
}

/** The function for AWS IoT, and AWS IoT. */
export class World extends WorldOf<Rig> {
  constructor({ readings = {}, ...options }: WorldOptions = {}) {
    const rig = new Rig(options);
    super(rig, rig.iot, 'Custom::IoTSecurityProfile', readings);
  }

  override state(): Readonly<Record<string, ProfileState>> {
    const names = this.rig.iot.service.profileNames();
    return Object.fromEntries(stateOf(this.rig).map((state, index) => [names[index], withoutRequestId(state)]));
  }

  nameUnder(physicalId: string): string | undefined {
    return this.rig.iot.service.profile(physicalId) && physicalId;
  }

  removeElsewhere(name: string): void {
    this.rig.iot.service.removeOutOfBand(name);
  }

  override calls(): readonly IotCall[] {
    return this.rig.iot.journal.calls;
  }

  /** Somebody takes tags away; those of the owner where no others are named. */
  untag(profile: string, tagKeys: readonly string[] = Object.keys(marks('any'))): void {
    this.rig.iot.service.outOfBand('UntagResource', { resourceArn: profileArn(profile), tagKeys });
  }
}

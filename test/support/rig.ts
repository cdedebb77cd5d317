import { takesNoVersion } from '../../aws/iot/service';
import { nameOf } from '../../core/iot-security-profile/name';
import { customResourceHandler, type HandlerDependencies } from '../../lambda/custom-resource/handler';
import type { ResponseAddress } from '../../lambda/custom-resource/send-answer';
import { iotSecurityProfile } from '../../lambda/iot-security-profile/kind';
import type { IotSecurityProfile } from '../../lambda/iot-security-profile/types';
import type { Kind, Types } from '../../lambda/lifecycle/kind';
import { createResource } from '../../lambda/lifecycle/resource';
import { type InProcessIot, type InProcessIotOptions, inProcessIot } from '../../simulator/iot';
import { VirtualClock } from './virtual-clock';

export const region = 'us-east-1';
export const accountId = '123456789012';
export const stackId = `arn:aws:cloudformation:${region}:${accountId}:stack/factory/11111111-2222-3333-4444-555555555555`;
export const otherStackId = `arn:aws:cloudformation:${region}:${accountId}:stack/office/99999999-2222-3333-4444-555555555555`;
export const signature = 'X-Amz-Signature=0123456789abcdef';

export const profileArn = (name: string): string => `arn:aws:iot:${region}:${accountId}:securityprofile/${name}`;
export const thingGroupArn = (name: string): string => `arn:aws:iot:${region}:${accountId}:thinggroup/${name}`;

/** The three tags as the service holds them; `mark`: the text of the third, for instance `made/create-1`. */
export const marks = (mark?: string, owner = stackId, logicalId = 'Profile'): Record<string, string> => ({
  'cloudformation:stack-id': owner,
  'cloudformation:logical-id': logicalId,
  ...(mark === undefined ? {} : { 'cloudformation:request-id': mark }),
});

type Properties = Readonly<Record<string, unknown>>;

const common = (requestId: string) => ({
  ResponseURL: `https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/arn%3Aaws%3Acloudformation?${signature}`,
  StackId: stackId,
  RequestId: requestId,
  ResourceType: 'Custom::IoTSecurityProfile',
  LogicalResourceId: 'Profile',
  ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:provider',
});

const withToken = (properties: Properties) => ({ ServiceToken: common('').ServiceToken, ...properties });

export const createEvent = (properties: Properties, requestId = 'create-1') => ({
  ...common(requestId),
  RequestType: 'Create',
  ResourceProperties: withToken(properties),
});

export const updateEvent = (physicalId: string, old: Properties, properties: Properties, requestId = 'update-1') => ({
  ...common(requestId),
  RequestType: 'Update',
  PhysicalResourceId: physicalId,
  ResourceProperties: withToken(properties),
  OldResourceProperties: withToken(old),
});

export const deleteEvent = (physicalId: string, properties: Properties = {}, requestId = 'delete-1') => ({
  ...common(requestId),
  RequestType: 'Delete',
  PhysicalResourceId: physicalId,
  ResourceProperties: withToken(properties),
});

export interface Answer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly Data?: Readonly<Record<string, string>>;
}

export interface Delivery {
  /** Every answer that was sent; one, unless the process was killed. */
  readonly answers: readonly Answer[];
  readonly bodies: readonly string[];
  readonly ended: 'returned' | 'threw' | 'killed';
  /** Virtual milliseconds since 1970. */
  readonly began: number;
  /** Virtual milliseconds. */
  readonly duration: number;
}

export interface DeliveryOptions {
  /** Milliseconds that Lambda gives the function. */
  readonly time?: number;
  /** HTTP status of each PUT in turn, or a network error; 200 when they are used up. */
  readonly puts?: readonly (number | 'reset')[];
  readonly load?: () => Promise<never>;
  /** The process is killed when this many of its calls have been answered, before it hears the last one. Default: it lives. */
  readonly killedAfter?: number;
  /** Is told of each answer as it arrives. */
  readonly onAnswer?: (body: string) => void;
}

/** A process that runs by a clock until it is killed. */
const newProcess = (time: VirtualClock) => {
  const { clock, kill: killTimers } = time.ofProcess();
  let isAlive = true;
  let kill: () => void = () => undefined;
  const killed = new Promise<'killed'>((resolve) => {
    kill = () => {
      isAlive = false;
      killTimers();
      resolve('killed');
    };
  });
  return { clock, kill, killed, isAlive: () => isAlive };
};

/** A function, as far as it is another for each kind of resource. */
export interface FunctionOf<T extends Types> extends Pick<HandlerDependencies, 'serviceName' | 'nameOf'> {
  readonly kind: Kind<T>;
  readonly takesNoVersion: (operation: string) => boolean;
}

/** A service in the test's own process. */
interface Simulated {
  call(
    operation: never,
    input: Readonly<Record<string, unknown>>,
    options: { readonly signal: AbortSignal; readonly onCrash: () => void },
  ): Promise<unknown>;
  readonly journal: {
    readonly calls: readonly { readonly operation: string }[];
    readonly writes: readonly { readonly operation: string }[];
  };
}

/** The handler and a service in one process, on a virtual clock. */
export class RigOf<T extends Types> {
  /** Every line that was logged. */
  readonly lines: string[] = [];
  #kill: (() => void) | undefined;

  constructor(
    readonly clock: VirtualClock,
    private readonly simulated: Simulated,
    private readonly ofKind: FunctionOf<T>,
  ) {}

  /** Kills the process that runs, as when its machine dies; of several, the one that was started last. Tells whether one ran. */
  kill(): boolean {
    const kill = this.#kill;
    kill?.();
    return kill !== undefined;
  }

  /** Delivers the event once, as Lambda would, and runs the time until that has ended. */
  deliver(event: unknown, options: DeliveryOptions = {}): Promise<Delivery> {
    return this.clock.run(this.start(event, options));
  }

  /** Delivers the event once; somebody else runs the time. */
  async start(event: unknown, options: DeliveryOptions = {}): Promise<Delivery> {
    const { clock, isAlive, kill, killed } = newProcess(this.clock);
    this.#kill = kill;
    const start = clock.now();
    const end = start + (options.time ?? 300_000);
    const puts = [...(options.puts ?? [])];
    const bodies: string[] = [];
    const never = new Promise<never>(() => undefined);
    let calls = 0;
    const put = async (_address: ResponseAddress, body: string): Promise<number> => {
      if (!isAlive()) return never;
      const status = puts.shift() ?? 200;
      if (status === 'reset') throw new Error('ECONNRESET');
      if (status === 200) {
        bodies.push(body);
        options.onAnswer?.(body);
      }
      return status;
    };
    const service = {
      // A killed process makes no further call, and hears no answer to those that it has made.
      takesNoVersion: this.ofKind.takesNoVersion,
      send: async (operation: never, input: object, signal: AbortSignal) => {
        if (!isAlive()) return never;
        const settled = this.simulated.call(operation, { ...input }, { signal, onCrash: kill });
        await settled.catch(() => undefined);
        if (++calls === options.killedAfter) kill();
        // The simulator answers in the SDK's own words, but without its types.
        return isAlive() ? settled : never;
      },
    } as T['service'];
    const handler = customResourceHandler({
      serviceName: this.ofKind.serviceName,
      load: options.load ?? (async () => createResource({ kind: this.ofKind.kind, freshService: () => service })),
      nameOf: this.ofKind.nameOf,
      clock,
      put,
      write: (line) => this.lines.push(line),
      retryBase: 100,
      version: 'test',
      secrets: () => [],
    });
    const context = {
      getRemainingTimeInMillis: () => end - clock.now(),
      invokedFunctionArn: `arn:aws:lambda:${region}:${accountId}:function:provider`,
    };
    const worked = handler(event, context).then(
      () => 'returned' as const,
      () => 'threw' as const,
    );
    const ended = await Promise.race([worked, killed]);
    if (this.#kill === kill) this.#kill = undefined;
    const answers = bodies.map((body) => JSON.parse(body) as Answer);
    return { answers, bodies, ended, began: start, duration: clock.now() - start };
  }

  /** Delivers the event and returns its one answer. */
  async answer(event: unknown, options: DeliveryOptions = {}): Promise<Answer> {
    const { answers } = await this.deliver(event, options);
    const [answer] = answers;
    if (answer === undefined || answers.length > 1) throw new Error(`one answer is owed, got ${answers.length}`);
    return answer;
  }

  /** The names of the calls that were made since the journal was cleared, in order. */
  calls(): readonly string[] {
    return this.simulated.journal.calls.map(({ operation }) => operation);
  }

  writes(): readonly string[] {
    return this.simulated.journal.writes.map(({ operation }) => operation);
  }
}

/** The function for AWS IoT, and AWS IoT. */
export class Rig extends RigOf<IotSecurityProfile> {
  readonly iot: InProcessIot;

  constructor(options: Partial<InProcessIotOptions> = {}) {
    const clock = new VirtualClock();
    const iot = inProcessIot({ region, accountId, clock, ...options });
    super(clock, iot, { serviceName: 'AWS IoT', kind: iotSecurityProfile(region), nameOf, takesNoVersion });
    this.iot = iot;
  }
}

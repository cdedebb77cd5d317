import type { CustomResourceEvent } from './event';
import type { StackClock } from './virtual-clock';

/** How one invocation of a function ended. */
export interface InvocationOutcome {
  /** `threw`: the handler rejected, or the process ended by itself. `killed`: by a fault. `timedOut`: by its own limit. */
  readonly kind: 'returned' | 'threw' | 'killed' | 'timedOut';
  readonly stdout: string;
  readonly stderr: string;
}

export interface InvokeOptions {
  /** Lambda's own id of the invocation; the attempts of one event share it. */
  readonly awsRequestId: string;
  /** Counts from 1. */
  readonly attempt: number;
}

/** Runs the function that an event's `ServiceToken` names, to its end. */
export type Invoke = (event: CustomResourceEvent, options: InvokeOptions) => Promise<InvocationOutcome>;

/** How Lambda tries again when an asynchronous invocation goes wrong. */
export interface RetryPolicy {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
}

/** What the queue in front of the function does with an event, besides delivering it. */
export interface DeliveryPlan {
  /** The event is never delivered. */
  readonly lost?: boolean;
  /** How often it is delivered although all goes well. Default 1. */
  readonly times?: number;
  /** Whether those deliveries run at the same time. Default false. */
  readonly concurrent?: boolean;
  /** How long it lies in the queue first; longer than its maximum age, and Lambda drops it. Default 0. */
  readonly delaySeconds?: number;
}

/** One attempt, as it is remembered. */
export interface Invocation {
  /** Without its `ResponseURL`. */
  readonly event: Omit<CustomResourceEvent, 'ResponseURL'>;
  readonly attempt: number;
  /** What arrived while it ran. */
  readonly answers: readonly string[];
  readonly outcome: InvocationOutcome;
  readonly milliseconds: number;
}

export interface DeliveryEnvironment {
  readonly invoke: Invoke;
  readonly retryPolicyOf: (serviceToken: string) => RetryPolicy;
  readonly planOf: (event: CustomResourceEvent) => DeliveryPlan;
  readonly clock: StackClock;
  readonly newUuid: () => string;
  readonly onInvocation: (invocation: Invocation) => void;
}

/** Lambda waits a minute before the first retry, two before the second. */
const retryDelay = (attempt: number): number => attempt * 60_000;

/** Delivers an event as Lambda's asynchronous invocation does; gives back the number of attempts. */
export const deliver = async (
  environment: DeliveryEnvironment,
  event: CustomResourceEvent,
  answers: readonly string[],
): Promise<number> => {
  const { clock, newUuid } = environment;
  const { lost = false, times = 1, concurrent = false, delaySeconds = 0 } = environment.planOf(event);
  const { maximumRetryAttempts, maximumEventAgeSeconds } = environment.retryPolicyOf(event.ServiceToken);
  if (lost || delaySeconds > maximumEventAgeSeconds) return 0;
  const awsRequestId = newUuid();
  const born = clock.now();
  if (delaySeconds > 0) await clock.sleep(delaySeconds * 1_000);
  let attempts = 0;
  const tryOnce = async (): Promise<InvocationOutcome> => {
    attempts += 1;
    return invokeOnce(environment, event, answers, { awsRequestId, attempt: attempts });
  };
  const tryWithRetries = async (): Promise<void> => {
    for (let failures = 0; (await tryOnce()).kind !== 'returned'; ) {
      failures += 1;
      const age = clock.now() + retryDelay(failures) - born;
      if (failures > maximumRetryAttempts || age > maximumEventAgeSeconds * 1_000) return;
      await clock.sleep(retryDelay(failures));
    }
  };
  if (concurrent) await Promise.all(Array.from({ length: times }, tryWithRetries));
  else for (let count = 0; count < times; count++) await tryWithRetries();
  return attempts;
};

const invokeOnce = async (
  { invoke, clock, onInvocation }: DeliveryEnvironment,
  event: CustomResourceEvent,
  answers: readonly string[],
  options: InvokeOptions,
): Promise<InvocationOutcome> => {
  const before = answers.length;
  const start = clock.now();
  const outcome = await invoke(event, options);
  const { ResponseURL: _, ...harmless } = event;
  onInvocation({
    event: harmless,
    attempt: options.attempt,
    answers: answers.slice(before),
    outcome,
    milliseconds: clock.now() - start,
  });
  return outcome;
};

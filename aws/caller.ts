import { backoff } from '../runtime/backoff';
import { type Clock, raceAbort } from '../runtime/clock';
import type { Log } from '../runtime/log';
import type { Progress } from '../runtime/progress';
import { type Failure, type FailureKind, IotError, kindOf, mayHaveTakenEffect, readFailure } from './failure';
import type { Input, IotService, OperationName, Output } from './iot/service';

/** Calls AWS IoT. */
export interface Call {
  /** Calls one operation; rejects with an IotError, or with the signal's reason. */
  <Name extends OperationName>(operation: Name, input: Input<Name>): Promise<Output<Name>>;
  /** Waits before something is asked again, longer with each attempt (from 0); rejects with the signal's reason. */
  readonly pause: (attempt: number) => Promise<void>;
}

export interface CallerTools {
  readonly service: IotService;
  readonly clock: Clock;
  readonly log: Log;
  readonly progress: Progress;
  readonly retryBase: number;
  /** Aborts the call that runs and every wait. */
  readonly signal: AbortSignal;
  /** On create and update the roles may be seconds old, and not known everywhere yet. */
  readonly awaitPropagation: boolean;
}

/** Milliseconds, from the operation's first refusal on. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html */
const longestPropagation = 20_000;
/** Milliseconds: a role becomes known at some moment, so asking often is worth more than backing off. */
const longestWaitForPropagation = 2_000;

const isRead = (operation: OperationName): boolean => /^(Describe|List)/.test(operation);

const isAttachment = (operation: OperationName): boolean =>
  operation === 'AttachSecurityProfile' || operation === 'DetachSecurityProfile';

/** Decides how long to wait before a failed call is tried again, if at all. The SDK's own retries are over by then. */
class Patience {
  #firstDenial: number | undefined;
  constructor(private readonly tools: CallerTools) {}

  /** Milliseconds; `undefined` when another try is no use. */
  waitAfter(attempt: number, operation: OperationName, kind: FailureKind): number | undefined {
    const wait = backoff(attempt, this.tools.retryBase);
    switch (kind) {
      case 'transient':
        return wait;
      case 'conflict':
        // These two take no expected version: nothing needs to be planned anew.
        return isAttachment(operation) ? wait : undefined;
      case 'denied':
        return this.tools.awaitPropagation ? this.#waitForPropagation(wait) : undefined;
      case 'not-found':
      case 'already-exists':
      case 'final':
        return undefined;
    }
  }

  /** The last try comes when the time is over, not before. */
  #waitForPropagation(wait: number): number | undefined {
    const now = this.tools.clock.now();
    this.#firstDenial ??= now;
    const left = this.#firstDenial + longestPropagation - now;
    return left > 0 ? Math.min(wait, longestWaitForPropagation, left) : undefined;
  }
}

/** A caller for one operation: every call is logged, counted, raced against the signal and retried where that helps. */
export const createCaller = (tools: CallerTools): Call => {
  const { service, clock, log, progress, signal } = tools;
  const patience = new Patience(tools);

  // Chained, not awaited: TypeScript cannot see through `await` that an output keeps the type of its operation.
  const once = <Name extends OperationName>(operation: Name, input: Input<Name>): Promise<Output<Name>> => {
    if (signal.aborted) return Promise.reject(signal.reason);
    const started = clock.now();
    const isWrite = !isRead(operation);
    const ended = (outcome: unknown) => log('call', { operation, input, outcome, milliseconds: clock.now() - started });
    const succeed = (output: Output<Name>): Output<Name> => {
      progress.succeed(operation, isWrite);
      ended('success');
      return output;
    };
    const noteFailure = (failure: Failure): void => {
      if (isWrite && mayHaveTakenEffect(failure)) progress.noteEffect();
      // That something does not exist is an answer like another, and often the one that is hoped for.
      if (kindOf(failure) !== 'not-found') progress.noteError(operation, `${failure.name}: ${failure.message}`);
    };
    const fail = (error: unknown): never => {
      // A call that the deadline has cut off stays unfinished.
      if (signal.aborted) throw signal.reason;
      const failure = readFailure(error);
      noteFailure(failure);
      progress.fail(operation, isWrite);
      ended(failure);
      throw new IotError(operation, failure);
    };
    const onFailedAttempt = (error: unknown): void => {
      if (!signal.aborted) noteFailure(readFailure(error));
    };
    progress.start(operation, isWrite);
    return raceAbort(service.send(operation, input, signal, onFailedAttempt), signal).then(succeed, fail);
  };

  const persist = <Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    attempt: number,
  ): Promise<Output<Name>> =>
    once(operation, input).catch((error: unknown) => {
      const wait =
        error instanceof IotError ? patience.waitAfter(attempt, operation, kindOf(error.failure)) : undefined;
      if (wait === undefined) throw error;
      return clock.sleep(wait, signal).then(() => persist(operation, input, attempt + 1));
    });

  return Object.assign(
    <Name extends OperationName>(operation: Name, input: Input<Name>) => persist(operation, input, 0),
    { pause: (attempt: number) => clock.sleep(backoff(attempt, tools.retryBase), signal) },
  );
};

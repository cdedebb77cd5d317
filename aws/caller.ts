import { backoff } from '../runtime/backoff';
import { type Clock, raceAbort } from '../runtime/clock';
import type { Log } from '../runtime/log';
import type { Progress } from '../runtime/progress';
import { CallError, type Failure, type FailureKind, kindOf, mayHaveTakenEffect, readFailure } from './failure';

/** The operations of a service: what each is given, and what it gives back. */
export type Operations = { readonly [Name in string]: { readonly input: object; readonly output: unknown } };

export type NameOf<All> = keyof All & string;
export type InputOf<All extends Operations, Name extends NameOf<All>> = All[Name]['input'];
export type OutputOf<All extends Operations, Name extends NameOf<All>> = All[Name]['output'];

/** Is told of each attempt that failed, also of those that are tried again without anybody else hearing of it. */
export type OnFailedAttempt = (error: unknown) => void;

/** A service of AWS as a resource sees it. Rejects with the SDK's errors: `name`, `message`, `$metadata`. */
export interface Service<All extends Operations, Names extends NameOf<All> = NameOf<All>> {
  send<Name extends Names>(
    operation: Name,
    input: InputOf<All, Name>,
    signal: AbortSignal,
    onFailedAttempt: OnFailedAttempt,
  ): Promise<OutputOf<All, Name>>;
  /** Whether an operation that met a conflict can be tried again as it is: it carries no version of what was read. */
  readonly takesNoVersion: (operation: Names) => boolean;
}

/** Calls a service. */
export interface Call<All extends Operations, Names extends NameOf<All> = NameOf<All>> {
  /** Calls one operation; rejects with a CallError, or with the signal's reason. */
  <Name extends Names>(operation: Name, input: InputOf<All, Name>): Promise<OutputOf<All, Name>>;
  /**
   * Waits before something is asked again, longer with each attempt (from 0), `longest` milliseconds at most; rejects with
   * the signal's reason.
   */
  readonly pause: (attempt: number, longest?: number) => Promise<void>;
}

/** What a caller needs beside the service. */
export interface CallerTools {
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

const isRead = (operation: string): boolean => /^(Describe|List)/.test(operation);

/** Decides how long to wait before a failed call is tried again, if at all. The SDK's own retries are over by then. */
class Patience {
  #firstDenial: number | undefined;
  constructor(private readonly tools: CallerTools) {}

  /** Milliseconds; `undefined` when another try is no use. */
  waitAfter(attempt: number, kind: FailureKind, takesNoVersion: boolean): number | undefined {
    const wait = backoff(attempt, this.tools.retryBase);
    switch (kind) {
      case 'transient':
        return wait;
      case 'conflict':
        // Without an expected version nothing needs to be planned anew.
        return takesNoVersion ? wait : undefined;
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
export const createCaller = <All extends Operations, Names extends NameOf<All>>(
  service: Service<All, Names>,
  tools: CallerTools,
): Call<All, Names> => {
  const { clock, log, progress, signal } = tools;
  const patience = new Patience(tools);

  // Chained, not awaited: TypeScript cannot see through `await` that an output keeps the type of its operation.
  const once = <Name extends Names>(operation: Name, input: InputOf<All, Name>): Promise<OutputOf<All, Name>> => {
    if (signal.aborted) return Promise.reject(signal.reason);
    const started = clock.now();
    const isWrite = !isRead(operation);
    const ended = (outcome: unknown) => log('call', { operation, input, outcome, milliseconds: clock.now() - started });
    const succeed = (output: OutputOf<All, Name>): OutputOf<All, Name> => {
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
      throw new CallError(operation, failure, error);
    };
    const onFailedAttempt = (error: unknown): void => {
      if (!signal.aborted) noteFailure(readFailure(error));
    };
    progress.start(operation, isWrite);
    return raceAbort(service.send(operation, input, signal, onFailedAttempt), signal).then(succeed, fail);
  };

  const persist = <Name extends Names>(
    operation: Name,
    input: InputOf<All, Name>,
    attempt: number,
  ): Promise<OutputOf<All, Name>> =>
    once(operation, input).catch((error: unknown) => {
      const wait =
        error instanceof CallError
          ? patience.waitAfter(attempt, kindOf(error.failure), service.takesNoVersion(operation))
          : undefined;
      if (wait === undefined) throw error;
      return clock.sleep(wait, signal).then(() => persist(operation, input, attempt + 1));
    });

  return Object.assign(
    <Name extends Names>(operation: Name, input: InputOf<All, Name>) => persist(operation, input, 0),
    {
      pause: (attempt: number, longest = Number.POSITIVE_INFINITY) =>
        clock.sleep(Math.min(backoff(attempt, tools.retryBase), longest), signal),
    },
  );
};

import { CallError, kindOf } from '../../aws/failure';
import type { Claimant } from '../../core/ownership/marks';
import type { Clock } from '../../runtime/clock';
import { errorText } from '../../runtime/error-text';
import type { Log } from '../../runtime/log';
import type { Progress } from '../../runtime/progress';
import type { Deadline } from '../custom-resource/deadline';
import type { CustomResourceRequest } from '../custom-resource/request';
import type { OperationContext } from '../custom-resource/resource-type';
import type { Access, Kind, Types } from './kind';

/** What every step of one operation needs. */
export interface Session<T extends Types> {
  readonly kind: Kind<T>;
  readonly access: Access<T>;
  readonly log: Log;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly claimant: Claimant;
}

export interface SessionTools<T extends Types> {
  readonly kind: Kind<T>;
  readonly service: T['service'];
}

export interface SessionOptions {
  /** With which the calls end. Default: the operation's own. */
  readonly deadline?: Deadline;
  /**
   * Whether a denied call may be that of a role so new that it is not known everywhere yet. Default: on create and
   * update; a delete has had its role since the create.
   */
  readonly awaitPropagation?: boolean;
}

/** Opens a session for `request`. */
export const openSession = <T extends Types>(
  request: CustomResourceRequest,
  operation: OperationContext,
  { kind, service }: SessionTools<T>,
  { deadline = operation.deadline, awaitPropagation = request.type !== 'Delete' }: SessionOptions = {},
): Session<T> => {
  const { clock, log, progress, retryBase, invokedFunctionArn } = operation;
  const { stackId, logicalResourceId } = request;
  const { signal } = deadline;
  const claimant = { stackId, logicalResourceId };
  const tools = { clock, log, progress, retryBase, signal, awaitPropagation };
  return {
    kind,
    access: kind.open(service, tools, { claimant, deadline, invokedFunctionArn }),
    log,
    clock,
    progress,
    signal,
    claimant,
  };
};

/** What vanished is found out by reading again; what is still not found then (a custom metric, say) never will be. */
const mostLookupsOfTheMissing = 3;

/** Whether somebody may have changed, made or deleted it since it was read, or may be about to let go of it. */
const isOvertaken = <T extends Types>(kind: Kind<T>, error: unknown, attempt: number): boolean => {
  if (!(error instanceof CallError)) return false;
  switch (kindOf(error.failure)) {
    case 'conflict':
      return true;
    case 'already-exists':
      return kind.isCreation(error);
    case 'not-found':
      return !kind.missesAnother(error) && attempt + 1 < mostLookupsOfTheMissing;
    case 'transient':
    case 'denied':
    case 'final':
      return kind.isInUse(error);
  }
};

/** Reads and decides again, for as long as there is time, whenever something has changed in between. */
export const untilNotOvertaken = async <T extends Types, Result>(
  { kind, access, log }: Session<T>,
  readAndAct: (overtakenBy: unknown) => Promise<Result>,
): Promise<Result> => {
  let overtakenBy: unknown;
  for (let attempt = 0; ; attempt++) {
    try {
      return await readAndAct(overtakenBy);
    } catch (error) {
      if (!isOvertaken(kind, error, attempt)) throw error;
      log('overtaken', { by: errorText(error) });
      overtakenBy = error;
      await access.pause(attempt);
    }
  }
};

import { createCaller } from '../../aws/caller';
import { CallError, kindOf } from '../../aws/failure';
import type { IotCall, IotService } from '../../aws/iot/operations';
import { lookForProfile } from '../../aws/iot/read';
import type { LiveProfile } from '../../core/iot-security-profile/plan/profile';
import type { Claimant } from '../../core/ownership/marks';
import type { Clock } from '../../runtime/clock';
import { errorText } from '../../runtime/error-text';
import type { Log } from '../../runtime/log';
import type { Progress } from '../../runtime/progress';
import type { Deadline } from '../custom-resource/deadline';
import type { CustomResourceRequest } from '../custom-resource/request';
import type { OperationContext } from '../custom-resource/resource-type';

/** What every step of one operation needs. */
export interface Session {
  readonly call: IotCall;
  readonly log: Log;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly claimant: Claimant;
  /** The ARN of the profile with this name; `undefined` where the function does not know its own. */
  readonly arnOf: (name: string) => string | undefined;
}

export interface SessionTools {
  readonly service: IotService;
  /** The Region of the service's client. */
  readonly region: string | undefined;
}

/** Partition and account are the function's own, and so, unless told otherwise, is the Region. */
const arnBuilder = (invokedFunctionArn: string, region: string | undefined) => {
  const [, partition, ownRegion, account] = /^arn:([^:]+):lambda:([^:]+):([^:]+):/.exec(invokedFunctionArn) ?? [];
  return (name: string): string | undefined =>
    partition && account ? `arn:${partition}:iot:${region ?? ownRegion}:${account}:securityprofile/${name}` : undefined;
};

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
export const openSession = (
  request: CustomResourceRequest,
  operation: OperationContext,
  tools: SessionTools,
  { deadline = operation.deadline, awaitPropagation = request.type !== 'Delete' }: SessionOptions = {},
): Session => {
  const { clock, log, progress, retryBase, invokedFunctionArn } = operation;
  const { stackId, logicalResourceId } = request;
  const { signal } = deadline;
  return {
    call: createCaller(tools.service, { clock, log, progress, retryBase, signal, awaitPropagation }),
    log,
    clock,
    progress,
    signal,
    claimant: { stackId, logicalResourceId },
    arnOf: arnBuilder(invokedFunctionArn, tools.region),
  };
};

/** What stands under the name, its version read before its tags; its attachments are not read. */
export const lookFor = ({ call, arnOf }: Session, name: string): Promise<LiveProfile | undefined> =>
  lookForProfile(call, { name, arn: arnOf(name), targets: false });

/** A profile that vanished is found out by reading again; what is still not found then (a custom metric, say) never will be. */
const mostLookupsOfTheMissing = 3;

/** Whether somebody may have changed, made or deleted the profile since it was read. */
const isOvertaken = (error: unknown, attempt: number): boolean => {
  if (!(error instanceof CallError)) return false;
  switch (kindOf(error.failure)) {
    case 'conflict':
      return true;
    case 'already-exists':
      return error.operation === 'CreateSecurityProfile';
    case 'not-found':
      // What an attachment misses is its thing group.
      return error.operation !== 'AttachSecurityProfile' && attempt + 1 < mostLookupsOfTheMissing;
    case 'transient':
    case 'denied':
    case 'final':
      return false;
  }
};

/** Reads and decides again, for as long as there is time, whenever the profile has changed in between. */
export const untilNotOvertaken = async <Result>(
  session: Session,
  readAndAct: (overtakenBy: unknown) => Promise<Result>,
): Promise<Result> => {
  let overtakenBy: unknown;
  for (let attempt = 0; ; attempt++) {
    try {
      return await readAndAct(overtakenBy);
    } catch (error) {
      if (!isOvertaken(error, attempt)) throw error;
      session.log('overtaken', { by: errorText(error) });
      overtakenBy = error;
      await session.call.pause(attempt);
    }
  }
};

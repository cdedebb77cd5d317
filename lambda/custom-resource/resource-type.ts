import type { Clock } from '../../runtime/clock';
import type { Log } from '../../runtime/log';
import type { Progress } from '../../runtime/progress';
import type { Deadline } from './deadline';
import type { CreateRequest, DeleteRequest, UpdateRequest } from './request';

/** What an operation is given beside the request. */
export interface OperationContext {
  readonly deadline: Deadline;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds of the first back-off. */
  readonly retryBase: number;
  /** ARN of the running function: it tells partition, Region and account. */
  readonly invokedFunctionArn: string;
  /** Told how far the work has got, for an answer that must be given before it is done. */
  readonly progress: Progress;
}

export interface Completion {
  /** What `Ref` gives. */
  readonly physicalResourceId: string;
  /** What `Fn::GetAtt` gives; flat. */
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * A resource type behind CloudFormation. An operation succeeds by returning and fails only by throwing an error whose
 * message is the reason that people read.
 */
export interface Resource {
  create(request: CreateRequest, operation: OperationContext): Promise<Completion>;
  update(request: UpdateRequest, operation: OperationContext): Promise<Completion>;
  delete(request: DeleteRequest, operation: OperationContext): Promise<void>;
}

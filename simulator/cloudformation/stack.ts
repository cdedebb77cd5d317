import type { Blueprint, OutputValue } from './blueprint';
import type { ResourceDefinition } from './template';
import type { ValueMap } from './values';

export type StackStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_COMPLETE'
  | 'ROLLBACK_FAILED'
  | 'UPDATE_IN_PROGRESS'
  | 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_COMPLETE'
  | 'UPDATE_ROLLBACK_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_COMPLETE'
  | 'UPDATE_ROLLBACK_FAILED'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED';

export type ResourceStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'CREATE_FAILED'
  | 'UPDATE_IN_PROGRESS'
  | 'UPDATE_COMPLETE'
  | 'UPDATE_FAILED'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED'
  | 'DELETE_SKIPPED';

/** One line of `aws cloudformation describe-stack-events`. */
export interface StackEvent {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly stackName: string;
  readonly stackId: string;
  /** The stack's own events carry its name. */
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: StackStatus | ResourceStatus;
  readonly reason?: string;
}

/** A resource as the stack knows it. */
export interface StackResource {
  readonly definition: ResourceDefinition;
  /** Empty when nothing was ever asked for. */
  readonly physicalId: string;
  /** Resolved, as the provider was given them. */
  readonly properties: ValueMap;
  readonly attributes: ValueMap;
  readonly status: ResourceStatus;
  /** Logical ids; when the stack is deleted, this resource goes before them. */
  readonly dependencies: readonly string[];
}

/** What became of a resource in an update, as far as a rollback must know it. */
export interface Reversal {
  readonly before: StackResource;
  /** What the update asked for; its physical id is the new one only if the update succeeded with it. */
  readonly after: StackResource;
}

/** A rollback that has begun and is not finished. */
export interface Rollback {
  readonly blueprint: Blueprint;
  readonly outputs: Readonly<Record<string, OutputValue>>;
  readonly reversals: readonly Reversal[];
  /** What the update created, to be deleted in the clean-up. */
  readonly created: readonly StackResource[];
  /** What reversed updates replaced, to be deleted in the clean-up. */
  readonly replaced: readonly StackResource[];
}

/** A stack; only the operation that runs on it changes it. */
export interface Stack {
  readonly name: string;
  readonly id: string;
  status: StackStatus;
  statusReason?: string;
  blueprint: Blueprint;
  outputs: Readonly<Record<string, OutputValue>>;
  /** Names of the exports of other stacks that it uses. */
  imports: ReadonlySet<string>;
  readonly resources: Map<string, StackResource>;
  readonly events: StackEvent[];
  rollback?: Rollback;
}

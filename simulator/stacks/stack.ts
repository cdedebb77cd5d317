import type { Blueprint, OutputValue } from '../../cloudformation/blueprint';
import type { GivenParameters } from '../../cloudformation/parameters';
import type { ResourceDefinition, Template } from '../../cloudformation/template';
import type { ValueMap } from '../../cloudformation/values';

export type StackStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'CREATE_FAILED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_COMPLETE'
  | 'ROLLBACK_FAILED'
  | 'UPDATE_IN_PROGRESS'
  | 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_COMPLETE'
  | 'UPDATE_FAILED'
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
  /** Of one whose last update failed once it was asked for: the properties of the last that went well. */
  readonly formerProperties?: ValueMap;
  readonly attributes: ValueMap;
  readonly status: ResourceStatus;
  /** Logical ids; when the stack is deleted, this resource goes before them. */
  readonly dependencies: readonly string[];
}

export type DeleteCause =
  /** The template, or the stack, no longer has it. */
  | 'removal'
  /** It could not be created, or the operation that made it failed. */
  | 'creation-rollback'
  /** Another physical resource took its place. */
  | 'replacement'
  /** It gave that place back. */
  | 'replacement-rollback';

/** What is to be deleted in the clean-up. */
export interface CleanUp {
  readonly resource: StackResource;
  readonly cause: DeleteCause;
}

/** Where a stack was before operations that are not finished, and what they have put aside since. */
export interface Checkpoint {
  /** `create`: there was no stack. */
  readonly operation: 'create' | 'update';
  readonly blueprint: Blueprint;
  readonly outputs: Readonly<Record<string, OutputValue>>;
  readonly resources: ReadonlyMap<string, StackResource>;
  /** What others have taken the place of. */
  readonly replaced: CleanUp[];
  /** The logical ids of what a rollback has brought back already. */
  readonly reversed: Set<string>;
}

/** What a stack was given at its creation, or by the last update that ended well. */
export interface Declaration {
  readonly templateBody: string;
  readonly template: Template;
  /** Without those that were left to their default. */
  readonly parameters: GivenParameters;
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
  /** There while the last operation has neither ended well nor been rolled back. */
  checkpoint?: Checkpoint;
}

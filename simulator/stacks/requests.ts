import type { GivenParameters } from '../../cloudformation/parameters';

export interface StackRequest {
  readonly stackName: string;
  /** JSON or YAML. */
  readonly templateBody: string;
  /** Default: none. */
  readonly parameters?: GivenParameters;
  /** Whether, in an update, parameters that are not given keep their former value. Default: true. */
  readonly keepParameters?: boolean;
  /**
   * Whether all is left as it is when a resource fails: the stack ends in CREATE_FAILED or UPDATE_FAILED, and the next
   * update goes on from there. Default: false, it is rolled back.
   */
  readonly disableRollback?: boolean;
}

export interface DeleteStackRequest {
  readonly stackName: string;
  readonly retainResources?: readonly string[];
}

export interface ContinueRollbackRequest {
  readonly stackName: string;
  readonly resourcesToSkip?: readonly string[];
}

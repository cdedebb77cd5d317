import { createResource } from '../resources/create-resource';
import { deleteResource, deletionOrder } from '../resources/delete-resource';
import { bracketed, failuresOf, type Operation } from './operation';
import { deploySideBySide } from './side-by-side';

/** Removes what a stack has that could not be created. */
export const rollBackCreation = async (operation: Operation): Promise<void> => {
  const { stack } = operation;
  const failed: string[] = [];
  const replaced = (stack.checkpoint?.replaced ?? []).map(({ resource }) => resource);
  for (const resource of deletionOrder([...stack.resources.values(), ...replaced])) {
    const { logicalId } = resource.definition;
    if ((await deleteResource(operation, resource, 'creation-rollback')) === 'DELETE_FAILED') failed.push(logicalId);
    else if (stack.resources.get(logicalId) === resource) stack.resources.delete(logicalId);
  }
  delete stack.checkpoint;
  if (failed.length === 0) operation.stackStatus('ROLLBACK_COMPLETE');
  else operation.stackStatus('ROLLBACK_FAILED', `The following resource(s) failed to delete: ${bracketed(failed)}. `);
};

/** The reason why the stack cannot be, or undefined when everything stands. */
const createResources = async (operation: Operation, failsTogether: boolean): Promise<string | undefined> => {
  const { stack } = operation;
  const create = async (logicalId: string, cancelled: AbortSignal): Promise<boolean> => {
    const resource = await createResource(operation, stack.blueprint, logicalId, cancelled);
    stack.resources.set(logicalId, resource);
    return resource.status === 'CREATE_COMPLETE';
  };
  const failed = await deploySideBySide(stack.blueprint, create, { failsTogether });
  return failed.length > 0 ? failuresOf(stack, failed) : operation.resolveOutputs(stack.blueprint);
};

/** Creates the resources of a new stack; if one fails, removes them again unless it is told to leave all as it is. */
export const createStack = async (operation: Operation, disableRollback: boolean): Promise<void> => {
  const { stack } = operation;
  operation.stackStatus('CREATE_IN_PROGRESS', 'User Initiated');
  const failure = await createResources(operation, !disableRollback);
  if (failure === undefined) return operation.stackStatus('CREATE_COMPLETE');
  if (!disableRollback) {
    operation.stackStatus('ROLLBACK_IN_PROGRESS', `${failure}Rollback requested by user.`);
    return rollBackCreation(operation);
  }
  const { blueprint, outputs } = stack;
  const before = { blueprint, outputs, resources: new Map() };
  stack.checkpoint = { operation: 'create', ...before, replaced: [], reversed: new Set() };
  operation.stackStatus('CREATE_FAILED', failure);
};

import { createResource } from './create-resource';
import { deleteResource, deletionOrder } from './delete-resource';
import { bracketed, type Operation } from './operation';

const rollBack = async (operation: Operation): Promise<void> => {
  const { stack } = operation;
  const failed: string[] = [];
  for (const resource of deletionOrder([...stack.resources.values()])) {
    const { logicalId } = resource.definition;
    if ((await deleteResource(operation, resource, 'creation-rollback')) === 'DELETE_FAILED') failed.push(logicalId);
    else stack.resources.delete(logicalId);
  }
  if (failed.length === 0) operation.stackStatus('ROLLBACK_COMPLETE');
  else operation.stackStatus('ROLLBACK_FAILED', `The following resource(s) failed to delete: ${bracketed(failed)}. `);
};

/** The reason why the stack cannot be, or undefined when everything stands. */
const createResources = async (operation: Operation): Promise<string | undefined> => {
  const { stack } = operation;
  for (const logicalId of stack.blueprint.order) {
    const resource = await createResource(operation, stack.blueprint, logicalId);
    stack.resources.set(logicalId, resource);
    if (resource.status === 'CREATE_FAILED')
      return `The following resource(s) failed to create: ${bracketed([logicalId])}. `;
  }
  return operation.resolveOutputs(stack.blueprint);
};

/** Creates the resources of a new stack, and removes them again if one fails. */
export const createStack = async (operation: Operation): Promise<void> => {
  operation.stackStatus('CREATE_IN_PROGRESS', 'User Initiated');
  const failure = await createResources(operation);
  if (failure === undefined) return operation.stackStatus('CREATE_COMPLETE');
  operation.stackStatus('ROLLBACK_IN_PROGRESS', `${failure}Rollback requested by user.`);
  await rollBack(operation);
};

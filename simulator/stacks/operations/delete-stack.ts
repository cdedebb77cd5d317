import { cleanUp, deleteResource, deletionOrder } from '../resources/delete-resource';
import { bracketed, type Operation } from './operation';

/** Deletes the resources of a stack; those on which one that failed depends are left for the next try. */
export const deleteStack = async (operation: Operation, retainResources: readonly string[]): Promise<void> => {
  const { stack } = operation;
  operation.stackStatus('DELETE_IN_PROGRESS', 'User Initiated');
  // What an operation that was left unfinished has put aside.
  await cleanUp(operation, stack.checkpoint?.replaced ?? []);
  delete stack.checkpoint;
  const blocked = new Set<string>();
  const failed: string[] = [];
  for (const resource of deletionOrder([...stack.resources.values()])) {
    const { logicalId } = resource.definition;
    const isKept = retainResources.includes(logicalId);
    if (isKept) operation.resourceStatus(resource, 'DELETE_SKIPPED');
    const status = isKept || blocked.has(logicalId) ? undefined : await deleteResource(operation, resource, 'removal');
    if (status === 'DELETE_FAILED') failed.push(logicalId);
    if (status === 'DELETE_FAILED' || blocked.has(logicalId))
      for (const name of resource.dependencies) blocked.add(name);
    else stack.resources.delete(logicalId);
  }
  if (failed.length === 0) operation.stackStatus('DELETE_COMPLETE');
  else operation.stackStatus('DELETE_FAILED', `The following resource(s) failed to delete: ${bracketed(failed)}. `);
};

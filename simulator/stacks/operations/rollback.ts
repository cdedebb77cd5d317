import { cleanUp } from '../resources/delete-resource';
import { updateResource } from '../resources/update-resource';
import type { Checkpoint, CleanUp, StackResource } from '../stack';
import { bracketed, type Operation } from './operation';

/** Sends the update backwards: old and new properties swapped, to the physical id that the resource has now. */
const reverse = async (
  operation: Operation,
  { replaced }: Checkpoint,
  before: StackResource,
  after: StackResource,
): Promise<boolean> => {
  const result = await updateResource(operation, after, before, {
    resolveProperties: () => before.properties,
    oldProperties: operation.readings.oldPropertiesOfReversal,
  });
  // Until it is brought back it is what the update has made of it.
  if (result.kind === 'failed') return false;
  operation.stack.resources.set(before.definition.logicalId, result.kind === 'unchanged' ? before : result.after);
  if (result.kind === 'updated' && result.replaced) replaced.push({ resource: after, cause: 'replacement-rollback' });
  return true;
};

/** A skipped resource counts as rolled back, whatever its true state is. */
const skip = (operation: Operation, before: StackResource, { physicalId }: StackResource): void => {
  const skipped: StackResource = { ...before, physicalId, status: 'UPDATE_COMPLETE' };
  operation.stack.resources.set(before.definition.logicalId, skipped);
  operation.resourceStatus(skipped, 'UPDATE_COMPLETE', 'Resource update skipped by the user');
};

const finish = async (operation: Operation, checkpoint: Checkpoint): Promise<void> => {
  const { stack } = operation;
  const { resources } = checkpoint;
  operation.stackStatus('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  const created = [...stack.resources.values()].filter(({ definition }) => !resources.has(definition.logicalId));
  for (const { definition } of created) stack.resources.delete(definition.logicalId);
  await cleanUp(operation, [
    ...created.map((resource): CleanUp => ({ resource, cause: 'creation-rollback' })),
    ...checkpoint.replaced.flatMap(({ resource, cause }): readonly CleanUp[] => {
      const { definition, physicalId } = resource;
      if (resources.get(definition.logicalId)?.physicalId === physicalId) return [];
      return [{ resource, cause: cause === 'replacement' ? 'replacement-rollback' : cause }];
    }),
  ]);
  stack.blueprint = checkpoint.blueprint;
  stack.outputs = checkpoint.outputs;
  delete stack.checkpoint;
  operation.stackStatus('UPDATE_ROLLBACK_COMPLETE');
};

/** The logical ids of what is not as it was, in the order in which it is brought back. */
export const toReverse = (
  { resources: live, blueprint }: Operation['stack'],
  { resources, reversed }: Checkpoint,
): readonly string[] =>
  blueprint.order.filter((logicalId) => {
    const before = resources.get(logicalId);
    return before !== undefined && live.get(logicalId) !== before && !reversed.has(logicalId);
  });

/** Brings a stack back to where it was; what fails is left for the next try. */
export const rollBackUpdate = async (
  operation: Operation,
  checkpoint: Checkpoint,
  resourcesToSkip: readonly string[] = [],
): Promise<void> => {
  const { stack } = operation;
  const failed: string[] = [];
  for (const logicalId of toReverse(stack, checkpoint)) {
    const [before, after] = [checkpoint.resources.get(logicalId), stack.resources.get(logicalId)];
    if (before === undefined || after === undefined) continue;
    if (resourcesToSkip.includes(logicalId)) skip(operation, before, after);
    else if (!(await reverse(operation, checkpoint, before, after))) failed.push(logicalId);
    if (!failed.includes(logicalId)) checkpoint.reversed.add(logicalId);
  }
  if (failed.length === 0) return finish(operation, checkpoint);
  operation.stackStatus('UPDATE_ROLLBACK_FAILED', `The following resource(s) failed to update: ${bracketed(failed)}. `);
};

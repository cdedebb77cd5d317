import { type CleanUp, cleanUp } from './delete-resource';
import { bracketed, type Operation } from './operation';
import type { Reversal, Rollback, StackResource } from './stack';
import { updateResource } from './update-resource';

interface Reversed {
  readonly failed: readonly Reversal[];
  readonly replaced: readonly StackResource[];
}

/** Sends the update backwards: old and new properties swapped, to the physical id that the resource has now. */
const reverse = async (operation: Operation, reversal: Reversal): Promise<Reversed> => {
  const { before, after } = reversal;
  const { stack } = operation;
  const { logicalId } = before.definition;
  const result = await updateResource(operation, after, before, () => before.properties);
  stack.resources.set(logicalId, result.kind === 'unchanged' ? before : result.after);
  if (result.kind === 'failed') return { failed: [reversal], replaced: [] };
  return { failed: [], replaced: result.kind === 'updated' && result.replaced ? [after] : [] };
};

/** A skipped resource counts as rolled back, whatever its true state is. */
const skip = (operation: Operation, { before, after }: Reversal): void => {
  const skipped: StackResource = { ...before, physicalId: after.physicalId, status: 'UPDATE_COMPLETE' };
  operation.stack.resources.set(before.definition.logicalId, skipped);
  operation.resourceStatus(skipped, 'UPDATE_COMPLETE', 'Resource update skipped by the user');
};

const finish = async (operation: Operation, rollback: Rollback): Promise<void> => {
  const { stack } = operation;
  operation.stackStatus('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  const created = rollback.created.map((resource): CleanUp => ({ resource, cause: 'creation-rollback' }));
  const replaced = rollback.replaced.map((resource): CleanUp => ({ resource, cause: 'replacement-rollback' }));
  for (const { definition } of rollback.created) stack.resources.delete(definition.logicalId);
  await cleanUp(operation, [...created, ...replaced]);
  stack.blueprint = rollback.blueprint;
  stack.outputs = rollback.outputs;
  delete stack.rollback;
  operation.stackStatus('UPDATE_ROLLBACK_COMPLETE');
};

/** Brings a stack back to where it was before the update; what fails is kept in the stack for the next try. */
export const rollBackUpdate = async (
  operation: Operation,
  rollback: Rollback,
  resourcesToSkip: readonly string[] = [],
): Promise<void> => {
  const failed: Reversal[] = [];
  const replaced: StackResource[] = [...rollback.replaced];
  for (const reversal of rollback.reversals) {
    if (resourcesToSkip.includes(reversal.before.definition.logicalId)) {
      skip(operation, reversal);
      continue;
    }
    const result = await reverse(operation, reversal);
    failed.push(...result.failed);
    replaced.push(...result.replaced);
  }
  const rest: Rollback = { ...rollback, reversals: failed, replaced };
  if (failed.length === 0) return finish(operation, rest);
  operation.stack.rollback = rest;
  const names = failed.map(({ before }) => before.definition.logicalId);
  operation.stackStatus('UPDATE_ROLLBACK_FAILED', `The following resource(s) failed to update: ${bracketed(names)}. `);
};

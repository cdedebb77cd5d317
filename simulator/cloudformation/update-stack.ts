import type { Blueprint } from './blueprint';
import { createResource } from './create-resource';
import { type CleanUp, cleanUp } from './delete-resource';
import { bracketed, type Operation } from './operation';
import { rollBackUpdate } from './rollback';
import type { Reversal, StackResource } from './stack';
import { updateResource } from './update-resource';

/** What an update has done so far. */
interface Progress {
  readonly reversals: Reversal[];
  readonly created: StackResource[];
  readonly replaced: StackResource[];
}

const create = async (
  operation: Operation,
  blueprint: Blueprint,
  logicalId: string,
  progress: Progress,
): Promise<string | undefined> => {
  const made = await createResource(operation, blueprint, logicalId);
  operation.stack.resources.set(logicalId, made);
  progress.created.push(made);
  return made.status === 'CREATE_FAILED'
    ? `The following resource(s) failed to create: ${bracketed([logicalId])}. `
    : undefined;
};

const update = async (
  operation: Operation,
  blueprint: Blueprint,
  before: StackResource,
  progress: Progress,
): Promise<string | undefined> => {
  const { logicalId } = before.definition;
  const definition = blueprint.definition(logicalId) ?? before.definition;
  const wanted = { definition, dependencies: blueprint.dependencies(logicalId) };
  const result = await updateResource(operation, before, wanted, () =>
    blueprint.properties(logicalId, operation.live()),
  );
  operation.stack.resources.set(logicalId, result.after);
  // Unchanged or never sent: nothing to send backwards, yet the policies of the old template must come back.
  progress.reversals.push({ before, after: result.after });
  if (result.kind === 'failed') return `The following resource(s) failed to update: ${bracketed([logicalId])}. `;
  if (result.kind === 'updated' && result.replaced) progress.replaced.push(before);
  return undefined;
};

const applyBlueprint = async (
  operation: Operation,
  blueprint: Blueprint,
  progress: Progress,
): Promise<string | undefined> => {
  const { stack } = operation;
  for (const logicalId of blueprint.order) {
    const before = stack.resources.get(logicalId);
    const failure =
      before === undefined
        ? await create(operation, blueprint, logicalId, progress)
        : await update(operation, blueprint, before, progress);
    if (failure !== undefined) return failure;
  }
  return operation.resolveOutputs(blueprint);
};

const finish = async (operation: Operation, blueprint: Blueprint, progress: Progress): Promise<void> => {
  const { stack } = operation;
  operation.stackStatus('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  const removed = [...stack.resources.values()].filter(
    ({ definition }) => blueprint.definition(definition.logicalId) === undefined,
  );
  for (const { definition } of removed) stack.resources.delete(definition.logicalId);
  stack.blueprint = blueprint;
  const clean = await cleanUp(operation, [
    ...removed.map((resource): CleanUp => ({ resource, cause: 'removal' })),
    ...progress.replaced.map((resource): CleanUp => ({ resource, cause: 'replacement' })),
  ]);
  const leftBehind = 'Update successful. One or more resources could not be deleted.';
  operation.stackStatus('UPDATE_COMPLETE', clean ? undefined : leftBehind);
};

/** Brings a stack to another blueprint, and back to where it was if one resource fails. */
export const updateStack = async (operation: Operation, blueprint: Blueprint): Promise<void> => {
  const { stack } = operation;
  const progress: Progress = { reversals: [], created: [], replaced: [] };
  const { blueprint: former, outputs } = stack;
  operation.stackStatus('UPDATE_IN_PROGRESS', 'User Initiated');
  const failure = await applyBlueprint(operation, blueprint, progress);
  if (failure === undefined) return finish(operation, blueprint, progress);
  operation.stackStatus('UPDATE_ROLLBACK_IN_PROGRESS', failure);
  const { reversals, created } = progress;
  await rollBackUpdate(operation, { blueprint: former, outputs, reversals, created, replaced: [] });
};

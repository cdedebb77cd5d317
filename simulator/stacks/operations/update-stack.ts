import type { Blueprint } from '../../../cloudformation/blueprint';
import { createResource } from '../resources/create-resource';
import { cleanUp } from '../resources/delete-resource';
import { updateResource } from '../resources/update-resource';
import type { Checkpoint, CleanUp, StackResource } from '../stack';
import { rollBackCreation } from './create-stack';
import { failuresOf, type Operation } from './operation';
import { rollBackUpdate } from './rollback';
import { deploySideBySide } from './side-by-side';

/** One update on its way. */
interface Update {
  readonly operation: Operation;
  readonly blueprint: Blueprint;
  readonly checkpoint: Checkpoint;
}

const create = async (
  { operation, blueprint }: Update,
  logicalId: string,
  cancelled: AbortSignal,
): Promise<StackResource> => {
  const made = await createResource(operation, blueprint, logicalId, cancelled);
  operation.stack.resources.set(logicalId, made);
  return made;
};

const update = async (
  { operation, blueprint, checkpoint }: Update,
  before: StackResource,
  cancelled: AbortSignal,
): Promise<StackResource> => {
  const { logicalId } = before.definition;
  const definition = blueprint.definition(logicalId) ?? before.definition;
  const wanted = { definition, dependencies: blueprint.dependencies(logicalId) };
  const result = await updateResource(operation, before, wanted, {
    resolveProperties: () => blueprint.properties(logicalId, operation.live()),
    oldProperties: operation.readings.oldPropertiesOfFixForward,
    cancelled,
  });
  operation.stack.resources.set(logicalId, result.after);
  if (result.kind === 'updated' && result.replaced)
    checkpoint.replaced.push({ resource: before, cause: causeOf(before, 'replacement') });
  return result.after;
};

/** What could not even be created goes as such. */
const causeOf = ({ status }: StackResource, otherwise: CleanUp['cause']): CleanUp['cause'] =>
  status === 'CREATE_FAILED' ? 'creation-rollback' : otherwise;

const deployOne = async (all: Update, logicalId: string, cancelled: AbortSignal): Promise<boolean> => {
  const { stack, readings } = all.operation;
  const before = stack.resources.get(logicalId);
  const isAnew = before?.status === 'CREATE_FAILED' && (readings.afterFailedCreate === 'create' || !before.physicalId);
  const isThere = before !== undefined && !isAnew;
  const { status } = isThere ? await update(all, before, cancelled) : await create(all, logicalId, cancelled);
  if (isAnew) all.checkpoint.replaced.push({ resource: before, cause: 'creation-rollback' });
  return status !== 'CREATE_FAILED' && status !== 'UPDATE_FAILED';
};

const applyBlueprint = async (all: Update, failsTogether: boolean): Promise<string | undefined> => {
  const { operation, blueprint } = all;
  const deploy = (logicalId: string, cancelled: AbortSignal) => deployOne(all, logicalId, cancelled);
  const failed = await deploySideBySide(blueprint, deploy, { failsTogether });
  return failed.length > 0 ? failuresOf(operation.stack, failed) : operation.resolveOutputs(blueprint);
};

const finish = async ({ operation, blueprint, checkpoint }: Update): Promise<void> => {
  const { stack } = operation;
  operation.stackStatus('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  const removed = [...stack.resources.values()].filter(
    ({ definition }) => blueprint.definition(definition.logicalId) === undefined,
  );
  for (const { definition } of removed) stack.resources.delete(definition.logicalId);
  stack.blueprint = blueprint;
  delete stack.checkpoint;
  const clean = await cleanUp(operation, [
    ...removed.map((resource): CleanUp => ({ resource, cause: causeOf(resource, 'removal') })),
    ...checkpoint.replaced,
  ]);
  const leftBehind = 'Update successful. One or more resources could not be deleted.';
  operation.stackStatus('UPDATE_COMPLETE', clean ? undefined : leftBehind);
};

/** Rolls a stack back to its checkpoint; says why. */
export const rollBack = async (operation: Operation, checkpoint: Checkpoint, reason: string): Promise<void> => {
  if (checkpoint.operation === 'create') {
    operation.stackStatus('ROLLBACK_IN_PROGRESS', reason);
    return rollBackCreation(operation);
  }
  operation.stackStatus('UPDATE_ROLLBACK_IN_PROGRESS', reason);
  await rollBackUpdate(operation, checkpoint);
};

/**
 * Brings a stack to another blueprint. If a resource fails it goes back to where it was when its last operation ended
 * well, unless it is told to leave all as it is: the next update then goes on from there.
 */
export const updateStack = async (
  operation: Operation,
  blueprint: Blueprint,
  disableRollback: boolean,
): Promise<void> => {
  const { stack } = operation;
  stack.checkpoint ??= {
    operation: 'update',
    blueprint: stack.blueprint,
    outputs: stack.outputs,
    resources: new Map(stack.resources),
    replaced: [],
    reversed: new Set(),
  };
  const { checkpoint } = stack;
  operation.stackStatus('UPDATE_IN_PROGRESS', 'User Initiated');
  const all: Update = { operation, blueprint, checkpoint };
  const failure = await applyBlueprint(all, !disableRollback);
  if (failure === undefined) return finish(all);
  if (disableRollback) return operation.stackStatus('UPDATE_FAILED', failure);
  await rollBack(operation, checkpoint, failure);
};

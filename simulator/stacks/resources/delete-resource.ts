import { attempt, type Operation } from '../operations/operation';
import type { CleanUp, DeleteCause, ResourceStatus, StackResource } from '../stack';

export type DeleteStatus = Extract<ResourceStatus, 'DELETE_COMPLETE' | 'DELETE_FAILED' | 'DELETE_SKIPPED'>;

const isRetained = ({ definition }: StackResource, cause: DeleteCause): boolean => {
  switch (cause) {
    case 'removal':
      return definition.deletionPolicy !== 'Delete';
    case 'creation-rollback':
      return definition.deletionPolicy === 'Retain';
    case 'replacement':
      return definition.updateReplacePolicy !== 'Delete';
    case 'replacement-rollback':
      return false;
  }
};

/** Deletes one resource, unless its policy says to keep it. */
export const deleteResource = async (
  operation: Operation,
  resource: StackResource,
  cause: DeleteCause,
): Promise<DeleteStatus> => {
  if (isRetained(resource, cause)) {
    operation.resourceStatus(resource, 'DELETE_SKIPPED');
    return 'DELETE_SKIPPED';
  }
  const { physicalId, properties } = resource;
  operation.resourceStatus(resource, 'DELETE_IN_PROGRESS');
  // Without a physical id nothing was ever asked of anybody.
  const result =
    physicalId === ''
      ? undefined
      : await attempt(() =>
          operation.provider(resource).delete({ ...operation.identity(resource), physicalId, properties }),
        );
  if (result?.kind === 'failed') {
    operation.resourceStatus(resource, 'DELETE_FAILED', result.reason);
    return 'DELETE_FAILED';
  }
  operation.resourceStatus(resource, 'DELETE_COMPLETE');
  return 'DELETE_COMPLETE';
};

/** The order in which resources go: each before those it depends on. */
export const deletionOrder = (resources: readonly StackResource[]): readonly StackResource[] => {
  const order: StackResource[] = [];
  let waiting = [...resources].reverse();
  while (waiting.length > 0) {
    const isNeeded = (one: StackResource) =>
      waiting.some((other) => other !== one && other.dependencies.includes(one.definition.logicalId));
    const free = waiting.filter((resource) => !isNeeded(resource));
    const next = free.length > 0 ? free : waiting;
    order.push(...next);
    waiting = waiting.filter((resource) => !next.includes(resource));
  }
  return order;
};

/** CloudFormation tries a deletion in the clean-up phase this often, then leaves the resource behind. */
const cleanUpAttempts = 3;

const cleanUpOne = async (operation: Operation, resource: StackResource, cause: DeleteCause): Promise<boolean> => {
  for (let attempts = 0; attempts < cleanUpAttempts; attempts++)
    if ((await deleteResource(operation, resource, cause)) !== 'DELETE_FAILED') return true;
  return false;
};

/** What is sent of something whose place another has taken, or taken back. */
const asSent = ({ readings, stack }: Operation, resource: StackResource): StackResource => {
  const survivor = stack.resources.get(resource.definition.logicalId);
  return readings.cleanUpProperties === 'own' || survivor === undefined
    ? resource
    : { ...resource, properties: survivor.properties };
};

/** The clean-up phase of an update; tells whether everything could be deleted. What stands in the stack never is. */
export const cleanUp = async (operation: Operation, items: readonly CleanUp[]): Promise<boolean> => {
  const { resources } = operation.stack;
  const superfluous = items.filter(
    ({ resource: { definition, physicalId } }) => resources.get(definition.logicalId)?.physicalId !== physicalId,
  );
  let clean = true;
  for (const resource of deletionOrder(superfluous.map((item) => item.resource))) {
    const cause = superfluous.find((item) => item.resource === resource)?.cause ?? 'removal';
    clean = (await cleanUpOne(operation, asSent(operation, resource), cause)) && clean;
  }
  return clean;
};

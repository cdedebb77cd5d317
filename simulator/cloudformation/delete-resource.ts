import { attempt, type Operation } from './operation';
import type { ResourceStatus, StackResource } from './stack';

export type DeleteStatus = Extract<ResourceStatus, 'DELETE_COMPLETE' | 'DELETE_FAILED' | 'DELETE_SKIPPED'>;

/**
 * `removal`: the template, or the stack, no longer has it. `creation-rollback`: the operation that made it failed.
 * `replacement`: another physical resource took its place. `replacement-rollback`: it gave that place back.
 */
export type DeleteCause = 'removal' | 'creation-rollback' | 'replacement' | 'replacement-rollback';

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

export interface CleanUp {
  readonly resource: StackResource;
  readonly cause: DeleteCause;
}

/** The clean-up phase of an update; tells whether everything could be deleted. */
export const cleanUp = async (operation: Operation, items: readonly CleanUp[]): Promise<boolean> => {
  let clean = true;
  for (const resource of deletionOrder(items.map((item) => item.resource))) {
    const cause = items.find((item) => item.resource === resource)?.cause ?? 'removal';
    clean = (await cleanUpOne(operation, resource, cause)) && clean;
  }
  return clean;
};

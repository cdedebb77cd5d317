import type { Blueprint } from '../../../cloudformation/blueprint';
import type { ValueMap } from '../../../cloudformation/values';
import { attempt, type Operation } from '../operations/operation';
import type { StackResource } from '../stack';

const newResource = (blueprint: Blueprint, logicalId: string): StackResource => {
  const definition = blueprint.definition(logicalId);
  if (definition === undefined) throw new Error(`no resource ${logicalId} in the blueprint`);
  return {
    definition,
    physicalId: '',
    properties: {},
    attributes: {},
    status: 'CREATE_IN_PROGRESS',
    dependencies: blueprint.dependencies(logicalId),
  };
};

/** Creates one resource; the resource that it gives back tells by its status how that went. */
export const createResource = async (
  operation: Operation,
  blueprint: Blueprint,
  logicalId: string,
  cancelled: AbortSignal,
): Promise<StackResource> => {
  const wanted = newResource(blueprint, logicalId);
  let properties: ValueMap = {};
  operation.resourceStatus(wanted, 'CREATE_IN_PROGRESS');
  const result = await attempt(() => {
    properties = blueprint.properties(logicalId, operation.live());
    return operation.provider(wanted).create({ ...operation.identity(wanted), properties, cancelled });
  });
  const made: StackResource = { ...wanted, properties, physicalId: result.physicalId ?? '' };
  if (made.physicalId !== '') operation.resourceStatus(made, 'CREATE_IN_PROGRESS', 'Resource creation Initiated');
  if (result.kind === 'failed') {
    operation.resourceStatus(made, 'CREATE_FAILED', result.reason);
    return { ...made, status: 'CREATE_FAILED' };
  }
  operation.resourceStatus(made, 'CREATE_COMPLETE');
  return { ...made, attributes: result.attributes, status: 'CREATE_COMPLETE' };
};

import { ResourceError } from '../../../cloudformation/errors';
import { sameValue, type ValueMap } from '../../../cloudformation/values';
import { attempt, type Operation } from '../operations/operation';
import type { StackResource } from '../stack';

const replacementReason = 'Requested update requires the creation of a new physical resource; hence creating one.';

export type ResourceUpdate =
  | { readonly kind: 'unchanged'; readonly after: StackResource }
  /** `replaced`: the answer named another physical resource. */
  | { readonly kind: 'updated'; readonly after: StackResource; readonly replaced: boolean }
  | { readonly kind: 'failed'; readonly after: StackResource };

/** Only custom resources have one, and CloudFormation never lets it change. */
const refuseOtherServiceToken = (before: StackResource, properties: ValueMap): void => {
  const was = before.properties.ServiceToken;
  if (was !== undefined && properties.ServiceToken !== undefined && !sameValue(was, properties.ServiceToken))
    throw new ResourceError('Modifying service token is not allowed.');
};

export interface UpdateOptions {
  readonly resolveProperties: () => ValueMap;
  /** Which old properties are sent where the last update failed. */
  readonly oldProperties: 'failed' | 'first';
  readonly cancelled?: AbortSignal;
}

/**
 * Brings one resource from `before` to what `wanted` says; both the update and, with the roles swapped, its reversal.
 * No request is sent when the resolved properties are those with which the last one went well.
 */
export const updateResource = async (
  operation: Operation,
  before: StackResource,
  { definition, dependencies }: Pick<StackResource, 'definition' | 'dependencies'>,
  { resolveProperties, oldProperties: reading, cancelled }: UpdateOptions,
): Promise<ResourceUpdate> => {
  const { formerProperties, ...known } = before;
  const isAsAsked = before.status !== 'CREATE_FAILED' && formerProperties === undefined;
  // Only these two of `wanted`, which may be a whole resource: until it is reversed, the physical id stays what it is.
  const wanted = { definition, dependencies };
  let properties: ValueMap | undefined;
  const result = await attempt(async () => {
    const resolved = resolveProperties();
    if (isAsAsked && sameValue(resolved, before.properties))
      return { kind: 'succeeded', physicalId: before.physicalId, attributes: before.attributes };
    operation.resourceStatus({ ...before, ...wanted }, 'UPDATE_IN_PROGRESS');
    refuseOtherServiceToken(before, resolved);
    properties = resolved;
    const { physicalId } = before;
    const oldProperties = reading === 'first' && formerProperties !== undefined ? formerProperties : before.properties;
    const request = { ...operation.identity(wanted), physicalId, properties, oldProperties };
    return operation.provider(wanted).update({ ...request, ...(cancelled === undefined ? {} : { cancelled }) });
  });
  const after: StackResource = { ...known, ...wanted, properties: properties ?? before.properties };
  if (result.kind === 'failed') {
    operation.resourceStatus(after, 'UPDATE_FAILED', result.reason);
    const former = formerProperties ?? (properties === undefined ? undefined : before.properties);
    const failed: StackResource = { ...after, status: 'UPDATE_FAILED' };
    return { kind: 'failed', after: former === undefined ? failed : { ...failed, formerProperties: former } };
  }
  if (properties === undefined) return { kind: 'unchanged', after };
  const { physicalId, attributes } = result;
  const replaced = physicalId !== before.physicalId;
  const updated: StackResource = { ...after, physicalId, attributes, status: 'UPDATE_COMPLETE' };
  if (replaced) operation.resourceStatus(updated, 'UPDATE_IN_PROGRESS', replacementReason);
  operation.resourceStatus(updated, 'UPDATE_COMPLETE');
  return { kind: 'updated', after: updated, replaced };
};

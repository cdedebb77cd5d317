import { ResourceError } from './errors';
import { attempt, type Operation } from './operation';
import type { StackResource } from './stack';
import { sameValue, type ValueMap } from './values';

const replacementReason = 'Requested update requires the creation of a new physical resource; hence creating one.';

export type ResourceUpdate =
  | { readonly kind: 'unchanged'; readonly after: StackResource }
  /** `replaced`: the answer named another physical resource. */
  | { readonly kind: 'updated'; readonly after: StackResource; readonly replaced: boolean }
  /** `sent`: the provider was asked, so there may be something to reverse. */
  | { readonly kind: 'failed'; readonly after: StackResource; readonly sent: boolean };

/** Only custom resources have one, and CloudFormation never lets it change. */
const refuseOtherServiceToken = (before: StackResource, properties: ValueMap): void => {
  const was = before.properties.ServiceToken;
  if (was !== undefined && properties.ServiceToken !== undefined && !sameValue(was, properties.ServiceToken))
    throw new ResourceError('Modifying service token is not allowed.');
};

/**
 * Brings one resource from `before` to what `wanted` says; both the update and, with the roles swapped, its reversal.
 * No request is sent when the resolved properties are the same.
 */
export const updateResource = async (
  operation: Operation,
  before: StackResource,
  { definition, dependencies }: Pick<StackResource, 'definition' | 'dependencies'>,
  resolveProperties: () => ValueMap,
): Promise<ResourceUpdate> => {
  // Only these two of `wanted`, which may be a whole resource: until it is reversed, the physical id stays what it is.
  const wanted = { definition, dependencies };
  let properties: ValueMap | undefined;
  const result = await attempt(async () => {
    const resolved = resolveProperties();
    if (sameValue(resolved, before.properties))
      return { kind: 'succeeded', physicalId: before.physicalId, attributes: before.attributes };
    operation.resourceStatus({ ...before, ...wanted }, 'UPDATE_IN_PROGRESS');
    refuseOtherServiceToken(before, resolved);
    properties = resolved;
    const { physicalId, properties: oldProperties } = before;
    const request = { ...operation.identity(wanted), physicalId, properties, oldProperties };
    return operation.provider(wanted).update(request);
  });
  const after: StackResource = { ...before, ...wanted, properties: properties ?? before.properties };
  if (result.kind === 'failed') {
    operation.resourceStatus(after, 'UPDATE_FAILED', result.reason);
    return { kind: 'failed', after: { ...after, status: 'UPDATE_FAILED' }, sent: properties !== undefined };
  }
  if (properties === undefined) return { kind: 'unchanged', after };
  const { physicalId, attributes } = result;
  const replaced = physicalId !== before.physicalId;
  const updated: StackResource = { ...after, physicalId, attributes, status: 'UPDATE_COMPLETE' };
  if (replaced) operation.resourceStatus(updated, 'UPDATE_IN_PROGRESS', replacementReason);
  operation.resourceStatus(updated, 'UPDATE_COMPLETE');
  return { kind: 'updated', after: updated, replaced };
};

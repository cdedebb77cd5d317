import { ResourceError } from '../../../cloudformation/errors';
import type { Value } from '../../../cloudformation/values';
import type { AttributeQuery } from '../resources/provider';

/** `Fn::GetAtt` of a resource of a native type. @throws ResourceError when it has no such attribute. */
export const nativeAttribute = ({ logicalId, attributes, attribute }: AttributeQuery): Value => {
  const value = attributes[attribute];
  if (value !== undefined) return value;
  throw new ResourceError(
    `Template error: resource ${logicalId} does not support attribute type ${attribute} in Fn::GetAtt`,
  );
};

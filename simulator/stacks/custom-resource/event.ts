import { isMap, stringified, type Value, type ValueMap } from '../../../cloudformation/values';
import type { ResourceIdentity } from '../resources/provider';

/**
 * The request as a function receives it.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-requests.html
 */
export interface CustomResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ServiceToken: string;
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceType: string;
  readonly ResourceProperties: ValueMap;
  readonly OldResourceProperties?: ValueMap;
}

/** What of an event depends on what is asked. */
export type Asked =
  | { readonly RequestType: 'Create'; readonly properties: ValueMap }
  | {
      readonly RequestType: 'Update';
      readonly properties: ValueMap;
      readonly oldProperties: ValueMap;
      readonly physicalId: string;
    }
  | { readonly RequestType: 'Delete'; readonly properties: ValueMap; readonly physicalId: string };

const textMap = (value: ValueMap): ValueMap => {
  const text: Value = stringified(value);
  return isMap(text) ? text : {};
};

/** Builds the event exactly as CloudFormation does: every scalar of the properties is text. */
export const customResourceEvent = (
  identity: ResourceIdentity,
  asked: Asked,
  request: { readonly requestId: string; readonly responseUrl: string },
): CustomResourceEvent => ({
  RequestType: asked.RequestType,
  ServiceToken: String(asked.properties.ServiceToken),
  ResponseURL: request.responseUrl,
  StackId: identity.stackId,
  RequestId: request.requestId,
  LogicalResourceId: identity.logicalId,
  ...(asked.RequestType === 'Create' ? {} : { PhysicalResourceId: asked.physicalId }),
  ResourceType: identity.type,
  ResourceProperties: textMap(asked.properties),
  ...(asked.RequestType === 'Update' ? { OldResourceProperties: textMap(asked.oldProperties) } : {}),
});

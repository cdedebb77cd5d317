import type { Value, ValueMap } from '../../../cloudformation/values';

/** The resource for which something is asked of a provider. */
export interface ResourceIdentity {
  readonly stackName: string;
  readonly stackId: string;
  readonly logicalId: string;
  readonly type: string;
}

export interface CreateResource extends ResourceIdentity {
  readonly properties: ValueMap;
  /** Aborted when the operation goes on without this: what has been asked for is then answered as failed, at once. */
  readonly cancelled?: AbortSignal;
}

export interface UpdateResource extends ResourceIdentity {
  readonly physicalId: string;
  readonly properties: ValueMap;
  readonly oldProperties: ValueMap;
  /** As in `CreateResource`. */
  readonly cancelled?: AbortSignal;
}

export interface DeleteResource extends ResourceIdentity {
  readonly physicalId: string;
  readonly properties: ValueMap;
}

export type ProviderResult =
  | { readonly kind: 'succeeded'; readonly physicalId: string; readonly attributes: ValueMap }
  /** `physicalId` is absent, or empty, when nothing was asked of anybody: then there is nothing to undo either. */
  | { readonly kind: 'failed'; readonly reason: string; readonly physicalId?: string };

/** Makes, changes and removes the resources of some types. It answers failures; it throws for its own defects only. */
export interface ResourceProvider {
  /** The attributes that its resources have; absent where only the resource itself can tell. */
  readonly attributeNames?: readonly string[];
  create(request: CreateResource): Promise<ProviderResult>;
  update(request: UpdateResource): Promise<ProviderResult>;
  delete(request: DeleteResource): Promise<ProviderResult>;
  /** @throws ResourceError when the resource has no such attribute. */
  attribute(resource: AttributeQuery): Value;
}

export interface AttributeQuery extends ResourceIdentity {
  readonly physicalId: string;
  readonly attributes: ValueMap;
  readonly attribute: string;
}

/** Finds the provider of a type. @throws UnsupportedError for types that the simulator does not play. */
export type ProviderOf = (type: string) => ResourceProvider;

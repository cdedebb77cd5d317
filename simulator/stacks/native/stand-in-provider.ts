import type { Account } from '../../../cloudformation/blueprint';
import type { NativeType } from '../../../cloudformation/native-types';
import type { Value, ValueMap } from '../../../cloudformation/values';
import { suffixOf } from '../names';
import type {
  AttributeQuery,
  CreateResource,
  DeleteResource,
  ProviderResult,
  ResourceIdentity,
  ResourceProvider,
  UpdateResource,
} from '../resources/provider';
import { nativeAttribute } from './attribute';

/** Is told of what becomes of a resource, where that matters to others: functions are one such type. */
export interface StandInListener {
  /** @throws ResourceError when the resource cannot be as the properties ask. */
  onPut(type: string, physicalId: string, properties: ValueMap): void;
  onDelete(type: string, physicalId: string, properties: ValueMap): void;
}

/** Plays the native types: always succeeds, at once. Another name in an update is a replacement. */
export class StandInProvider implements ResourceProvider {
  readonly attributeNames: readonly string[];

  constructor(
    private readonly nativeType: NativeType,
    private readonly account: Account,
    private readonly listener: StandInListener,
  ) {
    this.attributeNames = Object.keys(nativeType.attributes);
  }

  async create(request: CreateResource): Promise<ProviderResult> {
    return this.#put(request, request.properties);
  }

  async update(request: UpdateResource): Promise<ProviderResult> {
    return this.#put(request, request.properties);
  }

  async delete({ type, physicalId, properties }: DeleteResource): Promise<ProviderResult> {
    this.listener.onDelete(type, physicalId, properties);
    return { kind: 'succeeded', physicalId, attributes: {} };
  }

  attribute(query: AttributeQuery): Value {
    return nativeAttribute(query);
  }

  #put(identity: ResourceIdentity, properties: ValueMap): ProviderResult {
    const { stackName, stackId, logicalId, type } = identity;
    const generated = `${stackName}-${logicalId}-${suffixOf(`${stackId}/${logicalId}`, 12)}`;
    const random = (length: number) => suffixOf(generated, length);
    const naming = { properties, generated, account: this.account, random };
    const physicalId = this.nativeType.ref(naming);
    const attributes = Object.entries(this.nativeType.attributes).map(([name, of]) => [name, of(naming)] as const);
    this.listener.onPut(type, physicalId, properties);
    return { kind: 'succeeded', physicalId, attributes: Object.fromEntries(attributes) };
  }
}

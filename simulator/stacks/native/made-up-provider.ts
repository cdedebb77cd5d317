import type { Account } from '../../../cloudformation/blueprint';
import type { Value } from '../../../cloudformation/values';
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

const madeUp = ({ stackName, logicalId }: ResourceIdentity): string =>
  `${stackName}-${logicalId}-${suffixOf(`${stackName}/${logicalId}`, 12)}`;

/**
 * Stands in for types of which nothing is known, so that the rest of their template can be tried. They always succeed;
 * `Ref` and every attribute that is no property give values that
 * are made up, the same in every run.
 */
export class MadeUpProvider implements ResourceProvider {
  constructor(private readonly account: Account) {}

  async create(request: CreateResource): Promise<ProviderResult> {
    return { kind: 'succeeded', physicalId: madeUp(request), attributes: request.properties };
  }

  async update({ physicalId, properties }: UpdateResource): Promise<ProviderResult> {
    return { kind: 'succeeded', physicalId, attributes: properties };
  }

  async delete({ physicalId }: DeleteResource): Promise<ProviderResult> {
    return { kind: 'succeeded', physicalId, attributes: {} };
  }

  /**
   * What is also a property is that: `CidrBlock` of a VPC, which functions calculate with. What is called an ARN looks
   * like one: others, our function among them, check that.
   */
  attribute({ type, physicalId, attributes, attribute }: AttributeQuery): Value {
    const property = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
    if (property !== undefined) return property;
    if (!attribute.endsWith('Arn')) return `${physicalId}-${attribute.replaceAll('.', '-')}`;
    const { partition, region, accountId } = this.account;
    const [, service = '', resource = ''] = type.toLowerCase().split('::');
    return `arn:${partition}:${service}:${region}:${accountId}:${resource}/${physicalId}`;
  }
}

import { isList, isMap, type Value, type ValueMap } from '../../../cloudformation/values';
import { type IotInput, type IotOperation, type IotOutput, type IotService, IotServiceError } from '../../iot';
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
import { type Shape, schemaProblems, securityProfileShape } from './schema';

/** Names that the API spells as the template does. */
const sameNames = new Set(['SNS']);

const apiName = (name: string): string =>
  sameNames.has(name) ? name : `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

/** Scalars come with their type or, from a parameter, as text: by the schema they become what they are to be. */
const apiScalar = (value: Value, shape: 'text' | 'number' | 'boolean'): unknown => {
  const text = String(value);
  switch (shape) {
    case 'number':
      return Number(text);
    case 'boolean':
      return /^true$/i.test(text) || (/^false$/i.test(text) ? false : text);
    case 'text':
      return text;
  }
};

/** A value of a template as the API takes it. */
const apiValue = (value: Value, shape: Shape): unknown => {
  if (typeof shape === 'string') return apiScalar(value, shape);
  if (shape.kind === 'list') return isList(value) ? value.map((item) => apiValue(item, shape.of)) : value;
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [apiName(name), apiValue(item, shape.members[name] ?? 'text')]),
  );
};

/** The members that make up a profile's content, each with the flag that removes it. */
const deleteFlags = {
  Behaviors: 'deleteBehaviors',
  AlertTargets: 'deleteAlertTargets',
  AdditionalMetricsToRetainV2: 'deleteAdditionalMetricsToRetain',
  MetricsExportConfig: 'deleteMetricsExportConfig',
} as const;

const isEmpty = (value: Value | undefined): boolean =>
  value === undefined || (isList(value) && value.length === 0) || (isMap(value) && Object.keys(value).length === 0);

const contentOf = (properties: ValueMap): IotInput => {
  const members = ['SecurityProfileDescription', ...Object.keys(deleteFlags)];
  return Object.fromEntries(
    members.flatMap((member) => {
      const value = properties[member];
      return value === undefined || isEmpty(value)
        ? []
        : [[apiName(member), apiValue(value, securityProfileShape.members[member] ?? 'text')]];
    }),
  );
};

const flagsOf = (properties: ValueMap): IotInput =>
  Object.fromEntries(Object.entries(deleteFlags).map(([member, flag]) => [flag, isEmpty(properties[member])]));

const targetsOf = ({ TargetArns: targets }: ValueMap): readonly string[] =>
  isList(targets) ? targets.map(String) : [];

interface ApiTag {
  readonly Key: string;
  readonly Value: string;
}

/** The tags that CloudFormation gives every resource of a native type; nobody else can. */
const systemTags = ({ stackName, stackId, logicalId }: ResourceIdentity): readonly ApiTag[] => [
  { Key: 'aws:cloudformation:stack-name', Value: stackName },
  { Key: 'aws:cloudformation:stack-id', Value: stackId },
  { Key: 'aws:cloudformation:logical-id', Value: logicalId },
];

const tagsOf = (identity: ResourceIdentity, { Tags: tags }: ValueMap): readonly ApiTag[] => [
  ...(isList(tags) ? tags : []).filter(isMap).map(({ Key = '', Value = '' }) => ({ Key: `${Key}`, Value: `${Value}` })),
  ...systemTags(identity),
];

const generatedName = ({ stackName, stackId, logicalId }: ResourceIdentity): string =>
  `${stackName.slice(0, 13)}-${logicalId.slice(0, 13)}-${suffixOf(`${stackId}/${logicalId}`, 12)}`;

/**
 * Plays `AWS::IoT::SecurityProfile`: it makes, changes and deletes profiles in the simulated service as AWS's own handler
 * does, tags of CloudFormation included, so that moving between the two types can be tried.
 */
export class NativeSecurityProfile implements ResourceProvider {
  readonly attributeNames = ['SecurityProfileArn'];

  constructor(private readonly service: IotService) {}

  create(request: CreateResource): Promise<ProviderResult> {
    return this.#attempt(request, () => this.#make(request, request.properties));
  }

  update(request: UpdateResource): Promise<ProviderResult> {
    const { physicalId, properties, oldProperties } = request;
    const { SecurityProfileName: wanted } = properties;
    const isSame =
      wanted === undefined ? oldProperties.SecurityProfileName === undefined : String(wanted) === physicalId;
    return this.#attempt(request, () => (isSame ? this.#change(request) : this.#make(request, properties)));
  }

  delete(request: DeleteResource): Promise<ProviderResult> {
    const { physicalId } = request;
    return this.#perform(() => {
      this.#call('DeleteSecurityProfile', { securityProfileName: physicalId });
      return { kind: 'succeeded', physicalId, attributes: {} };
    });
  }

  attribute(query: AttributeQuery): Value {
    return nativeAttribute(query);
  }

  #make(identity: ResourceIdentity, properties: ValueMap): ProviderResult {
    const name = String(properties.SecurityProfileName ?? generatedName(identity));
    // The service takes an identical request twice; the tags of the stack make it differ from anybody else's.
    const tags = tagsOf(identity, properties);
    const { securityProfileArn } = this.#call('CreateSecurityProfile', {
      securityProfileName: name,
      ...contentOf(properties),
      tags,
    });
    this.#attach(name, targetsOf(properties));
    return { kind: 'succeeded', physicalId: name, attributes: { SecurityProfileArn: String(securityProfileArn) } };
  }

  #change({ physicalId: name, properties, ...identity }: UpdateResource): ProviderResult {
    const content = { securityProfileName: name, ...contentOf(properties), ...flagsOf(properties) };
    const { securityProfileArn } = this.#call('UpdateSecurityProfile', content);
    const live = this.service.profile(name);
    const wanted = targetsOf(properties);
    this.#attach(name, wanted);
    for (const securityProfileTargetArn of live?.targets.filter((target) => !wanted.includes(target)) ?? [])
      this.#call('DetachSecurityProfile', { securityProfileName: name, securityProfileTargetArn });
    const tags = tagsOf(identity, properties);
    this.#call('TagResource', { resourceArn: securityProfileArn, tags });
    const tagKeys = Object.keys(live?.tags ?? {}).filter((key) => !tags.some(({ Key }) => Key === key));
    if (tagKeys.length > 0) this.#call('UntagResource', { resourceArn: securityProfileArn, tagKeys });
    return { kind: 'succeeded', physicalId: name, attributes: { SecurityProfileArn: String(securityProfileArn) } };
  }

  #attach(securityProfileName: string, targets: readonly string[]): void {
    for (const securityProfileTargetArn of targets)
      this.#call('AttachSecurityProfile', { securityProfileName, securityProfileTargetArn });
  }

  #call(operation: IotOperation, input: IotInput): IotOutput {
    return this.service.outOfBand(operation, input);
  }

  /** CloudFormation checks properties by the type's schema before it asks for anything. */
  async #attempt(
    { logicalId, properties }: CreateResource | UpdateResource,
    work: () => ProviderResult,
  ): Promise<ProviderResult> {
    const problems = schemaProblems(properties);
    if (problems.length === 0) return this.#perform(work);
    const list = problems.join('\n');
    return { kind: 'failed', reason: `Properties validation failed for resource ${logicalId} with message:\n${list}` };
  }

  /** A failure has no physical id: CloudFormation has nothing to take back that it does not know. */
  async #perform(work: () => ProviderResult): Promise<ProviderResult> {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof IotServiceError)) throw error;
      const reason = `Resource handler returned message: "${error.message}" (HandlerErrorCode: ${error.name})`;
      return { kind: 'failed', reason };
    }
  }
}

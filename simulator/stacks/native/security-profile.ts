import { isList, isMap, isScalar, type Value, type ValueMap } from '../../../cloudformation/values';
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

/** Members whose names the API spells as the template does. */
const sameNames = new Set(['SNS', 'Key', 'Value']);

/** Members that are numbers although a template may write text: the native type declares Count as text. */
const numbers = new Set([
  'ConsecutiveDatapointsToAlarm',
  'ConsecutiveDatapointsToClear',
  'Count',
  'DurationSeconds',
  'Number',
]);

const apiName = (name: string, inTags: boolean): string =>
  sameNames.has(name) && (inTags || name === 'SNS') ? name : `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

/** The properties of a template as the API takes them. */
const apiValue = (value: Value, name: string, inTags = false): unknown => {
  if (isList(value)) return value.map((item) => apiValue(item, name, inTags));
  if (isMap(value))
    return Object.fromEntries(
      Object.entries(value).map(([member, item]) => [apiName(member, inTags), apiValue(item, member, inTags)]),
    );
  if (numbers.has(name)) return Number(String(value));
  if (value === 'true' || value === 'false') return inTags ? value : value === 'true';
  return isScalar(value) && typeof value === 'object' ? value.value : value;
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
      return value === undefined || isEmpty(value) ? [] : [[apiName(member, false), apiValue(value, member)]];
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
    return this.#attempt(() => this.#make(request, request.properties));
  }

  update(request: UpdateResource): Promise<ProviderResult> {
    const { physicalId, properties, oldProperties } = request;
    const { SecurityProfileName: wanted } = properties;
    const isSame =
      wanted === undefined ? oldProperties.SecurityProfileName === undefined : String(wanted) === physicalId;
    return this.#attempt(() => (isSame ? this.#change(request) : this.#make(request, properties)));
  }

  delete({ physicalId }: DeleteResource): Promise<ProviderResult> {
    return this.#attempt(() => {
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

  /** A failure has no physical id: CloudFormation has nothing to take back that it does not know. */
  async #attempt(work: () => ProviderResult): Promise<ProviderResult> {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof IotServiceError)) throw error;
      const reason = `Resource handler returned message: "${error.message}" (HandlerErrorCode: ${error.name})`;
      return { kind: 'failed', reason };
    }
  }
}

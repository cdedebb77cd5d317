import { tooDeep, UnsupportedError, ValidationError } from './errors';
import { functionCall } from './intrinsic-syntax';
import { jsonHoldsMap, parseJson } from './json';
import { inheritPlaces, type Position, placeOf, placeOfKey, placeWords } from './places';
import { repetitionOf } from './repetition';
import { isList, isMap, isScalar, json, type Value, type ValueMap } from './values';
import { parseYaml, yamlHoldsMap } from './yaml';

export const deletionPolicies = ['Delete', 'Retain', 'RetainExceptOnCreate'] as const;
export type DeletionPolicy = (typeof deletionPolicies)[number];

export interface ResourceDefinition {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: ValueMap;
  readonly metadata: ValueMap;
  readonly dependsOn: readonly string[];
  readonly condition?: string;
  /** Default: `Delete`. A function only where the template is only read. */
  readonly deletionPolicy: DeletionPolicy | ValueMap;
  /** Default: `Delete`. `RetainExceptOnCreate` does not exist here. A function only where the template is only read. */
  readonly updateReplacePolicy: DeletionPolicy | ValueMap;
}

export interface OutputDefinition {
  readonly value: Value;
  readonly exportName?: Value;
  readonly condition?: string;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html */
export const isCustomResource = (type: string): boolean =>
  type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';

/** A template whose form is right; what it refers to is not checked yet. */
export interface Template {
  readonly parameters: Readonly<Record<string, ValueMap>>;
  readonly mappings: ValueMap;
  readonly conditions: Readonly<Record<string, Value>>;
  readonly rules: Readonly<Record<string, ValueMap>>;
  readonly resources: Readonly<Record<string, ResourceDefinition>>;
  readonly outputs: Readonly<Record<string, OutputDefinition>>;
  /** Where a transform has a say in a template that is only read: names that are not written may be there nevertheless. */
  readonly transformed?: Transformed;
}

/** What the transforms of a template leave open. */
export interface Transformed {
  /** Whether they may add to the mappings; else those that are written are all. */
  readonly mayAddMappings: boolean;
}

const sections = [
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Hooks',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
];

const resourceMembers = [
  'Condition',
  'DeletionPolicy',
  'DependsOn',
  'Metadata',
  'Properties',
  'Type',
  'UpdateReplacePolicy',
  // AWS's own example of a custom resource has it; nothing comes of it.
  'Version',
];

const formatError = (text: string): ValidationError => new ValidationError(`Template format error: ${text}`);

const mapSection = (template: ValueMap, name: string): ValueMap => {
  const section = template[name];
  if (section === undefined) return {};
  if (!isMap(section)) throw formatError(`[/${name}] Expecting an object.`);
  return section;
};

const mapsOf = (section: ValueMap, name: string): Readonly<Record<string, ValueMap>> =>
  Object.fromEntries(
    Object.entries(section).map(([key, value]) => {
      if (!isMap(value)) throw formatError(`[/${name}/${key}] Every ${name} member must be an object.`);
      return [key, value];
    }),
  );

const textMember = (map: ValueMap, member: string, path: string): string | undefined => {
  const value = map[member];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw formatError(`[${path}/${member}] must be a string.`);
  return value;
};

type PolicyMember = 'DeletionPolicy' | 'UpdateReplacePolicy';

/** The policy of that name. @throws ValidationError where the member has none of that name */
export const policyNamed = (given: string, member: PolicyMember, logicalId: string): DeletionPolicy => {
  const policy = deletionPolicies.find((known) => known === given);
  if (policy === undefined || (member === 'UpdateReplacePolicy' && policy === 'RetainExceptOnCreate'))
    throw formatError(`Unrecognized ${member} ${given} for resource ${logicalId}`);
  return policy;
};

/** For what a template is read: to be deployed, or to be looked at before, or after, transforms have a say. */
type Purpose = 'deployed' | 'looked at' | 'transformed';

const policyMember = (
  map: ValueMap,
  member: PolicyMember,
  path: string,
  purpose: Purpose,
): DeletionPolicy | ValueMap => {
  const { [member]: given } = map;
  if (purpose === 'transformed' && isMap(given) && functionCall(given) !== undefined) return given;
  const name = textMember(map, member, path) ?? 'Delete';
  // The resource goes; what is kept of it nobody here asks for.
  if (name === 'Snapshot' && snapshotTypes.includes(String(map.Type))) return 'Delete';
  return policyNamed(name, member, path.split('/').at(-1) ?? '');
};

const dependsOnMember = (map: ValueMap, path: string, purpose: Purpose): readonly string[] => {
  const given = map.DependsOn ?? [];
  const list = isList(given) ? given : [given];
  return list.flatMap((item) => {
    if (typeof item === 'string') return [item];
    if (purpose === 'transformed') return [];
    throw formatError(`[${path}/DependsOn] must be a string or a list of strings.`);
  });
};

/**
 * What they ask for is between CloudFormation and the resource. None of these types is more than stood in for, and so are
 * the signals that it waits for.
 */
const signalMembers: Readonly<Record<string, readonly string[]>> = {
  CreationPolicy: [
    'AWS::AppStream::Fleet',
    'AWS::AutoScaling::AutoScalingGroup',
    'AWS::CloudFormation::WaitCondition',
    'AWS::EC2::Instance',
  ],
  UpdatePolicy: [
    'AWS::AppStream::Fleet',
    'AWS::AutoScaling::AutoScalingGroup',
    'AWS::ElastiCache::ReplicationGroup',
    'AWS::Elasticsearch::Domain',
    'AWS::Lambda::Alias',
    'AWS::OpenSearchService::Domain',
  ],
};

/** The types of which a snapshot can be kept. */
const snapshotTypes = [
  'AWS::DocDB::DBCluster',
  'AWS::EC2::Volume',
  'AWS::ElastiCache::CacheCluster',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::Neptune::DBCluster',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::Redshift::Cluster',
];

/** What is wrong with members that a resource does not have. A transform has members of its own, as SAM its `Connectors`. */
const checkMembers = (map: ValueMap, path: string, purpose: Purpose): void => {
  if (purpose === 'transformed') return;
  const unknown = Object.keys(map).filter((member) => !resourceMembers.includes(member));
  const isSignal = (member: string) => Object.hasOwn(signalMembers, member);
  const signal = unknown.find((member) => isSignal(member) && !signalMembers[member]?.includes(String(map.Type)));
  if (purpose === 'deployed' && signal !== undefined) throw new UnsupportedError(`${signal} (${path})`);
  const wrong = unknown.find((member) => !isSignal(member));
  if (wrong !== undefined) throw new ValidationError(`Invalid template resource property '${wrong}'`);
};

const resourceDefinition = (logicalId: string, map: ValueMap, purpose: Purpose): ResourceDefinition => {
  const path = `/Resources/${logicalId}`;
  if (purpose !== 'transformed' && !/^[a-zA-Z0-9]{1,255}$/.test(logicalId))
    throw formatError(`Resource name ${logicalId} is non alphanumeric.`);
  checkMembers(map, path, purpose);
  const type = textMember(map, 'Type', path);
  if (type === undefined) throw formatError(`[${path}] Every Resources object must contain a Type member.`);
  const properties = map.Properties ?? {};
  if (!isMap(properties)) throw formatError(`[${path}/Properties] Properties must be an object.`);
  const condition = textMember(map, 'Condition', path);
  return {
    logicalId,
    type,
    properties,
    metadata: isMap(map.Metadata) ? map.Metadata : {},
    dependsOn: dependsOnMember(map, path, purpose),
    ...(condition === undefined ? {} : { condition }),
    deletionPolicy: policyMember(map, 'DeletionPolicy', path, purpose),
    updateReplacePolicy: policyMember(map, 'UpdateReplacePolicy', path, purpose),
  };
};

const outputDefinition = (name: string, map: ValueMap): OutputDefinition => {
  if (map.Value === undefined) throw formatError(`[/Outputs/${name}] Every Outputs member must contain a Value object`);
  const exported = map.Export;
  if (exported !== undefined && (!isMap(exported) || exported.Name === undefined))
    throw formatError(`[/Outputs/${name}/Export] Every Export object must contain a Name member.`);
  const condition = textMember(map, 'Condition', `/Outputs/${name}`);
  return {
    value: map.Value,
    ...(exported?.Name === undefined ? {} : { exportName: exported.Name }),
    ...(condition === undefined ? {} : { condition }),
  };
};

const transformsOf = ({ Transform: given }: ValueMap): readonly Value[] =>
  given === undefined ? [] : isList(given) ? given : [given];

const samTransform = 'AWS::Serverless-2016-10-31';

/** SAM's transform leaves a template as it is in which nothing is its own. */
const isOfSam = (template: ValueMap): boolean =>
  template.Globals !== undefined ||
  Object.values(mapsAmong(template.Resources)).some(
    ({ Type: type, Connectors: connectors }) =>
      connectors !== undefined || String(type).startsWith('AWS::Serverless::'),
  );

const transformIsMissing = 'give it the template that the transform makes';

/** A template without transforms. @throws UnsupportedError where one would change it */
const withoutTransforms = (template: ValueMap): ValueMap => {
  const { Transform: given, ...others } = template;
  if (given === undefined) return template;
  const names = transformsOf(template).filter((name) => name !== samTransform || isOfSam(template));
  if (names.length === 0) return inheritPlaces(others, template);
  const shown = names.map((name) => (isScalar(name) ? String(name) : JSON.stringify(name))).join(', ');
  throw new UnsupportedError(`Transform: ${shown}; ${transformIsMissing}`);
};

/** Wherever they stand, also beside other keys. @throws UnsupportedError for what a transform would put others in the place of */
const refuseExpanded = (value: Value, path = ''): void => {
  if (isScalar(value)) return;
  for (const [name, inner] of Object.entries<Value>(value)) {
    if (isMap(value) && isExpanded(name)) {
      const position = placeOfKey(value, name);
      const place = position === undefined ? '' : ` ${placeWords(position)}`;
      throw new UnsupportedError(`${name} [${path || '/'}]${place}; ${transformIsMissing}`);
    }
    refuseExpanded(inner, `${path}/${name}`);
  }
};

/** What begins with a brace is JSON, and a mistake in it one of JSON. */
const isJson = (text: string): boolean => text.trimStart().startsWith('{');

/** Whether a text is meant as a template, whatever mistakes it has: it is a mapping with a mapping of resources. */
export const isMeantAsTemplate = (body: string): boolean => {
  const text = withoutMark(body);
  try {
    return isJson(text) ? jsonHoldsMap(text, 'Resources') : yamlHoldsMap(text, 'Resources');
  } catch (error) {
    // The parsers themselves recurse.
    if (error instanceof RangeError) return true;
    throw error;
  }
};

/** A UTF-8 file may begin with a mark of its byte order. */
const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '');

const read = (text: string): Value => {
  try {
    return isJson(text) ? parseJson(text) : parseYaml(text);
  } catch (error) {
    // The parsers themselves recurse.
    if (error instanceof RangeError) throw tooDeep();
    throw error;
  }
};

const parsed = (body: string): ValueMap => {
  const text = withoutMark(body);
  if (text.trim() === '')
    throw new ValidationError('Template body is empty; a template is a JSON or YAML object with Resources');
  const value = read(text);
  if (!isMap(value)) throw formatError('unsupported structure.');
  return value;
};

const mapEntries = <From, To>(
  record: Readonly<Record<string, From>>,
  convert: (key: string, value: From) => To,
): Readonly<Record<string, To>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, convert(key, value)]));

/**
 * Reads a template in JSON or YAML.
 * @throws ValidationError in CloudFormation's words, with line and column where the form of the text is wrong.
 * @throws UnsupportedError for transforms and other things that are not played here.
 */
export const parseTemplate = (text: string): Template => {
  const template = withoutTransforms(parsed(text));
  refuseExpanded(template);
  const unknown = Object.keys(template).filter((section) => !sections.includes(section));
  if (unknown.length > 0) throw formatError(`Invalid template property or properties [${unknown.join(', ')}]`);
  const resources = mapsOf(mapSection(template, 'Resources'), 'Resources');
  if (Object.keys(resources).length === 0) throw formatError('At least one Resources member must be defined.');
  return {
    parameters: mapsOf(mapSection(template, 'Parameters'), 'Parameters'),
    mappings: mapSection(template, 'Mappings'),
    conditions: mapSection(template, 'Conditions'),
    rules: mapsOf(mapSection(template, 'Rules'), 'Rules'),
    resources: mapEntries(resources, (logicalId, map) => resourceDefinition(logicalId, map, 'deployed')),
    outputs: mapEntries(mapsOf(mapSection(template, 'Outputs'), 'Outputs'), outputDefinition),
  };
};

/** A resource that cannot be read, and why. */
export interface UnreadResource {
  readonly logicalId: string;
  /** Empty where there is none. */
  readonly type: string;
  readonly message: string;
  readonly position: Position | undefined;
}

/** A resource that a `Fn::ForEach` makes several of. */
export interface RepeatedResource {
  /** What changes from turn to turn is a function in it whose value is not known; its logical id is as it is written. */
  readonly definition: ResourceDefinition;
  readonly position: Position | undefined;
}

/** A part of a template that a transform turns into resources. */
export interface NotLookedInto {
  /** The key, `Fn::ForEach::Fleets`, or the name of the transform. */
  readonly name: string;
  readonly position: Position | undefined;
  /** What it repeats; nothing where only the transform knows what it makes. */
  readonly repeated?: readonly RepeatedResource[];
}

/** What of a template could be read. */
export interface ReadTemplate {
  readonly template: Template;
  readonly unread: readonly UnreadResource[];
  /** What holds resources of which `template` has none. */
  readonly notLookedInto: readonly NotLookedInto[];
  /** Where a resource is written. */
  readonly positionOf: (logicalId: string) => Position | undefined;
}

const mapsAmong = (section: Value | undefined): Readonly<Record<string, ValueMap>> =>
  Object.fromEntries(
    Object.entries(isMap(section) ? section : {}).flatMap(([key, value]) => (isMap(value) ? [[key, value]] : [])),
  );

/** Whether a key stands for others that a transform puts in its place. */
export const isExpanded = (key: string): boolean => /^Fn::(?:Transform|ForEach)/.test(key);

const holdsExpanded = (section: Value | undefined): boolean => isMap(section) && Object.keys(section).some(isExpanded);

const transformName = (transform: Value): string => {
  const name = isMap(transform) ? transform.Name : transform;
  return isScalar(name) ? String(name) : json(transform);
};

/** Whether a transform may put whatever it likes wherever it likes; those of AWS have their own resources alone. */
const isFree = (transform: Value): boolean => {
  const name = transformName(transform);
  return !name.startsWith('AWS::') || name === 'AWS::Include';
};

const transformedOf = (source: ValueMap): Transformed | undefined => {
  const { Mappings: mappings } = source;
  const transforms = transformsOf(source);
  const hasExpanded = [source, source.Resources, source.Conditions, mappings].some(holdsExpanded);
  const inMappings = holdsExpanded(mappings) || Object.values(mapsAmong(mappings)).some(holdsExpanded);
  if (transforms.length === 0 && !hasExpanded && !inMappings) return undefined;
  return { mayAddMappings: transforms.some(isFree) || holdsExpanded(source) || inMappings };
};

/** The transforms of the template as a whole that may add resources. */
const freeTransforms = (source: ValueMap): readonly NotLookedInto[] => [
  ...transformsOf(source)
    .filter(isFree)
    .map((transform) => ({
      name: `Transform ${transformName(transform)}`,
      position: placeOfKey(source, 'Transform'),
    })),
  ...Object.keys(source)
    .filter(isExpanded)
    .map((name) => ({ name, position: placeOfKey(source, name) })),
];

const repeatedBy = (key: string, argument: Value): readonly RepeatedResource[] | undefined => {
  const bodies = key.startsWith('Fn::ForEach') ? repetitionOf(argument) : undefined;
  try {
    return bodies?.map(({ name, body, position }) => ({
      definition: resourceDefinition(name, body, 'transformed'),
      position,
    }));
  } catch (error) {
    if (error instanceof ValidationError) return undefined;
    throw error;
  }
};

/**
 * Reads a template to look at it, not to deploy it: what is wrong or not supported in one part of it hides none of the
 * others, and what a transform (SAM's, for one) will make of it is left as it is.
 * @throws ValidationError where it is no template at all; UnsupportedError
 */
export const readTemplate = (text: string): ReadTemplate => {
  const source = parsed(text);
  const transformed = transformedOf(source);
  const resources: Record<string, ResourceDefinition> = Object.create(null);
  const unread: UnreadResource[] = [];
  const notLookedInto = [...freeTransforms(source)];
  const section = isMap(source.Resources) ? source.Resources : {};
  for (const [logicalId, value] of Object.entries(section)) {
    const position = placeOfKey(section, logicalId);
    if (isExpanded(logicalId)) {
      const repeated = repeatedBy(logicalId, value);
      notLookedInto.push({ name: logicalId, position, ...(repeated === undefined ? {} : { repeated }) });
    } else if (holdsExpanded(value)) notLookedInto.push({ name: logicalId, position });
    else if (isMap(value)) {
      try {
        resources[logicalId] = resourceDefinition(
          logicalId,
          value,
          transformed === undefined ? 'looked at' : 'transformed',
        );
      } catch (error) {
        if (!(error instanceof ValidationError || error instanceof UnsupportedError)) throw error;
        const type = typeof value.Type === 'string' ? value.Type : '';
        const message = error instanceof UnsupportedError ? `${error.what} is not supported` : error.message;
        unread.push({ logicalId, type, message, position: placeOf(section, logicalId) });
      }
    }
  }
  const template: Template = {
    parameters: mapsAmong(source.Parameters),
    mappings: isMap(source.Mappings) ? source.Mappings : {},
    conditions: isMap(source.Conditions) ? source.Conditions : {},
    rules: {},
    resources,
    outputs: {},
    ...(transformed === undefined ? {} : { transformed }),
  };
  return { template, unread, notLookedInto, positionOf: (logicalId) => placeOfKey(section, logicalId) };
};

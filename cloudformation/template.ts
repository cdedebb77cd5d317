import { tooDeep, UnsupportedError, ValidationError } from './errors';
import { parseJson } from './json';
import { type Position, placeOf, placeOfKey } from './places';
import { isList, isMap, isScalar, type Value, type ValueMap } from './values';
import { parseYaml } from './yaml';

export const deletionPolicies = ['Delete', 'Retain', 'RetainExceptOnCreate'] as const;
export type DeletionPolicy = (typeof deletionPolicies)[number];

export interface ResourceDefinition {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: ValueMap;
  readonly metadata: ValueMap;
  readonly dependsOn: readonly string[];
  readonly condition?: string;
  /** Default: `Delete`. */
  readonly deletionPolicy: DeletionPolicy;
  /** Default: `Delete`. `RetainExceptOnCreate` does not exist here. */
  readonly updateReplacePolicy: DeletionPolicy;
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

const policyMember = (map: ValueMap, member: string, path: string): DeletionPolicy => {
  const given = textMember(map, member, path) ?? 'Delete';
  const policy = deletionPolicies.find((known) => known === given);
  if (policy === undefined || (member === 'UpdateReplacePolicy' && policy === 'RetainExceptOnCreate'))
    throw formatError(`Unrecognized ${member} ${given} for resource ${path.split('/').at(-1)}`);
  return policy;
};

const dependsOnMember = (map: ValueMap, path: string): readonly string[] => {
  const given = map.DependsOn ?? [];
  const list = isList(given) ? given : [given];
  return list.map((item) => {
    if (typeof item !== 'string') throw formatError(`[${path}/DependsOn] must be a string or a list of strings.`);
    return item;
  });
};

const resourceDefinition = (logicalId: string, map: ValueMap): ResourceDefinition => {
  const path = `/Resources/${logicalId}`;
  if (!/^[a-zA-Z0-9]{1,255}$/.test(logicalId)) throw formatError(`Resource name ${logicalId} is non alphanumeric.`);
  const unknown = Object.keys(map).filter((member) => !resourceMembers.includes(member));
  for (const member of unknown)
    if (member === 'CreationPolicy' || member === 'UpdatePolicy') throw new UnsupportedError(`${member} (${path})`);
  if (unknown.length > 0) throw new ValidationError(`Invalid template resource property '${unknown[0]}'`);
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
    dependsOn: dependsOnMember(map, path),
    ...(condition === undefined ? {} : { condition }),
    deletionPolicy: policyMember(map, 'DeletionPolicy', path),
    updateReplacePolicy: policyMember(map, 'UpdateReplacePolicy', path),
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

const refuseTransforms = (template: ValueMap): void => {
  const { Transform: transform } = template;
  if (transform === undefined) return;
  const names = isList(transform) ? transform : [transform];
  const shown = names.map((name) => (isScalar(name) ? String(name) : JSON.stringify(name))).join(', ');
  throw new UnsupportedError(`Transform: ${shown}; give it the template that the transform makes`);
};

/** What begins with a brace is JSON, and a mistake in it one of JSON. */
const read = (text: string): Value => {
  try {
    return text.trimStart().startsWith('{') ? parseJson(text) : parseYaml(text);
  } catch (error) {
    // The parsers themselves recurse.
    if (error instanceof RangeError) throw tooDeep();
    throw error;
  }
};

const parsed = (body: string): ValueMap => {
  const text = body.replace(/^\uFEFF/, '');
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
  const template = parsed(text);
  refuseTransforms(template);
  const unknown = Object.keys(template).filter((section) => !sections.includes(section));
  if (unknown.length > 0) throw formatError(`Invalid template property or properties [${unknown.join(', ')}]`);
  const resources = mapsOf(mapSection(template, 'Resources'), 'Resources');
  if (Object.keys(resources).length === 0) throw formatError('At least one Resources member must be defined.');
  return {
    parameters: mapsOf(mapSection(template, 'Parameters'), 'Parameters'),
    mappings: mapSection(template, 'Mappings'),
    conditions: mapSection(template, 'Conditions'),
    rules: mapsOf(mapSection(template, 'Rules'), 'Rules'),
    resources: mapEntries(resources, resourceDefinition),
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

/** What of a template could be read. */
export interface ReadTemplate {
  readonly template: Template;
  readonly unread: readonly UnreadResource[];
  /** Where a resource is written. */
  readonly positionOf: (logicalId: string) => Position | undefined;
}

const mapsAmong = (section: Value | undefined): Readonly<Record<string, ValueMap>> =>
  Object.fromEntries(
    Object.entries(isMap(section) ? section : {}).flatMap(([key, value]) => (isMap(value) ? [[key, value]] : [])),
  );

/**
 * Reads a template to look at it, not to deploy it: what is wrong or not supported in one part of it hides none of the
 * others, and what a transform (SAM's, for one) will make of it is left as it is.
 * @throws ValidationError where it is no template at all; UnsupportedError
 */
export const readTemplate = (text: string): ReadTemplate => {
  const source = parsed(text);
  const resources: Record<string, ResourceDefinition> = Object.create(null);
  const unread: UnreadResource[] = [];
  const { Resources: section } = source;
  for (const [logicalId, map] of Object.entries(mapsAmong(section))) {
    try {
      resources[logicalId] = resourceDefinition(logicalId, map);
    } catch (error) {
      if (!(error instanceof ValidationError || error instanceof UnsupportedError)) throw error;
      const type = typeof map.Type === 'string' ? map.Type : '';
      unread.push({ logicalId, type, message: error.message, position: placeOf(section, logicalId) });
    }
  }
  const template: Template = {
    parameters: mapsAmong(source.Parameters),
    mappings: isMap(source.Mappings) ? source.Mappings : {},
    conditions: isMap(source.Conditions) ? source.Conditions : {},
    rules: {},
    resources,
    outputs: {},
  };
  const positionOf = (logicalId: string) => (isMap(section) ? placeOfKey(section, logicalId) : undefined);
  return { template, unread, positionOf };
};

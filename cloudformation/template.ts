import { UnsupportedError, ValidationError } from './errors';
import { isList, isMap, isScalar, TemplateNumber, type Value, type ValueMap } from './values';
import { parseYaml } from './yaml';

export const deletionPolicies = ['Delete', 'Retain', 'RetainExceptOnCreate'] as const;
export type DeletionPolicy = (typeof deletionPolicies)[number];

export interface ResourceDefinition {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: ValueMap;
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
];

const formatError = (text: string): ValidationError => new ValidationError(`Template format error: ${text}`);

/** Checks that a parsed file holds nothing but maps, lists, text, numbers and booleans. */
const asValue = (input: unknown, path: string): Value => {
  if (input === null || input === undefined) throw formatError(`[${path}] 'null' values are not allowed in templates`);
  if (typeof input === 'string' || typeof input === 'boolean' || input instanceof TemplateNumber) return input;
  if (Array.isArray(input)) return input.map((item, index) => asValue(item, `${path}/${index}`));
  if (typeof input === 'object')
    return Object.fromEntries(Object.entries(input).map(([key, item]) => [key, asValue(item, `${path}/${key}`)]));
  throw formatError(`[${path}] unsupported value.`);
};

/** A JSON mistake is reported as one of JSON, not as one of YAML. */
const checkJson = (text: string): void => {
  try {
    JSON.parse(text);
  } catch (error) {
    throw formatError(`JSON not well-formed. ${error instanceof Error ? error.message : ''}`.trim());
  }
};

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

const parsed = (text: string): ValueMap => {
  if (text.trim() === '')
    throw new ValidationError('Template body is empty; a template is a JSON or YAML object with Resources');
  if (text.trimStart().startsWith('{')) checkJson(text);
  const value = asValue(parseYaml(text), '');
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

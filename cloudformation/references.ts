import { unresolvedDependencies, ValidationError } from './errors';
import { functionCall, getAttParts, subParts, subVariable } from './intrinsic-syntax';
import type { ResourceDefinition, Template } from './template';
import { isList, isMap, type Value } from './values';

/** What a value names: parameters, pseudo parameters and resources alike. */
export interface Reference {
  readonly name: string;
  /** What `Fn::GetAtt` asks of it; empty where that is itself computed. */
  readonly attribute?: string;
}

const dotted = (text: string): Reference => {
  const dot = text.indexOf('.');
  return dot < 0 ? { name: text } : { name: text.slice(0, dot), attribute: text.slice(dot + 1) };
};

const subReferences = (argument: Value): readonly Reference[] => {
  const [template, variables] = subParts(argument);
  const inText = [...template.matchAll(subVariable)].map(([, name = '']) => name.trim());
  const own = inText.filter((name) => !Object.hasOwn(variables, name));
  return [...own.map(dotted), ...Object.values(variables).flatMap(references)];
};

/** Every reference in a value, both branches of an `Fn::If` included, as CloudFormation counts them. */
export const references = (value: Value): readonly Reference[] => {
  if (isList(value)) return value.flatMap(references);
  if (!isMap(value)) return [];
  const call = functionCall(value);
  if (call?.[0] === 'Ref' && typeof call[1] === 'string') return [{ name: call[1] }];
  if (call?.[0] === 'Fn::GetAtt') {
    const [name, attribute] = getAttParts(call[1]);
    return [{ name, attribute: typeof attribute === 'string' ? attribute : '' }, ...references(attribute)];
  }
  if (call?.[0] === 'Fn::Sub') return subReferences(call[1]);
  return Object.values(value).flatMap(references);
};

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

const unresolved = (names: readonly string[], block: string): ValidationError =>
  new ValidationError(unresolvedDependencies(names, block));

const checkBlock = (values: readonly Value[], block: string, template: Template): void => {
  const isKnown = (name: string) =>
    name.startsWith('AWS::') || Object.hasOwn(template.parameters, name) || Object.hasOwn(template.resources, name);
  const all = values.flatMap(references);
  const attribute = all.find(
    (reference) => reference.attribute !== undefined && !Object.hasOwn(template.resources, reference.name),
  );
  if (attribute !== undefined)
    throw new ValidationError(`Template error: instance of Fn::GetAtt references undefined resource ${attribute.name}`);
  const unknown = unique(all.filter(({ name }) => !isKnown(name)).map(({ name }) => name));
  if (unknown.length > 0) throw unresolved(unknown, block);
};

/**
 * Checks that everything a template refers to is there.
 * @throws ValidationError naming what is not.
 */
export const checkReferences = (template: Template): void => {
  const resources = Object.values(template.resources);
  checkBlock(
    resources.map(({ properties }) => properties),
    'Resources',
    template,
  );
  const dependsOn = unique(
    resources.flatMap((resource) => resource.dependsOn).filter((name) => !Object.hasOwn(template.resources, name)),
  );
  if (dependsOn.length > 0) throw unresolved(dependsOn, 'Resources');
  const outputs = Object.values(template.outputs);
  checkBlock(
    outputs.flatMap(({ value, exportName }) => (exportName === undefined ? [value] : [value, exportName])),
    'Outputs',
    template,
  );
  const inConditions = unique(
    Object.values(template.conditions)
      .flatMap(references)
      .map(({ name }) => name),
  );
  const foreign = inConditions.filter((name) => !name.startsWith('AWS::') && !Object.hasOwn(template.parameters, name));
  if (foreign.length > 0)
    throw new ValidationError(
      `Template format error: Unresolved dependencies [${foreign.join(', ')}]. Cannot reference resources in the Conditions block of the template`,
    );
};

/** The attributes that a resource of a type has; undefined where that is up to the resource. */
export type AttributesOf = (type: string) => readonly string[] | undefined;

/**
 * Checks that the attributes a template asks for exist, as far as that is known before anything is deployed.
 * @throws ValidationError naming the first that does not.
 */
export const checkAttributes = (template: Template, attributesOf: AttributesOf): void => {
  const values = [...Object.values(template.resources), ...Object.values(template.outputs)].map((block) =>
    'properties' in block ? block.properties : block.value,
  );
  for (const { name, attribute } of values.flatMap(references)) {
    const known = attributesOf(template.resources[name]?.type ?? '');
    if (attribute && known !== undefined && !known.includes(attribute))
      throw new ValidationError(
        `Template error: resource ${name} does not support attribute type ${attribute} in Fn::GetAtt`,
      );
  }
};

/** The resources that must be there before this one. */
export const dependencies = (definition: ResourceDefinition, template: Template): readonly string[] =>
  unique([...definition.dependsOn, ...references(definition.properties).map(({ name }) => name)]).filter((name) =>
    Object.hasOwn(template.resources, name),
  );

/**
 * The logical ids such that each comes after those it depends on.
 * @throws ValidationError when some depend on each other in a circle.
 */
export const deploymentOrder = (graph: ReadonlyMap<string, readonly string[]>): readonly string[] => {
  const order = new Set<string>();
  let waiting = [...graph.keys()];
  while (waiting.length > 0) {
    const ready = waiting.filter((name) =>
      (graph.get(name) ?? []).every((other) => order.has(other) || !graph.has(other)),
    );
    if (ready.length === 0)
      throw new ValidationError(`Circular dependency between resources: [${circle(waiting, graph).join(', ')}]`);
    for (const name of ready) order.add(name);
    waiting = waiting.filter((name) => !order.has(name));
  }
  return [...order];
};

/** Of the resources that cannot be ordered, those that others of them wait for: the rest only hang on the circle. */
const circle = (stuck: readonly string[], graph: ReadonlyMap<string, readonly string[]>): readonly string[] => {
  const needed = stuck.filter((name) => stuck.some((other) => graph.get(other)?.includes(name)));
  return needed.length === stuck.length ? needed : circle(needed, graph);
};

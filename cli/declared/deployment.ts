import type { DeployedStack } from '../../aws/cloudformation';
import { CallError } from '../../aws/failure';
import { noValue, resolveKnown } from '../../cloudformation/intrinsics';
import { type GivenParameters, knownParameters } from '../../cloudformation/parameters';
import type { ReadTemplate } from '../../cloudformation/template';
import { isMap, json, stringified, type Value, type ValueMap } from '../../cloudformation/values';
import type { Account } from '../live/account';
import { type Known, type Place, scopeOf } from './known';
import { type DeclaredProfile, iotTypes, profilesIn } from './resources';
import { asCommandError, readTemplateOf } from './template';

/** What one template declares of AWS IoT's profiles, in the world it is, or would be, deployed in. */
export interface Declaration {
  /** The file, or the stack. */
  readonly source: string;
  readonly read: ReadTemplate;
  readonly known: Known;
  readonly profiles: readonly DeclaredProfile[];
  /** Names of the parameters that have a value, whether that is known or not. */
  readonly given: readonly string[];
}

/** Values that a person gives, or that a parent gives a nested stack; what is `undefined` is given, and not known. */
export type Parameters = Readonly<Record<string, string | undefined>>;

const parameterValuesOf = (
  { template }: ReadTemplate,
  values: Parameters,
  ssm: Readonly<Record<string, string>>,
): ValueMap => {
  const declared = Object.entries(values).filter(([name]) => Object.hasOwn(template.parameters, name));
  const given: GivenParameters = Object.fromEntries(
    declared.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const hidden = declared.flatMap(([name, value]) => (value === undefined ? [name] : []));
  const known = knownParameters(template.parameters, given, ssm);
  return Object.fromEntries(Object.entries(known).filter(([name]) => !hidden.includes(name)));
};

/** Whether values of other stacks are asked for; to read them all takes a while. */
const importsSomething = (text: string): boolean => text.includes('ImportValue');

export const exportsFor = async (
  texts: readonly string[],
  { stacks }: Account,
): Promise<Readonly<Record<string, string>> | undefined> => {
  if (!texts.some(importsSomething)) return undefined;
  try {
    return await stacks.exports();
  } catch (error) {
    // Without the right to list them they are not known, and said to be so.
    if (error instanceof CallError) return undefined;
    throw error;
  }
};

interface Request {
  readonly source: string;
  readonly text: string;
  readonly parameters: Parameters;
  readonly ssmParameters: Readonly<Record<string, string>>;
  readonly place: Place;
  readonly physicalIds: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string>> | undefined;
}

/** @throws CommandError */
export const declare = (request: Request): Declaration => {
  const { source, text, place, physicalIds, exports, ssmParameters } = request;
  const read = readTemplateOf({ path: source, text }, iotTypes);
  try {
    const parameters = parameterValuesOf(read, request.parameters, ssmParameters);
    const known: Known = { parameters, place, physicalIds, exports };
    return { source, read, known, profiles: profilesIn(read, known, iotTypes), given: Object.keys(request.parameters) };
  } catch (error) {
    throw asCommandError(source, error);
  }
};

/** What a stack that is deployed declares. */
export const declareStack = (
  stack: DeployedStack,
  place: Place,
  exports: Readonly<Record<string, string>> | undefined,
): Declaration =>
  declare({
    source: `the template of the stack ${stack.name}`,
    text: stack.template,
    parameters: stack.parameters,
    ssmParameters: stack.ssmParameters,
    place: { ...place, stackName: stack.name, stackId: stack.id },
    physicalIds: stack.physicalIds,
    exports,
  });

const resolvedProperties = ({ read, known }: Declaration, logicalId: string): string => {
  const definition = read.template.resources[logicalId];
  if (definition === undefined) return '';
  // By names alone: what a resource is called now says nothing of whether it will be the same.
  const resolved = resolveKnown(
    definition.properties,
    scopeOf(read.template, { ...known, physicalIds: {} }),
    () => undefined,
  );
  return resolved === noValue ? '' : json([definition.type, stringified(resolved)]);
};

/** The physical ids of resources that a deployment leaves as they are. */
export const unchangedIds = (before: Declaration, after: Declaration): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(before.known.physicalIds).filter(
      ([logicalId]) =>
        Object.hasOwn(after.read.template.resources, logicalId) &&
        resolvedProperties(before, logicalId) === resolvedProperties(after, logicalId),
    ),
  );

/** What a parent gives its nested stack. */
export const nestedParameters = ({ read, known }: Declaration, logicalId: string): Parameters => {
  const given = read.template.resources[logicalId]?.properties.Parameters;
  if (!isMap(given)) return {};
  const scope = scopeOf(read.template, known);
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const resolved = resolveKnown(value, scope, () => undefined);
      return [name, resolved === noValue ? undefined : textOf(resolved)];
    }),
  );
};

/** A list is handed on as its elements with commas between them. */
const textOf = (value: Value): string | undefined => {
  if (Array.isArray(value)) {
    const texts = value.map(textOf);
    return texts.includes(undefined) ? undefined : texts.join(',');
  }
  return isMap(value) ? undefined : String(value);
};

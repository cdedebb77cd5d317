import { conditionLookUp } from './conditions';
import { UnknownValueError, unresolvedDependencies, ValidationError } from './errors';
import type { noValue, Scope, StackOutput } from './intrinsics';
import type { Template } from './template';
import { isMap, type Value, type ValueMap } from './values';

/** What is known of the resources of a stack. */
export interface LiveResources {
  ref(logicalId: string): Value;
  attribute(logicalId: string, attribute: string): Value;
}

/** What is known beside a template's own text. */
export interface World {
  readonly parameters: ValueMap;
  /** `AWS::Region` and its like. */
  readonly pseudoParameters: Readonly<Record<string, Value | typeof noValue>>;
  /** @throws when no stack exports the name, or what it exports is not known. */
  readonly importValue: (name: string) => Value;
  /** Absent where nothing is known of other stacks. */
  readonly stackOutput?: StackOutput | undefined;
  /** Absent where nothing is known of the account. */
  readonly availabilityZones?: Scope['availabilityZones'];
}

const memberOf = (map: Value | undefined, name: string): Value | undefined =>
  isMap(map) && Object.hasOwn(map, name) ? map[name] : undefined;

const mappingLookUp =
  ({ mappings, transformed }: Pick<Template, 'mappings' | 'transformed'>): Scope['mapping'] =>
  (map, key, member, otherwise) => {
    const value = memberOf(memberOf(memberOf(mappings, map), key), member);
    if (value !== undefined) return value;
    if (otherwise !== undefined && transformed?.mayAddMappings !== true) return otherwise();
    if (transformed !== undefined) throw madeByTransform(`the mapping ${map}::${key}::${member}`);
    throw new ValidationError(`Template error: Unable to get mapping for ${map}::${key}::${member}`);
  };

/** What a template lacks that is only read a transform may add. */
const madeByTransform = (what: string): UnknownValueError =>
  new UnknownValueError(`${what} is not known before the transform`);

const unresolved = (name: string): never => {
  throw new ValidationError(unresolvedDependencies([name]));
};

/** Conditions are evaluated before there are any. */
export const noResources: LiveResources = { ref: unresolved, attribute: unresolved };

/**
 * Makes the scope in which a template's values are resolved, given the live resources. `live` is asked also for the
 * parameters of which the world knows nothing.
 */
export const scopes = (
  template: Pick<Template, 'mappings' | 'conditions' | 'transformed'>,
  { parameters, pseudoParameters, importValue, stackOutput, availabilityZones }: World,
  beforeResources: LiveResources = noResources,
): ((live: LiveResources) => Scope) => {
  // Without a prototype, so that no name finds anything but what was put in.
  const known: Readonly<Record<string, Value | typeof noValue>> = Object.assign(
    Object.create(null),
    parameters,
    pseudoParameters,
  );
  const mapping = mappingLookUp(template);
  const { conditions, transformed } = template;
  const isTransformed = transformed !== undefined;
  const lookUp: (name: string) => boolean = conditionLookUp(conditions, () => scope(beforeResources));
  const condition = (name: string): boolean => {
    if (isTransformed && !Object.hasOwn(conditions, name)) throw madeByTransform(`the condition ${name}`);
    return lookUp(name);
  };
  const scope = (live: LiveResources): Scope => ({
    ref: (name) => known[name] ?? live.ref(name),
    attribute: (logicalId, attribute) => live.attribute(logicalId, attribute),
    condition,
    mapping,
    importValue,
    ...(stackOutput === undefined ? {} : { stackOutput }),
    availabilityZones,
    isTransformed,
  });
  return scope;
};

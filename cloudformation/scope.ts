import { conditionLookUp } from './conditions';
import { unresolvedDependencies, ValidationError } from './errors';
import type { noValue, Scope } from './intrinsics';
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
}

const memberOf = (map: Value | undefined, name: string): Value | undefined =>
  isMap(map) && Object.hasOwn(map, name) ? map[name] : undefined;

const mappingLookUp =
  (mappings: ValueMap) =>
  (map: string, key: string, member: string): Value => {
    const value = memberOf(memberOf(memberOf(mappings, map), key), member);
    if (value === undefined)
      throw new ValidationError(`Template error: Unable to get mapping for ${map}::${key}::${member}`);
    return value;
  };

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
  { mappings, conditions }: Pick<Template, 'mappings' | 'conditions'>,
  { parameters, pseudoParameters, importValue }: World,
  beforeResources: LiveResources = noResources,
): ((live: LiveResources) => Scope) => {
  // Without a prototype, so that no name finds anything but what was put in.
  const known: Readonly<Record<string, Value | typeof noValue>> = Object.assign(
    Object.create(null),
    parameters,
    pseudoParameters,
  );
  const mapping = mappingLookUp(mappings);
  const condition: (name: string) => boolean = conditionLookUp(conditions, () => scope(beforeResources));
  const scope = (live: LiveResources): Scope => ({
    ref: (name) => known[name] ?? live.ref(name),
    attribute: (logicalId, attribute) => live.attribute(logicalId, attribute),
    condition,
    mapping,
    importValue,
  });
  return scope;
};

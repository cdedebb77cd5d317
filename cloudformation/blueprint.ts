import { checkRules, conditionLookUp } from './conditions';
import { unresolvedDependencies, ValidationError } from './errors';
import { noValue, resolve, resolveMap, type Scope } from './intrinsics';
import { type GivenParameters, parameterValues, type SsmParameters } from './parameters';
import { checkReferences, dependencies, deploymentOrder } from './references';
import type { ResourceDefinition, Template } from './template';
import { isMap, isScalar, type Value, type ValueMap } from './values';

/** The account, and the Region, in which stacks are deployed. */
export interface Account {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly ssmParameters?: SsmParameters;
  /** What stacks that are not played export, by name. */
  readonly exports?: Readonly<Record<string, string>>;
}

/** What is known of the resources of a stack while it is deployed. */
export interface LiveResources {
  ref(logicalId: string): Value;
  attribute(logicalId: string, attribute: string): Value;
}

export interface OutputValue {
  readonly value: string;
  readonly exportName?: string;
}

/** A template with its parameters: what a stack is to be. */
export interface Blueprint {
  /** The resources whose condition holds, each after those it depends on. */
  readonly order: readonly string[];
  /** Two blueprints with the same fingerprint ask for the same stack. */
  readonly fingerprint: string;
  definition(logicalId: string): ResourceDefinition | undefined;
  dependencies(logicalId: string): readonly string[];
  properties(logicalId: string, live: LiveResources): ValueMap;
  outputs(live: LiveResources): Readonly<Record<string, OutputValue>>;
}

export interface BlueprintRequest {
  readonly template: Template;
  readonly parameters: GivenParameters;
  readonly account: Account;
  readonly stackName: string;
  readonly stackId: string;
  /** @throws when no stack exports the name. */
  readonly importValue: (name: string) => Value;
}

const urlSuffix = (partition: string): string => (partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com');

type PseudoParameters = Readonly<Record<string, Value | typeof noValue>>;

const pseudoParameters = ({ account, stackName, stackId }: BlueprintRequest): PseudoParameters => ({
  'AWS::AccountId': account.accountId,
  'AWS::NoValue': noValue,
  'AWS::NotificationARNs': [],
  'AWS::Partition': account.partition,
  'AWS::Region': account.region,
  'AWS::StackId': stackId,
  'AWS::StackName': stackName,
  'AWS::URLSuffix': urlSuffix(account.partition),
});

const mappingLookUp =
  (mappings: ValueMap) =>
  (map: string, key: string, member: string): Value => {
    const keys = mappings[map];
    const members = isMap(keys) ? keys[key] : undefined;
    const value = isMap(members) ? members[member] : undefined;
    if (value === undefined)
      throw new ValidationError(`Template error: Unable to get mapping for ${map}::${key}::${member}`);
    return value;
  };

const unresolved = (name: string): ValidationError => new ValidationError(unresolvedDependencies([name]));

const noResources: LiveResources = {
  ref: (name) => {
    throw unresolved(name);
  },
  attribute: (name) => {
    throw unresolved(name);
  },
};

/** Makes the scope in which a template's values are resolved, given the live resources. */
const scopes = (request: BlueprintRequest, parameters: ValueMap): ((live: LiveResources) => Scope) => {
  // Without a prototype, so that no name finds anything but what was put in.
  const known: PseudoParameters = Object.assign(Object.create(null), parameters, pseudoParameters(request));
  const mapping = mappingLookUp(request.template.mappings);
  const condition: (name: string) => boolean = conditionLookUp(request.template.conditions, () => scope(noResources));
  const scope = (live: LiveResources): Scope => ({
    ref: (name) => known[name] ?? live.ref(name),
    attribute: (logicalId, attribute) => live.attribute(logicalId, attribute),
    condition,
    mapping,
    importValue: request.importValue,
  });
  return scope;
};

const outputText = (name: string, value: Value | typeof noValue): string => {
  if (value === noValue || !isScalar(value))
    throw new ValidationError(
      `Template format error: The Value field of every Outputs member must evaluate to a String. (${name})`,
    );
  return String(value);
};

const resolvedOutputs = (template: Template, scope: Scope): Readonly<Record<string, OutputValue>> => {
  const active = Object.entries(template.outputs).filter(
    ([, { condition }]) => condition === undefined || scope.condition(condition),
  );
  return Object.fromEntries(
    active.map(([name, { value, exportName }]) => [
      name,
      {
        value: outputText(name, resolve(value, scope)),
        ...(exportName === undefined ? {} : { exportName: outputText(name, resolve(exportName, scope)) }),
      },
    ]),
  );
};

/**
 * Checks a template and its parameters as CloudFormation does before it starts.
 * @throws ValidationError, UnsupportedError
 */
export const createBlueprint = (request: BlueprintRequest): Blueprint => {
  const { template } = request;
  checkReferences(template);
  const parameters = parameterValues(template.parameters, request.parameters, request.account.ssmParameters);
  const scope = scopes(request, parameters);
  const still = scope(noResources);
  checkRules(template.rules, still);
  const graph = new Map(
    Object.values(template.resources).map((definition) => [definition.logicalId, dependencies(definition, template)]),
  );
  const conditions = Object.fromEntries(Object.keys(template.conditions).map((name) => [name, still.condition(name)]));
  const isActive = (logicalId: string): boolean => {
    const condition = template.resources[logicalId]?.condition;
    return condition === undefined || still.condition(condition);
  };
  const order = deploymentOrder(graph).filter(isActive);
  const definition = (logicalId: string) => (order.includes(logicalId) ? template.resources[logicalId] : undefined);
  return {
    order,
    fingerprint: JSON.stringify([order.map(definition), template.outputs, template.mappings, parameters, conditions]),
    definition,
    dependencies: (logicalId) => graph.get(logicalId) ?? [],
    properties: (logicalId, live) => resolveMap(definition(logicalId)?.properties ?? {}, scope(live)),
    outputs: (live) => resolvedOutputs(template, scope(live)),
  };
};

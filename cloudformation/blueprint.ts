import { checkRules } from './conditions';
import { resolveDynamicReferences, resolveDynamicText } from './dynamic-references';
import { ValidationError } from './errors';
import { noValue, resolve, resolveMap, type Scope, type StackOutput } from './intrinsics';
import { type GivenParameters, parameterValues, type SsmParameters } from './parameters';
import { checkReferences, dependencies, deploymentOrder } from './references';
import { type LiveResources, noResources, scopes, type World } from './scope';
import { isCustomResource, type ResourceDefinition, type Template } from './template';
import { isScalar, type Value, type ValueMap } from './values';

/** The account, and the Region, in which stacks are deployed. */
export interface Account {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly ssmParameters?: SsmParameters;
  /** What stacks that are not played export, by name. */
  readonly exports?: Readonly<Record<string, string>>;
}

export interface OutputValue {
  readonly value: string;
  readonly exportName?: string;
}

export type { LiveResources } from './scope';

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
  /** Default: nothing is known of other stacks. */
  readonly stackOutput?: StackOutput;
}

const urlSuffix = (partition: string): string => (partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com');

/** What follows from where a stack is. */
export const pseudoParametersOf = ({
  accountId,
  partition,
  region,
}: Pick<Account, 'accountId' | 'partition' | 'region'>): World['pseudoParameters'] => ({
  'AWS::AccountId': accountId,
  'AWS::NoValue': noValue,
  'AWS::NotificationARNs': [],
  'AWS::Partition': partition,
  'AWS::Region': region,
  'AWS::URLSuffix': urlSuffix(partition),
});

/** Every Region has three at least. */
const availabilityZones = (region: string): readonly string[] => ['a', 'b', 'c'].map((zone) => `${region}${zone}`);

const outputText = (name: string, value: Value | typeof noValue): string => {
  if (value === noValue || !isScalar(value))
    throw new ValidationError(
      `Template format error: The Value field of every Outputs member must evaluate to a String. (${name})`,
    );
  return String(value);
};

const resolvedOutputs = (
  template: Template,
  scope: Scope,
  ssm: SsmParameters = {},
): Readonly<Record<string, OutputValue>> => {
  const active = Object.entries(template.outputs).filter(
    ([, { condition }]) => condition === undefined || scope.condition(condition),
  );
  return Object.fromEntries(
    active.map(([name, { value, exportName }]) => [
      name,
      {
        // As to a custom resource, no secret is told: the reference stays.
        value: resolveDynamicText(outputText(name, resolve(value, scope)), ssm, true),
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
  const scope = scopes(template, {
    parameters,
    pseudoParameters: {
      ...pseudoParametersOf(request.account),
      'AWS::StackId': request.stackId,
      'AWS::StackName': request.stackName,
    },
    importValue: request.importValue,
    stackOutput: request.stackOutput,
    availabilityZones,
  });
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
    properties: (logicalId, live) => {
      const { properties = {}, type = '' } = definition(logicalId) ?? {};
      const { ssmParameters = {} } = request.account;
      return resolveDynamicReferences(resolveMap(properties, scope(live)), ssmParameters, isCustomResource(type));
    },
    outputs: (live) => resolvedOutputs(template, scope(live), request.account.ssmParameters),
  };
};

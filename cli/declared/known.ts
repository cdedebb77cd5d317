import { pseudoParametersOf } from '../../cloudformation/blueprint';
import { UnknownValueError, unresolvedDependencies, ValidationError } from '../../cloudformation/errors';
import { noValue, resolveKnown, type Scope } from '../../cloudformation/intrinsics';
import { type Naming, type NativeType, nativeTypes } from '../../cloudformation/native-types';
import { type LiveResources, scopes, type World } from '../../cloudformation/scope';
import type { ResourceDefinition, Template } from '../../cloudformation/template';
import { isMap, isScalar, type Value, type ValueMap } from '../../cloudformation/values';

/** Where a template is, or would be, deployed; what is not known is left out. */
export interface Place {
  readonly partition?: string;
  readonly region?: string;
  readonly accountId?: string;
  readonly stackName?: string;
  readonly stackId?: string;
}

/** What is known beside the text of a template. */
export interface Known {
  /** Values of parameters. Those that are not here are not known. */
  readonly parameters: ValueMap;
  /** Of parameters that are not known, what conditions take them for. Default: nothing, so that they are not known either. */
  readonly inConditions?: Readonly<Record<string, string>>;
  readonly place: Place;
  /** Physical ids of resources that stand already and stay what they are. */
  readonly physicalIds: Readonly<Record<string, string>>;
  /** What other stacks export; `undefined` where nobody has asked. */
  readonly exports: Readonly<Record<string, string>> | undefined;
  /** Is told of each condition, and of each parameter, that is asked for. */
  readonly onQuestion?: () => void;
}

const unknown = (what: string): never => {
  throw new UnknownValueError(`${what} is not known before the deployment`);
};

/** Ours looks the same as the native type from a template. */
const profileType: NativeType = {
  ref: (naming) => {
    const { SecurityProfileName: name } = naming.properties;
    return isScalar(name) && name !== '' ? String(name) : naming.generated;
  },
  attributes: {
    SecurityProfileName: (naming) => profileType.ref(naming),
    SecurityProfileArn: (naming) => {
      const { partition, region, accountId } = naming.account;
      return `arn:${partition}:iot:${region}:${accountId}:securityprofile/${profileType.ref(naming)}`;
    },
  },
};

const types: Readonly<Record<string, NativeType>> = {
  ...nativeTypes,
  'AWS::IoT::SecurityProfile': profileType,
  'Custom::IoTSecurityProfile': profileType,
};

/** The name inside a physical id: topics have their ARN for one. */
const nameInside = (physicalId: string): string =>
  physicalId.startsWith('arn:') ? physicalId.slice(physicalId.lastIndexOf(':') + 1) : physicalId;

/** What follows from the names of a template's resources, and from their physical ids where they stand. */
class NamedResources implements LiveResources {
  readonly #open = new Set<string>();

  constructor(
    private readonly template: Template,
    private readonly known: Known,
    private readonly resolved: (definition: ResourceDefinition) => ValueMap,
  ) {}

  ref(name: string): Value {
    const definition = this.#definition(name);
    const physicalId = this.#physicalId(name);
    if (physicalId !== undefined) return physicalId;
    const type = Object.hasOwn(types, definition.type) ? types[definition.type] : undefined;
    return type === undefined ? unknown(name) : this.#named(definition, (naming) => type.ref(naming));
  }

  attribute(name: string, attribute: string): Value {
    const definition = this.#definition(name);
    const type = Object.hasOwn(types, definition.type) ? types[definition.type] : undefined;
    const of = type !== undefined && Object.hasOwn(type.attributes, attribute) ? type.attributes[attribute] : undefined;
    return of === undefined ? unknown(`${name}.${attribute}`) : this.#named(definition, of);
  }

  /** @throws ValidationError where the template has no resource of that name; UnknownValueError for parameters */
  #definition(name: string): ResourceDefinition {
    const { parameters, resources, transformed } = this.template;
    if (name.startsWith('AWS::') || Object.hasOwn(parameters, name)) return unknown(name);
    const definition = Object.hasOwn(resources, name) ? resources[name] : undefined;
    // SAM makes roles, aliases and the like.
    if (definition === undefined && transformed !== undefined) return unknown(name);
    if (definition === undefined) throw new ValidationError(unresolvedDependencies([name]));
    return definition;
  }

  #physicalId(name: string): string | undefined {
    const { physicalIds } = this.known;
    return Object.hasOwn(physicalIds, name) ? physicalIds[name] : undefined;
  }

  #named(definition: ResourceDefinition, of: (naming: Naming) => string): string {
    const { logicalId } = definition;
    if (this.#open.has(logicalId)) return unknown(logicalId);
    this.#open.add(logicalId);
    try {
      return of(this.#naming(definition));
    } finally {
      this.#open.delete(logicalId);
    }
  }

  #naming(definition: ResourceDefinition): Naming {
    const { logicalId } = definition;
    const { partition, region, accountId } = this.known.place;
    const physicalId = this.#physicalId(logicalId);
    const properties = this.resolved(definition);
    // A name that is not known leads to the physical id; these have nothing to fall back to.
    if (isMap(properties.Path) || isMap(properties.FifoTopic)) return unknown(logicalId);
    return {
      properties,
      get generated() {
        return physicalId === undefined ? unknown(logicalId) : nameInside(physicalId);
      },
      account: {
        get partition() {
          return partition ?? unknown('AWS::Partition');
        },
        get region() {
          return region ?? unknown('AWS::Region');
        },
        get accountId() {
          return accountId ?? unknown('AWS::AccountId');
        },
      },
      random: () => unknown(logicalId),
    };
  }
}

const pseudoParameters = ({ partition, region, accountId, stackId, stackName }: Place): World['pseudoParameters'] => {
  // Whom a stack notifies is nothing that its template tells.
  const {
    'AWS::URLSuffix': suffix,
    'AWS::NotificationARNs': _,
    ...all
  } = pseudoParametersOf({
    partition: partition ?? '',
    region: region ?? '',
    accountId: accountId ?? '',
  });
  const values: World['pseudoParameters'] = {
    ...all,
    ...(partition === undefined ? {} : { 'AWS::URLSuffix': suffix ?? '' }),
    'AWS::StackId': stackId ?? '',
    'AWS::StackName': stackName ?? '',
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
};

/** The scope of a template as far as it is known; what is not throws UnknownValueError. */
export const scopeOf = (template: Template, known: Known): Scope => {
  const resolved = (definition: ResourceDefinition): ValueMap => {
    const result = resolveKnown(definition.properties, scope, () => undefined);
    return result !== noValue && isMap(result) ? result : {};
  };
  const resources = new NamedResources(template, known, resolved);
  const importValue = (name: string): Value => {
    const { exports } = known;
    if (exports === undefined) return unknown(`the export ${name}`);
    const value = Object.hasOwn(exports, name) ? exports[name] : undefined;
    if (value === undefined) throw new ValidationError(`No export named ${name} found.`);
    return value;
  };
  const world = { parameters: known.parameters, pseudoParameters: pseudoParameters(known.place), importValue };
  const inConditions: Readonly<Record<string, string>> = known.inConditions ?? {};
  const beforeResources: LiveResources = {
    ref: (name) => (Object.hasOwn(inConditions, name) ? (inConditions[name] ?? '') : resources.ref(name)),
    attribute: (name, attribute) => resources.attribute(name, attribute),
  };
  const { onQuestion = () => undefined } = known;
  const inner = scopes(template, world, beforeResources)(resources);
  const scope: Scope = {
    ...inner,
    ref: (name) => {
      if (Object.hasOwn(template.parameters, name)) onQuestion();
      return inner.ref(name);
    },
    condition: (name) => {
      onQuestion();
      return inner.condition(name);
    },
  };
  return scope;
};

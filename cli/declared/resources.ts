import { UnknownValueError, UnsupportedError, ValidationError } from '../../cloudformation/errors';
import { noValue, resolveKnown, type Scope } from '../../cloudformation/intrinsics';
import { inheritPlaces, type Position, placeOf, placeWords } from '../../cloudformation/places';
import {
  type DeletionPolicy,
  isExpanded,
  policyNamed,
  type ReadTemplate,
  type ResourceDefinition,
} from '../../cloudformation/template';
import { isMap, stringifiedMap, type ValueMap } from '../../cloudformation/values';
import { type Known, scopeOf } from './known';

export const ownType = 'Custom::IoTSecurityProfile';
export const nativeType = 'AWS::IoT::SecurityProfile';

export const connectType = 'Custom::ConnectSecurityProfile';
export const nativeConnectType = 'AWS::Connect::SecurityProfile';

/** Those of AWS IoT, which every verb reads. */
export const iotTypes = [ownType, nativeType] as const;

export const profileTypes = [...iotTypes, connectType, nativeConnectType] as const;

export type ProfileType = (typeof profileTypes)[number];

export const isIotType = (type: ProfileType): boolean => iotTypes.some((one) => one === type);

/** Whether it is ours, and not CloudFormation's own. */
export const isOwnType = (type: ProfileType): boolean => type === ownType || type === connectType;

/** The type, where it is one of these. */
export const typeAmong = (types: readonly ProfileType[], type: string): ProfileType | undefined =>
  types.find((one) => one === type);

/** A function of a template that cannot be resolved whatever the world is like. */
export interface Mistake {
  readonly message: string;
  readonly position: Position | undefined;
}

/** A security profile as a template declares it. */
export interface DeclaredProfile {
  readonly logicalId: string;
  readonly type: ProfileType;
  readonly position: Position | undefined;
  /** As CloudFormation sends them: scalars as text. What is not known stays the function that it is. */
  readonly properties: ValueMap;
  readonly mistakes: readonly Mistake[];
  /** Members of the properties in whose place a transform puts others. */
  readonly expanded: readonly string[];
  /** Whether no parameter and no condition has a say in it. */
  readonly isFixed: boolean;
  /** `undefined`: a function says it, and what that says is not known. */
  readonly deletionPolicy: DeletionPolicy | undefined;
  /** As `deletionPolicy`. */
  readonly updateReplacePolicy: DeletionPolicy | undefined;
  /** There where its condition is not known, so that it may be no part of the stack. */
  readonly isUncertain?: true;
}

/** Whether a resource is part of the stack; `undefined` where its condition is not known, or not supported. */
export const isActive = ({ condition }: ResourceDefinition, scope: Scope): boolean | undefined => {
  if (condition === undefined) return true;
  try {
    return scope.condition(condition);
  } catch (error) {
    if (error instanceof UnknownValueError || error instanceof UnsupportedError) return undefined;
    throw error;
  }
};

/** As `isActive`, with the place in what is wrong. */
const isActiveAt = (definition: ResourceDefinition, scope: Scope, position: Position | undefined) => {
  try {
    return isActive(definition, scope);
  } catch (error) {
    if (!(error instanceof ValidationError) || position === undefined) throw error;
    throw new ValidationError(`${error.message} ${placeWords(position)}`);
  }
};

const withoutMembers = (map: ValueMap, names: readonly string[]): ValueMap =>
  names.length === 0
    ? map
    : inheritPlaces(
        Object.fromEntries(Object.entries(map).filter(([name]) => !names.includes(name))),
        map,
        Object.keys(map).map((name) => [name, name]),
      );

const declared = (
  definition: ResourceDefinition,
  type: ProfileType,
  position: Position | undefined,
  scope: Scope,
): Omit<DeclaredProfile, 'isFixed'> => {
  const { logicalId, properties } = definition;
  const mistakes: Mistake[] = [];
  const expanded = Object.keys(properties).filter(isExpanded);
  const resolved = resolveKnown(withoutMembers(properties, expanded), scope, (message, position) =>
    mistakes.push({ message, position }),
  );
  const policy = (member: 'DeletionPolicy' | 'UpdateReplacePolicy', given: DeletionPolicy | ValueMap) => {
    if (typeof given === 'string') return given;
    const value = resolveKnown(given, scope, (message) => mistakes.push({ message, position }));
    if (value === noValue) return 'Delete';
    if (typeof value !== 'string') return undefined;
    try {
      return policyNamed(value, member, logicalId);
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      mistakes.push({ message: error.message, position });
      return undefined;
    }
  };
  return {
    logicalId,
    type,
    position,
    properties: resolved !== noValue && isMap(resolved) ? stringifiedMap(resolved) : {},
    mistakes,
    expanded,
    deletionPolicy: policy('DeletionPolicy', definition.deletionPolicy),
    updateReplacePolicy: policy('UpdateReplacePolicy', definition.updateReplacePolicy),
  };
};

/**
 * The profiles of these types that a template declares. One whose condition is not known counts as declared. `passedOver`:
 * logical ids of those that nobody asks for.
 */
export const profilesIn = (
  { template, positionOf }: ReadTemplate,
  known: Known,
  types: readonly ProfileType[],
  passedOver: ReadonlySet<string> = new Set(),
): readonly DeclaredProfile[] => {
  let questions = 0;
  const scope = scopeOf(template, {
    ...known,
    onQuestion: () => {
      questions += 1;
    },
  });
  return Object.values(template.resources).flatMap((definition) => {
    const { logicalId } = definition;
    const type = typeAmong(types, definition.type);
    const before = questions;
    if (type === undefined || passedOver.has(logicalId)) return [];
    const isPart = isActiveAt(definition, scope, positionOf(logicalId));
    if (isPart === false) return [];
    const profile = declared(definition, type, positionOf(logicalId), scope);
    return [{ ...profile, isFixed: questions === before, ...(isPart === undefined ? { isUncertain: true } : {}) }];
  });
};

/** Where a property of a profile is written; where it is nowhere written, as one that is missing, its resource. */
export const positionIn = ({ properties, position }: DeclaredProfile, path: string): Position | undefined =>
  placeOf(properties, path) ?? position;

/** Whether a value is known only later: the form that the functions of CloudFormation have. */
export const isUnresolved =
  (type: ProfileType) =>
  (value: unknown): boolean => {
    if (typeof value === 'string') {
      // A custom resource is sent a reference to a secret as it stands; what to say of that is said elsewhere.
      return value.includes('{{resolve:') && !(isOwnType(type) && value.includes('{{resolve:secretsmanager:'));
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const names = Object.keys(value);
    // What these put beside the other members nobody knows.
    if (names.some(isExpanded)) return true;
    return names.length === 1 && /^(?:Ref|Condition|Fn::\w+)$/.test(names[0] ?? '');
  };

const unresolvedIn = (value: unknown, isUnknown: (value: unknown) => boolean, path: string): readonly string[] => {
  if (isUnknown(value)) return [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => unresolvedIn(item, isUnknown, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    unresolvedIn(item, isUnknown, path === '' ? name : `${path}.${name}`),
  );
};

/** The paths of what is not known, but for what the profile has nothing of. */
export const unknownPaths = ({
  type,
  properties,
  expanded = [],
}: Pick<DeclaredProfile, 'type' | 'properties'> & Partial<DeclaredProfile>): readonly string[] => {
  const { ServiceToken: _token, ServiceTimeout: _timeout, ...own } = properties;
  return [...expanded, ...unresolvedIn(own, isUnresolved(type), '')];
};

import { isList, isMap, sameValue, type Value } from '../../cloudformation/values';
import type { Declaration } from '../declared/deployment';
import { type DeclaredProfile, isUnresolved, ownType } from '../declared/resources';

/** What a deployment asks of the function for one resource. */
export type ResourceEvent =
  | { readonly kind: 'Create'; readonly declared: DeclaredProfile }
  | {
      readonly kind: 'Update';
      readonly declared: DeclaredProfile;
      readonly before: DeclaredProfile;
      readonly physicalId: string;
    }
  | { readonly kind: 'Delete'; readonly before: DeclaredProfile; readonly physicalId: string }
  /** The properties are what they were: CloudFormation sends nothing, whatever the profile has become. */
  | { readonly kind: 'none'; readonly declared: DeclaredProfile; readonly physicalId: string }
  /** The resource leaves the stack, and its profile stays. */
  | { readonly kind: 'retain'; readonly before: DeclaredProfile; readonly physicalId: string }
  /** CloudFormation does not even begin. */
  | { readonly kind: 'refused'; readonly declared: DeclaredProfile; readonly reason: string };

const isOurs = ({ type }: DeclaredProfile): boolean => type === ownType;

const byLogicalId = (declaration: Declaration | undefined): ReadonlyMap<string, DeclaredProfile> =>
  new Map((declaration?.profiles ?? []).filter(isOurs).map((profile) => [profile.logicalId, profile]));

const isRetained = ({ deletionPolicy }: DeclaredProfile): boolean =>
  deletionPolicy === 'Retain' || deletionPolicy === 'RetainExceptOnCreate';

/** Whether two values are the same as far as both are known. */
const mayBeSame = (
  one: Value | undefined,
  other: Value | undefined,
  isUnknown: (value: unknown) => boolean,
): boolean => {
  if (isUnknown(one) || isUnknown(other)) return true;
  if (isList(one) && isList(other))
    return one.length === other.length && one.every((item, index) => mayBeSame(item, other[index], isUnknown));
  if (one !== undefined && other !== undefined && isMap(one) && isMap(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].every((key) => mayBeSame(one[key], other[key], isUnknown));
  }
  return sameValue(one, other);
};

const changed = (declared: DeclaredProfile, before: DeclaredProfile, physicalId: string): ResourceEvent => {
  const isUnknown = isUnresolved(ownType);
  const isOpen = declared.expanded.length > 0;
  if (!isOpen && mayBeSame(declared.properties, before.properties, isUnknown))
    return { kind: 'none', declared, physicalId };
  if (!mayBeSame(declared.properties.ServiceToken, before.properties.ServiceToken, isUnknown))
    return {
      kind: 'refused',
      declared,
      reason:
        'CloudFormation does not let the ServiceToken of a resource change. Give it the one that it has, or another logical id',
    };
  return { kind: 'Update', declared, before, physicalId };
};

/** The events of a deployment; `before`: what is deployed, `undefined` for a stack that is new. */
export const eventsOf = (before: Declaration | undefined, after: Declaration): readonly ResourceEvent[] => {
  const deployed = byLogicalId(before);
  const wanted = byLogicalId(after);
  const ids = before?.known.physicalIds ?? {};
  const otherType = (logicalId: string): boolean => {
    const type = before?.read.template.resources[logicalId]?.type;
    return type !== undefined && type !== ownType && Object.hasOwn(ids, logicalId);
  };
  const events = [...wanted.values()].map((declared): ResourceEvent => {
    const { logicalId } = declared;
    const former = deployed.get(logicalId);
    const physicalId = ids[logicalId];
    if (former !== undefined && physicalId !== undefined) return changed(declared, former, physicalId);
    return otherType(logicalId)
      ? {
          kind: 'refused',
          declared,
          reason: 'CloudFormation does not let the type of a resource change. Give it another logical id',
        }
      : { kind: 'Create', declared };
  });
  const removed = [...deployed.values()].flatMap((former): readonly ResourceEvent[] => {
    const physicalId = ids[former.logicalId];
    if (wanted.has(former.logicalId) || physicalId === undefined) return [];
    return [{ kind: isRetained(former) ? 'retain' : 'Delete', before: former, physicalId }];
  });
  return [...events, ...removed];
};

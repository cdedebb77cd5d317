import type { Position } from '../../cloudformation/places';
import { isList, isMap, sameValue, type Value, type ValueMap } from '../../cloudformation/values';
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
      /** Whether CloudFormation sends it whatever the values are that are not known. */
      readonly isCertain: boolean;
    }
  | { readonly kind: 'Delete'; readonly before: DeclaredProfile; readonly physicalId: string }
  /** The properties are what they were: CloudFormation sends nothing, whatever the profile has become. */
  | { readonly kind: 'none'; readonly declared: DeclaredProfile; readonly physicalId: string }
  /** The resource leaves the stack, and its profile stays. */
  | { readonly kind: 'retain'; readonly before: DeclaredProfile; readonly physicalId: string }
  /** The template has it in a form that cannot be read here. */
  | {
      readonly kind: 'unread';
      readonly logicalId: string;
      readonly position: Position | undefined;
      readonly physicalId: string | undefined;
      readonly reason: string;
    }
  /** CloudFormation does not even begin. */
  | { readonly kind: 'refused'; readonly declared: DeclaredProfile; readonly reason: string };

const isOurs = ({ type }: DeclaredProfile): boolean => type === ownType;

const byLogicalId = (declaration: Declaration | undefined): ReadonlyMap<string, DeclaredProfile> =>
  new Map((declaration?.profiles ?? []).filter(isOurs).map((profile) => [profile.logicalId, profile]));

const isRetained = ({ deletionPolicy }: DeclaredProfile): boolean =>
  deletionPolicy === 'Retain' || deletionPolicy === 'RetainExceptOnCreate';

/** A resource that the template has no longer, as far as it could be looked into. */
const removal = (before: DeclaredProfile, physicalId: string, after: Declaration): ResourceEvent => {
  const { logicalId } = before;
  const unread = (reason: string): ResourceEvent => ({
    kind: 'unread',
    logicalId,
    position: undefined,
    physicalId,
    reason,
  });
  const [hidden] = after.read.notLookedInto;
  if (hidden !== undefined)
    return unread(`the template has it no longer, or makes it by ${hidden.name}, which was not looked into`);
  if (before.deletionPolicy === undefined)
    return unread('whether it stays depends on its DeletionPolicy, which is not known');
  return { kind: isRetained(before) ? 'retain' : 'Delete', before, physicalId };
};

/** Whether two values are the same as far as both are known. */
const mayBeSame = (one: Value | undefined, other: Value | undefined): boolean => {
  if (isUnknown(one) || isUnknown(other)) return true;
  if (isList(one) && isList(other))
    return one.length === other.length && one.every((item, index) => mayBeSame(item, other[index]));
  if (one !== undefined && other !== undefined && isMap(one) && isMap(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].every((key) => mayBeSame(one[key], other[key]));
  }
  return sameValue(one, other);
};

const isUnknown = isUnresolved(ownType);

/** The token may not change, and says nothing of the profile. */
const withoutToken = ({ properties: { ServiceToken: _, ...own } }: DeclaredProfile): ValueMap => own;

const changed = (declared: DeclaredProfile, before: DeclaredProfile, physicalId: string): ResourceEvent => {
  if (!mayBeSame(declared.properties.ServiceToken, before.properties.ServiceToken))
    return {
      kind: 'refused',
      declared,
      reason:
        'CloudFormation does not let the ServiceToken of a resource change. Give it the one that it has, or another logical id',
    };
  const [own, former] = [withoutToken(declared), withoutToken(before)];
  if (declared.expanded.length === 0 && sameValue(own, former)) return { kind: 'none', declared, physicalId };
  const isCertain = !mayBeSame(own, former);
  return { kind: 'Update', declared, before, physicalId, isCertain };
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
  const unread = after.read.unread
    .filter(({ type }) => type === ownType)
    .map(({ logicalId, position, message }): ResourceEvent => {
      const reason = `it cannot be read: ${message}`;
      return { kind: 'unread', logicalId, position, physicalId: ids[logicalId], reason };
    });
  const isUnread = (logicalId: string): boolean => after.read.unread.some((one) => one.logicalId === logicalId);
  const removed = [...deployed.values()].flatMap((former): readonly ResourceEvent[] => {
    const { logicalId } = former;
    const physicalId = ids[logicalId];
    if (wanted.has(logicalId) || isUnread(logicalId) || physicalId === undefined) return [];
    return [removal(former, physicalId, after)];
  });
  return [...events, ...unread, ...removed];
};

/** The resource that an event is about, and where it is written. */
export const subjectOf = (
  event: ResourceEvent,
): { readonly logicalId: string; readonly position: Position | undefined } => {
  switch (event.kind) {
    case 'unread':
      return event;
    case 'Delete':
    case 'retain':
      return { logicalId: event.before.logicalId, position: undefined };
    case 'Create':
    case 'Update':
    case 'none':
    case 'refused':
      return event.declared;
  }
};

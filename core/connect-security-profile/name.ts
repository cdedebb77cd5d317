import type { JsonObject } from '../schema/json';
import { isInstanceId, type ProfileArn, parseInstanceArn, parseProfileArn } from './arn';
import { isSecurityProfileName } from './properties/formats';

/** Properties as they came in. */
export interface Named {
  readonly properties: JsonObject;
}

/** An update, with what its properties were before. */
export interface Renamed extends Named {
  readonly oldProperties: JsonObject;
  readonly physicalResourceId: string;
}

/** What a profile is found by before its id is known: no two of an instance have one name. */
export interface Key {
  readonly instanceId: string;
  readonly name: string;
}

/** Where in the service a profile stands. */
export type Address =
  | ({ readonly kind: 'key' } & Key)
  | ({ readonly kind: 'id'; readonly arn: string } & Pick<ProfileArn, 'instanceId' | 'profileId'>);

/** The name that the properties give; `''` where they give none, or an illegal one. */
export const nameOf = ({ properties: { SecurityProfileName: name } }: Named): string =>
  isSecurityProfileName(name) ? name : '';

/** `<instance id>:<name>`: a colon is legal in neither. */
export const keyText = ({ instanceId, name }: Key): string => `${instanceId}:${name}`;

/** The key that the properties give; `''` where they do not give one. */
export const keyOf = (named: Named): string => {
  const { InstanceArn: arn } = named.properties;
  const instance = typeof arn === 'string' ? parseInstanceArn(arn) : undefined;
  const name = nameOf(named);
  return instance === undefined || name === '' ? '' : keyText({ instanceId: instance.instanceId, name });
};

/** The same of the properties before an update. */
export const keyBefore = ({ oldProperties }: { readonly oldProperties: JsonObject }): string =>
  keyOf({ properties: oldProperties });

/** Where something of this key stands; `undefined` where it can be no key. */
export const addressOfKey = (key: string): Address | undefined => {
  const [instanceId = '', name = '', ...more] = key.split(':');
  return isInstanceId(instanceId) && isSecurityProfileName(name) && more.length === 0
    ? { kind: 'key', instanceId, name }
    : undefined;
};

/** Where the profile stands that the physical id names; `undefined` where it is no profile's ARN. */
export const addressOfId = (physicalResourceId: string): Extract<Address, { readonly kind: 'id' }> | undefined => {
  const arn = parseProfileArn(physicalResourceId);
  return arn && { kind: 'id', arn: physicalResourceId, instanceId: arn.instanceId, profileId: arn.profileId };
};

/**
 * Whether the update is one of the profile that the physical id names. By its ARN: whoever has given it another name in the
 * admin site has not made another profile of it. What the template renames is looked for by its key.
 */
export const isInPlace = (update: Renamed): boolean => {
  const key = keyOf(update);
  const instanceId = parseProfileArn(update.physicalResourceId)?.instanceId;
  return instanceId !== undefined && key === keyBefore(update) && key.startsWith(`${instanceId}:`);
};

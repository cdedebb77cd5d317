import type { ServiceLocation } from '../../service/types';
import { invalidParameter } from './errors';

/** What tells a profile from all others: there may be two of one id, in an instance and its replica. */
export interface ProfileKey {
  readonly instanceId: string;
  readonly id: string;
}

const prefixOf = ({ partition, region, accountId }: ServiceLocation): string =>
  `arn:${partition}:connect:${region}:${accountId}:`;

export const instanceArn = (location: ServiceLocation, instanceId: string): string =>
  `${prefixOf(location)}instance/${instanceId}`;

export const profileArn = (location: ServiceLocation, { instanceId, id }: ProfileKey): string =>
  `${instanceArn(location, instanceId)}/security-profile/${id}`;

export const userArn = (location: ServiceLocation, instanceId: string, user: string): string =>
  `${instanceArn(location, instanceId)}/agent/${user}`;

/**
 * The profile that a resource ARN names, or `undefined` when it names another kind of resource.
 * @throws InvalidParameterException when it is no ARN of this service, account and Region.
 */
export const profileKeyOf = (location: ServiceLocation, resourceArn: string): ProfileKey | undefined => {
  const prefix = prefixOf(location);
  if (!resourceArn.startsWith(prefix))
    throw invalidParameter(`Invalid resourceArn ${resourceArn}: expected an ARN that begins with ${prefix}`);
  const [, instanceId, id] =
    /^instance\/([^/]+)\/security-profile\/([^/]+)$/.exec(resourceArn.slice(prefix.length)) ?? [];
  return instanceId === undefined || id === undefined ? undefined : { instanceId, id };
};

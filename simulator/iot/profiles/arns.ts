import type { ServiceLocation } from '../../service/types';
import type { Surrounding } from '../model/types';
import { invalidRequest } from './errors';

const prefixOf = ({ partition, region, accountId }: ServiceLocation): string =>
  `arn:${partition}:iot:${region}:${accountId}:`;

export const profileArn = (location: ServiceLocation, name: string): string =>
  `${prefixOf(location)}securityprofile/${name}`;

export const surroundingArn = (location: ServiceLocation, surrounding: Surrounding): string =>
  `${prefixOf(location)}${surrounding}`;

const accountTargets: ReadonlySet<string> = new Set(['all/things', 'all/registered-things', 'all/unregistered-things']);

/**
 * The thing group that a target ARN names, or `undefined` for a target that stands for the whole account.
 * @throws InvalidRequestException when the ARN is none of the four documented forms, or of another account or Region.
 */
export const thingGroupOf = (location: ServiceLocation, targetArn: string): string | undefined => {
  const resource = resourceOf(location, targetArn, 'securityProfileTargetArn');
  if (accountTargets.has(resource)) return undefined;
  const group = /^thinggroup\/([a-zA-Z0-9:_-]{1,128})$/.exec(resource)?.[1];
  if (group === undefined) {
    throw invalidRequest(
      `Invalid security profile target ${targetArn}: a target is a thing group (thinggroup/NAME), all/things, all/registered-things or all/unregistered-things`,
    );
  }
  return group;
};

/**
 * The profile that a resource ARN names, or `undefined` when it names another kind of resource.
 * @throws InvalidRequestException when it is no ARN of this service, account and Region.
 */
export const profileNameOf = (location: ServiceLocation, resourceArn: string): string | undefined => {
  const resource = resourceOf(location, resourceArn, 'resourceArn');
  return /^securityprofile\/([a-zA-Z0-9:_-]{1,128})$/.exec(resource)?.[1];
};

const resourceOf = (location: ServiceLocation, arn: string, member: string): string => {
  const prefix = prefixOf(location);
  if (arn.startsWith(prefix) && arn.length > prefix.length) return arn.slice(prefix.length);
  throw invalidRequest(`Invalid ${member} ${arn}: expected an ARN that begins with ${prefix}`);
};

import { generatedName } from '../ownership/generated-name';
import type { Claimant } from '../ownership/marks';
import { mayBeInvented } from '../ownership/physical-id';
import type { JsonObject } from '../schema/json';
import { isSecurityProfileName } from './properties/formats';

/** https://docs.aws.amazon.com/iot/latest/apireference/API_CreateSecurityProfile.html */
const longestName = 128;

/** Properties as they came in, and whose they are. */
export interface Named extends Claimant {
  readonly properties: JsonObject;
}

/** The name of a profile whose template gives none. */
export const generatedNameOf = ({ stackId, logicalResourceId }: Claimant): string =>
  generatedName(stackId, logicalResourceId, longestName);

/** Whether the physical id of the event may be one that CloudFormation has made up. */
export const hasInventedId = (request: Claimant & { readonly physicalResourceId: string }): boolean =>
  mayBeInvented(request.physicalResourceId, request, generatedNameOf(request));

/** The name that the properties give or, where they give none, the generated one; `''` where they give an illegal one. */
export const nameOf = (named: Named): string => {
  const { SecurityProfileName: name } = named.properties;
  // `null` and `""` mean absent, as for every scalar.
  if (name === undefined || name === null || name === '') return generatedNameOf(named);
  return isSecurityProfileName(name) ? name : '';
};

/** The same of the properties before an update. */
export const nameBefore = (request: Claimant & { readonly oldProperties: JsonObject }): string =>
  nameOf({ ...request, properties: request.oldProperties });

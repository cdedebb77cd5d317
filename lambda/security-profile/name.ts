import { generatedName } from '../custom-resource/generated-name';
import type { JsonObject } from '../custom-resource/request';
import { isSecurityProfileName } from './properties/formats';

/** https://docs.aws.amazon.com/iot/latest/apireference/API_CreateSecurityProfile.html */
const longestName = 128;

/** Properties as they came in, and whose they are. */
export interface Named {
  readonly stackId: string;
  readonly logicalResourceId: string;
  readonly properties: JsonObject;
}

/** `null` and `""` mean absent, as for every property. */
export const hasName = (properties: JsonObject): boolean => {
  const { SecurityProfileName: name } = properties;
  return name !== undefined && name !== null && name !== '';
};

/** The name that the properties give or, where they give none, the generated one; `''` where they give an illegal one. */
export const nameOf = ({ stackId, logicalResourceId, properties }: Named): string => {
  const { SecurityProfileName: name } = properties;
  if (!hasName(properties)) return generatedName(stackId, logicalResourceId, longestName);
  return isSecurityProfileName(name) ? name : '';
};

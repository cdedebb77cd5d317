import { ResourceError, UnsupportedError, ValidationError } from './errors';
import type { SsmParameters } from './parameters';
import { inheritPlaces } from './places';
import { isList, isScalar, type Value, type ValueMap } from './values';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
const reference = /\{\{resolve:(?<service>[^:}]+):(?<rest>[^}]*)\}\}/g;

const parameterOf = (rest: string, ssm: SsmParameters): string => {
  // A version may follow the name.
  const [name = ''] = rest.split(':');
  const value = Object.hasOwn(ssm, name) ? ssm[name] : undefined;
  if (value === undefined) throw new ResourceError(`Parameters: [ssm:${rest}] cannot be found.`);
  return value;
};

/** As `resolveDynamicReferences`, of one text. */
export const resolveDynamicText = (text: string, ssm: SsmParameters, isCustom: boolean): string =>
  text.replace(reference, (whole: string, service: string, rest: string) => {
    switch (service) {
      case 'ssm':
        return parameterOf(rest, ssm);
      case 'ssm-secure':
        throw new ValidationError(`SSM Secure reference is not supported in: ${whole}`);
      case 'secretsmanager':
        // A custom resource is sent the reference itself: its function may not be told the secret.
        if (isCustom) return whole;
        throw new UnsupportedError(`${whole}: there are no secrets here`);
      default:
        throw new ValidationError(`Dynamic references of the service ${service} do not exist: ${whole}`);
    }
  });

/**
 * Resolves the dynamic references in the texts of properties, as CloudFormation does before it asks a resource for
 * anything. `isCustom`: whether a custom resource's.
 * @throws ResourceError, ValidationError, UnsupportedError
 */
export const resolveDynamicReferences = (map: ValueMap, ssm: SsmParameters, isCustom: boolean): ValueMap => {
  const resolve = (value: Value): Value => {
    if (typeof value === 'string')
      return value.includes('{{resolve:') ? resolveDynamicText(value, ssm, isCustom) : value;
    if (isScalar(value)) return value;
    return isList(value) ? value.map(resolve) : ofMap(value);
  };
  const ofMap = (members: ValueMap): ValueMap =>
    inheritPlaces(Object.fromEntries(Object.entries(members).map(([key, item]) => [key, resolve(item)])), members);
  return ofMap(map);
};

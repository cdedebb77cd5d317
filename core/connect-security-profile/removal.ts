import { type RemovalCase, saysAdoptExisting } from '../ownership/decision';
import { isProfileArn, parseProfileArn } from './arn';
import { keyBefore, keyOf, keyText, type Named, type Renamed } from './name';

export { saysAdoptExisting } from '../ownership/decision';

/**
 * Why a Delete comes to the profile that its physical id names; properties of another profile say nothing of this one.
 * @param live what stands there: an ARN does not say the name. Without it nobody knows whose the properties are, so that
 * what was adopted is let go.
 */
export const removalOfId = (
  deletion: Named & { readonly physicalResourceId: string },
  live?: { readonly name: string },
): RemovalCase => {
  const instanceId = parseProfileArn(deletion.physicalResourceId)?.instanceId ?? '';
  const isOfThis = live !== undefined && keyOf(deletion) === keyText({ instanceId, name: live.name });
  return { kind: 'physical-id', releasesAdopted: saysAdoptExisting(deletion.properties) || !isOfThis };
};

/**
 * The key under which a replacement may have made a profile, if its failure is what this update comes after. The ARN does
 * not say its key: what stands there may be the very profile of the physical id, as it is in every update to another
 * name, and that one must be left alone.
 */
export const keyLeftBehind = (update: Renamed): string | undefined => {
  const former = keyBefore(update);
  const isNone = former === '' || former === keyOf(update);
  return isNone || !isProfileArn(update.physicalResourceId) ? undefined : former;
};

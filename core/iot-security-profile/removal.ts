import { type RemovalCase, saysAdoptExisting } from '../ownership/decision';
import type { Claimant } from '../ownership/marks';
import type { JsonObject } from '../schema/json';
import { type Named, nameBefore, nameOf } from './name';
import { isSecurityProfileName } from './properties/formats';

export { saysAdoptExisting } from '../ownership/decision';

/** Why a Delete comes to the profile that its physical id names; properties of another profile say nothing of this one. */
export const removalOfName = (deletion: Named, name: string): RemovalCase => ({
  kind: 'physical-id',
  releasesAdopted: saysAdoptExisting(deletion.properties) || nameOf(deletion) !== name,
});

/**
 * The name under which a replacement may have made a profile, if its failure is what this update comes after. `name`: that
 * of the profile as it should be.
 */
export const nameLeftBehind = (
  update: Claimant & { readonly oldProperties: JsonObject; readonly physicalResourceId: string },
  name: string,
): string | undefined => {
  const { physicalResourceId } = update;
  const former = nameBefore(update);
  // An id that is no name has none of a profile that was replaced.
  const isNone = former === '' || former === physicalResourceId || former === name;
  return isNone || !isSecurityProfileName(physicalResourceId) ? undefined : former;
};

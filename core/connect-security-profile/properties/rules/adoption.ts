import { validValue } from '../../../schema/tree';
import { administrators, defaultProfiles } from '../../default-profiles';
import { fine, type ProfileRule, warning } from './rule';

/** People depend on the profiles that come with an instance, and the template replaces their permissions. */
export const adoptsNoDefault: ProfileRule = ({ AdoptExisting, SecurityProfileName }) => {
  const name = validValue(SecurityProfileName);
  if (validValue(AdoptExisting) !== true || name === undefined || !defaultProfiles.includes(name)) return fine;
  return warning(
    'AdoptExisting',
    name === administrators
      ? `true was given for ${name}, which is never adopted, for a template can lock everybody out; give the profile another name`
      : `true was given for ${name}, which comes with the instance: whoever has it keeps only what the template declares; make sure that it declares all they need`,
  );
};

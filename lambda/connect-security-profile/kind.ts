import { goalInPlace, goalOfCreate, goalOfFixForward, readBefore } from '../../core/connect-security-profile/goal';
import { addressOfId, addressOfKey, keyOf, nameOf } from '../../core/connect-security-profile/name';
import { holds } from '../../core/connect-security-profile/plan/profile';
import { readProperties, type SecurityProfileProperties } from '../../core/connect-security-profile/properties';
import { removalOfId, saysAdoptExisting } from '../../core/connect-security-profile/removal';
import type { Declared, Kind } from '../lifecycle/kind';
import { openConnect } from './access';
import { isInUse } from './errors';
import type { ConnectSecurityProfile } from './types';

const withProfile = ({ requestId, valid: profile }: Declared<SecurityProfileProperties>) => ({ requestId, profile });

const accountOf = (functionArn: string): string | undefined => functionArn.split(':')[4];

/**
 * The security profile of Amazon Connect: its ARN is its physical id, its instance and its name are its key.
 * @param region that of the service's client.
 */
export const connectSecurityProfile = (region: string | undefined): Kind<ConnectSecurityProfile> => ({
  readProperties: (properties, invokedFunctionArn) => {
    const account = accountOf(invokedFunctionArn);
    return readProperties(properties, {
      place: { ...(region && { region }), ...(account && { account }) },
    });
  },
  nameOf,
  keyOf,
  addressOfKey,
  addressOfId,
  // No id that CloudFormation makes up looks like an ARN.
  hasInventedId: () => false,
  goalOfCreate: (declared) => goalOfCreate(withProfile(declared)),
  goalOfFixForward: (declared, failedRequestId) => goalOfFixForward(withProfile(declared), failedRequestId),
  goalInPlace: (declared) =>
    goalInPlace(withProfile(declared), declared.physicalResourceId, readBefore(declared.oldProperties)),
  // Without versions nothing tells that an update was overtaken, and so nobody asks what was before.
  compare: (live, { desired }) => (holds(live, desired) ? 'as desired' : 'other'),
  saysAdoptExisting,
  removalOfId,
  isCreation: ({ operation }) => operation === 'CreateSecurityProfile',
  // What a creation misses is the instance.
  missesAnother: ({ operation }) => operation === 'CreateSecurityProfile',
  isInUse,
  open: (service, tools, place) => openConnect(service, tools, place),
});

import { goalInPlace, goalOfCreate, goalOfFixForward, readBefore } from '../../core/iot-security-profile/goal';
import { hasInventedId, nameOf } from '../../core/iot-security-profile/name';
import { holds } from '../../core/iot-security-profile/plan/profile';
import {
  isSecurityProfileName,
  readProperties,
  type SecurityProfileProperties,
} from '../../core/iot-security-profile/properties';
import { removalOfName, saysAdoptExisting } from '../../core/iot-security-profile/removal';
import type { Declared, Kind } from '../lifecycle/kind';
import { openIot } from './access';
import type { IotSecurityProfile } from './types';

const withName = (declared: Declared<SecurityProfileProperties>) => ({
  requestId: declared.requestId,
  name: nameOf(declared),
  profile: declared.valid,
});

const addressOf = (name: string): string | undefined => (isSecurityProfileName(name) ? name : undefined);

/** The security profile of AWS IoT: its name is its key and its physical id. `region`: see `openIot`. */
export const iotSecurityProfile = (region: string | undefined): Kind<IotSecurityProfile> => ({
  readProperties: (properties) => readProperties(properties),
  nameOf,
  keyOf: nameOf,
  addressOfKey: addressOf,
  addressOfId: addressOf,
  hasInventedId,
  goalOfCreate: (declared) => goalOfCreate(withName(declared)),
  goalOfFixForward: (declared, failedRequestId) => goalOfFixForward(withName(declared), failedRequestId),
  goalInPlace: (declared) => goalInPlace(withName(declared), readBefore(declared.oldProperties)),
  compare: (live, { desired: { content, contentBefore } }) => {
    if (holds(live, content)) return 'as desired';
    return contentBefore !== undefined && holds(live, contentBefore) ? 'as before' : 'other';
  },
  saysAdoptExisting,
  removalOfId: (deletion) => removalOfName(deletion, deletion.physicalResourceId),
  isCreation: ({ operation }) => operation === 'CreateSecurityProfile',
  // What an attachment misses is its thing group.
  missesAnother: ({ operation }) => operation === 'AttachSecurityProfile',
  // It is deleted whatever it is attached to.
  isInUse: () => false,
  open: (service, tools, place) => openIot(service, region, tools, place),
});

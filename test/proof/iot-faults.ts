import type { Call } from '../../simulator/service/types';
import {
  accessDenied,
  internalFailure,
  invalidRequest,
  limitExceeded,
  notFound,
  throttle,
  versionConflict,
} from '../lifecycle/support';
import { profileArn } from '../support/rig';
import { afterCall, commonFaults, once, type ProofFault } from './faults';
import { World } from './world';

type AnyCall = Call<string>;

const nameIn = ({ input }: AnyCall): string => {
  const { securityProfileName, resourceArn } = input;
  return typeof securityProfileName === 'string'
    ? securityProfileName
    : String(resourceArn).replace(profileArn(''), '');
};

const isAttachment = ({ operation }: AnyCall): boolean =>
  operation === 'AttachSecurityProfile' || operation === 'DetachSecurityProfile';

const takenAway = (call: AnyCall): string | undefined => (isAttachment(call) ? undefined : nameIn(call));

/** Somebody else takes the thing away just before the call. A service that only *says* so could hide anything. */
const vanishes: ProofFault['plan'] = (world, { skip, call }) => {
  const { operation, input } = call;
  // The thing group is gone.
  if (operation === 'AttachSecurityProfile') return world.service.faults.add({ skip, effect: notFound });
  const takeAway = (): void => {
    if (operation === 'DetachSecurityProfile' && world instanceof World)
      world.rig.iot.service.outOfBand(operation, input);
    else world.removeElsewhere(nameIn(call));
  };
  if (skip === 0) takeAway();
  else afterCall(world, skip - 1, takeAway);
};

/** Every fault of AWS IoT's matrix. */
export const proofFaults: readonly ProofFault[] = [
  ...commonFaults({ throttle, internalFailure, accessDenied }),
  { title: 'version conflict', plan: once(versionConflict) },
  { title: 'limit exceeded', plan: once(limitExceeded) },
  { title: 'invalid request', plan: once(invalidRequest) },
  { title: 'not found', plan: vanishes, takesAway: takenAway },
];

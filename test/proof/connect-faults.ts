import type { Call } from '../../simulator/service/types';
import {
  accessDenied,
  duplicate,
  internalFailure,
  inUse,
  invalidRequest,
  limitExceeded,
  throttle,
} from '../lifecycle/connect/support';
import { ConnectWorld } from './connect-world';
import { afterCall, commonFaults, forTheRequest, once, type ProofFault } from './faults';

/** Somebody else takes the profile away just before the call; of those that name none, the one of the stack. */
const vanishes: ProofFault['plan'] = (world, { skip }) => {
  const takeAway = (): void => world.removeElsewhere('profile');
  if (skip === 0) takeAway();
  else afterCall(world, skip - 1, takeAway);
};

/** Reads are late from the call on, until the next event: that one comes seconds later. */
const lateReads =
  (milliseconds: number): ProofFault['plan'] =>
  (world, { skip }) => {
    if (!(world instanceof ConnectWorld)) return;
    const { service } = world.rig.connect;
    const late = { DescribeSecurityProfile: milliseconds, ListSecurityProfiles: milliseconds };
    forTheRequest(world, skip, { begin: () => service.readLate(late), end: () => service.readLate({}) });
  };

const isOf =
  (operation: string) =>
  ({ operation: one }: Call<string>): boolean =>
    one === operation;

/** A refusal that only one operation knows strikes the next call of that one. */
const atNext =
  (operation: string, effect: Parameters<typeof once>[0]): ProofFault['plan'] =>
  (world, { skip, calls }) =>
    world.service.faults.add({ operation, skip: calls.slice(0, skip).filter(isOf(operation)).length, effect });

/** Every fault of Amazon Connect's matrix. */
export const connectFaults: readonly ProofFault[] = [
  ...commonFaults({ throttle, internalFailure, accessDenied }),
  { title: 'limit exceeded', plan: once(limitExceeded) },
  { title: 'invalid request', plan: once(invalidRequest) },
  { title: 'in use', plan: atNext('DeleteSecurityProfile', inUse) },
  { title: 'the name is taken', plan: atNext('CreateSecurityProfile', duplicate) },
  { title: 'reads are late', plan: lateReads(300) },
  { title: 'not found', plan: vanishes, takesAway: () => 'profile' },
];

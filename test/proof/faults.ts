import type { FaultEffect, IotCall } from '../../simulator/iot';
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
import type { World } from './world';

/** Where a fault strikes. */
export interface Strike {
  /** How many calls go well first. */
  readonly skip: number;
  /** The call that follows when nothing goes wrong. */
  readonly call: IotCall;
  /** Every call of the operation when nothing goes wrong. */
  readonly calls: readonly IotCall[];
}

/** What goes wrong, from one call of an operation on. */
export interface ProofFault {
  readonly title: string;
  readonly plan: (world: World, strike: Strike) => void;
  /** The profile that somebody else takes away; default: none. */
  readonly takesAway?: (call: IotCall) => string | undefined;
}

const forever = Number.POSITIVE_INFINITY;

const once =
  (effect: FaultEffect): ProofFault['plan'] =>
  (world, { skip }) =>
    world.rig.iot.faults.add({ skip, effect });

/** Does something at the moment when call number `skip` (from 0) has been handled, unless it is called off before. */
export const afterCall = (world: World, skip: number, action: () => void): (() => void) => {
  let count = 0;
  const stop = world.rig.iot.journal.onCall(() => {
    if (count++ < skip) return;
    stop();
    action();
  });
  return stop;
};

const forAMinute =
  (effect: FaultEffect): ProofFault['plan'] =>
  (world, { skip }) => {
    const { clock, iot } = world.rig;
    iot.faults.add({ skip, times: forever, effect });
    afterCall(world, skip, () => void clock.sleep(60_000).then(() => iot.faults.clear()));
  };

const forTheWholeRequest =
  (effect: FaultEffect): ProofFault['plan'] =>
  (world, { skip }) => {
    const { faults } = world.rig.iot;
    faults.add({ skip, times: forever, effect });
    let now = '';
    world.onRequest = (requestId) => {
      now = requestId;
    };
    afterCall(world, skip, () => {
      const struck = now;
      world.onRequest = (requestId) => {
        if (requestId !== struck) faults.clear();
      };
    });
  };

/** Until a person puts it right; every later call of any kind is struck too. */
const forGood =
  (effect: FaultEffect): ProofFault['plan'] =>
  (world, { skip }) =>
    world.rig.iot.faults.add({ skip, times: forever, effect });

/** A right that the role does not have: this operation alone fails, and goes on failing until a person puts it right. */
const missingRight: ProofFault['plan'] = (world, { skip, call: { operation }, calls }) => {
  const earlier = calls.slice(0, skip).filter((call) => call.operation === operation).length;
  world.rig.iot.faults.add({ operation, skip: earlier, times: forever, effect: accessDenied });
};

const nameIn = ({ input }: IotCall): string => {
  const { securityProfileName, resourceArn } = input;
  return typeof securityProfileName === 'string'
    ? securityProfileName
    : String(resourceArn).replace(profileArn(''), '');
};

const isAttachment = ({ operation }: IotCall): boolean =>
  operation === 'AttachSecurityProfile' || operation === 'DetachSecurityProfile';

const takenAway = (call: IotCall): string | undefined => (isAttachment(call) ? undefined : nameIn(call));

/** Somebody else takes the thing away just before the call. A service that only *says* so could hide anything. */
const vanishes: ProofFault['plan'] = (world, { skip, call }) => {
  const { service, faults } = world.rig.iot;
  const { operation, input } = call;
  // The thing group is gone.
  if (operation === 'AttachSecurityProfile') return faults.add({ skip, effect: notFound });
  const takeAway = (): void => {
    if (operation === 'DetachSecurityProfile') service.outOfBand(operation, input);
    else service.removeOutOfBand(nameIn(call));
  };
  if (skip === 0) takeAway();
  else afterCall(world, skip - 1, takeAway);
};

/** Every fault of the matrix. */
export const proofFaults: readonly ProofFault[] = [
  { title: 'throttled once', plan: once(throttle) },
  { title: 'throttled for a minute', plan: forAMinute(throttle) },
  { title: 'throttled for the whole request', plan: forTheWholeRequest(throttle) },
  { title: '500 once', plan: once(internalFailure) },
  { title: '500 once, after the effect', plan: once({ ...internalFailure, when: 'after' }) },
  { title: '500 for the whole request', plan: forTheWholeRequest(internalFailure) },
  { title: '500 for good', plan: forGood(internalFailure) },
  { title: 'reset before the effect', plan: once({ kind: 'reset', when: 'before' }) },
  { title: 'reset after the effect', plan: once({ kind: 'reset', when: 'after' }) },
  { title: 'hangs before the effect', plan: once({ kind: 'hang', when: 'before' }) },
  { title: 'hangs after the effect', plan: once({ kind: 'hang', when: 'after' }) },
  { title: 'slow', plan: once({ kind: 'slow', milliseconds: 20_000 }) },
  { title: 'access denied once', plan: once(accessDenied) },
  { title: 'a right is missing', plan: missingRight },
  { title: 'version conflict', plan: once(versionConflict) },
  { title: 'limit exceeded', plan: once(limitExceeded) },
  { title: 'invalid request', plan: once(invalidRequest) },
  { title: 'not found', plan: vanishes, takesAway: takenAway },
];

import type { Call, FaultEffect } from '../../simulator/service/types';
import type { WorldOf } from './world';

/** Where a fault strikes. */
export interface Strike {
  /** How many calls go well first. */
  readonly skip: number;
  /** The call that follows when nothing goes wrong. */
  readonly call: Call<string>;
  /** Every call of the operation when nothing goes wrong. */
  readonly calls: readonly Call<string>[];
}

/** What goes wrong, from one call of an operation on. */
export interface ProofFault {
  readonly title: string;
  readonly plan: (world: WorldOf, strike: Strike) => void;
  /** The profile that somebody else takes away; default: none. */
  readonly takesAway?: (call: Call<string>) => string | undefined;
}

const forever = Number.POSITIVE_INFINITY;

export const once =
  (effect: FaultEffect): ProofFault['plan'] =>
  (world, { skip }) =>
    world.service.faults.add({ skip, effect });

/** Does something at the moment when call number `skip` (from 0) has been handled, unless it is called off before. */
export const afterCall = (world: WorldOf, skip: number, action: () => void): (() => void) => {
  let count = 0;
  const stop = world.service.journal.onCall(() => {
    if (count++ < skip) return;
    stop();
    action();
  });
  return stop;
};

const forAMinute =
  (effect: FaultEffect): ProofFault['plan'] =>
  (world, { skip }) => {
    const { faults } = world.service;
    faults.add({ skip, times: forever, effect });
    afterCall(world, skip, () => void world.rig.clock.sleep(60_000).then(() => faults.clear()));
  };

/** Something that begins with call number `skip` (from 0) and ends with the event in which that comes. */
export const forTheRequest = (
  world: WorldOf,
  skip: number,
  { begin, end }: { readonly begin: () => void; readonly end: () => void },
): void => {
  let now = '';
  world.onRequest = (requestId) => {
    now = requestId;
  };
  const strike = (): void => {
    begin();
    const struck = now;
    world.onRequest = (requestId) => {
      now = requestId;
      if (struck !== '' && requestId !== struck) end();
    };
  };
  if (skip === 0) begin();
  afterCall(world, skip, strike);
};

const forTheWholeRequest =
  (effect: FaultEffect): ProofFault['plan'] =>
  (world, { skip }) => {
    const { faults } = world.service;
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
    world.service.faults.add({ skip, times: forever, effect });

/** A right that the role does not have: this operation alone fails, and goes on failing until a person puts it right. */
const missingRight =
  (effect: FaultEffect): ProofFault['plan'] =>
  (world, { skip, call: { operation }, calls }) => {
    const earlier = calls.slice(0, skip).filter((call) => call.operation === operation).length;
    world.service.faults.add({ operation, skip: earlier, times: forever, effect });
  };

/** Refusals in the words of one service. */
export interface Words {
  readonly throttle: FaultEffect;
  readonly internalFailure: Extract<FaultEffect, { readonly kind: 'error' }>;
  readonly accessDenied: FaultEffect;
}

/** What strikes any service. */
export const commonFaults = ({ throttle, internalFailure, accessDenied }: Words): readonly ProofFault[] => [
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
  { title: 'a right is missing', plan: missingRight(accessDenied) },
];

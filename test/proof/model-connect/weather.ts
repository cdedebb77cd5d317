import fc from 'fast-check';
import type { FaultEffect } from '../../../simulator/connect';
import { passingFaults } from '../../lifecycle/connect/support';
import type { ConnectWorld } from '../connect-world';
import { afterCall } from '../faults';

/** What happens to the service and to the function while CloudFormation works; all of it passes, and must change nothing. */
export interface Weather {
  readonly title: string;
  readonly fault?: { readonly skip: number; readonly effect: FaultEffect };
  readonly delivery: 'once' | 'twice' | 'twice at once';
  /** The process is killed right after this call, counted from 0. Default: it lives. */
  readonly killedAfter?: number | undefined;
}

const calls = fc.nat(14);

export const weathers: fc.Arbitrary<Weather> = fc
  .record({
    fault: fc.option(fc.tuple(fc.constantFrom(...passingFaults), calls), { nil: undefined }),
    delivery: fc.constantFrom<Weather['delivery']>('once', 'once', 'twice', 'twice at once'),
    killedAfter: fc.option(calls, { nil: undefined, freq: 3 }),
  })
  .map(({ fault, ...rest }) => {
    if (fault === undefined) return { title: 'calm', ...rest };
    const [[what, effect], skip] = fault;
    return { title: `${what} at call ${skip}`, fault: { skip, effect }, ...rest };
  });

/** Lets the weather come up before an operation; the function that it gives back ends it. */
export const begin = (world: ConnectWorld, { fault, delivery, killedAfter }: Weather): (() => void) => {
  const { faults } = world.service;
  if (fault !== undefined) faults.add(fault);
  world.deliveryPlan = delivery === 'once' ? {} : { times: 2, concurrent: delivery === 'twice at once' };
  const spare = killedAfter === undefined ? () => undefined : afterCall(world, killedAfter, () => world.rig.kill());
  return () => {
    faults.clear();
    spare();
    world.deliveryPlan = {};
  };
};

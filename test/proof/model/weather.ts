import fc from 'fast-check';
import type { Fault, FaultEffect, IotOperation } from '../../../simulator/iot';
import { accessDenied, invalidRequest, limitExceeded, passingFaults } from '../../lifecycle/support';
import { afterCall } from '../faults';
import type { World } from '../world';

type Delivery = 'once' | 'twice' | 'twice at once';

/** What happens to the service and to the function while CloudFormation works. */
export interface Weather {
  readonly title: string;
  /** Whether the operation must end as if there were no weather. */
  readonly isFair: boolean;
  readonly fault?: Fault;
  readonly delivery: Delivery;
  /** The process is killed right after this call, counted from 0. Default: it lives. */
  readonly killedAfter?: number | undefined;
  /** What is beside the profile in the stack fails after so many milliseconds, and the profile's own event is cancelled. */
  readonly cancelledAfter?: number;
}

export const fairWeather: Weather = { title: 'calm', isFair: true, delivery: 'once' };

const deliveries = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Delivery>('once') },
  { weight: 2, arbitrary: fc.constantFrom<Delivery>('twice', 'twice at once') },
);

const calls = fc.nat(12);
const kill = fc.option(calls, { nil: undefined, freq: 3 });

const calm: fc.Arbitrary<Weather> = fc.record({
  title: fc.constant('calm'),
  isFair: fc.constant(true),
  delivery: deliveries,
  killedAfter: kill,
});

/** Less than a sweep may take. */
const slow: readonly [string, FaultEffect] = ['a slow answer', { kind: 'slow', milliseconds: 12_000 }];

const passing: fc.Arbitrary<Weather> = fc
  .tuple(fc.constantFrom(...passingFaults, slow), calls, deliveries, kill)
  .map(([[what, effect], skip, delivery, killedAfter]) => ({
    title: `${what} at call ${skip}`,
    isFair: true,
    fault: { skip, effect },
    delivery,
    killedAfter,
  }));

const once: fc.Arbitrary<Weather> = fc
  .tuple(
    fc.constantFrom<readonly [string, FaultEffect]>(
      ['an invalid request', invalidRequest],
      ['a quota', limitExceeded],
      ['a call that hangs', { kind: 'hang', when: 'before' }],
      ['a call that hangs after its effect', { kind: 'hang', when: 'after' }],
    ),
    calls,
  )
  .map(([[what, effect], skip]) => ({
    title: `${what} at call ${skip}`,
    isFair: false,
    fault: { skip, effect },
    delivery: 'once',
  }));

/** Rights without which the function can still tidy up. */
const missable: readonly IotOperation[] = [
  'AttachSecurityProfile',
  'CreateSecurityProfile',
  'DetachSecurityProfile',
  'TagResource',
  'UpdateSecurityProfile',
];

const missingRight: fc.Arbitrary<Weather> = fc
  .tuple(fc.constantFrom(...missable), fc.nat(3))
  .map(([operation, skip]) => ({
    title: `no right to ${operation} after ${skip} calls`,
    isFair: false,
    fault: { operation, skip, times: Number.POSITIVE_INFINITY, effect: accessDenied },
    delivery: 'once',
  }));

/** Each call takes a second, so that no two come at once, and the end of the operation comes between them. */
const cancelled: fc.Arbitrary<Weather> = fc.nat(24).map((half) => ({
  title: 'every call slow',
  isFair: false,
  fault: { times: Number.POSITIVE_INFINITY, effect: { kind: 'slow', milliseconds: 1_000 } },
  delivery: 'once',
  cancelledAfter: half * 500,
}));

/** Foul weather comes with one delivery: what a repetition after a FAILED answer may do is known, and tested elsewhere. */
export const weathers: fc.Arbitrary<Weather> = fc.oneof(
  { weight: 4, arbitrary: calm },
  { weight: 3, arbitrary: passing },
  { weight: 2, arbitrary: once },
  { weight: 1, arbitrary: missingRight },
);

/** For operations that can be cancelled. */
export const weathersOfDeployments: fc.Arbitrary<Weather> = fc.oneof(
  { weight: 5, arbitrary: weathers },
  { weight: 1, arbitrary: cancelled },
);

/** How often an event may come. */
export const mostDeliveries = ({ delivery, killedAfter }: Weather): number =>
  (delivery === 'once' ? 1 : 2) + (killedAfter === undefined ? 0 : 1);

export const describeWeather = ({ title, delivery, killedAfter, cancelledAfter }: Weather): string =>
  [
    title,
    `delivered ${delivery}`,
    ...(killedAfter === undefined ? [] : [`killed after call ${killedAfter}`]),
    ...(cancelledAfter === undefined ? [] : [`cancelled after ${cancelledAfter} ms`]),
  ].join(', ');

/** Lets the weather come up before an operation; the function that it gives back ends it. */
export const begin = (world: World, { fault, delivery, killedAfter }: Weather): (() => void) => {
  const { faults } = world.rig.iot;
  if (fault !== undefined) faults.add(fault);
  world.deliveryPlan = delivery === 'once' ? {} : { times: 2, concurrent: delivery === 'twice at once' };
  const spare = killedAfter === undefined ? () => undefined : afterCall(world, killedAfter, () => world.rig.kill());
  return () => {
    faults.clear();
    spare();
    world.deliveryPlan = {};
  };
};

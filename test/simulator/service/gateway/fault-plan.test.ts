import type { Fault } from '../../../../simulator/iot';
import { FaultPlan } from '../../../../simulator/service/gateway/fault-plan';

const effect = { kind: 'slow', milliseconds: 1 } as const;
const other = { kind: 'slow', milliseconds: 2 } as const;
const struck = (plan: FaultPlan, calls: number) =>
  Array.from({ length: calls }, () => plan.strike('TagResource') !== undefined);

test.each<[string, Omit<Fault, 'effect'>, boolean[]]>([
  ['strikes the next call, once, by default', {}, [true, false, false, false]],
  ['lets calls pass first', { skip: 2 }, [false, false, true, false]],
  ['strikes several times', { times: 2 }, [true, true, false, false]],
  ['strikes for ever', { skip: 1, times: Number.POSITIVE_INFINITY }, [false, true, true, true]],
  ['strikes its operation', { operation: 'TagResource' }, [true, false, false, false]],
  ['leaves other operations alone', { operation: 'UntagResource' }, [false, false, false, false]],
])('a fault %s', (_what, fault, expected) => {
  const plan = new FaultPlan();
  plan.add({ ...fault, effect });
  expect(struck(plan, 4)).toEqual(expected);
});

test('calls of other operations count for no skip', () => {
  const plan = new FaultPlan();
  plan.add({ operation: 'TagResource', skip: 1, effect });
  expect(plan.strike('UntagResource')).toBeUndefined();
  expect(struck(plan, 2)).toEqual([false, true]);
});

test('of two faults the one added first strikes, and the other one waits', () => {
  const plan = new FaultPlan();
  plan.add({ effect });
  plan.add({ skip: 1, effect: other });
  expect([1, 2, 3, 4].map(() => plan.strike('TagResource'))).toEqual([effect, undefined, other, undefined]);
});

test('what has been cleared does not strike', () => {
  const plan = new FaultPlan();
  plan.add({ times: 9, effect });
  plan.clear();
  expect(struck(plan, 2)).toEqual([false, false]);
});

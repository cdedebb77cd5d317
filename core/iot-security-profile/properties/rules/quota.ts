import type { Certainty } from '../../../schema/problem';
import { type Read, validValue } from '../../../schema/tree';
import { type BehaviorTree, fine, type ProfileRule, problem, type ReadMetricValue } from './rule';

/** Quota L-971FA845, which AWS does not raise: https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html */
const mostElements = 1000;

type ValueNames = readonly (keyof ReadMetricValue)[];
const counted: ValueNames = ['Count', 'Cidrs', 'Ports'];
/** The quota names counts, addresses and ports; whether the values of custom metrics count too is not said. */
const perhapsCounted: ValueNames = [...counted, 'Number', 'Numbers', 'Strings'];

/** How many elements a member of `Value` has; `NaN` where that is known only later. */
const elementCount = (read: Read<number | readonly Read<unknown>[]>): number => {
  if (read.state === 'unresolved') return Number.NaN;
  if (read.state !== 'valid') return 0;
  if (typeof read.value === 'number') return 1;
  return read.value.some(({ state }) => state === 'unresolved') ? Number.NaN : read.value.length;
};

/** The elements of a behavior: none where something invalid is in the way, `NaN` where something unresolved is. */
const elementsOfBehavior = (behavior: Read<BehaviorTree>, names: ValueNames): number => {
  const criteria = validValue(behavior)?.Criteria;
  const value = validValue(criteria)?.Value;
  if ([behavior, criteria, value].some((read) => read?.state === 'unresolved')) return Number.NaN;
  const members = validValue(value);
  return members === undefined ? 0 : names.reduce((sum, name) => sum + elementCount(members[name]), 0);
};

const rule =
  (names: ValueNames, certainty: Certainty, what: string): ProfileRule =>
  ({ Behaviors }) => {
    const total = (validValue(Behaviors) ?? []).reduce((sum, one) => sum + elementsOfBehavior(one, names), 0);
    // Any comparison with `NaN` is false: a sum with an unknown part is no problem.
    if (!(total > mostElements)) return fine;
    const message = `has ${total} value elements (${what}) in all behaviors together; accepted: at most ${mostElements} a profile`;
    return problem(certainty, 'Behaviors', message);
  };

const certainly = rule(counted, 'certain', 'counts, addresses and ports');
const perhaps = rule(perhapsCounted, 'uncertain', 'counts, addresses, ports, numbers and strings');

/** The quota on value elements, summed over all behaviors. */
export const valueElementsAreFew: ProfileRule = (profile) => {
  const found = certainly(profile);
  return found.length > 0 ? found : perhaps(profile);
};

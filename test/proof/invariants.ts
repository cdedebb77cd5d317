import { signature } from '../support/rig';
import { describeDifference, differences } from './differences';
import type { Exception } from './exceptions';
import type { Outcome, Reference } from './outcome';
import type { Invoked, State, WorldOf } from './world';

const longestAnswer = 4_096;
/** Milliseconds: the function has 300 s, and its answer has to start 3 s before. */
const latestAnswer = 297_000;

/** What may happen to an invocation. */
export interface Expected {
  readonly mayBeKilled: boolean;
  /** Whether the answer reaches CloudFormation. */
  readonly isHeard: boolean;
}

/** What is wrong with one invocation, whatever the function was asked. */
export const deliveryProblems = (
  { delivery, event }: Invoked,
  { mayBeKilled, isHeard }: Expected,
): readonly string[] => {
  const { ended, bodies, duration } = delivery;
  const problems: string[] = [];
  if (ended === 'threw') problems.push('an invocation threw');
  if (ended === 'killed' && !mayBeKilled) problems.push('an invocation was killed');
  const isOwed = ended !== 'killed' && isHeard;
  if (bodies.length !== (isOwed ? 1 : 0)) problems.push(`${bodies.length} answers to one ${event.RequestType}`);
  if (duration > latestAnswer) problems.push(`an answer after ${duration} ms`);
  for (const body of bodies) if (Buffer.byteLength(body) > longestAnswer) problems.push('an answer is too long');
  return problems;
};

const problemsOfDeliveries = ({ schedule, world }: Outcome): readonly string[] =>
  world.invoked.flatMap((invoked) =>
    deliveryProblems(invoked, {
      mayBeKilled: schedule.deliveries === 'killed and again',
      isHeard: !(schedule.path.trait === 'is unheard' && invoked.event.RequestType === 'Create'),
    }),
  );

/** Wrong ids and whatever else CloudFormation lets pass without a word. */
export const protocolProblems = (
  { violations }: Pick<WorldOf, 'violations'>,
  isRepeated: boolean,
): readonly string[] => {
  // CloudFormation takes the first answer; a delivery that fails where another succeeds may well name another id.
  const isHarmless = (message: string): boolean =>
    isRepeated && message.startsWith('a later answer named another PhysicalResourceId');
  return violations.filter(({ message }) => !isHarmless(message)).map(({ message }) => `protocol: ${message}`);
};

export const secrecyProblems = ({ rig, invoked }: Pick<WorldOf, 'rig' | 'invoked'>): readonly string[] => {
  const said = [...rig.lines, ...invoked.flatMap(({ delivery }) => delivery.bodies)].join('\n');
  return said.includes(signature) || said.includes('X-Amz') ? ['the signature was told'] : [];
};

const restored: ReadonlySet<string> = new Set([
  'ROLLBACK_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  // A new stack that could not be rolled back, and that a person has deleted.
  'DELETE_COMPLETE',
]);

/** What the service should hold, by what nothing going wrong comes to. */
const expectedStates = ({ references, ended }: Outcome): readonly State[] =>
  references.flatMap(({ ends, before, after }: Reference): readonly State[] => {
    if (ended.stackStatus === ends) return [after];
    return restored.has(ended.stackStatus) ? [before] : [];
  });

/** What the stack knows as its own is what it was, or was to become: no other living profile, and none that is gone. */
const standingProblems = ({ schedule, references, ended, world }: Outcome): readonly string[] => {
  const { Profile: physicalId } = ended.resources;
  const stands = physicalId === undefined ? undefined : world.nameUnder(physicalId);
  const expected = references.map(({ ends, stands: { before, after } }) =>
    ended.stackStatus === ends ? after : before,
  );
  // Whether it is made again depends on when it was taken away; the state says whether it should have been.
  if (stands === undefined && schedule.fault.takesAway !== undefined) return [];
  if (schedule.path.trait === 'is gone') return [];
  return expected.includes(stands) ? [] : [`the stack has ${physicalId}, which is '${stands}' and not '${expected}'`];
};

const stateProblems = (outcome: Outcome, exceptions: readonly Exception[]): readonly string[] => {
  const state = outcome.world.state();
  const { stackStatus } = outcome.ended;
  const isExcused = (difference: Parameters<typeof describeDifference>[0]): boolean =>
    exceptions.some(({ excuses }) => excuses(difference, outcome));
  const candidates = expectedStates(outcome).map((expected) =>
    differences(state, expected).filter((difference) => !isExcused(difference)),
  );
  const [first] = candidates;
  if (first === undefined) return [`the stack ends in ${stackStatus}`];
  if (candidates.some((problems) => problems.length === 0)) return [];
  return first.map((difference) => `${stackStatus}, but ${describeDifference(difference)}`);
};

/** Everything that must hold after any schedule, and does not. */
export const invariantProblems = (outcome: Outcome, exceptions: readonly Exception[]): readonly string[] => [
  ...new Set([
    ...problemsOfDeliveries(outcome),
    ...protocolProblems(outcome.world, outcome.schedule.deliveries !== 'once'),
    ...secrecyProblems(outcome.world),
    ...stateProblems(outcome, exceptions),
    ...standingProblems(outcome),
  ]),
];

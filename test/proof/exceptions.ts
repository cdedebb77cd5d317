import type { Difference } from './differences';
import type { Outcome } from './outcome';
import type { PathTrait } from './path';
import { type HeldState, worldStackId } from './world';

/** A difference that is known and accepted. */
export interface Exception {
  readonly title: string;
  readonly excuses: (difference: Difference, outcome: Outcome) => boolean;
}

export const isOurs = ({ tags }: HeldState): boolean => tags['cloudformation:stack-id'] === worldStackId;

export const has = ({ schedule }: Outcome, trait: PathTrait): boolean => schedule.path.trait === trait;

/** The operation did not come about. */
export const isUndone = ({ schedule, ended }: Outcome): boolean =>
  ended.stackStatus.includes('ROLLBACK') || ended.stackStatus !== schedule.path.ends;

/** The physical ids that CloudFormation has given up to delete; it says so in the stack's events. */
const givenUp = ({ ended }: Outcome): readonly string[] => {
  const deletions = ended.events.filter(
    ({ logicalId, status }) => logicalId === 'Profile' && status.startsWith('DELETE'),
  );
  const last = new Map(deletions.map(({ physicalId, status }) => [physicalId, status]));
  return [...last].filter(([, status]) => status === 'DELETE_FAILED').map(([physicalId]) => physicalId);
};

const isLeftByCloudFormation = (name: string, outcome: Outcome): boolean =>
  givenUp(outcome).some((id) => {
    if (outcome.world.nameUnder(id) === name || /[/:]([^/:]*)$/.exec(id)?.[1] === name) return true;
    // Nobody heard the answer to the Create: the id is CloudFormation's own.
    return has(outcome, 'is unheard') && id === 'factory-Profile-ABCDEFGHIJKLM';
  });

/** A Delete has answered SUCCESS although it could not look: the create before it had told that it changed nothing. */
const couldNotCheck = ({ world }: Outcome): boolean =>
  world.rig.lines.some((line) => line.includes('could not check whether the refused create has left anything'));

/** Everything that the function does not promise, each with the reason why it cannot or shall not. */
export const exceptions: readonly Exception[] = [
  {
    title: 'the former content of an adopted profile does not come back; the log has it',
    excuses: (difference, outcome) =>
      has(outcome, 'adopts') && isUndone(outcome) && difference.kind === 'other' && !isOurs(difference.held),
  },
  {
    title:
      'what an earlier create has left goes on being ours: a failed create changes it, or removes what it has stamped',
    excuses: (difference, outcome) =>
      has(outcome, 'finds its own') &&
      isUndone(outcome) &&
      difference.name === 'profile' &&
      (difference.kind !== 'other' || isOurs(difference.held)),
  },
  {
    title:
      'an adopted profile, or one that another stack has taken over, that vanishes in the midst is made again, as ours',
    excuses: (difference, outcome) =>
      outcome.schedule.fault.takesAway !== undefined && difference.kind === 'other' && isOurs(difference.held),
  },
  {
    title:
      'a delivery that could not look answers that it has changed nothing, and cannot know of another that was killed; a ' +
      'Delete that cannot look either leaves what that one did, and logs it',
    excuses: (difference, outcome) =>
      difference.kind !== 'missing' && isOurs(difference.held) && couldNotCheck(outcome),
  },
  {
    title:
      'what somebody deletes after a delivery has answered SUCCESS is not made again, by a second that has seen it either: ' +
      'it cannot tell that from the Delete of a create that was cancelled',
    excuses: ({ kind, name }, { world, schedule }) =>
      kind === 'missing' &&
      schedule.fault.takesAway !== undefined &&
      world.invoked.some(({ delivery }) =>
        delivery.answers.some(({ Status, Data }) => Status === 'SUCCESS' && Data?.SecurityProfileName === name),
      ),
  },
  {
    title:
      'with rollback disabled only the next update sweeps what a failed rename has made; if it fails, or cannot, that stays',
    excuses: (difference, outcome) =>
      has(outcome, 'mends a rename') && difference.kind === 'extra' && isOurs(difference.held),
  },
  {
    title: 'what CloudFormation has given up to delete stays; its events say so',
    excuses: ({ kind, name }, outcome) => kind !== 'missing' && isLeftByCloudFormation(name, outcome),
  },
];

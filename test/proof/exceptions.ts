import { isDeepStrictEqual } from 'node:util';
import type { Difference } from './differences';
import { type Answered, answersByEvent, type Outcome } from './outcome';
import type { PathTrait } from './path';
import { type ProfileState, requestIdTag, worldStackId } from './world';

/** A difference that is known and accepted. */
export interface Exception {
  readonly title: string;
  readonly excuses: (difference: Difference, outcome: Outcome) => boolean;
}

const isOurs = ({ tags }: ProfileState): boolean => tags['cloudformation:stack-id'] === worldStackId;

const has = ({ schedule }: Outcome, trait: PathTrait): boolean => schedule.path.trait === trait;

/** The operation did not come about. */
const isUndone = ({ schedule, ended }: Outcome): boolean =>
  ended.stackStatus.includes('ROLLBACK') || ended.stackStatus !== schedule.path.ends;

const withoutRequestId = ({ tags, ...state }: ProfileState): object => {
  const { [requestIdTag]: _, ...others } = tags;
  return { ...state, tags: others };
};

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
    if (id === name || id.endsWith(`/${name}`)) return true;
    // Nobody heard the answer to the Create: the id is CloudFormation's own.
    return has(outcome, 'is unheard') && id === 'factory-Profile-ABCDEFGHIJKLM';
  });

const succeedsWith = (answer: Answered['answers'][number] | undefined, name: string): boolean =>
  answer?.Status === 'SUCCESS' && answer.PhysicalResourceId === name;

const updatesOf = ({ world }: Outcome): readonly Answered[] =>
  answersByEvent(world).filter(({ requestType }) => requestType === 'Update');

/** Everything that the function does not promise, each with the reason why it cannot or shall not. */
export const exceptions: readonly Exception[] = [
  {
    title: 'the former content of an adopted profile does not come back; the log has it',
    excuses: (difference, outcome) =>
      has(outcome, 'adopts') && isUndone(outcome) && difference.kind === 'other' && !isOurs(difference.held),
  },
  {
    title: 'an adoption that has ended stays ended when its update is rolled back',
    excuses: (difference, outcome) =>
      has(outcome, 'ends an adoption') &&
      difference.kind === 'other' &&
      isDeepStrictEqual(withoutRequestId(difference.held), withoutRequestId(difference.expected)),
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
    title: 'a profile that another stack has taken over and that then vanishes is made again by the roll back, as ours',
    excuses: (difference, outcome) =>
      has(outcome, 'was taken over') &&
      outcome.schedule.fault.takesAway !== undefined &&
      difference.kind === 'other' &&
      isOurs(difference.held),
  },
  {
    title: 'what CloudFormation has given up to delete stays; its events say so',
    excuses: ({ kind, name }, outcome) => kind !== 'missing' && isLeftByCloudFormation(name, outcome),
  },
  {
    title: 'a failed replacement that cannot tidy up leaves the new profile, and its reason says so',
    excuses: (difference, outcome) =>
      difference.kind === 'extra' &&
      isOurs(difference.held) &&
      updatesOf(outcome).some(({ answers }) =>
        answers.some(({ Reason = '' }) =>
          Reason.includes(`'${difference.name}', if this update has made it, could not be removed again`),
        ),
      ),
  },
  {
    title:
      'a replacement that was answered FAILED and comes again succeeds, and nobody asks for its profile to be deleted',
    excuses: (difference, outcome) =>
      difference.kind === 'extra' &&
      isOurs(difference.held) &&
      updatesOf(outcome).some(
        ({ answers: [first, ...later] }) =>
          first?.Status === 'FAILED' && later.some((answer) => succeedsWith(answer, difference.name)),
      ),
  },
  {
    title:
      'of two deliveries at the same moment, one that fails cannot tell what the other is making from what a killed one has left',
    excuses: (difference, outcome) =>
      outcome.schedule.deliveries === 'twice at once' &&
      difference.kind === 'missing' &&
      updatesOf(outcome).some(
        ({ answers: [first, ...later] }) =>
          succeedsWith(first, difference.name) && later.some(({ Status }) => Status === 'FAILED'),
      ),
  },
];

import { type Exception, exceptions, has, isOurs, isUndone } from './exceptions';

/** Everything that the function for Amazon Connect does not promise. */
export const connectExceptions: readonly Exception[] = [
  ...exceptions,
  {
    title: 'what was deleted elsewhere is made again by a roll back too, as the template before declares it',
    excuses: (difference, outcome) =>
      has(outcome, 'is gone') && isUndone(outcome) && difference.kind === 'extra' && isOurs(difference.held),
  },
  {
    title:
      'what somebody deletes between two deliveries of a create is made again by the second, under an ARN of which ' +
      'CloudFormation never hears',
    excuses: (difference, { schedule }) =>
      schedule.fault.takesAway !== undefined &&
      schedule.deliveries !== 'once' &&
      difference.kind === 'extra' &&
      isOurs(difference.held),
  },
];

import { CallError } from '../../aws/failure';
import { describeProblems, type Problem } from '../../core/schema/problem';
import type { Log } from '../../runtime/log';
import type { Reading } from './kind';

/** Everything that is wrong with the properties, at once, before any call. */
export class InvalidPropertiesError extends Error {
  override readonly name = 'InvalidPropertiesError';
  /** @param count of all of them, also where there are more than the list holds. */
  constructor(problems: readonly Problem[], count: number) {
    const what = count === 1 ? 'a property is' : `${count} properties are`;
    super(`${what} not valid, nothing was changed:\n${describeProblems(problems, count).join('\n')}`);
  }
}

export interface Valid<Properties> {
  readonly valid: Properties;
  /** What the service will probably refuse, without it being certain; a line each. */
  readonly doubts: readonly string[];
}

/**
 * The properties of a template, if nothing is wrong with them that stops the operation.
 * @param refused what stops the operation: on an update only what is certain, for a roll back must not be stopped by a
 * rule that is newer than the profile.
 * @throws InvalidPropertiesError
 */
export const requireValid = <Properties>(
  { profile, problems, count }: Reading<Properties>,
  refused: 'certain' | 'certain and strong',
  log: Log,
): Valid<Properties> => {
  const isRefused = ({ certainty }: Problem) =>
    certainty === 'certain' || (certainty === 'strong' && refused === 'certain and strong');
  const refusals = problems.filter(isRefused);
  const refusedCount = count.certain + (refused === 'certain' ? 0 : count.strong);
  const others = problems.filter((problem) => !isRefused(problem));
  const othersCount = count.certain + count.strong + count.uncertain - refusedCount;
  if (othersCount > 0) log('doubtful properties', { problems: describeProblems(others, othersCount) });
  if (refusedCount > 0 || profile === undefined) throw new InvalidPropertiesError(refusals, refusedCount);
  const doubts = others.filter(({ certainty }) => certainty === 'strong');
  return { valid: profile, doubts: describeProblems(doubts, refused === 'certain' ? count.strong : 0) };
};

/** The service has refused, and we had our doubts before: both belong into the reason. */
export const withDoubts = (error: unknown, doubts: readonly string[]): unknown => {
  if (!(error instanceof CallError) || doubts.length === 0) return error;
  return new Error(`${error.message}; the likely cause:\n${doubts.join('\n')}`, { cause: error });
};

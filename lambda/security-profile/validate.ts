import type { Log } from '../custom-resource/log';
import type { JsonObject } from '../custom-resource/request';
import { IotError } from './errors';
import { describeProblem, type Problem, readProperties, type SecurityProfileProperties } from './properties';

/** Everything that is wrong with the properties, at once, before any call. */
export class InvalidPropertiesError extends Error {
  override readonly name = 'InvalidPropertiesError';
  constructor(problems: readonly Problem[]) {
    const count = problems.length === 1 ? 'a property is' : `${problems.length} properties are`;
    super(`${count} not valid, nothing was changed:\n${problems.map(describeProblem).join('\n')}`);
  }
}

export interface Valid {
  readonly profile: SecurityProfileProperties;
  /** What AWS IoT will probably refuse, without it being certain. */
  readonly doubts: readonly Problem[];
}

/**
 * Reads the properties of a template.
 * @param refused what stops the operation: on an update only what is certain, for a roll back must not be stopped by a
 * rule that is newer than the profile.
 * @throws InvalidPropertiesError
 */
export const validate = (properties: JsonObject, refused: 'certain' | 'certain and strong', log: Log): Valid => {
  const { profile, problems } = readProperties(properties);
  const isRefused = ({ certainty }: Problem) =>
    certainty === 'certain' || (certainty === 'strong' && refused === 'certain and strong');
  const refusals = problems.filter(isRefused);
  const others = problems.filter((problem) => !isRefused(problem));
  if (others.length > 0) log('doubtful properties', { problems: others.map(describeProblem) });
  if (refusals.length > 0 || profile === undefined) throw new InvalidPropertiesError(refusals);
  return { profile, doubts: others.filter(({ certainty }) => certainty === 'strong') };
};

/** The service has refused, and we had our doubts before: both belong into the reason. */
export const withDoubts = (error: unknown, doubts: readonly Problem[]): unknown => {
  if (!(error instanceof Error) || doubts.length === 0) return error;
  if (!(error instanceof IotError) && !(error.cause instanceof IotError)) return error;
  return new Error(`${error.message}; the likely cause:\n${doubts.map(describeProblem).join('\n')}`, { cause: error });
};

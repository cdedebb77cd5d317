import type { AnswerFault } from '../cloudformation/answers';
import type { DeliveryPlan } from '../cloudformation/delivery';
import { type Fault, type FaultEffect, type IotOperation, iotOperations } from '../iot/types';
import { CommandError } from './errors';

/** What `--fault` can ask for: trouble in the service, on the way of the answer, or in the queue before the function. */
export type AskedFault =
  | { readonly kind: 'service'; readonly fault: Fault }
  | { readonly kind: 'answer'; readonly fault: AnswerFault; readonly times: number }
  | { readonly kind: 'event'; readonly plan: DeliveryPlan };

type Moment = 'before' | 'after';

const serviceError =
  (name: string, status: number, message: string) =>
  (when: Moment): FaultEffect => ({
    kind: 'error',
    name,
    status,
    message,
    when,
  });

const effects: Readonly<Record<string, (when: Moment) => FaultEffect>> = {
  throttle: serviceError('ThrottlingException', 400, 'Rate exceeded'),
  limit: serviceError('LimitExceededException', 410, 'A limit has been exceeded'),
  denied: serviceError('AccessDeniedException', 403, 'User is not authorized to perform this operation'),
  conflict: serviceError('VersionConflictException', 409, 'The version of the security profile has changed'),
  500: serviceError('InternalFailureException', 500, 'An unexpected error has occurred.'),
  503: serviceError('ServiceUnavailableException', 503, 'The service is temporarily unavailable.'),
  reset: (when) => ({ kind: 'reset', when }),
  hang: (when) => ({ kind: 'hang', when }),
  crash: (when) => ({ kind: 'crash', when }),
};

const answerFaults: Readonly<Record<string, AnswerFault>> = { 500: 'error', reset: 'reset', hang: 'hang' };

const eventPlans: Readonly<Record<string, DeliveryPlan>> = {
  lost: { lost: true },
  twice: { times: 2 },
  'twice-at-once': { times: 2, concurrent: true },
  late: { delaySeconds: 500 },
};

/** The whole syntax, for the help. */
export const faultHelp = `FAULT is WHERE:WHAT[:TIMES][:skip=N][:after]
  WHERE  one of ${iotOperations.join(', ')}; or Any
  WHAT   ${Object.keys(effects).join(', ')}
         (crash kills the function's process during the call)
  TIMES  how many calls it strikes, or "always"; default 1
  skip=N lets N calls pass first; "after": the call has its effect, only its answer is lost or replaced
or Answer:WHAT[:TIMES] for the function's answer to CloudFormation; WHAT is ${Object.keys(answerFaults).join(', ')}
or Event:WHAT for every event on its way to the function; WHAT is ${Object.keys(eventPlans).join(', ')} (after 500 s)`;

const refuse = (given: string, problem: string): CommandError =>
  new CommandError(
    `--fault ${given}: ${problem}; see --help for the syntax, for example AttachSecurityProfile:throttle:3`,
  );

const chosen = <T>(table: Readonly<Record<string, T>>, name: string, given: string): T => {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found === undefined) throw refuse(given, `"${name}" is not one of ${Object.keys(table).join(', ')}`);
  return found;
};

interface Modifiers {
  readonly times: number;
  readonly skip: number;
  readonly when: Moment;
}

const modifier = (word: string, given: string): Partial<Modifiers> => {
  if (/^[1-9]\d*$/.test(word)) return { times: Number(word) };
  if (word === 'always') return { times: Number.POSITIVE_INFINITY };
  if (word === 'after') return { when: 'after' };
  if (/^skip=\d+$/.test(word)) return { skip: Number(word.slice('skip='.length)) };
  throw refuse(given, `"${word}" is none of TIMES, "always", "skip=N", "after"`);
};

const modifiers = (words: readonly string[], given: string): Modifiers =>
  Object.assign({ times: 1, skip: 0, when: 'before' }, ...words.map((word) => modifier(word, given)));

const operationOf = (where: string, given: string): { readonly operation?: IotOperation } => {
  if (where === 'Any') return {};
  const operation = iotOperations.find((known) => known === where);
  if (operation === undefined)
    throw refuse(given, `"${where}" is not one of ${iotOperations.join(', ')}, Any, Answer, Event`);
  return { operation };
};

/**
 * Reads one `--fault`.
 * @throws CommandError that names what is wrong and what is accepted.
 */
export const parseFault = (given: string): AskedFault => {
  const [where = '', what = '', ...rest] = given.split(':');
  if (where === 'Event') {
    if (rest.length > 0) throw refuse(given, 'an Event fault has no TIMES');
    return { kind: 'event', plan: chosen(eventPlans, what, given) };
  }
  if (where === 'Answer')
    return { kind: 'answer', fault: chosen(answerFaults, what, given), times: answerTimes(rest, given) };
  const operation = operationOf(where, given);
  const { times, skip, when } = modifiers(rest, given);
  return { kind: 'service', fault: { ...operation, skip, times, effect: chosen(effects, what, given)(when) } };
};

const answerTimes = (rest: readonly string[], given: string): number => {
  const { times, skip, when } = modifiers(rest, given);
  if (skip > 0 || when === 'after' || !Number.isFinite(times))
    throw refuse(given, 'an Answer fault has only TIMES, a number');
  return times;
};

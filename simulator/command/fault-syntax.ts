import { emptyPage, type LateReads, repeatedToken, withoutMembers } from '../iot';
import { type Fault, type FaultEffect, type FaultMoment, type IotOperation, iotOperations } from '../iot/model/types';
import type { AnswerFault } from '../stacks/custom-resource/answer-server';
import type { DeliveryPlan } from '../stacks/custom-resource/delivery';
import { CommandError } from './errors';

/** What `--fault` can ask for: trouble in the service, on the way of the answer, or in the queue before the function. */
export type AskedFault =
  | { readonly kind: 'service'; readonly fault: Fault }
  | { readonly kind: 'late reads'; readonly lateReads: LateReads }
  | { readonly kind: 'answer'; readonly fault: AnswerFault; readonly times: number }
  | { readonly kind: 'event'; readonly plan: DeliveryPlan };

const serviceError =
  (name: string, status: number, message: string, more: { readonly repeatsRequest?: boolean } = {}) =>
  (when: FaultMoment): FaultEffect => ({
    kind: 'error',
    name,
    status,
    message,
    when,
    ...more,
  });

const wrongSignature =
  'The request signature we calculated does not match the signature you provided. ' +
  'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

/** What is instead of the answer. */
const effects: Readonly<Record<string, (when: FaultMoment) => FaultEffect>> = {
  throttle: serviceError('ThrottlingException', 400, 'Rate exceeded'),
  limit: serviceError('LimitExceededException', 410, 'A limit has been exceeded'),
  denied: serviceError('AccessDeniedException', 403, 'User is not authorized to perform this operation'),
  conflict: serviceError('VersionConflictException', 409, 'The version of the security profile has changed'),
  unknown: serviceError('UnknownOperationException', 404, 'The operation is not known'),
  signature: serviceError('SignatureDoesNotMatch', 403, wrongSignature, { repeatsRequest: true }),
  500: serviceError('InternalFailureException', 500, 'An unexpected error has occurred.'),
  503: serviceError('ServiceUnavailableException', 503, 'The service is temporarily unavailable.'),
  reset: (when) => ({ kind: 'reset', when }),
  hang: (when) => ({ kind: 'hang', when }),
  crash: (when) => ({ kind: 'crash', when }),
};

/** What is wrong with the answer of a call that has gone well. */
const wrongAnswers: Readonly<Record<string, FaultEffect>> = {
  cut: { kind: 'cut' },
  'empty-page': emptyPage,
  nameless: withoutMembers('securityProfileName', 'securityProfileArn', 'version'),
  'repeated-token': repeatedToken,
  slow: { kind: 'slow', milliseconds: 5_000 },
};

/** Milliseconds. */
const lateness = 3_000;

const answerFaults: Readonly<Record<string, AnswerFault>> = { 500: 'error', reset: 'reset', hang: 'hang' };

const eventPlans: Readonly<Record<string, DeliveryPlan>> = {
  lost: { lost: true },
  twice: { times: 2 },
  'twice-at-once': { times: 2, concurrent: true },
  late: { delaySeconds: 500 },
};

/** The syntax of what goes wrong in the service, for the help. */
export const serviceFaultHelp = `FAULT is WHERE:WHAT[:TIMES][:skip=N][:after|:later=MS]
  WHERE  one of ${iotOperations.join(', ')}; or Any
  WHAT   ${Object.keys(effects).join(', ')}
         (crash kills the function's process during the call; signature repeats the request that was signed)
         or, of a call that goes well, ${Object.keys(wrongAnswers).join(', ')} (5 s)
  TIMES  how many calls it strikes, or "always"; default 1
  skip=N lets N calls pass first; "after": the call has its effect, only its answer is lost or replaced;
         later=MS: so is the answer, and the effect comes MS milliseconds after
or READ:late for a Describe or List that tells what was there 3 s ago`;

/** The whole syntax, for the help. */
export const faultHelp = `${serviceFaultHelp}
or Answer:WHAT[:TIMES] for the function's answer to CloudFormation; WHAT is ${Object.keys(answerFaults).join(', ')}
or Event:WHAT for every event on its way to the function; WHAT is ${Object.keys(eventPlans).join(', ')} (after 500 s)`;

/** The reads that are asked to be late. */
export const lateReadsOf = (faults: readonly AskedFault[]): LateReads =>
  Object.assign({}, ...faults.map((fault) => (fault.kind === 'late reads' ? fault.lateReads : {})));

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
  readonly when: FaultMoment;
}

const modifier = (word: string, given: string): Partial<Modifiers> => {
  if (/^[1-9]\d*$/.test(word)) return { times: Number(word) };
  if (word === 'always') return { times: Number.POSITIVE_INFINITY };
  if (word === 'after') return { when: 'after' };
  if (/^later=\d+$/.test(word)) return { when: { later: Number(word.slice('later='.length)) } };
  if (/^skip=\d+$/.test(word)) return { skip: Number(word.slice('skip='.length)) };
  throw refuse(given, `"${word}" is none of TIMES, "always", "skip=N", "after", "later=MS"`);
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
  if (what === 'late') return lateRead(operation.operation, rest, given);
  const { times, skip, when } = modifiers(rest, given);
  const effect = chosen({ ...effects, ...wrongAnswers }, what, given);
  if (typeof effect === 'function')
    return { kind: 'service', fault: { ...operation, skip, times, effect: effect(when) } };
  if (when !== 'before') throw refuse(given, `"${what}" has only TIMES and "skip=N": the call goes well`);
  return { kind: 'service', fault: { ...operation, skip, times, effect } };
};

const lateRead = (operation: IotOperation | undefined, rest: readonly string[], given: string): AskedFault => {
  if (operation === undefined || !/^(Describe|List)/.test(operation))
    throw refuse(given, 'only a Describe or a List can be late');
  if (rest.length > 0) throw refuse(given, 'a late read has neither TIMES nor anything else');
  return { kind: 'late reads', lateReads: { [operation]: lateness } };
};

const answerTimes = (rest: readonly string[], given: string): number => {
  const { times, skip, when } = modifiers(rest, given);
  if (skip > 0 || when !== 'before' || !Number.isFinite(times))
    throw refuse(given, 'an Answer fault has only TIMES, a number');
  return times;
};

import type { ConnectOperation } from '../connect';
import type { IotOperation } from '../iot';
import type { Fault, FaultMoment, LateReads } from '../service/types';
import type { AnswerFault } from '../stacks/custom-resource/answer-server';
import type { DeliveryPlan } from '../stacks/custom-resource/delivery';
import { CommandError } from './errors';
import { connectFaults, iotFaults, type ServiceFaults } from './service-faults';

/** What of a service `--fault` can ask for. */
type AskedOf<Operation extends string> =
  | { readonly kind: 'service'; readonly fault: Fault<Operation> }
  | { readonly kind: 'late reads'; readonly lateReads: LateReads<Operation> };

/** What `--fault` can ask for: trouble in a service, on the way of the answer, or in the queue before the function. */
export type AskedFault =
  | (AskedOf<IotOperation> & { readonly service: 'iot' })
  | (AskedOf<ConnectOperation> & { readonly service: 'connect' })
  | { readonly kind: 'answer'; readonly fault: AnswerFault; readonly times: number }
  | { readonly kind: 'event'; readonly plan: DeliveryPlan };

/** What an operation of Amazon Connect begins with: some have the names of those of AWS IoT. */
const connectPrefix = 'Connect.';

/** Milliseconds. */
const lateness = 3_000;

const answerFaults: Readonly<Record<string, AnswerFault>> = { 500: 'error', reset: 'reset', hang: 'hang' };

const eventPlans: Readonly<Record<string, DeliveryPlan>> = {
  lost: { lost: true },
  twice: { times: 2 },
  'twice-at-once': { times: 2, concurrent: true },
  late: { delaySeconds: 500 },
};

const connectOnly = Object.keys(connectFaults.effects).filter((name) => !Object.hasOwn(iotFaults.effects, name));

/** The syntax of what goes wrong in the service, for the help. */
export const serviceFaultHelp = `FAULT is WHERE:WHAT[:TIMES][:skip=N][:after|:later=MS]
  WHERE  one of ${iotFaults.operations.join(', ')}; or Any
         or, of Amazon Connect, ${connectPrefix}NAME, NAME being one of ${connectFaults.operations.join(', ')}; or Any
  WHAT   ${Object.keys(iotFaults.effects).join(', ')}
         (crash kills the function's process during the call; signature repeats the request that was signed;
         of Amazon Connect not conflict, but ${connectOnly.join(', ')})
         or, of a call that goes well, ${Object.keys(iotFaults.wrongAnswers).join(', ')} (5 s)
  TIMES  how many calls it strikes, or "always"; default 1
  skip=N lets N calls pass first; "after": the call has its effect, only its answer is lost or replaced;
         later=MS: so is the answer, and the effect comes MS milliseconds after
or READ:late for a Describe or List that tells what was there 3 s ago`;

/** The whole syntax, for the help. */
export const faultHelp = `${serviceFaultHelp}
or Answer:WHAT[:TIMES] for the function's answer to CloudFormation; WHAT is ${Object.keys(answerFaults).join(', ')}
or Event:WHAT for every event on its way to the function; WHAT is ${Object.keys(eventPlans).join(', ')} (after 500 s)`;

/** The reads that are asked to be late, of each service. */
export const lateReadsOf = (
  faults: readonly AskedFault[],
): { readonly iot: LateReads<IotOperation>; readonly connect: LateReads<ConnectOperation> } => {
  const late = faults.filter((fault) => fault.kind === 'late reads');
  const of = (service: 'iot' | 'connect') => late.filter((fault) => fault.service === service);
  return {
    iot: Object.assign({}, ...of('iot').map(({ lateReads }) => lateReads)),
    connect: Object.assign({}, ...of('connect').map(({ lateReads }) => lateReads)),
  };
};

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

const operationOf = <Operation extends string>(
  operations: readonly Operation[],
  where: string,
  given: string,
): { readonly operation?: Operation } => {
  if (where === 'Any') return {};
  const operation = operations.find((known) => known === where);
  if (operation === undefined)
    throw refuse(given, `"${where}" is not one of ${operations.join(', ')}, Any, Answer, Event`);
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
  if (!where.startsWith(connectPrefix)) return { service: 'iot', ...askedOf(iotFaults, where, what, rest, given) };
  const operation = where.slice(connectPrefix.length);
  return { service: 'connect', ...askedOf(connectFaults, operation, what, rest, given) };
};

const askedOf = <Operation extends string>(
  { operations, effects, wrongAnswers }: ServiceFaults<Operation>,
  where: string,
  what: string,
  rest: readonly string[],
  given: string,
): AskedOf<Operation> => {
  const operation = operationOf(operations, where, given);
  if (what === 'late') return lateRead(operation.operation, rest, given);
  const { times, skip, when } = modifiers(rest, given);
  const effect = chosen({ ...effects, ...wrongAnswers }, what, given);
  if (typeof effect === 'function')
    return { kind: 'service', fault: { ...operation, skip, times, effect: effect(when) } };
  if (when !== 'before') throw refuse(given, `"${what}" has only TIMES and "skip=N": the call goes well`);
  return { kind: 'service', fault: { ...operation, skip, times, effect } };
};

const lateRead = <Operation extends string>(
  operation: Operation | undefined,
  rest: readonly string[],
  given: string,
): AskedOf<Operation> => {
  if (operation === undefined || !/^(Describe|List)/.test(operation))
    throw refuse(given, 'only a Describe or a List can be late');
  if (rest.length > 0) throw refuse(given, 'a late read has neither TIMES nor anything else');
  const lateReads: LateReads<string> = { [operation]: lateness };
  return { kind: 'late reads', lateReads };
};

const answerTimes = (rest: readonly string[], given: string): number => {
  const { times, skip, when } = modifiers(rest, given);
  if (skip > 0 || when !== 'before' || !Number.isFinite(times))
    throw refuse(given, 'an Answer fault has only TIMES, a number');
  return times;
};

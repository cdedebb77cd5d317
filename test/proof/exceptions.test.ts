import { connectExceptions } from './connect-exceptions';
import { connectPaths } from './connect-paths';
import { type Exception, exceptions } from './exceptions';
import { allSchedules } from './matrix';
import type { Deliveries } from './outcome';
import type { Path } from './path';
import { paths } from './paths';
import { runClean, runSchedule } from './schedule';

type Needed = readonly [title: string, path: string, call: number, fault: string, deliveries: Deliveries];

/** Of each exception, a schedule that it is needed for. */
const needed: readonly Needed[] = [
  ['the former content of an adopted', 'create that adopts', 6, 'throttled for the whole request', 'once'],
  ['what an earlier create has left', 'create over our own half-made', 5, 'limit exceeded', 'once'],
  ['an adopted profile, or one that', 'update of a profile that was taken over', 5, 'not found', 'once'],
  ['a delivery that could not look', 'create that adopts', 9, '500 for good', 'killed and again'],
  ['what somebody deletes after', 'fix forward after a failed create', 16, 'not found', 'twice at once'],
  ['with rollback disabled only', 'fix forward after a failed rename', 2, 'invalid request', 'once'],
  ['what CloudFormation has given up', 'create in a stack that stands', 3, '500 for good', 'twice'],
];

/** The same of those that Amazon Connect has besides. */
const neededOfConnect: readonly Needed[] = [
  ['what was deleted', 'update of a profile that was deleted elsewhere', 5, '500 for the whole request', 'once'],
  ['what somebody deletes between', 'roll back of a create in a new stack', 8, 'not found', 'twice'],
];

test('every exception is among them', () => {
  const all = [...needed, ...neededOfConnect];
  const unlisted = connectExceptions.filter(({ title }) => !all.some(([beginning]) => title.startsWith(beginning)));
  expect(unlisted.map(({ title }) => title)).toEqual([]);
});

const isNeeded = async (
  [beginning, title, call, fault, how]: Needed,
  all: readonly Path[],
  excused: readonly Exception[],
): Promise<void> => {
  const path = all.find((one) => one.title === title);
  if (path === undefined) throw new Error(`no path '${title}'`);
  const clean = await runClean(path, how);
  const schedule = allSchedules(path, how, clean.calls.length).find(
    (one) => one.skip === call && one.fault.title === fault,
  );
  if (schedule === undefined) throw new Error('no such schedule');
  expect((await runSchedule(schedule, clean, excused)).problems).toEqual([]);
  const others = excused.filter((exception) => !exception.title.startsWith(beginning));
  expect((await runSchedule(schedule, clean, others)).problems).not.toEqual([]);
};

test.each(needed)('"%s …" is still needed: %s, call %i, %s, delivered %s', (...one) =>
  isNeeded(one, paths, exceptions),
);

test.each(neededOfConnect)('"%s …" is still needed of Amazon Connect: %s, call %i, %s, delivered %s', (...one) =>
  isNeeded(one, connectPaths, connectExceptions),
);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Exception } from './exceptions';
import { allSchedules, sampleOfSchedules } from './matrix';
import { deliveries, type Schedule, titleOf } from './outcome';
import type { Path } from './path';
import { type Clean, runClean, runSchedule } from './schedule';

/** `PROOF=all` runs every schedule, some ten minutes' work. Default: one for each path, delivery and fault. */
const isWhole = process.env.PROOF === 'all';

/** Milliseconds. */
const timeout = isWhole ? 600_000 : 60_000;

/** What is wrong with the outcome of each schedule, by its title; nothing of those that are well. */
const problemsOf = async (schedules: readonly Schedule[], clean: Clean, exceptions: readonly Exception[]) => {
  const problems: Record<string, readonly string[]> = {};
  for (const schedule of schedules) {
    const verdict = await runSchedule(schedule, clean, exceptions);
    const survival = schedule.deliveries === 'killed and again' && !verdict.killed ? ['no process was killed'] : [];
    const all = [...verdict.problems, ...survival];
    if (all.length > 0) problems[titleOf(schedule)] = all;
  }
  return problems;
};

/** Strikes the calls of every path with every fault. */
export const proveAll = (service: string, paths: readonly Path[], exceptions: readonly Exception[]): void => {
  const count = { all: 0, run: 0 };

  afterAll(() => console.info(`Fault matrix of ${service}: ${count.all} schedules, ${count.run} of them run.`));

  describe.each(paths.map((path) => [path.title, path] as const))('%s', (_title, path) => {
    test('ends well when nothing goes wrong', async () => {
      const { ends, calls } = await runClean(path, 'once');
      expect(ends).toBe(path.ends);
      expect(calls.length).toBeGreaterThan(0);
    });

    test.each(deliveries)(
      'delivered %s',
      async (how) => {
        const clean = await runClean(path, how);
        const all = allSchedules(path, how, clean.calls.length);
        const run = isWhole ? all : sampleOfSchedules(path, how, clean.calls.length);
        expect(await problemsOf(run, clean, exceptions)).toEqual({});
        count.all += all.length;
        count.run += run.length;
      },
      timeout,
    );
  });

  test('there are as many schedules as is said', () => {
    const page = readFileSync(join(__dirname, '../../CONTRIBUTING.md'), 'utf8');
    const all = new RegExp(`(\\d[\\d,]*) (?:schedules )?of ${service}\\b(?!')`).exec(page)?.[1];
    // How often something is looked at again depends on chance.
    const [most, least] = [1.05, 0.95].map((part) => part * Number(all?.replaceAll(',', '')));
    expect(count.all).toBeLessThan(most ?? 0);
    expect(count.all).toBeGreaterThan(least ?? 0);
    if (!isWhole) {
      const run = new RegExp(`(\\d[\\d,]*) of ${service}'s`).exec(page)?.[1];
      expect(run).toBe((Math.round(count.run / 100) * 100).toLocaleString('en'));
    }
  });
};

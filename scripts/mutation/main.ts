import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import type { Mutant } from './mutant';
import { mutants } from './mutants';
import { checkMutants } from './project';
import { describeScore, describeTrial, isDetected, type Trial } from './report';
import { openWorkshop, type Workshop } from './workshop';

const root = path.resolve(__dirname, '../..');

interface Options {
  readonly only?: string;
  readonly list?: true;
}

const readOptions = (): Options =>
  new Command('test:mutation')
    .description(
      'Breaks the handler, and the tool, in many small ways, one at a time, and demands that a test notices each.',
    )
    .option('--only <pattern>', 'only mutants whose file or harm fits this regular expression')
    .option('--list', 'check that every mutant fits the code, list them, and run nothing')
    .parse()
    .opts<Options>();

const chosen = (only = ''): readonly Mutant[] => {
  const pattern = new RegExp(only, 'i');
  return mutants.filter(({ file, harm }) => pattern.test(file) || pattern.test(harm));
};

/** Otherwise every mutant would count as killed. */
const refuseFailingSuites = async (workshop: Workshop, suites: readonly string[]): Promise<void> => {
  const verdict = await workshop.runUnchanged(suites);
  if (verdict.kind === 'survived') return;
  const what = verdict.kind === 'killed' ? verdict.by : verdict.kind === 'broken' ? verdict.why : 'they do not end';
  throw new Error(`the suites do not pass on the code as it is: ${what}`);
};

/** Each workshop takes the next mutant as soon as it is free. */
const tryAll = async (workshops: readonly Workshop[], queue: readonly Mutant[]): Promise<readonly Trial[]> => {
  const trials: Trial[] = [];
  const waiting = queue.values();
  const work = async (workshop: Workshop): Promise<void> => {
    for (const mutant of waiting) {
      const start = Date.now();
      const verdict = await workshop.tryOut(mutant);
      const trial = { mutant, verdict, seconds: (Date.now() - start) / 1000 };
      trials.push(trial);
      console.log(describeTrial(trial));
    }
  };
  await Promise.all(workshops.map(work));
  return trials;
};

const run = async (queue: readonly Mutant[]): Promise<readonly Trial[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'mutation-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  const first = await openWorkshop(root, path.join(folder, 'one'));
  const second = await openWorkshop(root, path.join(folder, 'two'));
  const suites = [...new Set(queue.flatMap((mutant) => mutant.suites))];
  // In both: jest learns how long each suite takes.
  await Promise.all([first, second].map((workshop) => refuseFailingSuites(workshop, suites)));
  return tryAll([first, second], queue);
};

const main = async (): Promise<void> => {
  const { only, list } = readOptions();
  await checkMutants(root, mutants);
  const queue = chosen(only);
  if (queue.length === 0) throw new Error(`no mutant fits --only ${only}`);
  if (list) {
    for (const { file, harm } of queue) console.log(`${file}: ${harm}`);
    console.log(`${queue.length} mutants`);
    return;
  }
  const start = Date.now();
  const trials = await run(queue);
  console.log(`\n${describeScore(trials)}, in ${Math.round((Date.now() - start) / 1000)} s`);
  if (!trials.every(({ verdict }) => isDetected(verdict))) process.exitCode = 1;
};

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

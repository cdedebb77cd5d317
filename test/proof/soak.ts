import { randomInt } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { runModel } from './model/run';

const positive = (text: string): number => {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It must be a number above 0.');
};

const natural = (text: string): number => {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError('It must be an integer, 0 or more.');
};

interface Options {
  readonly minutes: number;
  readonly seed?: number;
}

/** Histories for each seed: few enough that the seeds go by visibly. */
const runs = 200;

/** Runs seed after seed until the time is over, and ends with the first that goes wrong. */
const soak = async ({ minutes, seed: given }: Options): Promise<void> => {
  const end = Date.now() + minutes * 60_000;
  for (let histories = runs; ; histories += runs) {
    const seed = given ?? randomInt(2 ** 31);
    console.log(`seed ${seed}: histories ${histories - runs + 1} to ${histories}`);
    await runModel({ seed, runs });
    if (given === undefined && Date.now() < end) continue;
    console.log(`${histories} histories, and every one ended as it should`);
    return;
  }
};

const program = new Command('test:soak')
  .description('Runs random histories of a stack against the model, with fresh seeds, until the time is over.')
  .option('--minutes <number>', 'how long', positive, 1)
  .option('--seed <integer>', 'run this seed alone, once', natural)
  .action(soak);

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? `${error.message}\n${String(error.cause ?? '')}` : error);
  process.exitCode = 1;
});

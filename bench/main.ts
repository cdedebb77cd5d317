import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { findRuntimeClient } from '../scripts/runtime-client/client';
import { compare } from './compare';
import { machine, nodes } from './machine';
import { writeResults } from './results';
import { scaling } from './scaling';
import { variantNames } from './variants';

interface Options {
  readonly rounds: number;
  readonly only?: readonly string[];
  readonly scaling?: boolean;
  readonly write?: boolean;
}

const positive = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('give a whole number from 1.');
  return value;
};

const options = (): Options =>
  new Command('npm run bench --')
    .description(
      'Compares this handler with others in fresh processes; or, with --scaling, counts its calls and times.',
    )
    .option('--rounds <number>', 'samples of each variant', positive, 16)
    .addOption(new Option('--only <names...>', 'these variants').choices(variantNames))
    .option('--scaling', 'calls and time against targets, behaviors and tags (takes three minutes)')
    .option('--write', 'writes the result to bench/RESULTS.md')
    .parse()
    .opts<Options>();

const main = async (): Promise<void> => {
  const root = path.resolve(__dirname, '..');
  const print = (line: string): void => console.log(line);
  const { rounds, only = variantNames, scaling: isScaling, write } = options();
  const where = machine();
  print(where);
  if (isScaling) {
    const { markdown, plot } = await scaling({ root, print });
    if (write) await writeResults(root, { part: 'scaling', where, markdown, plot });
    return;
  }
  const markdown = await compare({
    root,
    nodes: nodes(root, process.env),
    rounds,
    names: only,
    runtimeClient: findRuntimeClient(root, process.env),
    print,
  });
  if (write) await writeResults(root, { part: 'comparison', where, markdown });
};

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

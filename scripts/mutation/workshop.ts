import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { iotFunction } from '../build/functions';
import { buildLambda } from '../build/lambda';
import { runSuites, type Verdict } from './jest-run';
import { type Mutant, needsBundle } from './mutant';
import { mutate, rooms } from './project';

/** What the suites need of the project. */
const needed = [...rooms, 'scripts', 'simulator', 'test', 'package.json', 'tsconfig.json'] as const;

/** A copy of the project in which code may be broken. */
export interface Workshop {
  /** Runs suites on the code as it is; those of the bundle on what is built of it. */
  runUnchanged(suites: readonly string[]): Promise<Verdict>;
  /** Puts the mutant in, runs its suites, and takes it out again. */
  tryOut(mutant: Mutant): Promise<Verdict>;
}

/** Copies the project into `folder`, which it makes; the installed packages are linked. */
export const openWorkshop = async (root: string, folder: string): Promise<Workshop> => {
  await mkdir(folder, { recursive: true });
  for (const name of needed) await cp(path.join(root, name), path.join(folder, name), { recursive: true });
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'dir');
  const run = async (suites: readonly string[], patience?: number): Promise<Verdict> => {
    if (needsBundle(suites)) await buildLambda(folder, iotFunction);
    return runSuites(folder, suites, patience);
  };
  return {
    // The suites of all mutants at once.
    runUnchanged: (suites) => run(suites, 10),
    tryOut: async (mutant) => {
      const file = path.join(folder, mutant.file);
      const original = await readFile(file, 'utf8');
      await writeFile(file, mutate(original, mutant));
      try {
        return await run(mutant.suites);
      } finally {
        await writeFile(file, original);
      }
    },
  };
};

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { transform } from 'esbuild';
import type { Mutant } from './mutant';

/** Files without mutants: types, texts for people and editors, and the composition of the entries. */
const exempt: ReadonlySet<string> = new Set([
  'lambda/connect.ts',
  'lambda/connect-security-profile.ts',
  'lambda/connect-security-profile/types.ts',
  'lambda/custom-resource/lambda-handler.ts',
  'lambda/index.ts',
  'lambda/custom-resource/resource-type.ts',
  'lambda/iot-security-profile/types.ts',
  'lambda/lifecycle/errors.ts',
  'lambda/lifecycle/kind.ts',
  'core/connect-security-profile/properties/descriptions.ts',
  'core/iot-security-profile/properties/descriptions.ts',
  'core/iot-security-profile/explanation/metric-words.ts',
  'aws/region.ts',
  'aws/connect/operations.ts',
  'aws/iot/operations.ts',
  'cli/context.ts',
  'cli/errors.ts',
  'cli/main.ts',
  'cli/outcome.ts',
  'cli/version.ts',
  'cloudformation/errors.ts',
]);

/** The rooms of the handler's code, of the tool's, and of what both read. */
export const rooms = ['core', 'runtime', 'aws', 'lambda', 'cloudformation', 'cli'] as const;

const occurrences = (text: string, find: string): number => text.split(find).length - 1;

const compiles = async (text: string): Promise<boolean> => {
  try {
    await transform(text, { loader: 'ts', logLevel: 'silent' });
    return true;
  } catch {
    return false;
  }
};

/** The text of the file with the mutant in it. @throws Error unless the text to replace is there exactly once. */
export const mutate = (text: string, { find, replace }: Mutant): string => {
  const count = occurrences(text, find);
  if (count !== 1) throw new Error(`the text to replace occurs ${count} times, not once: ${JSON.stringify(find)}`);
  // A function, so that no `$` in the new text has a meaning.
  return text.replace(find, () => replace);
};

const problemOf = async (root: string, mutant: Mutant): Promise<string | undefined> => {
  try {
    const text = await readFile(path.join(root, mutant.file), 'utf8');
    const mutated = mutate(text, mutant);
    if (mutated === text) return `${mutant.file}: changes nothing: ${JSON.stringify(mutant.find)}`;
    return (await compiles(mutated))
      ? undefined
      : `${mutant.file}: does not compile with ${JSON.stringify(mutant.replace)}`;
  } catch (error) {
    return `${mutant.file}: ${error instanceof Error ? error.message : error}`;
  }
};

const uncovered = async (root: string, mutants: readonly Mutant[]): Promise<readonly string[]> => {
  const covered = new Set([...exempt, ...mutants.map(({ file }) => file)]);
  const entries = await Promise.all(
    rooms.map((room) => readdir(path.join(root, room), { recursive: true, withFileTypes: true })),
  );
  return entries
    .flat()
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !covered.has(file))
    .map((file) => `${file}: has no mutant`);
};

/**
 * Makes sure that the mutants still fit the code, so that they cannot rot.
 * @throws Error that names every mutant whose text is not found exactly once or does not compile, and every file of
 * the handler's or the tool's code that has none.
 */
export const checkMutants = async (root: string, mutants: readonly Mutant[]): Promise<void> => {
  const found = await Promise.all(mutants.map((mutant) => problemOf(root, mutant)));
  const problems = [...found.filter((problem) => problem !== undefined), ...(await uncovered(root, mutants))];
  if (problems.length > 0)
    throw new Error(
      `the mutants do not fit the code any more; adapt scripts/mutation/mutants:\n${problems.join('\n')}`,
    );
};

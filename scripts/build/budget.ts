import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import type { FunctionBuild } from './functions';
import { knownFile, readKnownSizes, type Sizes, writeKnownSizes } from './known-sizes';
import { reachedFrom } from './outputs';

/** A package's name, or the folder of our own sources. */
const packageOf = (input: string): string => {
  const [, inPackages] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? [];
  return inPackages ?? (input.split('/').slice(0, -1).slice(0, 2).join('/') || input);
};

/** The entry points and all that they import before they run. */
const eagerOutputs = (metafile: Metafile): ReadonlySet<string> => {
  const entries = Object.keys(metafile.outputs).filter((name) => /\/(index|resource)\.mjs$/.test(name));
  return reachedFrom(entries, metafile, ({ kind }) => kind === 'import-statement');
};

/** The bytes of the code that is loaded with the function, by package; what esbuild writes between modules is apart. */
const eagerSizes = (metafiles: readonly Metafile[]): Sizes => {
  const sizes = new Map<string, number>();
  const add = (name: string, bytes: number) => sizes.set(name, (sizes.get(name) ?? 0) + bytes);
  for (const metafile of metafiles)
    for (const name of eagerOutputs(metafile)) {
      const { bytes = 0, inputs = {} } = metafile.outputs[name] ?? {};
      let rest = bytes;
      for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
        add(packageOf(input), bytesInOutput);
        rest -= bytesInOutput;
      }
      add('(between modules)', rest);
    }
  return Object.fromEntries([...sizes].filter(([, bytes]) => bytes > 0).sort(([, a], [, b]) => b - a));
};

const sum = (sizes: Sizes): number => Object.values(sizes).reduce((total, bytes) => total + bytes, 0);
const inThousands = (bytes: number): string => bytes.toLocaleString('en');

const changes = (now: Sizes, before: Sizes): readonly (readonly [name: string, change: number])[] =>
  [...new Set([...Object.keys(now), ...Object.keys(before)])].map((name) => [
    name,
    (now[name] ?? 0) - (before[name] ?? 0),
  ]);

/** A line for each package: its bytes, and by how many they changed. */
const table = (now: Sizes, before: Sizes): readonly string[] =>
  changes(now, before).map(([name, change]) => {
    const sign = change > 0 ? '+' : '';
    const remark = change === 0 ? '' : `  (${sign}${inThousands(change)})`;
    return `  ${inThousands(now[name] ?? 0).padStart(8)}  ${name}${remark}`;
  });

const whatGrew = (now: Sizes, before: Sizes): string => {
  const grown = changes(now, before)
    .filter(([, change]) => change > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([name, change]) => `${name} +${inThousands(change)}`);
  return grown.length === 0 ? 'nothing grew since the sizes were last accepted' : `grown: ${grown.join(', ')}`;
};

const refuse = (what: string, bytes: number, limit: number, grown: string): string =>
  `${what} has ${inThousands(bytes)} bytes, the budget is ${inThousands(limit)}; ${grown}. Make it smaller, or raise the budget in ${knownFile} and say why.`;

export interface BudgetOptions {
  readonly root: string;
  readonly built: FunctionBuild;
  /** What esbuild said of the files in its `lambda/`. */
  readonly metafiles: readonly Metafile[];
  readonly print: (line: string) => void;
  /** Writes the sizes of now as those that later builds are compared with. */
  readonly accept: boolean;
}

/**
 * Prints what is inside the bundle by package. Needs the zip.
 * @throws Error above the budget, with the names of what grew since the sizes were last accepted.
 */
export const checkBudget = async ({ root, built, metafiles, print, accept }: BudgetOptions): Promise<void> => {
  const { budget, packages } = await readKnownSizes(root, built);
  const zipFile = `${built.dist}/lambda.zip`;
  const now = eagerSizes(metafiles);
  const eager = sum(now);
  const { size: zip } = await stat(path.join(root, zipFile));
  print(`loaded with the function of ${built.name}: ${inThousands(eager)} bytes of ${inThousands(budget.eager)}`);
  for (const line of table(now, packages)) print(line);
  print(`${zipFile}: ${inThousands(zip)} bytes of ${inThousands(budget.zip)}`);
  const grown = whatGrew(now, packages);
  if (eager > budget.eager)
    throw new Error(refuse(`what is loaded with the function of ${built.name}`, eager, budget.eager, grown));
  if (zip > budget.zip) throw new Error(refuse(zipFile, zip, budget.zip, grown));
  if (accept) await writeKnownSizes(root, built, { budget, packages: now });
};

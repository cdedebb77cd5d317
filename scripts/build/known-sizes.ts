import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isJsonObject } from '../../core/schema/json';

/** Bytes by name. */
export type Sizes = Readonly<Record<string, number>>;

/** What later builds are compared with. */
export interface KnownSizes {
  /** The most bytes that each may have. */
  readonly budget: { readonly eager: number; readonly zip: number };
  /** The bytes of each package in the eager code when they were last accepted. */
  readonly packages: Sizes;
}

/** Below the root of the project. */
export const knownFile = 'scripts/build/bundle-sizes.json';

/** Without this a budget that is missing would be one that nothing is above. */
const isKnownSizes = (value: unknown): boolean =>
  isJsonObject(value) &&
  isJsonObject(value.budget) &&
  [value.budget.eager, value.budget.zip].every(Number.isFinite) &&
  isJsonObject(value.packages) &&
  Object.values(value.packages).every(Number.isFinite);

/** @throws Error that names the file, when it is missing, is no JSON or lacks something. */
export const readKnownSizes = async (root: string): Promise<KnownSizes> => {
  try {
    const known: unknown = JSON.parse(await readFile(path.join(root, knownFile), 'utf8'));
    if (!isKnownSizes(known)) throw new Error('it lacks a number of bytes');
    return known as KnownSizes;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${knownFile} cannot be read: ${why}. It has to be {"budget": {"eager": <bytes>, "zip": <bytes>}, "packages": {"<name>": <bytes>, …}}; take it from the last commit, or write it with no packages and run: npm run build -- --accept-sizes`,
      { cause: error },
    );
  }
};

export const writeKnownSizes = (root: string, known: KnownSizes): Promise<void> =>
  writeFile(path.join(root, knownFile), `${JSON.stringify(known, undefined, 2)}\n`);

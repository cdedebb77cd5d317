import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isJsonObject, type JsonObject } from '../../core/schema/json';
import type { FunctionBuild } from './functions';

/** Bytes by name. */
export type Sizes = Readonly<Record<string, number>>;

/** What later builds of one function are compared with. */
export interface KnownSizes {
  /** The most bytes that each may have. */
  readonly budget: { readonly eager: number; readonly zip: number };
  /** The bytes of each package in the eager code when they were last accepted. */
  readonly packages: Sizes;
}

/** Below the root of the project. */
export const knownFile = 'scripts/build/bundle-sizes.json';

/** Without this a budget that is missing would be one that nothing is above. */
const isKnownSizes = (value: unknown): value is KnownSizes =>
  isJsonObject(value) &&
  isJsonObject(value.budget) &&
  [value.budget.eager, value.budget.zip].every(Number.isFinite) &&
  isJsonObject(value.packages) &&
  Object.values(value.packages).every(Number.isFinite);

const readFunctions = async (root: string): Promise<JsonObject> => {
  const known: unknown = JSON.parse(await readFile(path.join(root, knownFile), 'utf8'));
  return isJsonObject(known) ? known : {};
};

/** @throws Error that names the file, when it is missing, is no JSON or lacks something. */
export const readKnownSizes = async (root: string, { name }: FunctionBuild): Promise<KnownSizes> => {
  try {
    const known = (await readFunctions(root))[name];
    if (!isKnownSizes(known)) throw new Error(`it lacks a number of bytes of ${name}`);
    return known;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${knownFile} cannot be read: ${why}. It has to be {"${name}": {"budget": {"eager": <bytes>, "zip": <bytes>}, "packages": {"<name>": <bytes>, …}}, …}; take it from the last commit, or write it with no packages and run: npm run build -- --accept-sizes`,
      { cause: error },
    );
  }
};

export const writeKnownSizes = async (root: string, { name }: FunctionBuild, known: KnownSizes): Promise<void> => {
  const all = { ...(await readFunctions(root)), [name]: known };
  await writeFile(path.join(root, knownFile), `${JSON.stringify(all, undefined, 2)}\n`);
};

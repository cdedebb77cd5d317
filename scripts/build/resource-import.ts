import path from 'node:path';
import type { OnResolveResult, Plugin } from 'esbuild';
import type { FunctionBuild } from './functions';
import { requireUse } from './sdk-files';

const stem = (file: string): string => file.replace(/\.[jt]s$/, '').replace(/[\\/]index$/, '');

/** Puts something else in the place of the resource wherever it is imported, in whatever spelling. */
export const insteadOfResource = (
  root: string,
  { entry, resource }: FunctionBuild,
  name: string,
  instead: OnResolveResult,
): Plugin => ({
  name,
  setup(build) {
    const wanted = stem(path.join(root, resource));
    const used = requireUse(build, `${entry} no longer imports ${resource}: adapt scripts/build/functions.ts`);
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path: given, resolveDir }) => {
      if (stem(path.resolve(resolveDir, given)) !== wanted) return undefined;
      used();
      return instead;
    });
  },
});

/** Leaves the import as it is: the resource is a bundle of its own. */
export const separateResource = (root: string, built: FunctionBuild): Plugin =>
  insteadOfResource(root, built, 'separate-resource', { path: './resource.mjs', external: true });

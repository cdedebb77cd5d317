import path from 'node:path';
import type { OnResolveResult, Plugin } from 'esbuild';
import { requireUse } from './sdk-files';

/** The module of the resource, below the project's folder. The entry loads it by itself, so that it works even if this one is broken. */
export const resourceModule = 'lambda/security-profile.ts';

const stem = (file: string): string => file.replace(/\.[jt]s$/, '').replace(/[\\/]index$/, '');

/** Puts something else in the place of the resource wherever it is imported, in whatever spelling. */
export const insteadOfResource = (root: string, name: string, instead: OnResolveResult): Plugin => ({
  name,
  setup(build) {
    const wanted = stem(path.join(root, resourceModule));
    const used = requireUse(
      build,
      `the entry no longer imports ${resourceModule}: adapt resourceModule in scripts/build/resource-import.ts`,
    );
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path: given, resolveDir }) => {
      if (stem(path.resolve(resolveDir, given)) !== wanted) return undefined;
      used();
      return instead;
    });
  },
});

/** Leaves the import as it is: the resource is a bundle of its own. */
export const separateResource = (root: string): Plugin =>
  insteadOfResource(root, 'separate-resource', { path: './resource.mjs', external: true });

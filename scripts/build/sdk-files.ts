import { readFile } from 'node:fs/promises';
import type { Plugin, PluginBuild } from 'esbuild';

/** Matches a path by its end, given with slashes. */
export const endOf = (file: string): RegExp =>
  new RegExp(`[\\\\/]${file.replace(/\./g, '\\.').replace(/\//g, '[\\\\/]')}$`);

/**
 * Fails the build at its end unless the function that it returns was called: a plugin whose place in the SDK has moved
 * would do nothing, and say nothing.
 */
export const requireUse = (build: PluginBuild, text: string): (() => void) => {
  let isUsed = false;
  build.onEnd(() => (isUsed ? {} : { errors: [{ text }] }));
  return () => {
    isUsed = true;
  };
};

/** A file of the SDK, and what is made of it. */
interface Rewriting {
  /** The plugin's name, in words with hyphens. */
  readonly name: string;
  /** What has to be adapted when the file changes. */
  readonly code: string;
  /** The end of the file's path. */
  readonly file: string;
  /** @throws Error when the source does not look as expected. */
  readonly rewrite: (source: string) => string;
}

/** Fails the build when the file looks different, and when the bundle has no such file. */
export const rewriting = ({ name, code, file, rewrite }: Rewriting): Plugin => ({
  name,
  setup(build) {
    const used = requireUse(build, `the SDK no longer has a file ${file} in the bundle: adapt ${code}`);
    build.onLoad({ filter: endOf(file) }, async ({ path }) => {
      used();
      const source = await readFile(path, 'utf8');
      try {
        return { contents: rewrite(source), loader: 'js' };
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return { errors: [{ text: `the SDK's file ${path} no longer looks as expected (${why}): adapt ${code}` }] };
      }
    });
  },
});

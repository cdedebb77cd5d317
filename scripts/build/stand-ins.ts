import { readFile } from 'node:fs/promises';
import type { Message, Plugin } from 'esbuild';
import { endOf, requireUse } from './sdk-files';

/** A module of the SDK that runs for no operation of ours, and what stands in its place. */
export interface UnusedPart {
  /** The end of the module's path. */
  readonly file: string;
  /** What the SDK takes from it. If that changes, the reason has to be looked at again. */
  readonly exports: readonly string[];
  /** Why it is never needed. The error of a stand-in says it too. */
  readonly reason: string;
  /** Default: every export throws when it is called. */
  readonly standIn?: string;
}

const declaration = /^export (?:async )?(?:const|let|var|class|function\*?) (\w+)/gm;
const list = /^export \{([^}]*)\}/gm;

const exportsOf = (source: string): readonly string[] => [
  ...[...source.matchAll(declaration)].map(([, name = '']) => name),
  ...[...source.matchAll(list)].flatMap(([, names = '']) => names.split(',').map((name) => name.trim())),
];

/** Functions, for they can be called with `new` too. */
const throwing = ({ exports, reason }: UnusedPart): string =>
  exports.map((name) => `export function ${name}() { throw new Error(${JSON.stringify(reason)}); }`).join('\n');

const table = 'scripts/build/unused-parts.ts';

const changed = (path: string, missing: readonly string[]): { readonly text: string } => ({
  text: `the SDK's file ${path} no longer exports ${missing.join(', ')}: look at its reason in ${table} again`,
});

/** esbuild says this of the SDK's own file, which does have the export: it does not know of the stand-in. */
const lacking = (parts: readonly UnusedPart[], { text }: Message): readonly { readonly text: string }[] => {
  const [, path = '', name] = /^No matching export in "(.*)" for import "(.*)"$/.exec(text) ?? [];
  return parts
    .filter(({ file }) => endOf(file).test(path))
    .map(({ file }) => ({
      text: `the SDK takes ${name} from ${file}, whose stand-in lacks it: look at its reason in ${table} again`,
    }));
};

/**
 * Puts stand-ins in the place of modules of the SDK. Fails the build when one of them is gone, when it no longer exports
 * what the stand-in stands for, and when the SDK takes more from one than it has.
 */
export const standIns = (parts: readonly UnusedPart[]): Plugin => ({
  name: 'unused-parts',
  setup(build) {
    for (const part of parts) {
      const gone = `the SDK no longer has a file ${part.file} in the bundle: look at its reason in ${table} again`;
      const used = requireUse(build, gone);
      build.onLoad({ filter: endOf(part.file) }, async ({ path }) => {
        used();
        const found = exportsOf(await readFile(path, 'utf8'));
        const missing = part.exports.filter((name) => !found.includes(name));
        if (missing.length > 0) return { errors: [changed(path, missing)] };
        return { contents: part.standIn ?? throwing(part), loader: 'js' };
      });
    }
    build.onEnd(({ errors }) => ({ errors: errors.flatMap((error) => lacking(parts, error)) }));
  },
});

import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import type { FunctionBuild } from './functions';
import { nodeVersions } from './node-versions';
import { reachedFrom } from './outputs';
import { lambdaCredentials, packageVersionOnly, partitionsByExpression, schemasOfOwnOperations } from './plugins';
import { separateResource } from './resource-import';
import { unusedParts } from './unused-parts';

const shared = {
  bundle: true,
  platform: 'node',
  target: `node${nodeVersions.oldest}`,
  // ES modules: Lambda's runtime client loads every handler by import(), which makes CommonJS twice as slow on Node 22.
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  write: false,
} satisfies BuildOptions;

interface Entry {
  readonly name: string;
  /** The source of the module that imports all the others. */
  readonly contents: string;
  readonly plugins: Plugin[];
}

/** Only an ES module can wait while it is loaded, and the same sources are built as CommonJS too. */
const waitingEntry = ({ entry }: FunctionBuild): string => `
  import { handler, loaded } from './${entry}';
  await loaded;
  export { handler };`;

const bundle = async (root: string, { dist }: FunctionBuild, { name, contents, plugins }: Entry): Promise<Metafile> => {
  const outdir = path.join(root, dist, 'lambda');
  const { metafile, outputFiles } = await build({
    ...shared,
    absWorkingDir: root,
    outdir,
    stdin: { contents, resolveDir: root, sourcefile: `${name}.ts`, loader: 'ts' },
    entryNames: name,
    splitting: true,
    chunkNames: '[name]-[hash]',
    plugins,
  });
  // esbuild also emits what only dropped code imports: a parser for the names of browsers, 34 kB to which no file refers.
  const kept = reachedFrom([`${dist}/lambda/${name}.mjs`], metafile);
  for (const file of outputFiles)
    if (kept.has(path.relative(root, file.path))) await writeFile(file.path, file.contents);
  const outputs = Object.entries(metafile.outputs).filter(([output]) => kept.has(output));
  return { ...metafile, outputs: Object.fromEntries(outputs) };
};

/**
 * Builds `lambda/`: `index.mjs`, which answers CloudFormation and needs no other file for that, and `resource.mjs`
 * with the SDK, whose rarely used parts are split off.
 * @returns what esbuild says of the files that were written
 */
export const buildLambda = async (root: string, built: FunctionBuild): Promise<readonly Metafile[]> => {
  const outdir = path.join(root, built.dist, 'lambda');
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const entry = {
    name: 'index',
    contents: waitingEntry(built),
    plugins: [separateResource(root, built), packageVersionOnly],
  };
  const resource = {
    name: 'resource',
    contents: `export * from './${built.resource}';`,
    plugins: [
      schemasOfOwnOperations(built.client),
      partitionsByExpression,
      unusedParts(built.client),
      lambdaCredentials(root),
      packageVersionOnly,
    ],
  };
  return [await bundle(root, built, entry), await bundle(root, built, resource)];
};

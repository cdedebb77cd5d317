import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { nodeVersions } from './node-versions';

const declarations = `
export declare const readProperties: ReadProperties;
export declare const readKnownParts: ReadKnownParts;
export declare const describeProblem: DescribeProblem;
export declare const describeProblems: DescribeProblems;
export declare const explainProblem: ExplainProblem;
export declare const nearestName: NearestName;
`;

/**
 * Builds `dist/validation/`: the rules of the handler as CommonJS with types, for the construct. A library for jsii can
 * import nothing from outside its own folder but what is compiled.
 */
export const buildValidation = async (root: string): Promise<void> => {
  const outdir = path.join(root, 'dist/validation');
  await rm(outdir, { recursive: true, force: true });
  await build({
    outfile: path.join(outdir, 'index.js'),
    entryPoints: [path.join(root, 'scripts/build/validation-entry.ts')],
    bundle: true,
    platform: 'node',
    target: `node${nodeVersions.oldest}`,
    format: 'cjs',
    logLevel: 'warning',
  });
  const types = await readFile(path.join(root, 'scripts/build/validation-types.ts'), 'utf8');
  await writeFile(path.join(outdir, 'index.d.ts'), types + declarations);
};

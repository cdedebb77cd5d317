import { rm } from 'node:fs/promises';
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { lambdaCredentials, literalSchemaKeys, packageVersionOnly, separateResource } from './plugins';

const shared: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  // ES modules: Lambda's runtime client loads every handler by import(), which makes CommonJS twice as slow on Node 22.
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/**
 * Builds `dist/lambda/`: `index.mjs`, which answers CloudFormation and needs no other file for that, and `resource.mjs`
 * with the SDK, whose rarely used parts are split off.
 */
export const buildLambda = async (root: string): Promise<void> => {
  const outdir = path.join(root, 'dist/lambda');
  await rm(outdir, { recursive: true, force: true });
  await build({
    ...shared,
    outdir,
    entryPoints: { index: path.join(root, 'lambda/index.ts') },
    plugins: [separateResource, packageVersionOnly],
  });
  await build({
    ...shared,
    outdir,
    entryPoints: { resource: path.join(root, 'lambda/security-profile/index.ts') },
    splitting: true,
    chunkNames: '[name]-[hash]',
    plugins: [literalSchemaKeys, lambdaCredentials(root), packageVersionOnly],
  });
};

import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { functions } from './functions';
import { nodeVersions } from './node-versions';
import { packageVersionOnly, partitionsByExpression, schemasOfOwnOperations } from './plugins';
import { buildToolPackage } from './tool-package';

/** Bytes of the one file; a file that grows past it starts slowly. */
const budget = 750_000;

const requireOfModules = `import { createRequire } from 'node:module';const require = createRequire(import.meta.url);`;

/** Builds `dist/cli/security-profile.mjs`, the tool in one file, and its package around it. */
export const buildTool = async (root: string): Promise<void> => {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const outfile = path.join(root, 'dist/cli/security-profile.mjs');
  await rm(path.dirname(outfile), { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['cli/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: `node${nodeVersions.oldest}`,
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    // Some packages are CommonJS, and ask for Node's own modules.
    banner: { js: `#!/usr/bin/env node\n${requireOfModules}` },
    plugins: [
      ...functions.map(({ client }) => schemasOfOwnOperations(client)),
      partitionsByExpression,
      packageVersionOnly,
    ],
    define: { SECURITY_PROFILE_VERSION: JSON.stringify(version) },
  });
  const bytes = Object.values(metafile.outputs)[0]?.bytes ?? 0;
  if (bytes > budget)
    throw new Error(`dist/cli/security-profile.mjs has ${bytes} bytes; at most ${budget} are allowed`);
  await buildToolPackage(root, outfile);
};

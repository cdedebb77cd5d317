import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Node 20 is past its end, which jsii announces in a banner on every run. */
const environment = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };

/** Runs a tool of this project; what it says is shown only if it fails. */
const run = async (root: string, tool: string, ...options: readonly string[]): Promise<void> => {
  try {
    await execute(path.join(root, 'node_modules/.bin', tool), options, { cwd: root, env: environment });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${tool} failed:\n${stdout}${stderr}`, { cause: error });
  }
};

/** What jsii writes beside the sources; the tarball has it, the working tree need not. */
const compiled = ['lib', '.jsii', 'tsconfig.jsii.json'];

export const removeCompiled = async (root: string): Promise<void> => {
  for (const name of compiled) await rm(path.join(root, name), { recursive: true, force: true });
};

/** Compiles the construct to `lib/` and `.jsii`, and writes `API.md`. Needs `dist/`. */
export const compilePackage = async (root: string): Promise<void> => {
  await removeCompiled(root);
  // A configuration of its own: jsii would overwrite tsconfig.json.
  await run(root, 'jsii', '--generate-tsconfig', 'tsconfig.jsii.json');
  await rm(path.join(root, 'lib/tsconfig.tsbuildinfo'), { force: true });
  await run(root, 'jsii-docgen', '--output', 'API.md');
};

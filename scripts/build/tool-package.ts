import { chmod, cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const executable = 0o755;

/** Makes of `dist/cli/` the package `security-profile` that `npm run package` packs: what is in `cli/package/`, and the tool. */
export const buildToolPackage = async (root: string, tool: string): Promise<void> => {
  const folder = path.dirname(tool);
  await cp(path.join(root, 'cli/package'), folder, { recursive: true });
  await cp(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'));
  const read = async (file: string) => JSON.parse(await readFile(path.join(root, file), 'utf8'));
  const { name, ...rest } = await read('cli/package/package.json');
  // Both packages come of one release, and so have its version.
  const { version } = await read('package.json');
  await writeFile(path.join(folder, 'package.json'), `${JSON.stringify({ name, version, ...rest }, undefined, 2)}\n`);
  await chmod(tool, executable);
};

import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { outputFolder, toolOutputs } from './outputs';

const root = path.resolve(__dirname, '../..');

const main = async (): Promise<void> => {
  const outputs = await toolOutputs(path.join(root, 'dist/cli/security-profile.mjs'));
  const folder = path.join(root, outputFolder);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, text] of outputs) await writeFile(path.join(folder, name), text);
};

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

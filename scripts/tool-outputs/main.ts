import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { outputFolder, toolOutputs } from './outputs';

const root = path.resolve(__dirname, '../..');

/** Pages that show them. */
const pages = ['README.md', 'cli/package/README.md', 'docs/tool.md'];

const commandOf = (output: string): string => output.split('\n')[0] ?? '';

/** A page with what each command prints now in place of what it printed. */
const renewed = (page: string, outputs: readonly string[]): string =>
  page.replaceAll(
    /(?<=^```text\n)\$ security-profile .*?(?=^```$)/gms,
    (shown) => outputs.find((output) => commandOf(output) === commandOf(shown)) ?? shown,
  );

const main = async (): Promise<void> => {
  const outputs = await toolOutputs(path.join(root, 'dist/cli/security-profile.mjs'));
  const folder = path.join(root, outputFolder);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, text] of outputs) await writeFile(path.join(folder, name), text);
  for (const page of pages) {
    const file = path.join(root, page);
    await writeFile(file, renewed(await readFile(file, 'utf8'), [...outputs.values()]));
  }
};

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

import path from 'node:path';
import { Command } from 'commander';
import { buildAsset } from './build/asset';
import { checkBudget } from './build/budget';
import { functions } from './build/functions';
import { buildLambda } from './build/lambda';
import { buildTemplates } from './build/templates';
import { buildTool } from './build/tool';
import { buildValidation } from './build/validation';

interface Options {
  readonly acceptSizes?: true;
  readonly quiet?: true;
}

const readOptions = (): Options =>
  new Command('npm run build --')
    .description('Builds dist/ and prints what is inside the bundle. Fails above scripts/build/bundle-sizes.json.')
    .option('--accept-sizes', 'take the sizes of now as those that later builds are compared with')
    .option('--quiet', 'print nothing but what is wrong')
    .parse()
    .opts<Options>();

const main = async (): Promise<void> => {
  const { acceptSizes: accept = false, quiet: isQuiet = false } = readOptions();
  const root = path.resolve(__dirname, '..');
  const built = [];
  for (const made of functions) built.push({ built: made, metafiles: await buildLambda(root, made) });
  await buildAsset(root);
  await buildValidation(root);
  await buildTemplates(root);
  await buildTool(root);
  const print = isQuiet ? () => undefined : (line: string) => console.log(line);
  for (const made of built) await checkBudget({ root, ...made, print, accept });
};

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

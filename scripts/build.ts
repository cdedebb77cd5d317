import path from 'node:path';
import { checkBudget } from './build/budget';
import { buildLambda } from './build/lambda';
import { buildTemplates } from './build/templates';
import { buildValidation } from './build/validation';

const main = async (): Promise<void> => {
  const root = path.resolve(__dirname, '..');
  const metafiles = await buildLambda(root);
  await buildValidation(root);
  await buildTemplates(root);
  const accept = process.argv.includes('--accept-sizes');
  await checkBudget({ root, metafiles, print: (line) => console.log(line), accept });
};

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

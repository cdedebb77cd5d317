import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { buildLambda } from './build/lambda';
import { buildTemplates } from './build/templates';
import { buildValidation } from './build/validation';

const main = async (): Promise<void> => {
  const root = path.resolve(__dirname, '..');
  await buildLambda(root);
  await buildValidation(root);
  await buildTemplates(root);
  const folder = path.join(root, 'dist/lambda');
  for (const file of (await readdir(folder)).sort()) {
    const { size } = await stat(path.join(folder, file));
    console.log(`dist/lambda/${file}  ${size.toLocaleString('en')} bytes`);
  }
};

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

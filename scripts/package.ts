import path from 'node:path';
import { compilePackage, removeCompiled } from './build/package';

// Called by npm around `npm pack` and `npm publish`, see the scripts `prepack` and `postpack`.
const root = path.resolve(__dirname, '..');

void (process.argv.includes('--clean') ? removeCompiled(root) : compilePackage(root)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

import { existsSync } from 'node:fs';
import path from 'node:path';

// The construct's types come from what is built; the compiler would only say that a module is missing.
if (!existsSync(path.resolve(__dirname, '../dist/validation'))) {
  console.error('nothing is built yet: run "npm run build" first');
  process.exitCode = 1;
}

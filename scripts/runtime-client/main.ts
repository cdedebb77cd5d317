import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findRuntimeClient, runtimeClientFolder } from './client';

/** Not among the dependencies of the project: it is compiled for most of a minute, and needs Node 22, cmake and a compiler. */
const version = '4.0.2';

const install = (root: string): void => {
  const folder = runtimeClientFolder(root);
  mkdirSync(folder, { recursive: true });
  const manifest = {
    private: true,
    dependencies: { 'aws-lambda-ric': version },
    allowScripts: { 'aws-lambda-ric': true },
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  execFileSync('npm', ['install', '--no-package-lock'], { cwd: folder, stdio: 'inherit' });
};

const root = path.resolve(__dirname, '../..');
if (findRuntimeClient(root, process.env) === undefined) install(root);
console.log(`aws-lambda-ric: ${findRuntimeClient(root, process.env)}`);

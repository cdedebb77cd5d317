import { execFile } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { compilePackage, removeCompiled } from './build/package';

const execute = promisify(execFile);

/** Not among the dependencies: only who builds for other languages needs it, and it is large. */
const pacmak = 'jsii-pacmak@1.140.0';

const root = path.resolve(__dirname, '..');
const outdir = path.join(root, 'dist/languages');

interface Language {
  readonly name: string;
  /** How a file of its code ends. */
  readonly ending: string;
  /** Looks for mistakes without the packages that the code needs; `undefined` where it cannot be looked at so. */
  readonly check?: readonly [command: string, ...options: string[]];
}

const languages: readonly Language[] = [
  { name: 'python', ending: '.py', check: ['python3', '-m', 'compileall', '-q', '.'] },
  { name: 'java', ending: '.java' },
  { name: 'dotnet', ending: '.cs' },
  { name: 'go', ending: '.go', check: ['gofmt', '-l', '-e', '.'] },
];

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

/** What was done with the code of a language. @throws Error where it is not right */
const looked = async ({ name, ending, check }: Language): Promise<string> => {
  const folder = path.join(outdir, name);
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(ending));
  if (files.length === 0) throw new Error(`no code was generated for ${name}`);
  const generated = `${name}: ${files.length} files generated`;
  if (check === undefined) return `${generated}; NOT compiled: its compiler wants the packages of the AWS CDK`;
  const [command, ...options] = check;
  try {
    await execute(command, options, { cwd: folder });
    return `${generated}, read by ${command} without a mistake`;
  } catch (error) {
    if (isMissing(error)) return `${generated}; NOT read: there is no ${command} here`;
    throw error;
  }
};

/** Generates the code of the construct for every language: a name that is a reserved word in one of them fails here. */
const main = async (): Promise<void> => {
  await rm(outdir, { recursive: true, force: true });
  try {
    await compilePackage(root);
    const names = languages.map(({ name }) => name);
    await execute('npx', ['-y', pacmak, '--code-only', '--outdir', outdir, '--targets', ...names, '--', root], {
      cwd: root,
      // It packs the package too, which would compile it once more and tidy up behind itself.
      env: { ...process.env, npm_config_ignore_scripts: 'true', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
      maxBuffer: 64 * 2 ** 20,
    });
    for (const language of languages) console.log(await looked(language));
  } finally {
    await removeCompiled(root);
  }
};

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

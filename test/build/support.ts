import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import { type BuildFailure, build, type Plugin } from 'esbuild';

/** Sources by their path. */
export type Files = Readonly<Record<string, string>>;

const isBuildFailure = (error: unknown): error is BuildFailure => error instanceof Error && 'errors' in error;

/** Does something with made-up files in a folder of their own. */
export const inFolder = async <Result>(files: Files, work: (folder: string) => Promise<Result>): Promise<Result> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'build-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), content);
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Bundles `entry.js` of made-up files. */
export const bundle = (files: Files, plugin: (folder: string) => Plugin): Promise<string> =>
  inFolder(files, async (folder) => {
    const { outputFiles } = await build({
      absWorkingDir: folder,
      entryPoints: ['entry.js'],
      bundle: true,
      format: 'cjs',
      platform: 'node',
      write: false,
      logLevel: 'silent',
      plugins: [plugin(folder)],
    });
    return outputFiles.map(({ text }) => text).join('');
  });

/** The texts of all errors of a bundle that must not come about. */
export const errorsOf = async (files: Files, plugin: (folder: string) => Plugin): Promise<readonly string[]> => {
  try {
    await bundle(files, plugin);
  } catch (error) {
    if (isBuildFailure(error)) return error.errors.map(({ text }) => text);
    throw error;
  }
  throw new Error('esbuild made a bundle');
};

/** What a bundle exports once it has run; it may import what is given. */
export const run = (code: string, packages: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => {
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const take = (name: string): unknown => packages[name] ?? jest.requireActual(name);
  compileFunction(code, ['module', 'exports', 'require'])(module, module.exports, take);
  return module.exports;
};

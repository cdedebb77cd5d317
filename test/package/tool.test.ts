import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { engines, scripts, version } from '../../package.json';
import { outputFolder, toolOutputs } from '../../scripts/tool-outputs/outputs';

const root = path.resolve(__dirname, '../..');
const execute = promisify(execFile);

let folder: string;
const app = () => path.join(folder, 'app');
const installed = () => path.join(app(), 'node_modules/security-profile');

/** Packs, and installs into an empty folder, as a person does who has the tarball of a release and no network. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tool-package-'));
  await execute('npm', ['pack', './dist/cli', '--silent', '--pack-destination', folder], { cwd: root });
  await mkdir(app());
  await writeFile(path.join(app(), 'package.json'), '{}');
  const tarball = path.join(folder, `security-profile-${version}.tgz`);
  await execute('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: app() });
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

const filesBelow = async (directory: string): Promise<readonly string[]> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .sort();
};

test('npm run package makes both tarballs', () => {
  expect(scripts.package.split(' && ')).toEqual([
    'npm pack --pack-destination dist',
    'npm pack ./dist/cli --pack-destination dist',
  ]);
});

test('the tarball holds one file that runs, the schemas and what describes them, and no more', async () => {
  const schemas = await readdir(path.join(root, 'cli/package/schemas'));
  expect(await filesBelow(installed())).toEqual(
    [
      'LICENSE',
      'README.md',
      'package.json',
      'security-profile.mjs',
      ...schemas.map((name) => `schemas/${name}`),
    ].sort(),
  );
  const { size, mode } = await stat(path.join(installed(), 'security-profile.mjs'));
  expect(size).toBeLessThanOrEqual(750_000);
  expect(mode & 0o111).toBe(0o111);
});

test('the package needs nothing but Node, and has the version of the other one', async () => {
  const manifest = JSON.parse(await readFile(path.join(installed(), 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({ name: 'security-profile', version, engines, license: 'Apache-2.0' });
  expect(Object.keys(manifest).filter((name) => /dependencies|scripts/i.test(name))).toEqual([]);
  expect(await readdir(path.join(app(), 'node_modules/.bin'))).toEqual(['security-profile']);
});

test('no file names the machine that it was built on', async () => {
  const texts = await Promise.all(
    (await filesBelow(installed())).map((name) => readFile(path.join(installed(), name), 'utf8')),
  );
  expect(texts.filter((text) => text.includes(root) || text.includes(folder))).toEqual([]);
});

test('what is installed prints, of every verb, what is kept; if not: npm run tool-outputs', async () => {
  const printed = await toolOutputs(path.join(app(), 'node_modules/.bin/security-profile'));
  const kept = path.join(root, outputFolder);
  for (const [name, text] of printed)
    expect({ [name]: await readFile(path.join(kept, name), 'utf8') }).toEqual({ [name]: text });
  expect((await readdir(kept)).sort()).toEqual([...printed.keys()].sort());
});

test('what is installed says its version, and one that it cannot do ends with 1', async () => {
  const run = (...args: readonly string[]) =>
    execute('npx', ['--no-install', 'security-profile', ...args], { cwd: app() });
  expect((await run('--version')).stdout).toBe(`${version}\n`);
  await expect(run('shwo', 'fleet')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('show') });
});

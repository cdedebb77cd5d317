import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { SecurityProfile } from '../../cdk/index';
import { scripts } from '../../package.json';
import { runCaptured } from '../../simulator/command/captured';
import { type ServeOptions, serveCommand } from '../../simulator/command/serve-options';
import { commands, pages, root } from './pages';

/** What the page's reader has before him: the project, the file of the release, and what `cdk synth` has made. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'docs-'));
  for (const name of ['templates', 'dist', 'events']) symlinkSync(path.join(root, name), path.join(folder, name));
  copyFileSync(path.join(root, 'dist/provider.yaml'), path.join(folder, 'provider.yaml'));
  const app = new App({ outdir: path.join(folder, 'cdk.out') });
  new SecurityProfile(new Stack(app, 'Fleet'), 'Profile');
  app.synth();
});
afterAll(() => rmSync(folder, { recursive: true }));

const startsWith = (...words: readonly string[]) =>
  commands.map(({ command }) => command).filter((command) => words.some((word) => command.startsWith(word)));

const simulations = startsWith('npm start -- ');
/** These run with what every Unix has. */
const local = startsWith('sed ', 'node ');
/** These take an account, or a tool that is not the project's. */
const remote = startsWith('aws ', 'sam ');
/** tool.test.ts has the tool read these. */
const tool = startsWith('security-profile ');
/** They run until they are stopped: test/simulator/command does that, with these options. */
const servers = startsWith('npm run simulator -- ');
/** `npm install` of the tarball is what test/package does; the others are the scripts themselves. */
const npm = startsWith('npm ').filter((command) => ![...simulations, ...servers].includes(command));

test('every command is of a kind that is looked after', () => {
  expect([...simulations, ...servers, ...local, ...remote, ...tool, ...npm].sort()).toEqual(
    commands.map(({ command }) => command).sort(),
  );
  for (const kind of [simulations, local, remote, tool, npm]) expect(kind.length).toBeGreaterThan(1);
});

test.each(local)('%s', (command) => {
  expect(() => execFileSync('sh', ['-c', command], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })).not.toThrow();
});

test.each(simulations)('%s', async (command) => {
  const args = command
    .split(/\s+/)
    .slice(3)
    .map((word) => (existsSync(path.join(folder, word)) ? path.join(folder, word) : word));
  const { exitCode, errors } = await runCaptured(args);
  // One is wrong on purpose, and told so.
  if (!command.includes('wrong.yaml')) expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
  else expect(errors).toContain('DurationSeconds: 301 is not a duration');
});

test.each(servers)('%s', async (command) => {
  const read: ServeOptions[] = [];
  const args = command.split(/\s+/).slice(4);
  await serveCommand(async (options) => void read.push(options)).parseAsync(args, { from: 'user' });
  const files = read.flatMap(({ template }) => template);
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) expect(existsSync(path.join(folder, file)) ? file : `${file} is missing`).toBe(file);
});

test.each(remote)('the files of: %s', (command) => {
  const files = command.match(/(?:file:\/\/)?[\w./-]+\.(?:yaml|json)/g) ?? [];
  // Which the reader writes himself.
  const own = ['native.yaml'];
  for (const file of files.map((name) => name.replace('file://', '')).filter((name) => !own.includes(name)))
    expect(existsSync(path.join(folder, file)) ? file : `${file} is missing`).toBe(file);
});

test('every npm script that is named anywhere exists', () => {
  const named = [...pages.values()].flatMap((page) =>
    [...page.matchAll(/npm (?:run (?:--silent )?)?([a-z:-]+)/g)].map(([, name = '']) => name),
  );
  const ofNpm = ['ci', 'install', 'packages', 'tarballs', 'packs'];
  const scriptsNamed = named.filter((name) => !ofNpm.includes(name));
  expect(scriptsNamed.length).toBeGreaterThan(10);
  for (const name of scriptsNamed) expect(Object.keys(scripts)).toContain(name);
});

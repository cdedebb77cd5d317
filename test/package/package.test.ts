import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { compilePackage } from '../../scripts/build/package';
import { runCaptured } from '../../simulator/command/captured';
import { blocksIn } from '../docs/pages';

const root = path.resolve(__dirname, '../..');
const execute = promisify(execFile);
const tool = (name: string) => path.join(root, 'node_modules/.bin', name);

let folder: string;
let files: readonly string[];

/** A copy of what is compiled and packed, so that the test leaves the project as it is. */
const copyProject = async (project: string): Promise<void> => {
  for (const name of [
    'cdk',
    'dist/iot-security-profile-provider',
    'dist/provider.yaml',
    'dist/validation',
    'LICENSE',
    'README.md',
    'package.json',
  ])
    await cp(path.join(root, name), path.join(project, name), { recursive: true });
  await symlink(path.join(root, 'node_modules'), path.join(project, 'node_modules'));
};

/** Packs without the scripts, which would build again, and unpacks where an app finds it: nothing is downloaded. */
const install = async (project: string, app: string): Promise<void> => {
  await execute('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], { cwd: project });
  const [tarball = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  const modules = path.join(app, 'node_modules');
  await mkdir(modules, { recursive: true });
  await execute('tar', ['-xzf', path.join(folder, tarball), '-C', modules]);
  await rename(path.join(modules, 'package'), path.join(modules, 'cdk-iot-security-profile'));
  for (const name of ['aws-cdk-lib', 'constructs', '@types'])
    await symlink(path.join(root, 'node_modules', name), path.join(modules, name));
};

const installed = () => path.join(folder, 'app/node_modules/cdk-iot-security-profile');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'package-'));
  const project = path.join(folder, 'project');
  await copyProject(project);
  await compilePackage(project);
  await install(project, path.join(folder, 'app'));
  const entries = await readdir(installed(), { recursive: true, withFileTypes: true });
  files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(installed(), path.join(entry.parentPath, entry.name)));
}, 180_000);

afterAll(() => rm(folder, { recursive: true }));

const namesIn = async (directory: string): Promise<readonly string[]> =>
  readdir(path.join(root, directory), { recursive: true });

test('the tarball holds the compiled construct, the bundle, the template and what describes them, and no more', async () => {
  const sources = (await namesIn('cdk')).filter((name) => name.endsWith('.ts') && name !== 'app.ts');
  const expected = [
    ...['.jsii', 'API.md', 'LICENSE', 'README.md', 'package.json'],
    ...['dist/provider.yaml', 'dist/validation/index.d.ts', 'dist/validation/index.js'],
    ...(await namesIn('dist/lambda')).map((name) => `dist/iot-security-profile-provider/${name}`),
    ...sources.map((name) => name.slice(0, -'.ts'.length)).flatMap((name) => [`lib/${name}.d.ts`, `lib/${name}.js`]),
  ];
  expect([...files].sort()).toEqual(expected.sort());
});

test('API.md is what the docstrings say; if not: npm run package', async () => {
  const [fresh, kept] = await Promise.all(
    [path.join(installed(), 'API.md'), path.join(root, 'API.md')].map((file) => readFile(file, 'utf8')),
  );
  expect(fresh === kept ? 'the same' : 'API.md is stale').toBe('the same');
});

test('the package needs nothing at run time but the CDK, and is CommonJS', async () => {
  const manifest = JSON.parse(await readFile(path.join(installed(), 'package.json'), 'utf8'));
  expect(manifest).not.toHaveProperty('dependencies');
  expect(manifest).not.toHaveProperty('type');
  expect(manifest.peerDependencies).toEqual({ 'aws-cdk-lib': '^2.240.0', constructs: '^10.5.0' });
});

test('no file names the machine that it was built on', async () => {
  const texts = await Promise.all(files.map((name) => readFile(path.join(installed(), name), 'utf8')));
  expect(files.filter((_, index) => texts[index]?.includes(root) || texts[index]?.includes(folder))).toEqual([]);
});

const example = `
import { App, Duration, Stack } from 'aws-cdk-lib';
import { BehaviorCriteria, BehaviorMetric, SecurityProfile } from 'cdk-iot-security-profile';

const stack = new Stack(new App(), 'Installed');
new SecurityProfile(stack, 'Profile', {
  behaviors: [
    {
      name: 'quiet',
      metric: BehaviorMetric.NUM_MESSAGES_SENT,
      criteria: BehaviorCriteria.lessThan(100, { duration: Duration.minutes(5) }),
    },
  ],
});
`;

/** Compiles programs in the app in one go, with every check, also of the package's own types; then runs each. */
const runInApp = async (programs: readonly string[]): Promise<void> => {
  const app = path.join(folder, 'app');
  const names = programs.map((_, index) => `program${index}`);
  await writeFile(path.join(app, 'package.json'), '{}');
  for (const [index, name] of names.entries()) await writeFile(path.join(app, `${name}.ts`), programs[index] ?? '');
  const options = ['--strict', '--module', 'nodenext', '--types', 'node', '--skipLibCheck', 'false', '--outDir', 'out'];
  await execute(tool('tsc'), [...names.map((name) => `${name}.ts`), ...options], { cwd: app });
  for (const name of names) {
    const environment = { ...process.env, CDK_OUTDIR: path.join(app, name), CDK_VALIDATION: 'false' };
    await execute(process.execPath, [`out/${name}.js`], { cwd: app, env: environment });
  }
};

test('a TypeScript app that has installed it compiles and synthesizes, and so does every program in the docs, which then deploys', async () => {
  const programs = blocksIn('ts').map(({ code }) => code);
  expect(programs.length).toBeGreaterThan(3);
  await runInApp([example, ...programs]);
  const output = path.join(folder, 'app/program0');
  const template = JSON.parse(await readFile(path.join(output, 'Installed.template.json'), 'utf8'));
  expect(template.Resources.Profile6F32097C.Type).toBe('Custom::IoTSecurityProfile');
  expect(await readdir(output)).toContainEqual(expect.stringMatching(/^asset\.[0-9a-f]{64}$/));
  // What one of them takes from another app.
  const elsewhere = path.join(folder, 'elsewhere.json');
  const Properties = { FunctionName: 'security-profiles', Code: { S3Bucket: 'any', S3Key: 'any' }, Timeout: 300 };
  await writeFile(
    elsewhere,
    JSON.stringify({ Resources: { Provider: { Type: 'AWS::Lambda::Function', Properties } } }),
  );
  for (const index of programs.keys()) {
    const assembly = path.join(folder, `app/program${index + 1}`);
    const forConnect = programs[index]?.includes('Custom::ConnectSecurityProfile') ? ['--connect'] : [];
    const { exitCode, errors } = await runCaptured(['--template', elsewhere, '--template', assembly, ...forConnect]);
    expect({ index, exitCode, errors }).toEqual({ index, exitCode: 0, errors: '' });
  }
}, 180_000);

/** The CDK is CommonJS, which in an ES module loads by `require` only. */
const esModule = [
  '--format=esm',
  "--banner:js=import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
];

/** An app as esbuild makes one file of it, beside a `dist/lambda/` of its own. */
const runBundled = async (file: string, ...options: readonly string[]): Promise<{ readonly stderr: string }> => {
  const app = path.join(folder, 'app');
  await mkdir(path.join(app, 'dist/lambda'), { recursive: true });
  await writeFile(path.join(app, 'dist/lambda/index.js'), 'exports.handler = async () => {};');
  await writeFile(path.join(app, 'bundled.ts'), example);
  const external = ['aws-cdk-lib', 'constructs'].map((name) => `--external:${name}`);
  const output = ['--bundle', '--platform=node', `--outfile=build/${file}`];
  await execute(tool('esbuild'), ['bundled.ts', ...output, ...external, ...options], { cwd: app });
  const environment = { ...process.env, CDK_OUTDIR: path.join(app, `${file}.out`), CDK_VALIDATION: 'false' };
  return execute(process.execPath, [`build/${file}`], { cwd: app, env: environment });
};

const provider = 'dist/iot-security-profile-provider';

describe.each<[string, string, readonly string[]]>([
  ['CommonJS', 'app.cjs', []],
  ['an ES module', 'app.mjs', esModule],
])('an app that is bundled as %s', (_, file, format) => {
  const synthesized = async () => readdir(path.join(folder, `app/${file}.out`));

  test('with the package inlined is told what to do, rather than deploying a function of its own', () =>
    expect(runBundled(file, ...format)).rejects.toMatchObject({
      stderr: expect.stringMatching(
        /\[Installed\/.*the code of the function is not in '.*\/app\/dist\/iot-security-profile-provider'.*\(esbuild: --external:cdk-iot-security-profile\)/,
      ),
    }));

  test('without the package synthesizes', async () => {
    await runBundled(file, ...format, '--external:cdk-iot-security-profile');
    expect(await synthesized()).toContain('Installed.template.json');
  });

  test('with the package inlined, and the function copied to where it is looked for, synthesizes', async () => {
    const copy = path.join(folder, 'app', provider);
    await cp(path.join(installed(), provider), copy, { recursive: true });
    await runBundled(file, ...format).finally(() => rm(copy, { recursive: true }));
    expect(await synthesized()).toContain('Installed.template.json');
  });
});

const twoCopies = `
const { App, Stack } = require('aws-cdk-lib');
const mine = require('cdk-iot-security-profile');
const theirs = require('wrapper');

const stack = new Stack(new App(), 'Fleet');
new mine.SecurityProfile(stack, 'Mine');
const profile = new theirs.SecurityProfile(stack, 'Theirs');
if (profile instanceof mine.SecurityProfile) throw new Error('this is one copy');
if (!mine.SecurityProfile.isSecurityProfile(profile)) throw new Error('the other copy is not known');
`;

test('two copies of the package, as a library of constructs brings one along, share the function of a stack', async () => {
  const app = path.join(folder, 'app');
  const wrapper = path.join(app, 'node_modules/wrapper');
  await cp(installed(), path.join(wrapper, 'node_modules/cdk-iot-security-profile'), { recursive: true });
  await writeFile(path.join(wrapper, 'index.js'), `module.exports = require('cdk-iot-security-profile');`);
  await writeFile(path.join(app, 'copies.js'), twoCopies);
  const environment = { ...process.env, CDK_OUTDIR: path.join(app, 'copies.out'), CDK_VALIDATION: 'false' };
  await execute(process.execPath, ['copies.js'], { cwd: app, env: environment });
  const template = JSON.parse(await readFile(path.join(app, 'copies.out/Fleet.template.json'), 'utf8'));
  const types = Object.values<{ readonly Type: string }>(template.Resources).map(({ Type }) => Type);
  expect(types.filter((type) => type === 'Custom::IoTSecurityProfile')).toHaveLength(2);
  expect(types.filter((type) => type === 'AWS::Lambda::Function')).toHaveLength(1);
});

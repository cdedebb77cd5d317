import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { checkBudget } from '../../scripts/build/budget';
import { iotFunction } from '../../scripts/build/functions';
import { inFolder } from './support';

type Output = Metafile['outputs'][string];

const output = (bytes: number, inputs: Readonly<Record<string, number>>, imports: Output['imports'] = []): Output => ({
  bytes,
  inputs: Object.fromEntries(Object.entries(inputs).map(([name, bytesInOutput]) => [name, { bytesInOutput }])),
  imports,
  exports: [],
});

/** 1,900 bytes are loaded with the function; what is loaded later has 50,000 more. */
const metafiles: readonly Metafile[] = [
  { inputs: {}, outputs: { 'dist/lambda/index.mjs': output(400, { 'lambda/index.ts': 390 }) } },
  {
    inputs: {},
    outputs: {
      'dist/lambda/resource.mjs': output(300, { 'core/schema/names.ts': 300 }, [
        { path: 'dist/lambda/chunk-A.mjs', kind: 'import-statement' },
        { path: 'dist/lambda/later.mjs', kind: 'dynamic-import' },
        { path: 'node:https', kind: 'import-statement', external: true },
      ]),
      'dist/lambda/chunk-A.mjs': output(1_200, {
        'node_modules/@smithy/core/dist-es/index.js': 800,
        'node_modules/@smithy/core/dist-es/other.js': 200,
        'node_modules/p-limit/node_modules/yocto-queue/index.js': 200,
      }),
      'dist/lambda/later.mjs': output(50_000, { 'node_modules/bowser/index.js': 50_000 }),
    },
  },
];
const packages = {
  '@smithy/core': 1_000,
  lambda: 390,
  'core/schema': 300,
  'yocto-queue': 200,
  '(between modules)': 10,
};

const sizesFile = 'scripts/build/bundle-sizes.json';
/** Those of another function stay as they are. */
const sizesOf = (known: object): string => JSON.stringify({ iot: known, connect: 'its own' });
const roomy = { eager: 1_900, zip: 100 };

/** Checks a made-up project whose zip has 100 bytes. */
const check = (sizes: string, accept = false) =>
  inFolder({ [sizesFile]: sizes, 'dist/lambda.zip': 'z'.repeat(100) }, async (root) => {
    const lines: string[] = [];
    const print = (line: string) => void lines.push(line);
    const refusal = await checkBudget({ root, built: iotFunction, metafiles, print, accept }).then(
      () => undefined,
      (error: Error) => error.message,
    );
    return { lines, refusal, written: await readFile(path.join(root, sizesFile), 'utf8') };
  });

describe('the budget of the bundle', () => {
  test('lets through what has no more bytes than it says, code that is loaded later aside', async () => {
    const sizes = sizesOf({ budget: roomy, packages });
    const { lines, refusal, written } = await check(sizes);
    expect(refusal).toBeUndefined();
    expect(lines).toEqual([
      'loaded with the function of iot: 1,900 bytes of 1,900',
      '     1,000  @smithy/core',
      '       390  lambda',
      '       300  core/schema',
      '       200  yocto-queue',
      '        10  (between modules)',
      'dist/lambda.zip: 100 bytes of 100',
    ]);
    expect(written).toBe(sizes);
  });

  test('is told by how much each package changed', async () => {
    const before = { ...packages, '@smithy/core': 700, lambda: 400, gone: 50 };
    const { lines } = await check(sizesOf({ budget: roomy, packages: before }));
    expect(lines).toContain('     1,000  @smithy/core  (+300)');
    expect(lines).toContain('       390  lambda  (-10)');
    expect(lines).toContain('         0  gone  (-50)');
  });

  test.each([
    [
      'loaded with the function',
      { eager: 1_899, zip: 100 },
      'what is loaded with the function of iot has 1,900',
      '1,899',
    ],
    ['in the zip', { eager: 1_900, zip: 99 }, 'dist/lambda.zip has 100', '99'],
  ])('refuses more bytes %s, with what grew, the most first', async (_title, budget, what, limit) => {
    const before = { ...packages, '@smithy/core': 700, lambda: 400, 'yocto-queue': 0 };
    const { refusal } = await check(sizesOf({ budget, packages: before }));
    expect(refusal).toBe(
      `${what} bytes, the budget is ${limit}; grown: @smithy/core +300, yocto-queue +200. Make it smaller, or raise the budget in ${sizesFile} and say why.`,
    );
  });

  test('says so when it refuses what has not grown', async () => {
    const { refusal } = await check(sizesOf({ budget: { ...roomy, zip: 1 }, packages }));
    expect(refusal).toContain('nothing grew since the sizes were last accepted');
  });

  test('is kept when sizes are accepted, which then are those to compare with', async () => {
    const { refusal, written } = await check(sizesOf({ budget: roomy, packages: {} }), true);
    expect(refusal).toBeUndefined();
    expect(JSON.parse(written)).toEqual({ iot: { budget: roomy, packages }, connect: 'its own' });
    expect((await check(written)).lines.join('\n')).not.toMatch(/[+-]\d/);
  });

  test.each([
    ['loaded with the function', { eager: 1_899, zip: 100 }],
    ['in the zip', { eager: 1_900, zip: 99 }],
  ])('refuses more bytes %s when sizes are accepted too, and accepts none', async (_title, budget) => {
    const sizes = sizesOf({ budget, packages: {} });
    const { refusal, written } = await check(sizes, true);
    expect(refusal).toContain('the budget is');
    expect(written).toBe(sizes);
  });

  test.each([
    ['is no JSON', '{"budget": }'],
    ['is a list', '[]'],
    ['has no budget', sizesOf({ packages })],
    ['has a budget for the zip only', sizesOf({ budget: { zip: 100 }, packages })],
    ['has a budget that is a text', sizesOf({ budget: { ...roomy, eager: '1900' }, packages })],
    ['has no packages', sizesOf({ budget: roomy })],
  ])('refuses, naming it, a file with sizes that %s', async (_title, sizes) => {
    const { refusal, written } = await check(sizes, true);
    expect(refusal).toContain(`${sizesFile} cannot be read`);
    expect(written).toBe(sizes);
  });
});

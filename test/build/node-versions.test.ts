import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { engines } from '../../package.json';
import { nodeVersions } from '../../scripts/build/node-versions';
import { root } from '../templates/support';

const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const { oldest, templates, construct, tested, development } = nodeVersions;

test('people need no newer Node than is said', () => {
  expect(engines.node).toBe(`>=${oldest}`);
  expect(tested[0]).toBe(oldest);
});

test.each(['templates/provider.yaml', 'templates/sam.yaml'])('the function of %s runs on it', (file) => {
  expect(textOf(file).match(/nodejs\d+\.x/g)).toEqual([`nodejs${templates}.x`]);
});

test('so does that of the construct, and every version in between is tested', () => {
  const named = new Set(textOf('cdk/provider.ts').match(/NODEJS_\d+_X/g));
  expect([...named]).toEqual([`NODEJS_${construct}_X`]);
  expect(tested).toEqual(expect.arrayContaining([templates, construct]));
});

test('the workflows use these', () => {
  const { jobs } = parse(textOf('.github/workflows/ci.yml')) as {
    readonly jobs: { readonly test: { readonly strategy: { readonly matrix: object } } };
  };
  expect(jobs.test.strategy.matrix).toEqual({ node: tested });
  const others = textOf('.github/workflows/ci.yml').match(/node-version: \d+/g) ?? [];
  for (const version of others) expect(tested.map((major) => `node-version: ${major}`)).toContain(version);
  for (const file of ['release.yml', 'weekly.yml'])
    expect(textOf(`.github/workflows/${file}`)).toContain(`node-version: ${development}`);
});

test('.nvmrc offers one of them', () => {
  expect(textOf('.nvmrc')).toBe(`${development}\n`);
  expect(tested).toContain(development);
});

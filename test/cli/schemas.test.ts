import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import { isJsonObject } from '../../core/schema/json';
import { startWorld, templates } from '../../scripts/tool-outputs/world';
import type { Simulator } from '../../simulator';
import { region, tool } from './rig';

const folder = path.resolve(__dirname, '../../cli/package/schemas');
const schemas = new Map<string, unknown>(
  readdirSync(folder).map((file) => [path.parse(file).name, JSON.parse(readFileSync(path.join(folder, file), 'utf8'))]),
);

const ajv = new Ajv2020({ allErrors: true });
const compiled = (name: string): ValidateFunction => {
  const schema = schemas.get(name);
  if (!isJsonObject(schema)) throw new Error(`there is no schema of ${name}`);
  return ajv.compile(schema);
};
const validators = new Map([...schemas.keys()].map((name) => [name, compiled(name)]));

/** What is wrong with a document by the schema of that name. */
const mistakes = (name: string, document: unknown): unknown => {
  const validate = validators.get(name);
  return validate === undefined ? 'no schema' : validate(document) ? [] : validate.errors;
};

let simulator: Simulator;
beforeAll(async () => {
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  simulator = await startWorld();
});
afterAll(() => simulator.close());

const run = async (command: string) => {
  const words = command
    .split(' ')
    .map((word) => (/\.yaml$|^templates$/.test(word) ? path.join(templates, word.replace('templates', '')) : word));
  const at = ['--format', 'json', '--region', region, '--endpoint-url', simulator.endpoint];
  const { code, output } = await tool([...words, ...at]);
  const document: unknown = JSON.parse(output);
  return { code, document };
};

test.each([
  'validate wrong.yaml',
  'validate fleet.yaml --explain',
  'validate templates',
  'list',
  'list --stack fleet',
  'list --names-only',
  'show fleet',
  'show legacy',
  'show lights',
  'plan fleet.yaml',
  'plan fleet.yaml --stack fleet',
  'plan fleet.yaml --stack new',
  'plan deployed.yaml --stack fleet',
  'plan renamed.yaml --stack fleet',
  'plan failing.yaml',
  'plan failing.yaml --stack fleet',
  'plan lights.yaml',
  'drift fleet.yaml',
  'drift failing.yaml',
  'drift --stack fleet',
  'drift --stack lights',
  'drift --all',
  'export fleet',
  'export fleet --adopt',
  'export lights --native',
  'validate centre-wrong.yaml',
  'list --connect 11111111-2222-4333-8444-555555555555',
  'list --connect 11111111-2222-4333-8444-555555555555 --stack centre',
  'list --connect 11111111-2222-4333-8444-555555555555 --names-only',
  'show Leads --connect 11111111-2222-4333-8444-555555555555',
  'show Admin --connect 11111111-2222-4333-8444-555555555555',
])('%s: its document is as the schema says', async (command) => {
  const { code, document } = await run(command);
  expect(code).not.toBe(1);
  const [verb = ''] = command.split(' ');
  expect(mistakes(command.includes(' --connect ') ? `${verb}-connect` : verb, document)).toEqual([]);
});

test.each([
  'validate missing.yaml',
  'list --names-only --stack fleet',
  'show flet',
  'plan missing.yaml',
  'drift --stack gone',
  'export fleet --adopt --native',
  'valdate fleet.yaml',
  'list --connect nowhere',
  'show Lead --connect 11111111-2222-4333-8444-555555555555',
  'plan fleet.yaml --connect 11111111-2222-4333-8444-555555555555',
])('%s: its failure is as the schema says', async (command) => {
  const { code, document } = await run(command);
  expect(code).toBe(1);
  expect(mistakes('failure', document)).toEqual([]);
});

test('a document with something else in it, or of another version, is refused', async () => {
  const { document } = await run('drift --stack fleet');
  const of = isJsonObject(document) ? document : {};
  expect(mistakes('drift', { ...of, more: 1 })).not.toEqual([]);
  expect(mistakes('drift', { ...of, formatVersion: 2 })).not.toEqual([]);
  expect(mistakes('plan', document)).not.toEqual([]);
});

const closed = (schema: unknown, at: string): readonly string[] => {
  if (Array.isArray(schema)) return schema.flatMap((item, index) => closed(item, `${at}/${index}`));
  if (!isJsonObject(schema)) return [];
  const isOpen = 'properties' in schema && isJsonObject(schema.properties) && schema.additionalProperties !== false;
  return [
    ...(isOpen && schema.type === 'object' ? [at] : []),
    ...Object.entries(schema).flatMap(([name, inner]) => closed(inner, `${at}/${name}`)),
  ];
};

test('every structure that a schema describes is described whole', () => {
  expect([...schemas].flatMap(([name, schema]) => closed(schema, name))).toEqual([]);
});

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lint, lintByEveryRule } from './linter';
import { read, root } from './support';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lint-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const examples = readdirSync(join(root, 'templates/examples')).map((name) => `templates/examples/${name}`);
const files = ['dist/provider.yaml', 'templates/provider.yaml', 'templates/sam.yaml', ...examples];

test.each(files)('%s is accepted by the linter', (file) => {
  expect(() => lint(join(root, file), join(folder, 'out'))).not.toThrow();
});

test.each(files.filter((file) => read(file).includes('IsInVpc')))('so is %s with a VPC, by every rule', (file) => {
  const inVpc = join(folder, 'vpc.yaml');
  const given = { VpcSubnetIds: 'subnet-0123456789abcdef0,subnet-1', VpcSecurityGroupIds: 'sg-0123456789abcdef0' };
  const text = Object.entries(given).reduce(
    (before, [name, ids]) => before.replace(new RegExp(`(${name}:\\n +Type: String\\n +Default: )''`), `$1${ids}`),
    read(file),
  );
  expect(text).toContain('Default: sg-');
  writeFileSync(inVpc, text);
  expect(() => lintByEveryRule(inVpc, join(folder, 'out'))).not.toThrow();
});

test('the linter refuses a property that does not exist', () => {
  const wrong = join(folder, 'wrong.yaml');
  writeFileSync(wrong, read('templates/provider.yaml').replace('MaximumRetryAttempts', 'MaximumRetries'));
  expect(() => lintByEveryRule(wrong, join(folder, 'out'))).toThrow(/MaximumRetries/);
});

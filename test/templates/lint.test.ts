import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { read, root } from './support';

/** The linter that aws-cdk-lib brings; off unless it is asked for. */
const lint = (templateFile: string, outdir: string, acknowledged: readonly string[] = []): void => {
  const app = new App({ outdir, context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
  const stack = new Stack(app, 'Template');
  new CfnInclude(stack, 'Include', { templateFile });
  // A default of "" is no ARN. It is never used as one: a condition chooses something else then.
  for (const rule of ['W1030', ...acknowledged])
    Validations.of(stack).acknowledge({ id: `CloudFormation-Validate::${rule}`, reason: 'conditional' });
  app.synth();
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lint-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const examples = readdirSync(join(root, 'templates/examples')).map((name) => `templates/examples/${name}`);
const files = ['dist/provider.yaml', 'templates/provider.yaml', 'templates/sam.yaml', ...examples];

/** Nor is one of "" the id of a subnet or of a security group. */
const vpcRules = ['F3031', 'E1150'];

test.each(files)('%s is accepted by the linter', (file) => {
  const acknowledged = read(file).includes('IsInVpc') ? vpcRules : [];
  expect(() => lint(join(root, file), join(folder, 'out'), acknowledged)).not.toThrow();
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
  expect(() => lint(inVpc, join(folder, 'out'))).not.toThrow();
});

test('the linter refuses a property that does not exist', () => {
  const wrong = join(folder, 'wrong.yaml');
  writeFileSync(wrong, read('templates/provider.yaml').replace('MaximumRetryAttempts', 'MaximumRetries'));
  expect(() => lint(wrong, join(folder, 'out'))).toThrow(/MaximumRetries/);
});

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { read, root } from './support';

/** The linter that aws-cdk-lib brings; off unless it is asked for. */
const lint = (templateFile: string, outdir: string): void => {
  const app = new App({ outdir, context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
  const stack = new Stack(app, 'Template');
  new CfnInclude(stack, 'Include', { templateFile });
  // A default of "" is no ARN. It is never used as one: a condition chooses something else then.
  Validations.of(stack).acknowledge({ id: 'CloudFormation-Validate::W1030', reason: 'conditional' });
  app.synth();
};

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

test('the linter refuses a property that does not exist', () => {
  const wrong = join(folder, 'wrong.yaml');
  writeFileSync(wrong, read('templates/provider.yaml').replace('MaximumRetryAttempts', 'MaximumRetries'));
  expect(() => lint(wrong, join(folder, 'out'))).toThrow(/MaximumRetries/);
});

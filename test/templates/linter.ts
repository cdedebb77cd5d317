import { readFileSync } from 'node:fs';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';

/** The linter that aws-cdk-lib brings; off unless it is asked for. @throws Error with all that it finds */
export const lintByEveryRule = (templateFile: string, outdir: string, acknowledged: readonly string[] = []): void => {
  const app = new App({ outdir, context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
  const stack = new Stack(app, 'Template');
  new CfnInclude(stack, 'Include', { templateFile });
  // A default of "" is no ARN. It is never used as one: a condition chooses something else then.
  for (const rule of ['W1030', ...acknowledged])
    Validations.of(stack).acknowledge({ id: `CloudFormation-Validate::${rule}`, reason: 'conditional' });
  app.synth();
};

/** Nor is one of "" the id of a subnet or of a security group. */
const vpcRules = ['F3031', 'E1150'];

/** The same, without the rules that take no notice of conditions. */
export const lint = (templateFile: string, outdir: string): void =>
  lintByEveryRule(templateFile, outdir, readFileSync(templateFile, 'utf8').includes('IsInVpc') ? vpcRules : []);

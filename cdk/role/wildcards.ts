import { CfnResource, Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** Where cdk-nag 3 looks for acknowledgements: `Validations.ACKNOWLEDGED_RULES_METADATA_KEY` of newer versions of the CDK. */
const acknowledgedRules = 'aws:cdk:acknowledged-rules';

/** A resolved ARN as cdk-nag names it: references become `<AWS::Region>`. */
const flatten = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const [[name, argument] = ['', undefined]] = Object.entries((value ?? {}) as Record<string, unknown>);
  if (name === 'Ref') return `<${String(argument)}>`;
  if (name === 'Fn::GetAtt' && Array.isArray(argument)) return `<${argument.join('.')}>`;
  if (name === 'Fn::Join' && Array.isArray(argument)) return (argument[1] as unknown[]).map(flatten).join(argument[0]);
  return '';
};

/** Where cdk-nag 2 looks: in the metadata of the policy itself, which is in the template. */
const acknowledgedByVersion2 = 'cdk_nag';

/** Tells cdk-nag 3 (AwsSolutions-IAM5) why a wildcard is meant. This package must not depend on cdk-nag. */
export const acknowledgeWildcard = (scope: IConstruct, finding: string, reason: string): void => {
  scope.node.addMetadata(acknowledgedRules, { [`AwsSolutions-IAM5[${finding}]`]: reason });
};

/** The same for each wildcard in the resources of a policy: cdk-nag asks for one entry a finding. */
export const acknowledgeResources = (
  scope: IConstruct,
  statements: readonly PolicyStatement[],
  reason: string,
): void => {
  const resources = statements.flatMap((statement) => statement.resources);
  const names = resources.map((arn) => flatten(Stack.of(scope).resolve(arn)));
  const findings = [...new Set(names.filter((name) => name.includes('*')))].map((name) => `Resource::${name}`);
  for (const finding of findings) acknowledgeWildcard(scope, finding, reason);
  if (findings.length > 0) acknowledgeInTemplate(scope, findings, reason);
};

/** Tells cdk-nag 2, once. */
export const acknowledgeInTemplate = (policy: IConstruct, findings: readonly string[], reason: string): void => {
  const { defaultChild } = policy.node;
  if (!(defaultChild instanceof CfnResource)) return;
  const given: unknown = defaultChild.getMetadata(acknowledgedByVersion2)?.rules_to_suppress;
  const rules: readonly unknown[] = Array.isArray(given) ? given : [];
  const rule = { id: 'AwsSolutions-IAM5', applies_to: findings, reason };
  if (rules.some((one) => JSON.stringify(one) === JSON.stringify(rule))) return;
  defaultChild.addMetadata(acknowledgedByVersion2, { rules_to_suppress: [...rules, rule] });
};

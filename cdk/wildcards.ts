import { Stack } from 'aws-cdk-lib';
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

/** Tells cdk-nag (AwsSolutions-IAM5) why a wildcard is meant. This package must not depend on cdk-nag. */
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
  for (const name of new Set(names.filter((name) => name.includes('*'))))
    acknowledgeWildcard(scope, `Resource::${name}`, reason);
};

import { Annotations, Stack } from 'aws-cdk-lib';
import type { IRole, Policy } from 'aws-cdk-lib/aws-iam';
import { warningId } from '../checks/validation';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: of all inline policies of one role together. */
const most = 10_240;

/** An ARN, whose role has a name that CloudFormation generates, and other references. */
const estimates = { arn: 'x'.repeat(90), other: 'x'.repeat(12) } as const;

const estimated = (_: string, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const [[name, argument] = ['', undefined], ...others] = Object.entries(value as Record<string, unknown>);
  if (others.length > 0) return value;
  if (name === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1]))
    return argument[1].map((part) => (typeof part === 'string' ? part : estimates.other)).join('');
  if (name === 'Ref') return estimates.other;
  return name.startsWith('Fn::') ? estimates.arn : value;
};

const sizeOf = (policy: Policy): number =>
  JSON.stringify(Stack.of(policy).resolve(policy.document), estimated)?.length ?? 0;

const policies = new WeakMap<IRole, Policy[]>();

/** Warns at synthesis where a role gets more than it can hold: each stack sees only the policy of its own. */
export const countPolicy = (role: IRole, policy: Policy): void => {
  const known = policies.get(role);
  if (known !== undefined) {
    known.push(policy);
    return;
  }
  const all = [policy];
  policies.set(role, all);
  let isWarned = false;
  role.node.addValidation({
    validate: () => {
      const size = all.reduce((sum, one) => sum + sizeOf(one), 0);
      if (size > most && !isWarned) {
        isWarned = true;
        Annotations.of(role).addWarningV2(
          warningId('policySize'),
          `the ${all.length} policies that security profiles add to this role have about ${size} characters, and IAM ` +
            `takes ${most} in one role; let profiles share a role, or define another provider for some of them`,
        );
      }
      return [];
    },
  });
};

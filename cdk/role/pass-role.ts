import { Annotations, Stack } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import { warningId } from '../checks/validation';
import { attachedPolicy, isAttached, passRoleStatement, statementText } from '../provider/policy';
import type { ISecurityProfileProvider } from '../provider-interface';

/**
 * Lets the provider pass the role to AWS IoT, and makes the profile wait for that right. The policy stands in the profile's
 * stack: in the provider's it would be a cycle between the two. One a role, for there is little room in the provider's role.
 */
export const allowPassRole = (profile: Construct, role: IRole, provider: ISecurityProfileProvider): void => {
  const policy = provider.role && passRolePolicy(Stack.of(profile), role, provider.role);
  if (policy === undefined || !isAttached(policy)) warnOfPassRole(profile, role);
  else profile.node.addDependency(policy);
};

const passRolePolicy = (stack: Stack, role: IRole, providerRole: IRole): IConstruct => {
  const id = `CdkIotSecurityProfilePassRole${providerRole.node.addr.slice(-8)}${role.node.addr.slice(-8)}`;
  return stack.node.tryFindChild(id) ?? attachedPolicy(stack, id, providerRole, [passRoleStatement(role)]);
};

const warnOfPassRole = (profile: Construct, role: IRole): void => {
  const statement = statementText(profile, [passRoleStatement(role)]);
  Annotations.of(profile).addWarningV2(
    warningId('passRole'),
    `the role of the provider is not known or cannot be changed, so it cannot be given the right to pass the role of this ` +
      `profile; give fromServiceToken the role, or add this statement to its policy: ${statement}`,
  );
};

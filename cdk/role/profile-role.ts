import { PhysicalName, Stack } from 'aws-cdk-lib';
import { type IRole, Policy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledgeInTemplate, acknowledgeWildcard } from './wildcards';

/** Where the role of a stack's profiles stands in its construct tree. */
const singletonId = 'CdkIotSecurityProfileRole';

const keyUse = 'Action::kms:GenerateDataKey*';
const keyReason = 'the CDK grants the use of an encrypted topic so';

const profilesOnly = (stack: Stack) => ({
  StringEquals: { 'aws:SourceAccount': stack.account },
  // Not the one profile: its ARN comes from the resource, which waits for the role.
  ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'iot', resource: 'securityprofile', resourceName: '*' }) },
});

/** One role a stack, for AWS IoT acting for the security profiles of this account: not for anyone else's. */
export const profileRoleOf = (scope: Construct): IRole => {
  const stack = Stack.of(scope);
  const existing = stack.node.tryFindChild(singletonId);
  if (existing instanceof Role) return existing;
  const role = new Role(stack, singletonId, {
    // A topic of another account, whose policy has the role, needs to know it beforehand.
    roleName: PhysicalName.GENERATE_IF_NEEDED,
    assumedBy: new ServicePrincipal('iot.amazonaws.com', { conditions: profilesOnly(stack) }),
    description: 'Lets AWS IoT Device Defender publish alerts and metrics of security profiles',
  });
  acknowledgeWildcard(role, keyUse, keyReason);
  return role;
};

/** After the rights have been given: only then has the role a policy. A role of the user's own is the user's to judge. */
export const acknowledgeKeyUse = (role: IRole): void => {
  const policy = role.node.id === singletonId ? role.node.tryFindChild('DefaultPolicy') : undefined;
  if (!(policy instanceof Policy)) return;
  const document = JSON.stringify(Stack.of(policy).resolve(policy.document));
  if (document.includes('kms:GenerateDataKey*')) acknowledgeInTemplate(policy, [keyUse], keyReason);
};

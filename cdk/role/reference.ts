import { Stack, Token } from 'aws-cdk-lib';
import { CfnRole, type IRole, type IRoleRef, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { hasMember } from '../checks/shapes';

const isRole = (role: IRoleRef): role is IRole => hasMember(role, 'grantPrincipal', 'object');

/** Of an ARN that only CloudFormation knows the CDK cannot tell path and name apart. */
const arnOf = (role: IRoleRef): string => {
  const { roleArn, roleName } = role.roleRef;
  if (!Token.isUnresolved(roleArn)) return roleArn;
  const path = CfnRole.isCfnRole(role) ? (role.path ?? '/') : '/';
  return Stack.of(role).formatArn({
    region: '',
    service: 'iam',
    resource: 'role',
    resourceName: `${path.slice(1)}${roleName}`,
  });
};

/** The role that can be given rights; of a reference, as a `CfnRole`, by policies of their own. */
export const roleFrom = (scope: Construct, role: IRoleRef): IRole =>
  isRole(role) ? role : Role.fromRoleArn(scope, 'ReferencedRole', arnOf(role));

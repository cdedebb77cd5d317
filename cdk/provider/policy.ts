import { Annotations, Stack } from 'aws-cdk-lib';
import { CfnPolicy, type IRole, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ILogGroupRef } from 'aws-cdk-lib/aws-logs';
import type { Construct, IConstruct } from 'constructs';
import { warningId } from '../checks/validation';
import { acknowledgeResources } from '../role/wildcards';
import { countPolicy } from './policy-size';

const statement = (actions: readonly string[], resources: readonly string[]): PolicyStatement =>
  new PolicyStatement({ actions: actions.map((action) => `iot:${action}`), resources: [...resources] });

const profileStatements = (scope: IConstruct): readonly PolicyStatement[] => {
  const arn = (resource: string, resourceName: string) =>
    Stack.of(scope).formatArn({ service: 'iot', resource, resourceName });
  const profiles = arn('securityprofile', '*');
  return [
    // AWS IoT authorizes the metrics and dimensions that a profile uses together with the profile.
    statement(
      [
        'AttachSecurityProfile',
        'CreateSecurityProfile',
        'DeleteSecurityProfile',
        'DetachSecurityProfile',
        'UpdateSecurityProfile',
      ],
      [profiles, arn('custommetric', '*'), arn('dimension', '*')],
    ),
    statement(
      ['AttachSecurityProfile', 'DetachSecurityProfile'],
      [
        arn('thinggroup', '*'),
        ...['things', 'registered-things', 'unregistered-things'].map((name) => arn('all', name)),
      ],
    ),
    statement(
      [
        'DescribeSecurityProfile',
        'ListTagsForResource',
        'ListTargetsForSecurityProfile',
        'TagResource',
        'UntagResource',
      ],
      [profiles],
    ),
  ];
};

/** Not `logs:CreateLogGroup`: a last line, written after the stack is gone, must not bring the group back. */
const logStatement = (logGroup: ILogGroupRef): PolicyStatement =>
  new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    // It ends in `:*`, which stands for the group's streams.
    resources: [logGroup.logGroupRef.logGroupArn],
  });

/** What Lambda does with the function's role in a VPC; it says itself that these rights cannot be narrowed to one. */
const vpcStatement = (): PolicyStatement =>
  new PolicyStatement({
    actions: [
      'ec2:AssignPrivateIpAddresses',
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:UnassignPrivateIpAddresses',
    ],
    resources: ['*'],
  });

/** A role that must not be changed takes no policy. */
export const isAttached = (policy: IConstruct): boolean => {
  const { defaultChild } = policy.node;
  const roles: unknown = defaultChild instanceof CfnPolicy ? Stack.of(policy).resolve(defaultChild.roles) : undefined;
  return Array.isArray(roles) && roles.length > 0;
};

/** By the role, not by its name: a role that must not be changed refuses, and then there is no policy. */
export const attachedPolicy = (
  scope: Construct,
  id: string,
  role: IRole,
  statements: readonly PolicyStatement[],
): Policy => {
  const policy = new Policy(scope, id, { statements: [...statements] });
  role.attachInlinePolicy(policy);
  if (isAttached(policy)) countPolicy(role, policy);
  return policy;
};

/** Statements as they go into a policy, on one line. */
export const statementText = (scope: IConstruct, statements: readonly PolicyStatement[]): string =>
  statements.map((one) => JSON.stringify(Stack.of(scope).resolve(one.toStatementJson()))).join(', ');

/** Everything that the function may do, but for passing roles. */
export const providerPolicy = (scope: Construct, role: IRole, logGroup: ILogGroupRef, isInVpc: boolean): Policy => {
  const statements = [...profileStatements(scope), logStatement(logGroup), ...(isInVpc ? [vpcStatement()] : [])];
  const policy = attachedPolicy(scope, 'Policy', role, statements);
  acknowledgeResources(
    policy,
    [...profileStatements(scope), logStatement(logGroup)],
    'the names of the profiles and of what they refer to are not known in advance',
  );
  if (isInVpc) acknowledgeResources(policy, [vpcStatement()], 'Lambda needs these rights on every resource');
  if (!isAttached(policy))
    Annotations.of(scope).addWarningV2(
      warningId('providerRights'),
      `the role '${role.node.path}' cannot be changed, so it cannot be given the rights of the function; ` +
        `add these statements to its policy: ${statementText(scope, statements)}`,
    );
  return policy;
};

/** The right to pass a role to AWS IoT and to no other service. */
export const passRoleStatement = (role: IRole): PolicyStatement =>
  new PolicyStatement({
    actions: ['iam:PassRole'],
    resources: [role.roleArn],
    conditions: { StringEquals: { 'iam:PassedToService': 'iot.amazonaws.com' } },
  });

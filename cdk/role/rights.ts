import { Annotations, Stack } from 'aws-cdk-lib';
import {
  AccountPrincipal,
  type AddToPrincipalPolicyResult,
  Grant,
  type IPrincipal,
  type IRole,
  type Policy,
  PolicyStatement,
  type PrincipalPolicyFragment,
  Role,
} from 'aws-cdk-lib/aws-iam';
import { type ITopicRef, TopicGrants } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { differences, environmentOf, environmentOfStack } from '../checks/environment';
import { warningId } from '../checks/validation';
import { attachedPolicy, isAttached, statementText } from '../provider/policy';

/** The role, with a policy that stands elsewhere than the role. */
class RoleByPolicy implements IPrincipal {
  public readonly assumeRoleAction: string;
  public readonly policyFragment: PrincipalPolicyFragment;
  public readonly principalAccount?: string;

  constructor(
    role: IRole,
    private readonly policy: Policy,
  ) {
    this.assumeRoleAction = role.assumeRoleAction;
    this.policyFragment = role.policyFragment;
    if (role.principalAccount !== undefined) this.principalAccount = role.principalAccount;
  }

  public get grantPrincipal(): IPrincipal {
    return this;
  }

  public addToPolicy(statement: PolicyStatement): boolean {
    return this.addToPrincipalPolicy(statement).statementAdded;
  }

  public addToPrincipalPolicy(statement: PolicyStatement): AddToPrincipalPolicyResult {
    this.policy.addStatements(statement);
    return { statementAdded: true, policyDependable: this.policy };
  }
}

/**
 * The role, which for the policies of what is in another account is the account and a condition: they cannot name a role before
 * it is there, and the topic is there before the profile's stack.
 */
class RoleByAccount implements IPrincipal {
  public readonly assumeRoleAction: string;
  public readonly policyFragment: PrincipalPolicyFragment;
  public readonly principalAccount: string;

  constructor(
    role: IRole,
    private readonly grantee: IPrincipal,
  ) {
    const { account } = role.env;
    const onlyThis = { ArnEquals: { 'aws:PrincipalArn': role.roleArn } };
    this.assumeRoleAction = role.assumeRoleAction;
    this.policyFragment = new AccountPrincipal(account).withConditions(onlyThis).policyFragment;
    this.principalAccount = account;
  }

  public get grantPrincipal(): IPrincipal {
    return this;
  }

  public addToPrincipalPolicy(statement: PolicyStatement): AddToPrincipalPolicyResult {
    return this.grantee.addToPrincipalPolicy(statement);
  }
}

const isOfOtherAccount = (profile: Construct, topic: ITopicRef): boolean =>
  differences(environmentOfStack(profile), environmentOf(topic.env)).some(({ what }) => what === 'account');

const isIn = (stack: Stack, role: IRole): boolean => Role.isRole(role) && Stack.of(role) === stack;

/**
 * Whom to give rights for the profile. A role of another stack gets them by a policy in the profile's stack: in the role's own,
 * a topic beside the profile would be a cycle between the two. Nobody, if the role cannot be changed: it says that it takes
 * a statement, and drops it.
 */
const granteeFor = (profile: Construct, role: IRole): IPrincipal | undefined => {
  const stack = Stack.of(profile);
  if (isIn(stack, role)) return role.grantPrincipal;
  const id = `CdkIotSecurityProfilePublish${role.node.addr.slice(-8)}`;
  const existing = stack.node.tryFindChild(id) as Policy | undefined;
  const policy = existing ?? attachedPolicy(stack, id, role, []);
  return isAttached(policy) ? new RoleByPolicy(role, policy) : undefined;
};

const warnOfRights = (profile: Construct, role: IRole, what: string, statement: PolicyStatement): void =>
  Annotations.of(profile).addWarningV2(
    warningId('roleRights'),
    `the role '${role.node.path}' cannot be changed, so it cannot be given the right to publish ${what}; ` +
      `add this statement to its policy: ${statementText(profile, [statement])}`,
  );

/** Covers the key of an encrypted topic too, where the CDK knows it. */
export const grantAlerts = (profile: Construct, role: IRole, topic: ITopicRef): void => {
  const grants = TopicGrants.fromTopic(topic);
  // Where topic and role are in one stack, the rights are given once for all profiles.
  const grantee = isIn(Stack.of(topic), role) ? role.grantPrincipal : granteeFor(profile, role);
  const isByAccount = grantee !== undefined && isOfOtherAccount(profile, topic);
  const grant = grants.publish(isByAccount ? new RoleByAccount(role, grantee) : (grantee ?? role));
  grant.applyBefore(profile);
  // An import may ask that resources be given the rights in its stead.
  if (grantee !== undefined || grant.resourceStatement !== undefined) return;
  const resources = [topic.topicRef.topicArn];
  warnOfRights(profile, role, 'alerts', new PolicyStatement({ actions: ['sns:Publish'], resources }));
};

export const grantMetricsExport = (profile: Construct, role: IRole, mqttTopic: string): void => {
  const actions = ['iot:Publish'];
  const resources = [Stack.of(profile).formatArn({ service: 'iot', resource: 'topic', resourceName: mqttTopic })];
  const grantee = granteeFor(profile, role);
  if (grantee === undefined) warnOfRights(profile, role, 'metrics', new PolicyStatement({ actions, resources }));
  else Grant.addToPrincipal({ grantee, actions, resourceArns: resources }).applyBefore(profile);
};

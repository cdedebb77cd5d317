import { Annotations, Stack } from 'aws-cdk-lib';
import {
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
  const grant = grants.publish(grantee ?? role);
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

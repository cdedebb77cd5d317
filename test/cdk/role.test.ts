import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { SecurityProfile, SecurityProfileProvider } from '../../cdk/index';
import { newStack, onlyResource, quiet, resourcesIn, resourceType, warningsOf } from './support';

const env = { account: '111111111111', region: 'eu-west-1' };
const assumedBy = new ServicePrincipal('iot.amazonaws.com');
const locked = (scope: Construct, addGrantsToResources = false) =>
  Role.fromRoleArn(scope, 'Locked', 'arn:aws:iam::111111111111:role/locked', { mutable: false, addGrantsToResources });

/** The policies of a template that allow an action. */
const policiesWith = (stack: Stack, action: string) =>
  Object.entries(resourcesIn(stack, 'AWS::IAM::Policy')).filter(([, policy]) =>
    JSON.stringify(policy.Properties).includes(action),
  );

describe('a role of another stack', () => {
  test('gets its rights by a policy beside the profile, whose topic would be a cycle otherwise', () => {
    const app = new App();
    const shared = new Stack(app, 'Shared');
    const role = new Role(shared, 'Role', { assumedBy });
    const fleet = new Stack(app, 'Fleet');
    const alertTopic = new Topic(fleet, 'Topic', { masterKey: new Key(fleet, 'Key') });
    for (const id of ['One', 'Other'])
      new SecurityProfile(fleet, id, {
        role,
        alertTopic,
        metricsExportTopic: 'metrics',
        behaviors: [{ ...quiet, exportMetric: true }],
      });
    const [[id, policy] = ['', undefined], ...others] = policiesWith(fleet, 'sns:Publish');
    expect(others).toEqual([]);
    for (const action of ['kms:Decrypt', 'iot:Publish']) expect(JSON.stringify(policy)).toContain(action);
    for (const profile of Object.values(resourcesIn(fleet, resourceType))) expect(profile.DependsOn).toContain(id);
    expect(policiesWith(shared, 'Publish')).toEqual([]);
    expect(shared.dependencies).toEqual([]);
    expect(warningsOf(fleet, '/Fleet/One')).toEqual([]);
  });

  test('is given the right to a topic of its own stack once, in that stack', () => {
    const app = new App();
    const shared = new Stack(app, 'Shared');
    const role = new Role(shared, 'Role', { assumedBy });
    const alertTopic = new Topic(shared, 'Topic');
    const fleets = ['One', 'Other'].map((id) => new Stack(app, id));
    for (const fleet of fleets) new SecurityProfile(fleet, 'Profile', { role, alertTopic });
    expect(policiesWith(shared, 'sns:Publish')).toHaveLength(1);
    for (const fleet of fleets) expect(policiesWith(fleet, 'sns:Publish')).toEqual([]);
  });

  test('may be that of the parent of a nested stack', () => {
    const stack = newStack();
    const role = new Role(stack, 'Role', { assumedBy });
    const nested = new NestedStack(stack, 'Nested');
    new SecurityProfile(nested, 'Profile', { role, alertTopic: new Topic(nested, 'Topic') });
    expect(Template.fromStack(nested).findResources('AWS::IAM::Policy')).toEqual(
      expect.objectContaining({ [policiesWith(nested, 'sns:Publish')[0]?.[0] ?? 'none']: expect.anything() }),
    );
  });
});

describe('rights that could not be given are told, with the statement', () => {
  test('where the role of a profile cannot be changed', () => {
    const stack = newStack({ env });
    new SecurityProfile(stack, 'Profile', {
      alertTopic: Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-west-1:111111111111:alerts'),
      metricsExportTopic: 'metrics',
      role: locked(stack),
    });
    const warnings = warningsOf(stack, '/Stack/Profile').join('\n');
    expect(warnings).toContain(
      '{"Action":"sns:Publish","Effect":"Allow","Resource":"arn:aws:sns:eu-west-1:111111111111:alerts"}',
    );
    expect(warnings).toContain('"Action":"iot:Publish"');
    expect(warnings).toContain('[ack: cdk-iot-security-profile:roleRights]');
  });

  test('but not where the topic is given them in its stead', () => {
    const stack = newStack({ env });
    new SecurityProfile(stack, 'Profile', { alertTopic: new Topic(stack, 'Topic'), role: locked(stack, true) });
    expect(JSON.stringify(onlyResource(stack, 'AWS::SNS::TopicPolicy'))).toContain('role/locked');
    expect(warningsOf(stack)).toEqual([]);
  });

  test('where the role of the function cannot be changed', () => {
    const stack = newStack({ env });
    new SecurityProfileProvider(stack, 'Provider', { role: locked(stack) });
    const [warning = '', ...others] = warningsOf(stack, '/Stack/Provider');
    expect(others).toEqual([]);
    for (const part of [
      'iot:CreateSecurityProfile',
      'logs:PutLogEvents',
      '[ack: cdk-iot-security-profile:providerRights]',
    ])
      expect(warning).toContain(part);
  });

  test('but not for an import that takes a policy', () => {
    const stack = newStack({ env });
    const role = Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111111111111:role/open');
    new SecurityProfile(stack, 'Profile', { alertTopic: new Topic(stack, 'Topic'), role });
    expect(policiesWith(stack, 'sns:Publish').map(([, { Properties }]) => Properties.Roles)).toEqual([['open']]);
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('a role that does not trust AWS IoT', () => {
  const warningsWith = (role: (stack: Stack) => Role): readonly string[] => {
    const stack = newStack();
    new SecurityProfile(stack, 'Profile', { alertTopic: new Topic(stack, 'Topic'), role: role(stack) });
    return warningsOf(stack, '/Stack/Profile');
  };
  const lambda = new ServicePrincipal('lambda.amazonaws.com');

  test('comes with a warning', () => {
    expect(warningsWith((stack) => new Role(stack, 'Role', { assumedBy: lambda }))).toEqual([
      "the role 'Stack/Role' does not trust AWS IoT, so nothing will be published with it; give it assumedBy: new " +
        "ServicePrincipal('iot.amazonaws.com') [ack: cdk-iot-security-profile:roleTrust]",
    ]);
  });

  test('but not if a statement of its own trusts it', () => {
    const role = (stack: Stack) => {
      const both = new Role(stack, 'Role', {
        assumedBy: lambda,
        managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
      });
      both.assumeRolePolicy?.addStatements(
        new PolicyStatement({ actions: ['sts:AssumeRole'], principals: [assumedBy, lambda] }),
      );
      return both;
    };
    expect(warningsWith(role)).toEqual([]);
  });
});

test('a role that nothing uses comes with a warning', () => {
  const stack = newStack();
  new SecurityProfile(stack, 'Profile', { role: new Role(stack, 'Role', { assumedBy }) });
  expect(warningsOf(stack, '/Stack/Profile')).toEqual([expect.stringContaining('nothing uses it')]);
});

import { CfnRole, type IRoleRef, type RoleReference, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { SecurityProfile, SecurityProfileProvider } from '../../cdk/index';
import { newStack, onlyResource, profileProperties, resourcesIn } from './support';

const assumeRolePolicyDocument = {
  Statement: [{ Effect: 'Allow', Principal: { Service: 'iot.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

const policiesOf = (stack: ReturnType<typeof newStack>, role: string) =>
  Object.values(resourcesIn(stack, 'AWS::IAM::Policy')).filter(
    ({ Properties }) => JSON.stringify(Properties.Roles) === JSON.stringify([{ Ref: role }]),
  );

test.each([
  ['without a path', undefined, ':role/'],
  ['with a path', '/fleet/iot/', ':role/fleet/iot/'],
])('the role of a profile may be a CfnRole, %s', (_, path, prefix) => {
  const stack = newStack();
  const role = new CfnRole(stack, 'Publisher', { assumeRolePolicyDocument, ...(path && { path }) });
  new SecurityProfile(stack, 'Profile', { role, alertTopic: new Topic(stack, 'Alerts') });
  const { AlertTargets } = profileProperties(stack) as { readonly AlertTargets: { readonly SNS: unknown } };
  const arn = JSON.stringify(AlertTargets.SNS);
  expect(arn).toContain(`${prefix}",{"Ref":"Publisher"}`);
  const [publish, ...others] = policiesOf(stack, 'Publisher');
  expect(others).toEqual([]);
  expect(JSON.stringify(publish)).toContain('sns:Publish');
  expect(JSON.stringify(resourcesIn(stack, 'AWS::IAM::Policy'))).toContain('iam:PassRole');
});

test('the role of a provider may be a CfnRole', () => {
  const stack = newStack();
  const role = new CfnRole(stack, 'Runner', {
    assumeRolePolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: new ServicePrincipal('lambda.amazonaws.com').service },
          Action: 'sts:AssumeRole',
        },
      ],
    },
  });
  new SecurityProfileProvider(stack, 'Provider', { role });
  expect(JSON.stringify(onlyResource(stack, 'AWS::Lambda::Function').Properties.Role)).toContain('{"Ref":"Runner"}');
  expect(JSON.stringify(policiesOf(stack, 'Runner'))).toContain('iot:CreateSecurityProfile');
});

/** As a library of constructs may have it. */
class Reference extends Construct implements IRoleRef {
  public readonly env = { account: '123456789012', region: 'eu-west-1' };
  public readonly roleRef: RoleReference;

  constructor(scope: Construct, id: string, roleArn: string) {
    super(scope, id);
    this.roleRef = { roleArn, roleName: 'publisher' };
  }
}

test('an imported reference is a role by its ARN', () => {
  const stack = newStack();
  const arn = 'arn:aws:iam::123456789012:role/path/publisher';
  const role = new Reference(stack, 'Publisher', arn);
  const profile = new SecurityProfile(stack, 'Profile', { role, alertTopic: new Topic(stack, 'Alerts') });
  expect(profile.role?.roleArn).toBe(arn);
  expect(profile.role?.roleName).toBe('publisher');
});

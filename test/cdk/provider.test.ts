import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, Duration, Fn, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { ManagedPolicy, PermissionsBoundary, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type ISecurityProfileProvider, SecurityProfile, SecurityProfileProvider } from '../../cdk/index';
import { providerCode } from '../../cdk/provider-code';
import { iotArn, newStack, onlyResource, resourcesIn, resourceType, type SynthesizedResource } from './support';

const env = { account: '123456789012', region: 'eu-west-1' };
const serviceToken = 'arn:aws:lambda:eu-west-1:123456789012:function:profiles';
const noFunction =
  '[Stack/Provider] serviceToken must be the ARN of a Lambda function, arn:<partition>:lambda:<region>:<account>:function:<name>';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

const statementsOf = ({ Properties }: SynthesizedResource): readonly Statement[] =>
  (Properties.PolicyDocument as { readonly Statement: readonly Statement[] }).Statement;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** Each right on its own: how they are put together in statements is a matter of flags of the app. */
const rightsOf = (statements: readonly Statement[]): readonly string[] =>
  statements
    .flatMap(({ Action, Resource, Condition }) =>
      listOf(Action).flatMap((action) =>
        listOf(Resource).map((resource) => JSON.stringify({ action, resource, Condition })),
      ),
    )
    .sort();

const passRolePolicies = (stack: Stack): readonly (readonly [string, SynthesizedResource])[] =>
  Object.entries(resourcesIn(stack, 'AWS::IAM::Policy')).filter(([, policy]) =>
    statementsOf(policy).some(({ Action }) => Action === 'iam:PassRole'),
  );

describe('the provider of a stack', () => {
  test('is defined once, whatever the number of profiles', () => {
    const stack = newStack();
    new SecurityProfile(stack, 'One');
    new SecurityProfile(stack, 'Other');
    expect(Object.keys(resourcesIn(stack, 'AWS::Lambda::Function'))).toHaveLength(1);
    expect(SecurityProfileProvider.getOrCreate(stack)).toBe(SecurityProfileProvider.getOrCreate(stack));
  });

  test('is told from everything else, an import included', () => {
    const stack = newStack({ env });
    const { isSecurityProfileProvider: isOne } = SecurityProfileProvider;
    expect(isOne(SecurityProfileProvider.getOrCreate(stack))).toBe(true);
    const imported = SecurityProfileProvider.fromServiceToken(stack, 'Imported', { serviceToken });
    expect([imported, stack, {}, 'provider', null, undefined].filter(isOne)).toEqual([]);
  });

  // Another logical id is another function, and CloudFormation refuses another ServiceToken: every user's stack would be stuck.
  test('has logical ids that never change', () => {
    const stack = newStack();
    SecurityProfileProvider.getOrCreate(stack);
    expect(Object.keys(Template.fromStack(stack).toJSON().Resources)).toEqual([
      'CdkIotSecurityProfileProviderLogGroup3EF4D658',
      'CdkIotSecurityProfileProviderRoleE2823F7B',
      'CdkIotSecurityProfileProviderPolicy3F19972A',
      'CdkIotSecurityProfileProviderFunction4F478F28',
      'CdkIotSecurityProfileProviderFunctionEventInvokeConfigBBA9C122',
    ]);
  });

  test('keeps the logical ids of the role and of the policies of its profiles too', () => {
    const stack = newStack();
    new SecurityProfile(stack, 'Profile', { alertTopic: new Topic(stack, 'Topic') });
    expect(Object.keys(Template.fromStack(stack).toJSON().Resources)).toEqual(
      expect.arrayContaining([
        'Profile6F32097C',
        'CdkIotSecurityProfileRole3D57E564',
        'CdkIotSecurityProfileRoleDefaultPolicy1A0A9078',
      ]),
    );
    expect(passRolePolicies(stack).map(([id]) => id)).toEqual([
      expect.stringMatching(/^CdkIotSecurityProfilePassRole[0-9a-f]{16}[0-9A-F]{8}$/),
    ]);
  });
});

describe('the function', () => {
  test('runs the built bundle on arm64', () => {
    const stack = newStack();
    new SecurityProfileProvider(stack, 'Provider');
    expect(onlyResource(stack, 'AWS::Lambda::Function').Properties).toMatchObject({
      Architectures: ['arm64'],
      Handler: 'index.handler',
      MemorySize: 1_024,
      Runtime: 'nodejs24.x',
      Timeout: 300,
    });
  });

  test('is the same, to the byte, as for those who deploy it without the CDK', async () => {
    const [asset, built] = [providerCode('Provider'), path.resolve(__dirname, '../../dist/lambda')];
    const names = readdirSync(built);
    expect(readdirSync(asset)).toEqual(names);
    for (const name of names)
      expect(readFileSync(path.join(asset, name))).toEqual(readFileSync(path.join(built, name)));
  });

  test('is not taken from a folder that holds something else', () => {
    const app = mkdtempSync(path.join(tmpdir(), 'app-'));
    const folder = path.join(app, 'dist/iot-security-profile-provider');
    const refusal = `[Stack/Provider] the code of the function is not in '${folder}'`;
    const find = () => providerCode('Stack/Provider', path.join(app, 'build'));
    expect(find).toThrow(refusal);
    mkdirSync(folder, { recursive: true });
    for (const name of ['index.mjs', 'resource.mjs']) writeFileSync(path.join(folder, name), 'export {};');
    expect(find).toThrow(refusal);
    rmSync(app, { recursive: true });
  });

  test('is retried once, and no event reaches it after 400 s', () => {
    const stack = newStack();
    new SecurityProfileProvider(stack, 'Provider');
    expect(onlyResource(stack, 'AWS::Lambda::EventInvokeConfig').Properties).toMatchObject({
      MaximumRetryAttempts: 1,
      MaximumEventAgeInSeconds: 400,
    });
  });

  test('logs for three months to a group that is deleted with the stack', () => {
    const stack = newStack();
    new SecurityProfileProvider(stack, 'Provider');
    const [id = ''] = Object.keys(resourcesIn(stack, 'AWS::Logs::LogGroup'));
    expect(onlyResource(stack, 'AWS::Logs::LogGroup')).toMatchObject({
      Properties: { RetentionInDays: 90 },
      DeletionPolicy: 'Delete',
    });
    expect(onlyResource(stack, 'AWS::Lambda::Function').Properties.LoggingConfig).toEqual({ LogGroup: { Ref: id } });
  });

  test('logs to the group that is given', () => {
    const stack = newStack();
    const logGroup = LogGroup.fromLogGroupName(stack, 'Mine', 'mine');
    new SecurityProfileProvider(stack, 'Provider', { logGroup });
    expect(resourcesIn(stack, 'AWS::Logs::LogGroup')).toEqual({});
    expect(onlyResource(stack, 'AWS::Lambda::Function').Properties.LoggingConfig).toEqual({ LogGroup: 'mine' });
    expect(JSON.stringify(onlyResource(stack, 'AWS::IAM::Policy'))).toContain('log-group:mine:*');
  });

  test.each([
    [Duration.seconds(60), 720, 640],
    [Duration.minutes(5), 720, 400],
    [Duration.seconds(301), 722, 401],
    [Duration.minutes(15), 1920, 1000],
  ])('with a timeout of %s lets CloudFormation wait for two deliveries', (timeout, expected, eventAge) => {
    const stack = newStack();
    const provider = new SecurityProfileProvider(stack, 'Provider', { timeout });
    new SecurityProfile(stack, 'Profile', { provider });
    expect(onlyResource(stack, resourceType).Properties.ServiceTimeout).toBe(expected);
    expect(onlyResource(stack, 'AWS::Lambda::Function').Properties.Timeout).toBe(timeout.toSeconds());
    expect(onlyResource(stack, 'AWS::Lambda::EventInvokeConfig').Properties.MaximumEventAgeInSeconds).toBe(eventAge);
  });

  test.each([
    [Duration.seconds(9), '9'],
    [Duration.seconds(901), '901'],
    [Duration.millis(10_500), '10.5'],
  ])('refuses a timeout of %s', (timeout, given) => {
    expect(() => new SecurityProfileProvider(newStack(), 'Provider', { timeout })).toThrow(
      `[Stack/Provider] timeout must be a whole number of seconds from 10 to 900, got ${given} seconds`,
    );
  });

  test('refuses a timeout that is no Duration', () => {
    const timeout = 300 as unknown as Duration;
    expect(() => new SecurityProfileProvider(newStack(), 'Provider', { timeout })).toThrow(
      '[Stack/Provider] timeout must be a Duration, got 300; give Duration.minutes(5)',
    );
  });

  test.each([128, 512, 10_240])('has %p MB of memory where they are asked for', (memorySize) => {
    const stack = newStack();
    new SecurityProfileProvider(stack, 'Provider', { memorySize });
    expect(onlyResource(stack, 'AWS::Lambda::Function').Properties.MemorySize).toBe(memorySize);
  });

  test.each([127, 10_241, 512.5])('refuses %p MB of memory', (memorySize) => {
    expect(() => new SecurityProfileProvider(newStack(), 'Provider', { memorySize })).toThrow(
      `[Stack/Provider] memorySize must be a whole number of MB from 128 to 10240, got ${memorySize}`,
    );
  });

  test('is there for what has no prop', () => {
    const provider = new SecurityProfileProvider(newStack(), 'Provider');
    expect(provider.function.functionArn).toBe(provider.serviceToken);
  });
});

describe('the rights of the function', () => {
  test('are these and no more', () => {
    const stack = newStack({ env });
    new SecurityProfileProvider(stack, 'Provider');
    const [logGroup = ''] = Object.keys(resourcesIn(stack, 'AWS::Logs::LogGroup'));
    const statements = statementsOf(onlyResource(stack, 'AWS::IAM::Policy'));
    const iot = (resource: string) => iotArn(stack, `eu-west-1:123456789012:${resource}`);
    expect(rightsOf(statements)).toEqual(
      rightsOf([
        {
          Action: [
            'iot:AttachSecurityProfile',
            'iot:CreateSecurityProfile',
            'iot:DeleteSecurityProfile',
            'iot:DetachSecurityProfile',
            'iot:UpdateSecurityProfile',
          ],
          Resource: ['securityprofile/*', 'custommetric/*', 'dimension/*'].map(iot),
        },
        {
          Action: ['iot:AttachSecurityProfile', 'iot:DetachSecurityProfile'],
          Resource: ['thinggroup/*', 'all/things', 'all/registered-things', 'all/unregistered-things'].map(iot),
        },
        {
          Action: [
            'iot:DescribeSecurityProfile',
            'iot:ListTagsForResource',
            'iot:ListTargetsForSecurityProfile',
            'iot:TagResource',
            'iot:UntagResource',
          ],
          Resource: iot('securityprofile/*'),
        },
        { Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': [logGroup, 'Arn'] } },
      ]),
    );
  });

  test('come from no managed policy', () => {
    const stack = newStack();
    new SecurityProfileProvider(stack, 'Provider');
    expect(onlyResource(stack, 'AWS::IAM::Role').Properties).not.toHaveProperty('ManagedPolicyArns');
  });

  test('go to the role that is given', () => {
    const stack = newStack();
    const role = new Role(stack, 'Mine', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const provider = new SecurityProfileProvider(stack, 'Provider', { role });
    const [id = ''] = Object.keys(resourcesIn(stack, 'AWS::IAM::Role'));
    expect(provider.role).toBe(role);
    expect(onlyResource(stack, 'AWS::IAM::Policy').Properties.Roles).toEqual([{ Ref: id }]);
    expect(onlyResource(stack, 'AWS::Lambda::Function').Properties.Role).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
  });

  test('are bounded by PermissionsBoundary.of, as those of the role for alerts', () => {
    const stack = newStack();
    new SecurityProfile(stack, 'Profile', { alertTopic: new Topic(stack, 'Topic') });
    PermissionsBoundary.of(stack).apply(ManagedPolicy.fromAwsManagedPolicyName('PowerUserAccess'));
    const boundaries = Object.values(resourcesIn(stack, 'AWS::IAM::Role')).map(
      ({ Properties }) => Properties.PermissionsBoundary,
    );
    expect(boundaries).toEqual([expect.anything(), expect.anything()]);
  });
});

describe('a profile waits', () => {
  test('for everything of the provider and for each right, on creation and on deletion', () => {
    const stack = newStack();
    new SecurityProfile(stack, 'Profile', { alertTopic: new Topic(stack, 'Topic') });
    const needed = [
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::Lambda::EventInvokeConfig',
      'AWS::Lambda::Function',
      'AWS::Logs::LogGroup',
    ].flatMap((type) => Object.keys(resourcesIn(stack, type)));
    const { DependsOn = [], Properties } = onlyResource(stack, resourceType);
    // The role for alerts is waited for by the reference to it.
    expect(JSON.stringify([DependsOn, Properties])).toEqual(expect.stringContaining('CdkIotSecurityProfileRole'));
    expect(needed.filter((id) => !JSON.stringify([DependsOn, Properties]).includes(`"${id}"`))).toEqual([]);
  });
});

describe('the right to pass the role of a profile', () => {
  test('is for that role and AWS IoT only, and goes to the role of the provider', () => {
    const stack = newStack();
    const profile = new SecurityProfile(stack, 'Profile', { alertTopic: new Topic(stack, 'Topic') });
    const [[id, policy] = ['', undefined], ...others] = passRolePolicies(stack);
    expect(others).toEqual([]);
    expect(policy?.Properties).toMatchObject({
      Roles: [{ Ref: 'CdkIotSecurityProfileProviderRoleE2823F7B' }],
      PolicyDocument: {
        Statement: [
          {
            Action: 'iam:PassRole',
            Effect: 'Allow',
            Resource: stack.resolve(profile.role?.roleArn),
            Condition: { StringEquals: { 'iam:PassedToService': 'iot.amazonaws.com' } },
          },
        ],
      },
    });
    expect(onlyResource(stack, resourceType).DependsOn).toContain(id);
  });

  test('is granted once a role, because the policies of a role have little room', () => {
    const stack = newStack();
    const alertTopic = new Topic(stack, 'Topic');
    for (const id of ['One', 'Two', 'Three']) new SecurityProfile(stack, id, { alertTopic });
    expect(passRolePolicies(stack)).toHaveLength(1);
  });

  test('stands in the stack of the profile, when the provider is shared by several', () => {
    const app = new App();
    const shared = new Stack(app, 'Shared', { env });
    const provider = new SecurityProfileProvider(shared, 'Provider');
    const stacks = ['One', 'Other'].map((id) => new Stack(app, id, { env }));
    for (const stack of stacks)
      new SecurityProfile(stack, 'Profile', { provider, alertTopic: new Topic(stack, 'Topic') });
    expect(stacks.map((stack) => passRolePolicies(stack).length)).toEqual([1, 1]);
    expect(passRolePolicies(shared)).toEqual([]);
    expect(stacks.map((stack) => stack.dependencies)).toEqual([[shared], [shared]]);
    expect(shared.dependencies).toEqual([]);
  });
});

describe('a provider that was deployed elsewhere', () => {
  const importIn = (stack: Stack, withRole: boolean): ISecurityProfileProvider =>
    SecurityProfileProvider.fromServiceToken(stack, 'Provider', {
      serviceToken,
      ...(withRole ? { role: Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/provider') } : {}),
    });

  test('is used as it is', () => {
    const stack = newStack({ env });
    new SecurityProfile(stack, 'Profile', { provider: importIn(stack, false) });
    expect(onlyResource(stack, resourceType).Properties).toEqual({ ServiceToken: serviceToken, ServiceTimeout: 720 });
    expect(resourcesIn(stack, 'AWS::Lambda::Function')).toEqual({});
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test('has a timeout that may be told: CloudFormation waits for two deliveries', () => {
    const stack = newStack({ env });
    const timeout = Duration.minutes(15);
    const provider = SecurityProfileProvider.fromServiceToken(stack, 'Provider', { serviceToken, timeout });
    new SecurityProfile(stack, 'Profile', { provider });
    expect(onlyResource(stack, resourceType).Properties.ServiceTimeout).toBe(1920);
  });

  test('is refused with a timeout that no function has', () => {
    const timeout = Duration.seconds(901);
    expect(() =>
      SecurityProfileProvider.fromServiceToken(newStack({ env }), 'Provider', { serviceToken, timeout }),
    ).toThrow('[Stack/Provider] timeout must be a whole number of seconds from 10 to 900, got 901 seconds');
  });

  test('is given the right to pass the role of a profile if its own role is known', () => {
    const stack = newStack({ env });
    const provider = importIn(stack, true);
    new SecurityProfile(stack, 'Profile', { provider, alertTopic: new Topic(stack, 'Topic') });
    const [[id, policy] = ['', undefined]] = passRolePolicies(stack);
    expect(policy?.Properties.Roles).toEqual(['provider']);
    expect(onlyResource(stack, resourceType).DependsOn).toContain(id);
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test('makes a profile with a role warn, with the statement to add, if its own role is not known', () => {
    const stack = newStack({ env });
    const alertTopic = new Topic(stack, 'Topic');
    new SecurityProfile(stack, 'Profile', { provider: importIn(stack, false), alertTopic });
    const warning = Match.stringLikeRegexp('"Action":"iam:PassRole".*\\[ack: cdk-iot-security-profile:passRole\\]');
    Annotations.fromStack(stack).hasWarning('/Stack/Profile', warning);
    expect(passRolePolicies(stack)).toEqual([]);
  });

  test.each([
    ['profiles', `${noFunction}, got 'profiles'`],
    ['', `${noFunction}, got ''`],
    ['123456789012:function:profiles', `${noFunction}, got '123456789012:function:profiles'`],
    ['arn:aws:lambda:eu-west-1:123456789012:layer:profiles', `${noFunction}, got 'arn:aws:lambda:eu-west-1`],
    ['arn:aws:lambda:eu-west-1:123456789012:function:', `${noFunction}, got 'arn:aws:lambda:eu-west-1`],
    ['arn:aws:lambda:eu-west-1::function:profiles', `${noFunction}, got 'arn:aws:lambda:eu-west-1::function:profiles'`],
    [
      'arn:aws:sns:eu-west-1:123456789012:topic',
      "[Stack/Provider] serviceToken must not be an SNS topic, got 'arn:aws:sns:eu-west-1:123456789012:topic': events that " +
        'come through a topic are not answered; give the ARN of the function itself, ' +
        'arn:<partition>:lambda:<region>:<account>:function:<name>',
    ],
    [
      'arn:aws:lambda:us-east-1:123456789012:function:profiles',
      '[Stack/Provider] serviceToken must be in the Region of the stack, eu-west-1, got ' +
        "'arn:aws:lambda:us-east-1:123456789012:function:profiles'; deploy a provider there",
    ],
    [
      'arn:aws:lambda:eu-west-1:999999999999:function:profiles',
      '[Stack/Provider] serviceToken must be in the account of the stack, 123456789012, got ' +
        "'arn:aws:lambda:eu-west-1:999999999999:function:profiles'; deploy a provider there",
    ],
    [
      'arn:aws-cn:lambda:eu-west-1:123456789012:function:profiles',
      '[Stack/Provider] serviceToken must be in the partition of the stack, aws, got ' +
        "'arn:aws-cn:lambda:eu-west-1:123456789012:function:profiles'; deploy a provider there",
    ],
    [
      'arn:aws:lambda:us-east-1:999999999999:function:profiles',
      '[Stack/Provider] serviceToken must be in the Region of the stack, eu-west-1, and in the account of the stack, 123456789012, got',
    ],
  ])('is refused with the service token %p', (token, message) => {
    expect(() =>
      SecurityProfileProvider.fromServiceToken(newStack({ env }), 'Provider', { serviceToken: token }),
    ).toThrow(message);
  });

  test.each([
    serviceToken,
    `${serviceToken}:live`,
    `${serviceToken}:$LATEST`,
    'arn:aws:lambda:eu-west-1:123456789012:function:Some_profiles-2',
    Fn.importValue('profiles-ServiceToken'),
  ])('is accepted with the service token %s', (token) => {
    const stack = newStack({ env });
    const provider = SecurityProfileProvider.fromServiceToken(stack, 'Provider', { serviceToken: token });
    new SecurityProfile(stack, 'Profile', { provider });
    expect(onlyResource(stack, resourceType).Properties.ServiceToken).toEqual(stack.resolve(token));
  });

  test('may be in any Region and account if those of the stack are not known', () => {
    const stack = newStack();
    const provider = SecurityProfileProvider.fromServiceToken(stack, 'Provider', { serviceToken });
    expect(provider.serviceToken).toBe(serviceToken);
  });

  test('of one account is refused for a profile of another, with the path of the profile', () => {
    const app = new App();
    const provider = SecurityProfileProvider.fromServiceToken(new Stack(app, 'Here', { env }), 'Provider', {
      serviceToken,
    });
    const elsewhere = new Stack(app, 'There', { env: { ...env, account: '999999999999' } });
    expect(() => new SecurityProfile(elsewhere, 'Profile', { provider })).toThrow(
      /There\/Profile.*'Here\/Provider' is in the account 123456789012, this profile in 999999999999; define a provider in 999999999999/,
    );
  });

  test('that somebody else has written is held to the same', () => {
    class Topical extends Construct implements ISecurityProfileProvider {
      public readonly serviceToken = 'arn:aws:sns:eu-west-1:123456789012:topic';
      public readonly serviceTimeout = Duration.minutes(12);
    }
    const stack = newStack({ env });
    const provider = new Topical(stack, 'Own');
    expect(() => new SecurityProfile(stack, 'Profile', { provider })).toThrow(
      /Stack\/Profile.*provider: 'Stack\/Own': serviceToken must not be an SNS topic/,
    );
  });

  test('of one Region is refused for a profile of another, with the path of the profile', () => {
    const app = new App();
    const provider = SecurityProfileProvider.fromServiceToken(new Stack(app, 'Here', { env }), 'Provider', {
      serviceToken,
    });
    const elsewhere = new Stack(app, 'There', { env: { ...env, region: 'us-west-2' } });
    expect(() => new SecurityProfile(elsewhere, 'Profile', { provider })).toThrow(
      /There\/Profile.*'Here\/Provider' is in the Region eu-west-1, this profile in us-west-2/,
    );
  });
});

describe('a role that must not be changed', () => {
  const locked = (stack: Stack) =>
    Role.fromRoleArn(stack, 'Locked', `arn:aws:iam::${env.account}:role/locked`, { mutable: false });

  test('is left alone by a provider, and the profile warns with the statement to add', () => {
    const stack = newStack({ env });
    const provider = new SecurityProfileProvider(stack, 'Provider', { role: locked(stack) });
    new SecurityProfile(stack, 'Profile', { provider, alertTopic: new Topic(stack, 'Topic') });
    const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
    expect(policies.flatMap(({ Properties }) => Properties.Roles)).not.toContain('locked');
    Annotations.fromStack(stack).hasWarning('/Stack/Profile', Match.stringLikeRegexp('"Action":"iam:PassRole"'));
  });
});

test('a log group may be an L1 construct', () => {
  const stack = newStack();
  new SecurityProfileProvider(stack, 'Provider', { logGroup: new CfnLogGroup(stack, 'Logs') });
  expect(onlyResource(stack, 'AWS::Lambda::Function').Properties.LoggingConfig).toEqual({ LogGroup: { Ref: 'Logs' } });
});

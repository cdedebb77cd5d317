import {
  Annotations as Annotate,
  App,
  Aspects,
  CfnDynamicReference,
  CfnDynamicReferenceService,
  CfnResource,
  Duration,
  Fn,
  RemovalPolicy,
  Stack,
  Tags,
  Token,
} from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnCustomMetric, CfnDimension, CfnThingGroup } from 'aws-cdk-lib/aws-iot';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnTopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { isUnresolved } from '../../cdk/checks/validation';
import {
  type Behavior,
  BehaviorCriteria,
  BehaviorMetric,
  ConfidenceLevel,
  DimensionOperator,
  Percentile,
  SecurityProfile,
  type SecurityProfileProps,
  SecurityProfileTarget,
} from '../../cdk/index';
import { metricNames } from '../../core/iot-security-profile/properties/metrics';
import {
  iotArn,
  newStack,
  onlyResource,
  profileProperties,
  quiet,
  resourcesIn,
  resourceType,
  synthesisError,
  synthesizeProfile,
} from './support';

const acknowledge = (scope: Construct, id: string): void => Annotate.of(scope).acknowledgeWarning(id);

const criteriaOf = (criteria: BehaviorCriteria, metric = BehaviorMetric.of('battery')): unknown =>
  (synthesizeProfile({ behaviors: [{ name: 'b', metric, criteria }] }).Behaviors as readonly { Criteria: unknown }[])[0]
    ?.Criteria;

describe('a profile', () => {
  test('without props has no properties at all', () => {
    expect(synthesizeProfile({})).toEqual({});
  });

  test('has the service token of its provider and the time that CloudFormation waits', () => {
    const stack = newStack();
    new SecurityProfile(stack, 'Profile');
    const [functionId = ''] = Object.keys(resourcesIn(stack, 'AWS::Lambda::Function'));
    expect(onlyResource(stack, resourceType).Properties).toEqual({
      ServiceToken: { 'Fn::GetAtt': [functionId, 'Arn'] },
      ServiceTimeout: 720,
    });
  });

  test('is told from everything else, an import included', () => {
    const stack = newStack();
    const { isSecurityProfile: isOne } = SecurityProfile;
    expect(isOne(new SecurityProfile(stack, 'Profile'))).toBe(true);
    const imported = SecurityProfile.fromSecurityProfileName(stack, 'Imported', 'fleet');
    expect([imported, stack, {}, 'profile', null, undefined].filter(isOne)).toEqual([]);
  });

  test('renders its name, its description and whether it adopts', () => {
    expect(synthesizeProfile({ securityProfileName: 'fleet', description: 'sensors', adoptExisting: true })).toEqual({
      SecurityProfileName: 'fleet',
      SecurityProfileDescription: 'sensors',
      AdoptExisting: true,
    });
  });

  test('has the revision that was given, and nothing more for it', () => {
    expect(synthesizeProfile({ revision: '2024-05-01: \u{1f600}' })).toEqual({ Revision: '2024-05-01: \u{1f600}' });
  });

  test('is deleted by default, and stays with RemovalPolicy.RETAIN, also when it is replaced', () => {
    const policies = (removalPolicy?: RemovalPolicy) => {
      const stack = newStack();
      new SecurityProfile(stack, 'Profile', removalPolicy === undefined ? {} : { removalPolicy });
      const { DeletionPolicy, UpdateReplacePolicy } = onlyResource(stack, resourceType);
      return [DeletionPolicy, UpdateReplacePolicy];
    };
    expect(policies()).toEqual(['Delete', 'Delete']);
    expect(policies(RemovalPolicy.RETAIN)).toEqual(['Retain', 'Retain']);
  });

  test('cannot keep a snapshot', () => {
    const stack = newStack();
    const synthesize = (): void => {
      // With the flags of newer apps the CDK refuses it by itself, and at once.
      new SecurityProfile(stack, 'Profile', { removalPolicy: RemovalPolicy.SNAPSHOT });
      Template.fromStack(stack);
    };
    expect(synthesize).toThrow(/\[Stack\/Profile] removalPolicy: SNAPSHOT was given|does not support snapshot/);
  });

  test('gives its name and its ARN as attributes, and is a reference for other constructs', () => {
    const stack = newStack();
    const profile = new SecurityProfile(stack, 'Profile');
    const [id = ''] = Object.keys(resourcesIn(stack, resourceType));
    expect(stack.resolve(profile.securityProfileRef)).toEqual({
      securityProfileName: { Ref: id },
      securityProfileArn: { 'Fn::GetAtt': [id, 'SecurityProfileArn'] },
    });
  });

  test('takes L1 constructs of metrics, dimensions and thing groups as they are', () => {
    const stack = newStack();
    const battery = new CfnCustomMetric(stack, 'Battery', { metricType: 'number' });
    const telemetry = new CfnDimension(stack, 'Telemetry', { type: 'TOPIC_FILTER', stringValues: ['telemetry/#'] });
    const sensors = new CfnThingGroup(stack, 'Sensors');
    new SecurityProfile(stack, 'Profile', {
      behaviors: [
        { name: 'charged', metric: BehaviorMetric.custom(battery), criteria: BehaviorCriteria.greaterThan(3.3) },
      ],
      additionalMetricsToRetain: [
        {
          metric: BehaviorMetric.NUM_MESSAGES_SENT,
          dimension: telemetry,
          dimensionOperator: DimensionOperator.NOT_IN,
          exportMetric: false,
        },
      ],
      targets: [SecurityProfileTarget.thingGroup(sensors)],
    });
    expect(profileProperties(stack)).toEqual({
      Behaviors: [
        {
          Name: 'charged',
          Metric: { Ref: 'Battery' },
          Criteria: { ComparisonOperator: 'greater-than', Value: { Number: 3.3 } },
        },
      ],
      AdditionalMetricsToRetainV2: [
        {
          Metric: 'aws:num-messages-sent',
          MetricDimension: { DimensionName: { Ref: 'Telemetry' }, Operator: 'NOT_IN' },
          ExportMetric: false,
        },
      ],
      TargetArns: [{ 'Fn::GetAtt': ['Sensors', 'Arn'] }],
    });
  });
});

describe('behaviors', () => {
  test('can be added after the profile was defined', () => {
    const stack = newStack();
    const profile = new SecurityProfile(stack, 'Profile');
    profile.addBehavior({ ...quiet, suppressAlerts: true, exportMetric: false });
    expect(profileProperties(stack).Behaviors).toEqual([
      {
        Name: 'quiet',
        Metric: 'aws:num-connection-attempts',
        Criteria: { ComparisonOperator: 'less-than', Value: { Count: 100 }, DurationSeconds: 300 },
        SuppressAlerts: true,
        ExportMetric: false,
      },
    ]);
  });

  test('do not change the list that was given', () => {
    const behaviors: Behavior[] = [];
    new SecurityProfile(newStack(), 'Profile', { behaviors }).addBehavior(quiet);
    expect(behaviors).toEqual([]);
  });

  test.each([
    ['lessThan', BehaviorCriteria.lessThan(5), 'less-than'],
    ['lessThanEquals', BehaviorCriteria.lessThanEquals(5), 'less-than-equals'],
    ['greaterThan', BehaviorCriteria.greaterThan(5), 'greater-than'],
    ['greaterThanEquals', BehaviorCriteria.greaterThanEquals(5), 'greater-than-equals'],
  ])('%s compares with a number for a custom metric and with a count for one of AWS', (_, criteria, operator) => {
    expect(criteriaOf(criteria)).toEqual({ ComparisonOperator: operator, Value: { Number: 5 } });
    expect(criteriaOf(criteria, BehaviorMetric.MESSAGE_BYTE_SIZE)).toEqual({
      ComparisonOperator: operator,
      Value: { Count: 5 },
    });
  });

  test.each([
    ['lessThanPercentile', BehaviorCriteria.lessThanPercentile(Percentile.P90), 'less-than'],
    ['lessThanEqualsPercentile', BehaviorCriteria.lessThanEqualsPercentile(Percentile.P90), 'less-than-equals'],
    ['greaterThanPercentile', BehaviorCriteria.greaterThanPercentile(Percentile.P90), 'greater-than'],
    [
      'greaterThanEqualsPercentile',
      BehaviorCriteria.greaterThanEqualsPercentile(Percentile.P90),
      'greater-than-equals',
    ],
  ])('%s compares with a percentile of the fleet', (_, criteria, operator) => {
    expect(criteriaOf(criteria)).toEqual({ ComparisonOperator: operator, StatisticalThreshold: { Statistic: 'p90' } });
  });

  test.each([
    ['inStringSet', BehaviorCriteria.inStringSet(['a']), 'in-set', { Strings: ['a'] }],
    ['notInStringSet', BehaviorCriteria.notInStringSet(['a']), 'not-in-set', { Strings: ['a'] }],
    ['inNumberSet', BehaviorCriteria.inNumberSet([1.5]), 'in-set', { Numbers: [1.5] }],
    ['notInNumberSet', BehaviorCriteria.notInNumberSet([1.5]), 'not-in-set', { Numbers: [1.5] }],
    ['inCidrSet', BehaviorCriteria.inCidrSet(['10.0.0.0/8']), 'in-cidr-set', { Cidrs: ['10.0.0.0/8'] }],
    ['notInCidrSet', BehaviorCriteria.notInCidrSet(['10.0.0.0/8']), 'not-in-cidr-set', { Cidrs: ['10.0.0.0/8'] }],
    ['inPortSet', BehaviorCriteria.inPortSet([443]), 'in-port-set', { Ports: [443] }],
    ['notInPortSet', BehaviorCriteria.notInPortSet([443]), 'not-in-port-set', { Ports: [443] }],
  ])('%s compares with a set', (_, criteria, operator, value) => {
    expect(criteriaOf(criteria)).toEqual({ ComparisonOperator: operator, Value: value });
  });

  test('mlDetection has a level of confidence, and any criteria their datapoints', () => {
    const options = { consecutiveDatapointsToAlarm: 2, consecutiveDatapointsToClear: 3 };
    expect(
      criteriaOf(BehaviorCriteria.mlDetection(ConfidenceLevel.LOW, options), BehaviorMetric.NUM_DISCONNECTS),
    ).toEqual({
      MlDetectionConfig: { ConfidenceLevel: 'LOW' },
      ConsecutiveDatapointsToAlarm: 2,
      ConsecutiveDatapointsToClear: 3,
    });
  });

  test('know every metric of AWS, by its own name in capitals', () => {
    const constants = Object.entries(BehaviorMetric).map(([name, metric]) => [
      name,
      (metric as BehaviorMetric).metricName,
    ]);
    const expected = metricNames.map((name) => [name.slice('aws:'.length).toUpperCase().replace(/-/g, '_'), name]);
    expect(constants.sort()).toEqual(expected.sort());
  });

  test('take a percentile that has no constant', () => {
    const criteria = BehaviorCriteria.lessThanPercentile(Percentile.of('p10'), { duration: Duration.hours(1) });
    expect(criteriaOf(criteria, BehaviorMetric.NUM_DISCONNECTS)).toMatchObject({
      StatisticalThreshold: { Statistic: 'p10' },
      DurationSeconds: 3600,
    });
  });
});

describe('targets', () => {
  test('are left out unless there are any', () => {
    expect(synthesizeProfile({})).not.toHaveProperty('TargetArns');
  });

  test('can be an empty list, which detaches the profile from everything', () => {
    expect(synthesizeProfile({ targets: [] }).TargetArns).toEqual([]);
  });

  test.each([
    ['ALL_THINGS', SecurityProfileTarget.ALL_THINGS, 'things'],
    ['REGISTERED_THINGS', SecurityProfileTarget.REGISTERED_THINGS, 'registered-things'],
    ['UNREGISTERED_THINGS', SecurityProfileTarget.UNREGISTERED_THINGS, 'unregistered-things'],
  ])('%s is resolved in the partition, Region and account of the stack', (_, target, name) => {
    const stack = newStack({ env: { account: '123456789012', region: 'cn-north-1' } });
    new SecurityProfile(stack, 'Profile').addTarget(target);
    expect(profileProperties(stack).TargetArns).toEqual([iotArn(stack, `cn-north-1:123456789012:all/${name}`)]);
  });
});

describe('tags', () => {
  test('of the profile are rendered as CloudFormation has them', () => {
    expect(synthesizeProfile({ tags: { team: 'iot', empty: '' } }).Tags).toEqual(
      expect.arrayContaining([
        { Key: 'team', Value: 'iot' },
        { Key: 'empty', Value: '' },
      ]),
    );
  });

  test('of the app are added, win over those of the profile, and can be excluded', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    new SecurityProfile(stack, 'Profile', { tags: { team: 'iot' } });
    Tags.of(app).add('team', 'fleet');
    Tags.of(app).add('elsewhere', 'x', { excludeResourceTypes: [resourceType] });
    Tags.of(app).add('here', 'x', { includeResourceTypes: [resourceType] });
    Tags.of(app).add('weak', 'x');
    Tags.of(stack).remove('weak');
    expect(profileProperties(stack).Tags).toEqual([
      { Key: 'here', Value: 'x' },
      { Key: 'team', Value: 'fleet' },
    ]);
  });
});

describe('the role for alerts and exported metrics', () => {
  test('is not there without an alert topic or a metrics topic', () => {
    const stack = newStack();
    const profile = new SecurityProfile(stack, 'Profile', { behaviors: [quiet] });
    expect(profile.role).toBeUndefined();
    expect(Object.keys(resourcesIn(stack, 'AWS::IAM::Role'))).toHaveLength(1);
    expect(JSON.stringify(resourcesIn(stack, 'AWS::IAM::Policy'))).not.toContain('iam:PassRole');
  });

  test('is one a stack, and AWS IoT assumes it for the security profiles of this account only', () => {
    const stack = newStack({ env: { account: '123456789012', region: 'eu-west-1' } });
    const alertTopic = new Topic(stack, 'Topic');
    const [one, other] = ['One', 'Other'].map((id) => new SecurityProfile(stack, id, { alertTopic }));
    expect(one?.role).toBe(other?.role);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Action: 'sts:AssumeRole',
            Effect: 'Allow',
            Principal: { Service: 'iot.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': '123456789012' },
              ArnLike: {
                'aws:SourceArn': iotArn(stack, 'eu-west-1:123456789012:securityprofile/*'),
              },
            },
          },
        ],
      },
    });
  });

  test('may publish to the topics and use the key of an encrypted one, and the profile waits for that', () => {
    const stack = newStack();
    const alertTopic = new Topic(stack, 'Topic', { masterKey: new Key(stack, 'Key') });
    new SecurityProfile(stack, 'Profile', { alertTopic, metricsExportTopic: 'metrics/exported' });
    const policies = resourcesIn(stack, 'AWS::IAM::Policy');
    const [id, policy] = Object.entries(policies).find(([, { Properties }]) =>
      JSON.stringify(Properties).includes('sns:Publish'),
    ) ?? ['none'];
    const actions = JSON.stringify(policy?.Properties);
    for (const action of [
      'sns:Publish',
      'kms:Decrypt',
      'kms:GenerateDataKey*',
      'iot:Publish',
      ':topic/metrics/exported',
    ])
      expect(actions).toContain(action);
    expect(onlyResource(stack, resourceType).DependsOn).toContain(id);
  });

  test('can be given, and then is the one that is rendered and passed', () => {
    const stack = newStack();
    const role = new Role(stack, 'Mine', { assumedBy: new ServicePrincipal('iot.amazonaws.com') });
    const alertTopic = new CfnTopic(stack, 'Topic');
    new SecurityProfile(stack, 'Profile', { alertTopic, metricsExportTopic: 'metrics', role });
    const RoleArn = stack.resolve(role.roleArn);
    expect(profileProperties(stack)).toEqual({
      AlertTargets: { SNS: { AlertTargetArn: { Ref: 'Topic' }, RoleArn } },
      MetricsExportConfig: { MqttTopic: 'metrics', RoleArn },
    });
  });

  test.each([
    ['an L1 topic', (scope: Construct) => new CfnTopic(scope, 'Topic', { fifoTopic: true })],
    ['an L2 topic', (scope: Construct) => new Topic(scope, 'Topic', { fifo: true })],
    [
      'an import',
      (scope: Construct) => Topic.fromTopicArn(scope, 'Topic', 'arn:aws:sns:eu-west-1:123456789012:a.fifo'),
    ],
  ])('comes with a warning if %s is a FIFO topic, which can be acknowledged', (_, topicIn) => {
    const stack = newStack();
    new SecurityProfile(stack, 'Warned', { alertTopic: topicIn(stack) });
    const fleet = new Construct(stack, 'Fleet');
    new SecurityProfile(fleet, 'Acknowledged', { alertTopic: topicIn(fleet) });
    acknowledge(fleet, 'cdk-iot-security-profile:AlertTargets.SNS.AlertTargetArn');
    Annotations.fromStack(stack).hasWarning('/Stack/Warned', Match.stringLikeRegexp('FIFO'));
    Annotations.fromStack(stack).hasNoWarning('/Stack/Fleet/Acknowledged', Match.anyValue());
  });

  test('comes without a warning if the topic is a standard one', () => {
    const stack = newStack();
    new SecurityProfile(stack, 'Profile', { alertTopic: new Topic(stack, 'Topic') });
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });
});

describe('validation', () => {
  const doubtful = { ...quiet, criteria: BehaviorCriteria.lessThan(100) };

  test('reports every problem in one error, with the path of the construct, what was given and what is accepted', () => {
    const stack = newStack();
    const profile = new SecurityProfile(stack, 'Profile', { securityProfileName: 'my fleet', behaviors: [quiet] });
    profile.addBehavior({
      name: 'quiet',
      metric: BehaviorMetric.SOURCE_IP_ADDRESS,
      criteria: BehaviorCriteria.lessThan(1, { duration: Duration.minutes(7) }),
      dimensionOperator: DimensionOperator.IN,
    });
    Tags.of(stack).add('aws:reserved', 'x');
    const message = synthesisError(stack);
    for (const part of [
      '[Stack/Profile] ',
      'securityProfileName: "my fleet" has characters that are not accepted; accepted: letters',
      'behaviors[1].dimension: is missing; give it, or take dimensionOperator out',
      'behaviors[1].criteria.duration: 7 minutes was given',
      'behaviors[1].criteria.value: aws:source-ip-address holds IP addresses; give inCidrSet or notInCidrSet instead',
      'tags["aws:reserved"]: "aws:reserved" begins with',
    ])
      expect(message).toContain(part);
    expect(message.match(/\[Stack\/Profile]/g)).toHaveLength(1);
  });

  test('refuses a duration that is no whole number of seconds together with the rest', () => {
    const criteria = BehaviorCriteria.lessThan(1, { duration: Duration.millis(1500) });
    const stack = newStack();
    new SecurityProfile(stack, 'Profile', { behaviors: [{ ...quiet, criteria }] });
    expect(synthesisError(stack)).toContain(
      'behaviors[0].criteria.duration: 1.5 seconds is no whole number of seconds; accepted: 5, 10, 15, 30 or 60 minutes',
    );
  });

  test('refuses an empty topic for metrics', () => {
    const stack = newStack();
    new SecurityProfile(stack, 'Profile', { metricsExportTopic: '' });
    expect(synthesisError(stack)).toContain('metricsExportTopic: is missing');
  });

  test('refuses more tags than leave room for the marks of the owner', () => {
    const stack = newStack();
    new SecurityProfile(stack, 'Profile');
    for (let number = 0; number < 48; number += 1) Tags.of(stack).add(`tag-${number}`, 'x');
    expect(synthesisError(stack)).toContain('tags: a list of 48 is too long; accepted: at most 47');
  });

  test('counts all problems, also those for which the error has no room', () => {
    const stack = newStack();
    const profile = new SecurityProfile(stack, 'Profile');
    for (let number = 0; number < 100; number += 1)
      profile.addBehavior({
        name: `b ${number}`,
        metric: BehaviorMetric.NUM_DISCONNECTS,
        criteria: BehaviorCriteria.lessThan(-1, { duration: Duration.minutes(5) }),
      });
    const lines = synthesisError(stack).split('\n');
    expect(lines.join('\n')).toContain('[Stack/Profile] 200 properties are not valid:\n');
    expect(lines).toContainEqual(expect.stringMatching(/^ +and 100 more$/));
    expect(lines.filter((line) => line.includes('behaviors['))).toHaveLength(100);
  });

  test('warns that there are more warnings than it shows', () => {
    const stack = newStack();
    const odd = { metric: BehaviorMetric.of('aws:odd') };
    const additionalMetricsToRetain = Array.from({ length: 104 }, () => odd);
    new SecurityProfile(stack, 'Profile', { additionalMetricsToRetain });
    Annotations.fromStack(stack).hasWarning('/Stack/Profile', Match.stringLikeRegexp('^and 4 more warnings '));
  });

  test('refuses the ARN of a subscription for an alert topic', () => {
    const stack = newStack();
    const topicArn = 'arn:aws:sns:us-east-1:123456789012:alerts:6b0e71bd-7e97-4d97-80ce-4a0994e55286';
    new SecurityProfile(stack, 'Profile', { alertTopic: Topic.fromTopicArn(stack, 'Topic', topicArn) });
    expect(synthesisError(stack)).toContain(
      'alertTopic: "arn:aws:sns:us-east-1:123456789012:alerts:6b0e71bd-7e97-4d97…" is not the ARN',
    );
  });

  describe('sees what is rendered:', () => {
    const during = (minutes: number): Behavior => ({
      ...quiet,
      criteria: BehaviorCriteria.lessThan(5, { duration: Duration.minutes(minutes) }),
    });
    const defined = (minutes: number): CfnResource =>
      new SecurityProfile(newStack(), 'Profile', { behaviors: [during(minutes)] }).node.defaultChild as CfnResource;
    const durationSeconds = 'Behaviors.0.Criteria.DurationSeconds';

    test('an escape hatch can repair', () => {
      const resource = defined(7);
      resource.addPropertyOverride(durationSeconds, 300);
      expect(JSON.stringify(profileProperties(resource.stack))).toContain('"DurationSeconds":300');
    });

    test('what an escape hatch puts in is checked', () => {
      const resource = defined(5);
      resource.addPropertyOverride(durationSeconds, 301);
      resource.addPropertyOverride('Behaviours', []);
      expect(synthesisError(resource)).toMatch(
        /\[Stack\/Profile] 2 properties are not valid:\n.*Behaviours: is not a property; did you mean "Behaviors".*\n.*duration: 301 seconds/,
      );
    });

    test('what an aspect puts in is checked', () => {
      const { stack } = defined(5);
      Aspects.of(stack).add({
        visit: (node) => {
          if (CfnResource.isCfnResource(node) && node.cfnResourceType === resourceType)
            node.addPropertyOverride('SecurityProfileName', 'my fleet');
        },
      });
      expect(synthesisError(stack)).toContain('securityProfileName: "my fleet" has characters');
    });

    test('what is taken away is not', () => {
      const resource = defined(7);
      resource.addPropertyDeletionOverride('Behaviors');
      expect(profileProperties(resource.stack)).toEqual({});
    });

    test('a resource that is made one of another type, without a service token, is not ours to check', () => {
      const resource = defined(7);
      resource.addOverride('Type', 'AWS::IoT::SecurityProfile');
      resource.addPropertyDeletionOverride('ServiceToken');
      expect(() => Template.fromStack(resource.stack)).not.toThrow();
    });
  });

  test('leaves alone dynamic references, which CloudFormation resolves later', () => {
    const stack = newStack();
    const reference = (parameter: string): string =>
      new CfnDynamicReference(CfnDynamicReferenceService.SSM, parameter).toString();
    new SecurityProfile(stack, 'Profile', {
      securityProfileName: reference('/fleet/name:1'),
      description: `text ${reference('/fleet/description:1')} and text`,
      alertTopic: Topic.fromTopicArn(stack, 'Topic', reference('/fleet/topic:1')),
      role: Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/alerts'),
      behaviors: [
        {
          name: reference('/fleet/behavior:1'),
          metric: BehaviorMetric.SOURCE_IP_ADDRESS,
          criteria: BehaviorCriteria.inCidrSet([reference('/fleet/net:1')]),
        },
        {
          name: 'limit',
          metric: BehaviorMetric.NUM_DISCONNECTS,
          criteria: BehaviorCriteria.lessThan(Token.asNumber(reference('/fleet/limit:1')), {
            duration: Duration.minutes(5),
          }),
        },
      ],
      tags: { stage: '{{resolve:ssm:/stage}}' },
    });
    expect(profileProperties(stack)).toMatchObject({ SecurityProfileName: '{{resolve:ssm:/fleet/name:1}}' });
    Annotations.fromStack(stack).hasNoWarning('/Stack/Profile', Match.anyValue());
  });

  test('leaves alone what only CloudFormation knows', () => {
    const stack = newStack();
    new SecurityProfile(stack, 'Profile', {
      securityProfileName: Fn.ref('AWS::StackName'),
      description: Fn.join('', ['a', Fn.importValue('b')]),
      behaviors: [
        {
          name: Fn.select(0, Fn.split(',', Fn.ref('AWS::NotificationARNs'))),
          metric: BehaviorMetric.of(Fn.importValue('Metric')),
          criteria: BehaviorCriteria.lessThan(Token.asNumber(Fn.importValue('Limit'))),
        },
      ],
      tags: { stack: Fn.ref('AWS::StackName') },
    });
    expect(profileProperties(stack)).toMatchObject({ SecurityProfileName: { Ref: 'AWS::StackName' } });
  });

  test('warns of a reference to a secret, which a custom resource gets as it stands', () => {
    const stack = newStack();
    new SecurityProfile(stack, 'Profile', { description: '{{resolve:secretsmanager:fleet}}' });
    Annotations.fromStack(stack).hasWarning(
      '/Stack/Profile',
      Match.stringLikeRegexp('description: .*resolves no secretsmanager'),
    );
  });

  describe('checks the characters of what is known of a text', () => {
    const region = Fn.ref('AWS::Region');
    const refusalOf = (props: SecurityProfileProps): string => {
      const stack = newStack();
      new SecurityProfile(stack, 'Profile', props);
      return synthesisError(stack);
    };
    const letters = 'has characters that are not accepted; accepted: letters';

    test.each([
      ['beside a token', `my fleet-${region}`, '"my fleet-"'],
      ['of Fn::sub', Fn.sub('fleet-${AWS::Region} ${!x}'), '" ${x}"'],
      ['of Fn::sub inside of another text', `fleet-${Fn.sub('in ${AWS::Region}')}`, '"fleet-in "'],
      ['between tokens, put there by Fn::join', Fn.join('/', ['fleet', region]), '"fleet/"'],
      ['beside a dynamic reference', 'my fleet-{{resolve:ssm:/stage}}', '"my fleet-"'],
      ['beside a dynamic reference and a token', `${region}-{{resolve:ssm:/stage}} x`, '" x"'],
    ])('%s', (_, securityProfileName, shown) => {
      expect(refusalOf({ securityProfileName })).toContain(`securityProfileName: ${shown} ${letters}`);
    });

    test('wherever it stands, and counts it with the rest', () => {
      const odd = `a?${region}`;
      const message = refusalOf({
        securityProfileName: 'my fleet',
        description: `${region}\n`,
        behaviors: [{ ...quiet, name: odd }],
        additionalMetricsToRetain: [{ metric: BehaviorMetric.of(odd) }],
        tags: { [odd]: 'x' },
      });
      expect(message).toContain('[Stack/Profile] 5 properties are not valid:');
      for (const path of ['description', 'behaviors[0].name', 'additionalMetricsToRetain[0].metric', 'tags[0].key'])
        expect(message).toContain(`${path}: "`);
    });

    test('but not those of a dynamic reference, also where a part of that is a token', () => {
      const reference = `{{resolve:ssm:/fleet/${region}/name with blanks:1}}`;
      for (const securityProfileName of [
        reference,
        `fleet-${reference}`,
        Fn.sub('{{resolve:ssm:/${AWS::Region}/a b}}'),
      ])
        expect(synthesizeProfile({ securityProfileName })).toHaveProperty('SecurityProfileName');
    });

    test('and neither its length nor its form', () => {
      const whole = {
        securityProfileName: `${region}:${'x'.repeat(200)}`,
        tags: { [`${region}aws:`]: '' },
        targets: [],
        additionalMetricsToRetain: [{ metric: BehaviorMetric.NUM_MESSAGES_SENT, exportMetric: true }],
        metricsExportTopic: `a/b/c/d/e/f/g/h/i/${region}`,
      };
      const stack = newStack();
      new SecurityProfile(stack, 'Profile', whole);
      expect(profileProperties(stack)).toHaveProperty('SecurityProfileName');
      Annotations.fromStack(stack).hasNoWarning('/Stack/Profile', Match.anyValue());
    });

    test('warns of what AWS may refuse there', () => {
      const stack = newStack();
      new SecurityProfile(stack, 'Profile', { metricsExportTopic: `metrics/#/${region}` });
      Annotations.fromStack(stack).hasWarning(
        '/Stack/Profile',
        Match.stringLikeRegexp('metricsExportTopic: .*wildcard'),
      );
    });
  });

  test('still checks what stands beside it', () => {
    const stack = newStack();
    new SecurityProfile(stack, 'Profile', { securityProfileName: Fn.ref('AWS::StackName'), description: 'a\nb' });
    const message = synthesisError(stack);
    expect(message).toContain('description');
    expect(message).not.toContain('securityProfileName');
  });

  test('warns of what AWS may refuse', () => {
    const stack = newStack();
    new SecurityProfile(stack, 'Profile', { behaviors: [doubtful] });
    Annotations.fromStack(stack).hasWarning(
      '/Stack/Profile',
      Match.stringLikeRegexp(
        'behaviors\\[0].criteria.duration: is missing.*\\[ack: cdk-iot-security-profile:Behaviors.Criteria.DurationSeconds',
      ),
    );
  });

  describe('warns of a threshold that looks upside down', () => {
    const warningOf = (behavior: Omit<Behavior, 'name'>): readonly string[] => {
      const stack = newStack();
      new SecurityProfile(stack, 'Profile', { behaviors: [{ name: 'inverted', ...behavior }] });
      const warnings = Annotations.fromStack(stack).findWarning('/Stack/Profile', Match.anyValue());
      return warnings.map(({ entry }) => String(entry.data).replace(/ \[ack: .*/, ''));
    };
    const at = 'behaviors[0].criteria';
    const duration = Duration.minutes(5);

    test.each<[string, BehaviorCriteria, string]>([
      [
        'of a count',
        BehaviorCriteria.greaterThan(10, { duration }),
        'greaterThan 10 says what is normal: 10 or less raises the alarm; if 10 is a ceiling, give lessThanEquals (as written: alarm when a device has 10 authorization failures or fewer in 5 min)',
      ],
      [
        'of a percentile',
        BehaviorCriteria.greaterThanPercentile(Percentile.P99, { duration }),
        'greaterThanPercentile p99 says what is normal: about 99 % of the devices raise the alarm; if p99 is a ceiling, give lessThanEqualsPercentile (as written: alarm when a device has fewer authorization failures in 5 min than the top 1 % of the devices do)',
      ],
    ])('%s, with what raises the alarm as written', (_, criteria, text) => {
      expect(warningOf({ metric: BehaviorMetric.NUM_AUTHORIZATION_FAILURES, criteria })).toEqual([`${at}: ${text}`]);
    });

    test('without it where that is known only to CloudFormation', () => {
      const criteria = BehaviorCriteria.greaterThanPercentile(Percentile.P99, { duration });
      expect(warningOf({ metric: BehaviorMetric.of(Fn.importValue('Metric')), criteria })).toEqual([
        expect.stringMatching(/give lessThanEqualsPercentile$/),
      ]);
    });
  });

  test('is silent about a warning that was acknowledged', () => {
    const stack = newStack();
    new SecurityProfile(stack, 'Profile', { behaviors: [doubtful] });
    acknowledge(stack, 'cdk-iot-security-profile:Behaviors.Criteria.DurationSeconds');
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });
});

describe('a value is known only to CloudFormation', () => {
  test.each([
    ['{{resolve:ssm:a}}'],
    ['a{{resolve:ssm:b}}c'],
    [{ Ref: 'A' }],
    [{ Condition: 'A' }],
    [{ 'Fn::GetAtt': ['A', 'Arn'] }],
    [{ 'Fn::Join': ['', []] }],
  ])('if it is %j', (value) => expect(isUnresolved(value)).toBe(true));

  test.each([
    [{ Ref: 'A', Other: 1 }],
    [{ reference: 'A' }],
    [{ 'Fn::': 1 }],
    [{}],
    [['Ref']],
    ['Ref'],
    [null],
    [1],
    ['{{resolve:secretsmanager:a}}'],
  ])('but not if it is %j', (value) => expect(isUnresolved(value)).toBe(false));
});

describe('an imported profile', () => {
  const arn = 'arn:aws-cn:iot:cn-north-1:210987654321:securityprofile/factory:floor';

  test('by ARN has the name, the Region and the account of the ARN', () => {
    const profile = SecurityProfile.fromSecurityProfileArn(newStack(), 'Imported', arn);
    expect(profile.securityProfileRef).toEqual({ securityProfileName: 'factory:floor', securityProfileArn: arn });
    expect(profile.env).toEqual({ account: '210987654321', region: 'cn-north-1' });
  });

  test('by name is in the account and Region of the stack', () => {
    const stack = newStack({ env: { account: '123456789012', region: 'eu-west-1' } });
    const profile = SecurityProfile.fromSecurityProfileName(stack, 'Imported', 'floor');
    expect(profile.securityProfileName).toBe('floor');
    expect(stack.resolve(profile.securityProfileArn)).toEqual(
      iotArn(stack, 'eu-west-1:123456789012:securityprofile/floor'),
    );
  });

  test('defines nothing', () => {
    const stack = newStack();
    SecurityProfile.fromSecurityProfileArn(stack, 'Imported', arn);
    expect(Template.fromStack(stack).toJSON()).not.toHaveProperty('Resources');
  });
});

describe('metrics', () => {
  const profile = SecurityProfile.fromSecurityProfileName(newStack(), 'Imported', 'fleet');

  test.each([
    ['Violations', profile.metricViolations()],
    ['ViolationsCleared', profile.metricViolationsCleared()],
    ['ViolationsInvalidated', profile.metricViolationsInvalidated()],
  ])('%s is counted for the profile', (metricName, metric) => {
    expect(metric).toMatchObject({
      namespace: 'AWS/IoT',
      metricName,
      dimensions: { SecurityProfileName: 'fleet' },
      statistic: 'Sum',
    });
  });

  test('of an import belong to the environment of its ARN', () => {
    const stack = newStack({ env: { account: '111111111111', region: 'eu-west-1' } });
    const arn = 'arn:aws:iot:us-east-1:222222222222:securityprofile/fleet';
    const metric = SecurityProfile.fromSecurityProfileArn(stack, 'Imported', arn).metricViolations();
    expect([metric.region, metric.account]).toEqual(['us-east-1', '222222222222']);
    expect(() => metric.createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 1 })).toThrow('us-east-1');
  });

  test('of a profile belong to its stack', () => {
    const stack = newStack({ env: { account: '111111111111', region: 'eu-west-1' } });
    new SecurityProfile(stack, 'Profile', { behaviors: [quiet] })
      .metricViolations({ behaviorName: 'quiet' })
      .createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 1 });
    expect(onlyResource(stack, 'AWS::CloudWatch::Alarm').Properties).toMatchObject({ Namespace: 'AWS/IoT' });
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test('are counted for one behavior, with the options of any metric', () => {
    const metric = profile.metricViolations({ behaviorName: 'quiet', period: Duration.hours(1) });
    expect(metric.dimensions).toEqual({ SecurityProfileName: 'fleet', BehaviorName: 'quiet' });
    expect(metric.period.toHours()).toBe(1);
  });
});

import { Annotations, Aws, Duration } from 'aws-cdk-lib';
import {
  type Behavior,
  BehaviorCriteria,
  BehaviorMetric,
  Behaviors,
  SecurityProfile,
  type SecurityProfileProps,
  SecurityProfileProvider,
  type SecurityProfileProviderAttributes,
  type SecurityProfileProviderProps,
} from '../../cdk/index';
import { newStack, profileProperties, quiet, synthesisError, warningsOf } from './support';

/** As JavaScript has it, or a cast. */
const profileWith = (props: object) => {
  const stack = newStack();
  new SecurityProfile(stack, 'Profile', props as SecurityProfileProps);
  return stack;
};

const criteria = BehaviorCriteria.lessThan(5, { duratoin: Duration.minutes(5) } as object);

describe('a name that is almost one that is known', () => {
  test.each<[string, object, string]>([
    [
      'British',
      { behaviours: [quiet] },
      'props: "behaviours" is not known, so nothing would come of it; did you mean "behaviors"?',
    ],
    [
      'one too many',
      { alertTopics: 1 },
      'props: "alertTopics" is not known, so nothing would come of it; did you mean "alertTopic"?',
    ],
    [
      'one too few',
      { target: [] },
      'props: "target" is not known, so nothing would come of it; did you mean "targets"?',
    ],
    [
      'of CloudFormation',
      { Behaviors: [] },
      'props: "Behaviors" is not known, so nothing would come of it; did you mean "behaviors"?',
    ],
    [
      'in a behavior',
      { behaviors: [{ ...quiet, suppressAlert: true }] },
      'behaviors[0]: "suppressAlert" is not known, so nothing would come of it; did you mean "suppressAlerts"?',
    ],
    [
      'in options of criteria',
      { behaviors: [{ ...quiet, criteria }] },
      'behaviors[0].criteria: "duratoin" is not known, so nothing would come of it; did you mean "duration"?',
    ],
    [
      'in a metric to retain',
      { additionalMetricsToRetain: [{ metric: BehaviorMetric.NUM_DISCONNECTS, dimensions: 1 }] },
      'additionalMetricsToRetain[0]: "dimensions" is not known, so nothing would come of it; did you mean "dimension"?',
    ],
  ])('is told with that one: %s', (_, props, message) => expect(synthesisError(profileWith(props))).toContain(message));

  test('is told with the rest, all in one error', () => {
    const message = synthesisError(profileWith({ behaviours: [], tag: {}, description: 'a\nb' }));
    expect(message).toContain('3 properties are not valid');
  });

  test('is told of a provider too', () => {
    const props = { timeOut: Duration.minutes(1), securityGroup: 1 } as SecurityProfileProviderProps;
    expect(() => new SecurityProfileProvider(newStack(), 'Provider', props)).toThrow(
      '[Stack/Provider] props: "timeOut" is not known, so nothing would come of it; did you mean "timeout"?\n' +
        '  props: "securityGroup" is not known, so nothing would come of it; did you mean "securityGroups"?',
    );
  });

  test('is told of a provider that is defined elsewhere', () => {
    const attributes = { servicetoken: 'arn' } as unknown as SecurityProfileProviderAttributes;
    expect(() => SecurityProfileProvider.fromServiceToken(newStack(), 'Provider', attributes)).toThrow(
      'did you mean "serviceToken"?\n  serviceToken must be the ARN of a Lambda function',
    );
  });
});

describe('any other name that is not known', () => {
  test.each<[string, object, string]>([
    ['in the props', { alertTopicArn: 'arn' }, 'props: "alertTopicArn" is not known, so nothing comes of it; known: '],
    [
      'in a behavior',
      { behaviors: [{ ...quiet, threshold: 5, datapoints: 1 }] },
      'behaviors[0]: "threshold", "datapoints" are not known, so nothing comes of them; known: ',
    ],
    [
      'in options of criteria',
      { behaviors: [{ ...quiet, criteria: BehaviorCriteria.lessThan(5, { minutes: 5 } as object) }] },
      'behaviors[0].criteria: "minutes" is not known, so nothing comes of it; known: duration, consecutive',
    ],
    [
      'in a metric to retain',
      { additionalMetricsToRetain: [{ metric: BehaviorMetric.NUM_DISCONNECTS, export: true }] },
      'additionalMetricsToRetain[0]: "export" is not known, so nothing comes of it; known: metric, dimension, ',
    ],
  ])('is warned of: %s', (_, props, message) =>
    expect(warningsOf(profileWith(props))).toContainEqual(expect.stringContaining(message)),
  );

  test('is warned of once in a provider, wherever that is defined', () => {
    const stack = newStack();
    new SecurityProfileProvider(stack, 'Here', { retries: 1 } as object);
    SecurityProfileProvider.fromServiceToken(stack, 'Elsewhere', {
      serviceToken: 'arn:aws:lambda:eu-west-1:111111111111:function:profiles',
      alias: 'live',
    } as SecurityProfileProviderAttributes);
    expect(warningsOf(stack)).toEqual([
      expect.stringContaining('props: "retries" is not known, so nothing comes of it; known: role, timeout, '),
      expect.stringContaining(
        'props: "alias" is not known, so nothing comes of it; known: serviceToken, role, timeout',
      ),
    ]);
  });

  test('can be acknowledged by people whose interface extends ours', () => {
    const stack = profileWith({ stage: 'prod' });
    Annotations.of(stack).acknowledgeWarning('cdk-iot-security-profile:props');
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('options of a method that returns something at once', () => {
  const profile = () => new SecurityProfile(newStack(), 'Profile', { behaviors: [quiet] });

  test.each<[string, () => unknown, string]>([
    [
      'a misspelt name of a behavior, in a metric',
      () => profile().metricViolations({ behaviourName: 'quiet' } as object),
      '[Stack/Profile] metricViolations: "behaviourName" is not known, so nothing would come of it; did you mean "behaviorName"?',
    ],
    [
      'the name alone, in a metric',
      () => profile().metricViolationsCleared('quiet' as unknown as object),
      '[Stack/Profile] metricViolationsCleared: "quiet" is not an object of options; accepted: an object, as { behaviorName: \'quiet\' }',
    ],
    [
      'a misspelt option of a baseline',
      () => Behaviors.mlBaseline({ suppressAlert: false } as object),
      'Behaviors.mlBaseline: "suppressAlert" is not known, so nothing would come of it; did you mean "suppressAlerts"?',
    ],
    [
      'another option of a baseline',
      () => Behaviors.mlBaseline({ muted: false } as object),
      'Behaviors.mlBaseline: "muted" is not known, so nothing comes of it; known: confidenceLevel, suppressAlerts',
    ],
    [
      'no options of a baseline',
      () => Behaviors.mlBaseline(null as unknown as object),
      'Behaviors.mlBaseline: null is not an object of options; accepted: an object, as { suppressAlerts: false }',
    ],
  ])('is refused at once: %s', (_, call, message) => expect(call).toThrow(message));

  test('is not refused where it is one of the CDK, or may be one of a newer CDK', () => {
    const options = { behaviorName: 'quiet', period: Duration.minutes(1), label: 'a', smoothing: 1 };
    expect(profile().metricViolations(options).toMetricConfig().metricStat?.period).toEqual(Duration.minutes(1));
    expect(profile().metricViolations(undefined).dimensions).not.toHaveProperty('BehaviorName');
  });
});

/** What has its props as getters, and more of its own. */
class Fleet {
  public readonly owner = 'me';
  public readonly target = 'all';

  public get behaviors() {
    return [{ ...quiet, name: this.owner }];
  }
}

/** A behavior that knows who agreed to it. */
class Agreed implements Behavior {
  public readonly criteria = quiet.criteria;
  public readonly metric = quiet.metric;

  constructor(
    public readonly name: string,
    public readonly agreedBy: string,
  ) {}
}

describe('nothing is said', () => {
  test.each<[string, object]>([
    ['of what is undefined', { behaviours: undefined, stage: undefined, behaviors: [{ ...quiet, note: undefined }] }],
    ['of what a class has more', new Fleet()],
    ['of a behavior of a class', { behaviors: [new Agreed('quiet', 'me')] }],
    ['of an object without a prototype', Object.assign(Object.create(null), { behaviors: [quiet] })],
    ['of what only CloudFormation knows', { securityProfileName: Aws.STACK_NAME, tags: { a: Aws.REGION } }],
  ])('%s', (_, props) => expect(warningsOf(profileWith(props))).toEqual([]));

  test('of a near name whose likeness is given too, but that nothing comes of it', () =>
    expect(warningsOf(profileWith({ target: 'all', targets: [] }))).toEqual([
      expect.stringContaining('props: "target" is not known, so nothing comes of it'),
    ]));
});

test('props that a class has as getters are taken', () =>
  expect(profileProperties(profileWith(new Fleet())).Behaviors).toEqual([expect.objectContaining({ Name: 'me' })]));

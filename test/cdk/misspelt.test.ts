import { Duration } from 'aws-cdk-lib';
import {
  BehaviorCriteria,
  BehaviorMetric,
  SecurityProfile,
  type SecurityProfileProps,
  SecurityProfileProvider,
  type SecurityProfileProviderAttributes,
  type SecurityProfileProviderProps,
} from '../../cdk/index';
import { newStack, profileProperties, quiet, synthesisError } from './support';

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

describe('nothing is said', () => {
  test.each<[string, object]>([
    [
      'of names of an extended interface',
      { stage: 'prod', region: 'x', date: 1, owner: 'me', rate: 5, version: 1, name: 'fleet' },
    ],
    ['of a name whose likeness is given too', { target: 'all', targets: [] }],
    ['of what is undefined', { behaviours: undefined }],
    ['of a behavior with notes', { behaviors: [{ ...quiet, note: 'agreed', type: 'x', id: 1, date: 2, severity: 3 }] }],
  ])('%s', (_, props) => expect(profileProperties(profileWith(props))).toBeDefined());
});

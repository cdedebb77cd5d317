import { CfnParameter, Duration, Lazy } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CfnCustomMetric, CfnDimension } from 'aws-cdk-lib/aws-iot';
import {
  type Behavior,
  BehaviorCriteria,
  BehaviorMetric,
  ConfidenceLevel,
  Percentile,
  SecurityProfile,
} from '../../cdk/index';
import { newStack, profileProperties, synthesisError } from './support';

/** A stack with a behavior on a custom metric of this type. */
const stackWith = (metricType: string, criteria: BehaviorCriteria, more: Partial<Behavior> = {}) => {
  const stack = newStack();
  const metric = BehaviorMetric.custom(new CfnCustomMetric(stack, 'Metric', { metricType }));
  new SecurityProfile(stack, 'Profile', { behaviors: [{ name: 'b', metric, criteria, ...more }] });
  return stack;
};

describe('a custom metric that is a construct', () => {
  test.each([
    ['number', 'inNumberSet', BehaviorCriteria.inNumberSet([1])],
    ['number-list', 'lessThan', BehaviorCriteria.lessThan(1)],
    ['number-list', 'inStringSet', BehaviorCriteria.inStringSet(['a'])],
    ['string-list', 'lessThan', BehaviorCriteria.lessThan(1)],
    ['string-list', 'inNumberSet', BehaviorCriteria.inNumberSet([1])],
    ['string-list', 'a percentile', BehaviorCriteria.lessThanPercentile(Percentile.P90)],
    ['ip-address-list', 'inStringSet', BehaviorCriteria.inStringSet(['a'])],
    ['ip-address-list', 'mlDetection', BehaviorCriteria.mlDetection(ConfidenceLevel.LOW)],
  ])('of the type %s is refused with %s', (type, _, criteria) => {
    expect(synthesisError(stackWith(type, criteria))).toContain(
      `does not suit the custom metric, whose metricType is ${type}`,
    );
  });

  test.each([
    ['number', BehaviorCriteria.greaterThan(1)],
    ['number', BehaviorCriteria.lessThanPercentile(Percentile.P90, { duration: Duration.minutes(5) })],
    ['number', BehaviorCriteria.mlDetection(ConfidenceLevel.LOW)],
    ['number-list', BehaviorCriteria.inNumberSet([1])],
    ['string-list', BehaviorCriteria.notInStringSet(['a'])],
    ['ip-address-list', BehaviorCriteria.notInCidrSet(['10.0.0.0/8'])],
    ['something-new', BehaviorCriteria.inNumberSet([1])],
  ])('of the type %s is accepted with what suits it', (type, criteria) => {
    const stack = stackWith(type, criteria);
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
    expect(profileProperties(stack).Behaviors).toHaveLength(1);
  });

  test('takes no duration if it reports a list', () => {
    const criteria = BehaviorCriteria.lessThan(1, { duration: Duration.minutes(5) });
    expect(synthesisError(stackWith('number-list', criteria))).toContain('metricType is number-list');
  });

  test('is not narrowed by a dimension', () => {
    const dimension = new CfnDimension(newStack(), 'D', { type: 'TOPIC_FILTER', name: 'd', stringValues: ['a'] });
    const more = { dimension: CfnDimension.fromDimensionName(newStack(), 'I', dimension.name ?? '') };
    expect(synthesisError(stackWith('number', BehaviorCriteria.lessThan(1), more))).toContain(
      "cannot be used with the custom metric 'Stack/Metric'; take it out",
    );
  });
});

describe('the threshold of a metric whose name is known later', () => {
  const valueWith = (nameIn: (stack: ReturnType<typeof newStack>) => string): unknown => {
    const stack = newStack();
    const metric = BehaviorMetric.of(nameIn(stack));
    const criteria = BehaviorCriteria.lessThan(3, { duration: Duration.minutes(5) });
    new SecurityProfile(stack, 'Profile', { behaviors: [{ name: 'b', metric, criteria }] });
    const [behavior] = profileProperties(stack).Behaviors as readonly { Criteria: { Value: unknown } }[];
    return behavior?.Criteria.Value;
  };

  test('only to CloudFormation is a number, as for any custom metric', () => {
    expect(valueWith((stack) => new CfnParameter(stack, 'Name').valueAsString)).toEqual({ Number: 3 });
  });

  test('at synthesis is what the name asks for', () => {
    expect(valueWith(() => Lazy.string({ produce: () => 'aws:num-disconnects' }))).toEqual({ Count: 3 });
    expect(valueWith(() => Lazy.string({ produce: () => 'battery' }))).toEqual({ Number: 3 });
  });
});

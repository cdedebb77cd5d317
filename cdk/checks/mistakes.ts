import type { Problem } from '../../dist/validation';
import type { Behavior, MetricToRetain } from '../behavior';
import type { BehaviorCriteria } from '../behavior-criteria';
import { BehaviorMetric } from '../behavior-metric';
import type { SecurityProfileProps } from '../security-profile-props';
import type { SecurityProfileTarget } from '../target';
import { behaviorNames, criteriaOptionNames, profileNames, retainedNames, unknownNames } from './known-names';
import {
  given,
  hasMember,
  isListToken,
  isPlainObject,
  misfitProblems,
  misfits,
  type Rule,
  roleRule,
  wrong,
} from './shapes';

/** The compiler finds none of this in JavaScript, nor behind a cast. By what it has, not by its class: there may be two copies. */
const isMetric = (value: unknown): value is BehaviorMetric => hasMember(value, 'metricName', 'string');
const isCriteria = (value: unknown): value is BehaviorCriteria => hasMember(value, '_render', 'function');
export const isTarget = (value: unknown): value is SecurityProfileTarget => hasMember(value, '_arn', 'function');

const metricRemedy = (metric: unknown): string => {
  if (typeof metric !== 'string')
    return 'BehaviorMetric.NUM_MESSAGES_SENT and the like, or BehaviorMetric.custom(metric)';
  const constant = metric.replace(/^aws:/, '').replace(/-/g, '_').toUpperCase();
  return Object.hasOwn(BehaviorMetric, constant) ? `BehaviorMetric.${constant}` : `BehaviorMetric.of(${given(metric)})`;
};

const measuredMistakes = (path: string, { metric, dimension }: Behavior | MetricToRetain): readonly Problem[] => [
  ...(metric === undefined || isMetric(metric)
    ? []
    : wrong(`${path}.metric`, metric, 'a BehaviorMetric', metricRemedy(metric))),
  ...(isMetric(metric) && metric._mistake !== undefined ? wrong(`${path}.metric`, ...metric._mistake) : []),
  ...(dimension === undefined || hasMember(dimension, 'dimensionRef', 'object')
    ? []
    : wrong(
        `${path}.dimension`,
        dimension,
        'a dimension',
        `a CfnDimension, or CfnDimension.fromDimensionName(this, 'Dimension', ${given(dimension)})`,
      )),
];

const criteriaMistakes = (path: string, criteria: unknown): readonly Problem[] => {
  if (criteria === undefined) return [];
  if (!isCriteria(criteria))
    return wrong(path, criteria, 'a BehaviorCriteria', 'BehaviorCriteria.lessThan(…) and its other methods');
  // Another copy of this package may be older.
  return [
    ...unknownNames(path, criteria._options ?? {}, criteriaOptionNames),
    ...(criteria._mistakes?.() ?? []).flatMap(({ name, mistake }) => wrong(`${path}.${name}`, ...mistake)),
  ];
};

export const behaviorMistakes = (behaviors: readonly Behavior[]): readonly Problem[] =>
  behaviors.flatMap((behavior, index) => {
    const path = `behaviors[${index}]`;
    if (!isPlainObject(behavior))
      return wrong(path, behavior, 'a behavior', 'an object with name, metric and criteria');
    return [
      ...unknownNames(path, behavior, behaviorNames),
      ...measuredMistakes(path, behavior),
      ...criteriaMistakes(`${path}.criteria`, behavior.criteria),
    ];
  });

const retainedMistakes = (retained: readonly MetricToRetain[]): readonly Problem[] =>
  retained.flatMap((one, index) => {
    const path = `additionalMetricsToRetain[${index}]`;
    return isPlainObject(one)
      ? [...unknownNames(path, one, retainedNames), ...measuredMistakes(path, one)]
      : wrong(path, one, 'a metric to retain', 'an object with metric');
  });

const targetFactory = (target: unknown): string => {
  if (hasMember(target, 'thingGroupRef', 'object')) return 'thingGroup';
  if (isListToken(target)) return 'fromArnList';
  return typeof target === 'string' && !/^arn:/.test(target) ? 'thingGroupName' : 'fromArn';
};

export const targetMistakes = (targets: readonly SecurityProfileTarget[]): readonly Problem[] =>
  targets.flatMap((target, index) => {
    const path = `targets[${index}]`;
    if (isTarget(target)) {
      if (target._mistake !== undefined) return wrong(path, ...target._mistake);
      const isJoined = target._list !== undefined && targets.length > 1;
      return isJoined
        ? wrong(
            path,
            target._list,
            'the only target',
            'a list that is known only at deployment alone, or other targets alone',
          )
        : [];
    }
    return wrong(
      path,
      target,
      'a SecurityProfileTarget',
      `SecurityProfileTarget.${targetFactory(target)}(${given(target)})`,
    );
  });

type ProfileRule = Rule<SecurityProfileProps>;

const list = (name: keyof SecurityProfileProps, elements: string): ProfileRule => [
  name,
  Array.isArray,
  'a list',
  () => `a list of ${elements}, also of one`,
];

/** Numbers and the like the function's own rules refuse, and an object may stand for what only CloudFormation knows. */
const isRenderable = (value: unknown): boolean =>
  value !== null && typeof value !== 'function' && !Array.isArray(value);

const text = (name: keyof SecurityProfileProps): ProfileRule => [name, isRenderable, 'text', () => 'text'];

const choices = (name: keyof SecurityProfileProps, what: string, accepted: readonly unknown[]): ProfileRule => [
  name,
  (value) => accepted.includes(value),
  what,
  () => accepted.join(', '),
];

const rules: readonly ProfileRule[] = [
  text('securityProfileName'),
  text('description'),
  text('metricsExportTopic'),
  text('revision'),
  ['adoptExisting', isRenderable, 'a boolean', () => 'true, false'],
  choices('applyStackTags', 'a boolean', [true, false]),
  choices('removalPolicy', 'a removal policy', ['destroy', 'retain', 'retain-on-update-or-delete', 'snapshot']),
  ['tags', isPlainObject, 'an object with tags', () => "an object, as { team: 'fleet' }"],
  list('behaviors', 'behaviors'),
  list('targets', 'targets'),
  list('additionalMetricsToRetain', 'metrics'),
  [
    'alertTopic',
    (value) => hasMember(value, 'topicRef', 'object'),
    'a topic',
    (value) => `a Topic, or Topic.fromTopicArn(this, 'Topic', ${given(value)})`,
  ],
  roleRule,
  [
    'provider',
    (value) => hasMember(value, 'serviceToken', 'string') && hasMember(value, 'serviceTimeout', 'object'),
    'a provider',
    (value) =>
      `a SecurityProfileProvider, or SecurityProfileProvider.fromServiceToken(this, 'Provider', { serviceToken: ${given(value)} })`,
  ],
];

/** The props without those that are of the wrong kind, and what is wrong with these: said at synthesis, with all the rest. */
export const soundProps = (
  props: SecurityProfileProps | null,
): { readonly sound: SecurityProfileProps; readonly mistakes: readonly Problem[] } => {
  if (props === null) return { sound: {}, mistakes: [] };
  if (!isPlainObject(props))
    return { sound: {}, mistakes: wrong('props', props, 'an object of props', 'an object, as { behaviors: […] }') };
  const names = new Set(misfits(props, rules).map(([name]) => name));
  // By name: a class may have them as getters.
  const sound: SecurityProfileProps = Object.fromEntries(
    profileNames.filter((name) => !names.has(name)).map((name) => [name, props[name]]),
  );
  return {
    sound,
    mistakes: [
      ...unknownNames('props', props, profileNames),
      ...misfitProblems(props, rules),
      ...retainedMistakes(sound.additionalMetricsToRetain ?? []),
    ],
  };
};

import type { Problem } from '../dist/validation';
import type { Behavior, MetricToRetain } from './behavior';
import type { BehaviorCriteria } from './behavior-criteria';
import { BehaviorMetric } from './behavior-metric';
import type { SecurityProfileProps } from './security-profile-props';
import { given, hasMember, wrong } from './shapes';
import type { SecurityProfileTarget } from './target';

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
  return (criteria._mistakes?.() ?? []).flatMap(({ name, mistake }) => wrong(`${path}.${name}`, ...mistake));
};

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

export const behaviorMistakes = (behaviors: readonly Behavior[]): readonly Problem[] =>
  behaviors.flatMap((behavior, index) => {
    const path = `behaviors[${index}]`;
    if (!isObject(behavior)) return wrong(path, behavior, 'a behavior', 'an object with name, metric and criteria');
    return [...measuredMistakes(path, behavior), ...criteriaMistakes(`${path}.criteria`, behavior.criteria)];
  });

const retainedMistakes = (retained: readonly MetricToRetain[]): readonly Problem[] =>
  retained.flatMap((one, index) => {
    const path = `additionalMetricsToRetain[${index}]`;
    return isObject(one)
      ? measuredMistakes(path, one)
      : wrong(path, one, 'a metric to retain', 'an object with metric');
  });

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
    const factory = typeof target === 'string' && !/^arn:/.test(target) ? 'thingGroupName' : 'fromArn';
    const remedy = `SecurityProfileTarget.${factory}(${given(target)})`;
    return wrong(path, target, 'a SecurityProfileTarget', remedy);
  });

type Rule = readonly [keyof SecurityProfileProps, (value: unknown) => boolean, string, (value: unknown) => string];

const list = (name: keyof SecurityProfileProps, elements: string): Rule => [
  name,
  (value) => Array.isArray(value),
  'a list',
  () => `a list of ${elements}, also of one`,
];

const rules: readonly Rule[] = [
  list('behaviors', 'behaviors'),
  list('targets', 'targets'),
  list('additionalMetricsToRetain', 'metrics'),
  [
    'alertTopic',
    (value) => hasMember(value, 'topicRef', 'object'),
    'a topic',
    (value) => `a Topic, or Topic.fromTopicArn(this, 'Topic', ${given(value)})`,
  ],
  [
    'role',
    (value) => hasMember(value, 'roleRef', 'object'),
    'a role',
    (value) => `a Role, or Role.fromRoleArn(this, 'Role', ${given(value)})`,
  ],
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
  const sound: SecurityProfileProps = { ...props };
  const misfits = rules.filter(([name, fits]) => sound[name] !== undefined && !fits(sound[name]));
  const names = new Set<string>(misfits.map(([name]) => name));
  const kept = Object.fromEntries(Object.entries(sound).filter(([name]) => !names.has(name)));
  return {
    sound: kept,
    mistakes: [
      ...misfits.flatMap(([name, , what, remedy]) => wrong(name, sound[name], what, remedy(sound[name]))),
      ...retainedMistakes(names.has('additionalMetricsToRetain') ? [] : (sound.additionalMetricsToRetain ?? [])),
    ],
  };
};

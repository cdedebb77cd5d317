import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Problem } from '../../dist/validation';
import type { Behavior } from '../behavior';
import type { WatchedBehavior } from '../security-profile-base';
import { customMetricProblems } from './custom-metric';
import { sameNameProblem } from './same-name';
import { isUnresolved } from './validation';

type Json = Readonly<Record<string, unknown>>;

/** What of the properties is looked at here, as CloudFormation has it. What is no list the function's own rules refuse. */
interface Resolved {
  readonly name: unknown;
  readonly behaviors: readonly Json[];
  readonly retained: readonly Json[];
  readonly targets: readonly unknown[];
  readonly isExporting: boolean;
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

const read = (resolved: unknown): Resolved => {
  const { SecurityProfileName, Behaviors, AdditionalMetricsToRetainV2, TargetArns, MetricsExportConfig } =
    object(resolved);
  return {
    name: SecurityProfileName,
    behaviors: list(Behaviors).map(object),
    retained: list(AdditionalMetricsToRetainV2).map(object),
    targets: list(TargetArns),
    isExporting: MetricsExportConfig !== undefined,
  };
};

const warning = (path: string, message: string): Problem => ({ path, message, certainty: 'uncertain' });

/** Elements that are the same as an earlier one. */
const doubled = (list: readonly unknown[], name: string, consequence: string): readonly Problem[] => {
  const first = new Map<string, string>();
  return list.flatMap((element, index) => {
    const [text, path] = [JSON.stringify(element), `${name}[${index}]`];
    const earlier = first.get(text);
    if (earlier === undefined) first.set(text, path);
    return earlier === undefined ? [] : [warning(path, `is at ${earlier} too; ${consequence}; take one out`)];
  });
};

/** A text that is known the function's own rules compare; two references that look the same are the same too. */
const doubledTargets = ({ targets }: Resolved): readonly Problem[] =>
  doubled(
    targets.map((arn, index) => (isUnresolved(arn) ? arn : index)),
    'TargetArns',
    'a profile is attached to a target once',
  );

const doubledMetrics = ({ retained }: Resolved): readonly Problem[] =>
  doubled(
    retained.map(({ Metric, MetricDimension }, index) => (Metric === undefined ? index : { Metric, MetricDimension })),
    'AdditionalMetricsToRetainV2',
    'a metric is kept once',
  );

/** The topic alone exports nothing. */
const exportedInVain = ({ isExporting, behaviors, retained }: Resolved): readonly Problem[] =>
  isExporting && [...behaviors, ...retained].every(({ ExportMetric = false }) => ExportMetric === false)
    ? [warning('metricsExportTopic', 'is given, but nothing is exported: no metric has exportMetric; set it to true')]
    : [];

/** A metric of a behavior that is not there has no data, and an alarm on it never goes off. */
const watchedInVain = ({ behaviors }: Resolved, watched: readonly WatchedBehavior[]): readonly Problem[] => {
  const names = behaviors.map(({ Name }) => Name);
  if (names.some(isUnresolved)) return [];
  const accepted = names.length === 0 ? 'the profile has no behaviors' : `its behaviors: ${names.join(', ')}`;
  return watched
    .filter(({ behaviorName }) => !isUnresolved(behaviorName) && !names.includes(behaviorName))
    .map(({ method, behaviorName }) =>
      warning(
        `${method}.behaviorName`,
        `"${behaviorName}" is no behavior of this profile, so that the metric has no data; ${accepted}`,
      ),
    );
};

const sameName = (profile: Construct, { name }: Resolved): readonly Problem[] => {
  const problem = typeof name !== 'string' || isUnresolved(name) ? undefined : sameNameProblem(profile, name);
  return problem === undefined ? [] : [warning('SecurityProfileName', problem)];
};

/** What is wrong by what the constructs know beyond the properties, or what the properties of one profile do not show. */
export const profileFindings = (
  profile: Construct,
  resolved: unknown,
  behaviors: readonly Behavior[],
  watched: readonly WatchedBehavior[],
): readonly Problem[] => {
  const all = read(resolved);
  const measured = behaviors.map((behavior, index) => ({
    metric: (behavior as Partial<Behavior> | undefined)?.metric?._custom,
    rendered: all.behaviors[index] ?? {},
    path: `Behaviors[${index}]`,
  }));
  const resolve = (value: WatchedBehavior): WatchedBehavior => Stack.of(profile).resolve(value);
  return [
    ...customMetricProblems(profile, measured),
    ...sameName(profile, all),
    ...watchedInVain(all, watched.map(resolve)),
    ...doubledTargets(all),
    ...doubledMetrics(all),
    ...exportedInVain(all),
  ];
};

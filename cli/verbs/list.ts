import type { Environment } from '../context';
import { CommandError } from '../errors';
import type { Account } from '../live/account';
import { isOfStack, type Ownership, ownershipOf, shortOwner } from '../live/owner';
import { profileNames, type SeenProfile, seeProfiles } from '../live/profiles';
import { ifRead } from '../live/readable';
import type { Outcome } from '../outcome';
import { shortArn } from '../screen/arn';
import { progressLine } from '../screen/progress';
import { type Row, rowsIn } from '../screen/rows';
import { counted, wrapped } from '../screen/screen';
import { visible } from '../screen/visible';

export interface ListOptions {
  readonly metric?: string;
  readonly target?: string;
  readonly stack?: string;
  readonly namesOnly: boolean;
  /** An instance of Amazon Connect, whose profiles are listed instead. */
  readonly connect?: string;
}

interface ListedProfile {
  readonly name: string;
  readonly arn: string;
  readonly version: number | undefined;
  readonly behaviors: number;
  readonly metrics: readonly string[];
  /** `null`: they may not be read. */
  readonly targets: readonly string[] | null;
  /** ARNs that are told of alarms. */
  readonly alertTargets: readonly string[];
  /** `null`: the tags may not be read. */
  readonly owner: Ownership | null;
}

const metricsOf = ({ content }: SeenProfile): readonly string[] => {
  const metrics = [...(content.behaviors ?? []), ...(content.additionalMetricsToRetainV2 ?? [])];
  return [...new Set(metrics.flatMap(({ metric }) => metric ?? []))];
};

const listed = (profile: SeenProfile): ListedProfile => {
  const { name, arn, version, content, tags, targets } = profile;
  return {
    name,
    arn,
    version,
    behaviors: content.behaviors?.length ?? 0,
    metrics: metricsOf(profile),
    targets: ifRead(targets),
    alertTargets: Object.values(content.alertTargets ?? {}).flatMap((target) => target?.alertTargetArn ?? []),
    owner: tags.kind === 'read' ? ownershipOf(tags.value) : null,
  };
};

const isWanted =
  ({ metric, target, stack }: ListOptions) =>
  (profile: ListedProfile): boolean =>
    (metric === undefined || profile.metrics.includes(metric)) &&
    (target === undefined || profile.targets?.some((arn) => arn === target || shortArn(arn) === target) === true) &&
    (stack === undefined || isOfStack(profile.owner, stack));

const targetsShown = (targets: readonly string[] | null): string => {
  if (targets === null) return 'not allowed to read';
  const [first, ...others] = targets;
  if (first === undefined) return 'watches nothing';
  return `${shortArn(first)}${others.length === 0 ? '' : ` +${others.length}`}`;
};

const alertsShown = (arns: readonly string[]): string => {
  const services = [...new Set(arns.map((arn) => arn.split(':')[2] ?? ''))];
  return services.length === 0 ? 'nobody' : services.map((service) => visible(service.toUpperCase())).join(' ');
};

const row = ({ name, behaviors, targets, alertTargets, version, owner }: ListedProfile): Row => {
  const cells = [
    visible(name),
    String(behaviors),
    targetsShown(targets),
    alertsShown(alertTargets),
    String(version ?? ''),
    owner === null ? 'not allowed to read' : shortOwner(owner),
  ] as const;
  const [first, , watched, told, , whose] = cells;
  return {
    cells,
    told: [
      first,
      `${counted(behaviors, 'behavior')}; version ${version ?? '?'}`,
      `targets ${watched}`,
      `tells ${told}`,
      `owner ${whose}`,
    ],
  };
};

const header = ['NAME', 'BEHAVIORS', 'TARGETS', 'TELLS', 'VER', 'OWNER'];

/** @throws CommandError for what looks at more than names, where these alone are asked for */
export const refuseFilters = (namesOnly: boolean, given: readonly string[]): void => {
  if (namesOnly && given.length > 0)
    throw new CommandError(
      `--names-only reads nothing but names, so that --${given.join(' and --')} has nothing to look at; leave one of them out`,
    );
};

/** All profiles of the Region. */
export const list = async (
  options: ListOptions,
  { iot, region }: Account,
  environment: Environment,
): Promise<Outcome> => {
  const { namesOnly } = options;
  const given = (['metric', 'target', 'stack'] as const).filter((name) => options[name] !== undefined);
  refuseFilters(namesOnly, given);
  const names = await profileNames(iot);
  if (namesOnly)
    return {
      document: { region, names },
      annotations: [],
      isFinding: false,
      text: () => names.map(visible),
    };
  const progress = progressLine(environment, 'profiles');
  const seen = await seeProfiles(iot, names, progress.at);
  progress.end();
  const all = seen.map(listed);
  const profiles = all.filter(isWanted(options));
  const summary = {
    profiles: profiles.length,
    all: all.length,
    watchNothing: profiles.filter(({ targets }) => targets?.length === 0).length,
    tellNobody: profiles.filter(({ alertTargets }) => alertTargets.length === 0).length,
    notAllowed: profiles.filter(({ targets, owner }) => targets === null || owner === null).length,
  };
  return {
    document: { region, profiles, summary },
    annotations: [],
    isFinding: false,
    text: (screen) => [
      ...(profiles.length === 0 ? [] : [...rowsIn(profiles.map(row), screen, { header, alignRight: [1, 4] }), '']),
      ...wrapped(summaryText(summary, region), screen),
    ],
  };
};

const summaryText = (
  {
    profiles,
    all,
    watchNothing,
    tellNobody,
    notAllowed,
  }: Readonly<Record<'profiles' | 'all' | 'watchNothing' | 'tellNobody' | 'notAllowed', number>>,
  region: string,
): string => {
  const selected = profiles === all ? counted(all, 'profile') : `${profiles} of ${counted(all, 'profile')}`;
  const verb = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
  return [
    `${selected} in ${region}.`,
    ...(watchNothing === 0 ? [] : [`${verb(watchNothing, 'watches', 'watch')} nothing: no target.`]),
    ...(tellNobody === 0 ? [] : [`${verb(tellNobody, 'tells', 'tell')} nobody: no alert target.`]),
    ...(notAllowed === 0 ? [] : [`Of ${notAllowed} a part may not be read with these credentials.`]),
  ].join(' ');
};

import { explain } from '../../core/iot-security-profile/explain';
import { ownershipTagKeys, type Tags } from '../../core/ownership/marks';
import { nearest } from '../../core/schema/hints';
import { nativeType } from '../declared/resources';
import { CommandError } from '../errors';
import type { Account } from '../live/account';
import { longOwner, ownershipOf } from '../live/owner';
import { profileNames, type SeenProfile, seeProfile } from '../live/profiles';
import { ifRead, notAllowed, type Readable, reasonsOf } from '../live/readable';
import type { Outcome } from '../outcome';
import { shortArn } from '../screen/arn';
import { field } from '../screen/fields';
import { counted, minute, type Screen, wrapped } from '../screen/screen';
import { visible } from '../screen/visible';

export interface ShowOptions {
  /** The instance of Amazon Connect whose profile it is; without it the profile is AWS IoT's. */
  readonly connect?: string;
}

/** @throws CommandError that names one that is like it */
export const noSuchProfile = async ({ iot, region }: Account, name: string): Promise<CommandError> => {
  const near = nearest(name, await profileNames(iot).catch(() => []));
  const hint = near === undefined ? 'security-profile list shows those there are' : `did you mean ${near}?`;
  return new CommandError(`there is no security profile ${visible(name)} in ${region}; ${hint}`);
};

/** Those that somebody has given it; the marks are told as its owner. */
export const shownTags = (tags: Tags): string => {
  const own = [...tags].filter(([key]) => !ownershipTagKeys.includes(key) && !key.startsWith('aws:'));
  return own.length === 0 ? 'none' : own.map(([key, value]) => `${key}=${value}`).join(', ');
};

const shownTargets = (targets: Readable<readonly string[]>): string => {
  if (targets.kind === 'denied') return notAllowed(targets.reason);
  return targets.value.length === 0 ? 'none: it watches nothing' : targets.value.map(shortArn).join(', ');
};

const shownAlerts = ({ content }: SeenProfile): string => {
  const arns = Object.values(content.alertTargets ?? {}).flatMap((target) => target?.alertTargetArn ?? []);
  return arns.length === 0 ? 'nobody is told: no alert target, the console only' : arns.join(', ');
};

/** What the service has, and the text does not show. */
export const unknownLines = (unknown: readonly string[], screen: Screen): readonly string[] =>
  unknown.length === 0
    ? []
    : [
        '',
        ...wrapped(
          `${screen.colors.yellow('not known to this version:')} ${unknown.map(visible).join(', ')}. --format json shows them whole.`,
          screen,
          2,
        ),
      ];

const textOf = (profile: SeenProfile, screen: Screen): readonly string[] => {
  const { colors } = screen;
  const { name, arn, version, content, created, changed, tags, targets, unknown } = profile;
  const behaviors = content.behaviors ?? [];
  const retained = content.additionalMetricsToRetainV2 ?? [];
  const owner =
    tags.kind === 'read' ? longOwner(ownershipOf(tags.value), nativeType) : 'not known: the tags may not be read';
  return [
    `${colors.bold(visible(name))}  version ${version ?? '?'}`,
    ...wrapped(visible(arn), screen, 2),
    ...(content.securityProfileDescription ? wrapped(visible(content.securityProfileDescription), screen, 2) : []),
    '',
    ...field('owner', owner, screen),
    ...field('targets', shownTargets(targets), screen),
    ...field('alerts', shownAlerts(profile), screen),
    ...field('tags', tags.kind === 'read' ? shownTags(tags.value) : notAllowed(tags.reason), screen),
    ...(retained.length === 0
      ? []
      : field(
          'retains',
          retained
            .map(
              ({ metric, metricDimension }) =>
                `${metric}${metricDimension ? ` (${metricDimension.dimensionName})` : ''}`,
            )
            .join(', '),
          screen,
        )),
    ...(content.metricsExportConfig
      ? field('exports', `metrics to ${content.metricsExportConfig.mqttTopic}`, screen)
      : []),
    ...(changed === undefined
      ? []
      : field('changed', `${minute(changed)}${created === undefined ? '' : `, made ${minute(created)}`}`, screen)),
    '',
    ...(behaviors.length === 0
      ? wrapped('no behaviors: nothing raises an alarm', screen, 2)
      : [`  ${counted(behaviors.length, 'behavior')}`]),
    ...behaviors.flatMap((behavior) => [
      ...wrapped(`${visible(behavior.name ?? '')} ${visible(behavior.metric ?? '')}`, screen, 4),
      ...wrapped(explain(behavior), screen, 6),
    ]),
    ...unknownLines(unknown, screen),
  ];
};

/** One profile whole. @throws CommandError where it is not there */
export const show = async (name: string, account: Account): Promise<Outcome> => {
  const profile = await seeProfile(account.iot, name);
  if (profile === undefined) throw await noSuchProfile(account, name);
  const { tags, targets, answer, unknown, content } = profile;
  return {
    document: {
      region: account.region,
      // As the service has answered: nothing that is not known here is lost.
      profile: answer,
      behaviors: (content.behaviors ?? []).map((behavior) => ({ name: behavior.name, sentence: explain(behavior) })),
      owner: tags.kind === 'read' ? ownershipOf(tags.value) : null,
      tags: tags.kind === 'read' ? Object.fromEntries(tags.value) : null,
      targets: ifRead(targets),
      notAllowed: reasonsOf([tags, targets]),
      unknown,
    },
    annotations: [],
    isFinding: false,
    text: (screen) => textOf(profile, screen),
  };
};

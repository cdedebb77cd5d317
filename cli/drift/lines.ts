import type { Behavior } from '@aws-sdk/client-iot';
import type { Difference } from '../../core/iot-security-profile/differences';
import { explain } from '../../core/iot-security-profile/explain';
import { contentOf } from '../../core/iot-security-profile/goal';
import { behaviorOf, type DifferenceGroup, grouped, sideOf } from '../screen/differences';
import { type Row, rowsIn } from '../screen/rows';
import { minute, type Screen, wrapped } from '../screen/screen';
import { shownValue, visible } from '../screen/visible';
import type { DriftStatus } from './compare';
import type { DriftedProfile } from './examine';

const symbolOf = ({ status }: DriftedProfile, { colors }: Screen): string => {
  const symbols: Readonly<Record<DriftStatus, string>> = {
    'in sync': colors.green('='),
    drifted: colors.yellow('~'),
    missing: colors.red('-'),
    'not ours': colors.red('✗'),
    orphaned: colors.magenta('?'),
    'not compared': colors.dim('?'),
  };
  return symbols[status];
};

const sentence = (label: string, behavior: Behavior | undefined, screen: Screen): readonly string[] =>
  behavior === undefined ? [] : wrapped(`${label}${explain(behavior)}`, screen, 6);

/** A target, as a behavior, is there or not: it has no value. */
const differenceRow = ({ path, declared, live }: Difference): Row => {
  const place = visible(path);
  const sides = path.startsWith('TargetArns[')
    ? [declared === undefined ? 'not declared, and there' : 'declared, and gone']
    : [`declared ${shownValue(declared)}`, `now ${shownValue(live)}`];
  return { cells: [place, ...sides], told: [place, ...sides] };
};

const groupLines = (profile: DriftedProfile, group: DifferenceGroup, screen: Screen): readonly string[] => {
  const { behavior, differences } = group;
  const rows = rowsIn(differences.map(differenceRow), screen, { indent: 4 });
  if (behavior === undefined) return rows;
  const declared = behaviorOf(profile.declared && contentOf(profile.declared.profile), behavior);
  const live = behaviorOf(profile.live?.content, behavior);
  switch (sideOf(group)) {
    case 'added':
      return [`    Behaviors[${visible(behavior)}]  declared, and gone`, ...sentence('', declared, screen)];
    case 'removed':
      return [`    Behaviors[${visible(behavior)}]  not declared, and there`, ...sentence('', live, screen)];
    case 'changed':
      return [...rows, ...sentence('declared: ', declared, screen), ...sentence('now: ', live, screen)];
  }
};

/** How one profile stands to what is declared, for a person. */
export const profileLines = (profile: DriftedProfile, screen: Screen): readonly string[] => {
  const { colors } = screen;
  const { source, line, logicalId, name, status, reasons, differences, unknown, foreignTags, live, changed } = profile;
  const version = live?.version === undefined ? '' : ` version ${live.version}`;
  const place = `${visible(source)}${line === undefined ? '' : `:${line}`}`;
  const rows = grouped(differences).flatMap((group) => groupLines(profile, group, screen));
  return [
    `${symbolOf(profile, screen)} ${place}  ${colors.cyan(visible(logicalId))}  ${name === '' ? '' : `profile ${visible(name)}${version}  `}${colors.bold(status)}`,
    ...(status === 'in sync' || changed === undefined ? [] : [`    last changed ${minute(changed)}`]),
    ...reasons.flatMap((reason) => wrapped(visible(reason), screen, 4)),
    ...rows,
    ...(unknown.length === 0
      ? []
      : wrapped(`not compared: ${unknown.map(visible).join(', ')} (not known outside the deployment)`, screen, 4)),
    ...(foreignTags.length === 0
      ? []
      : wrapped(`tags of others, left alone: ${foreignTags.map(visible).join(', ')}`, screen, 4)),
  ];
};

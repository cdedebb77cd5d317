import type { Behavior } from '@aws-sdk/client-iot';
import type { Difference } from '../../core/iot-security-profile/differences';
import { explain } from '../../core/iot-security-profile/explain';
import type { ProfileContent } from '../../core/iot-security-profile/plan/content';
import { type Screen, wrapped } from './screen';
import { shownValue, visible } from './visible';

/** Differences of one behavior, or those that belong to none. */
export interface DifferenceGroup {
  /** Of the behavior; `undefined` for what is not part of one. */
  readonly behavior: string | undefined;
  readonly differences: readonly Difference[];
}

const nameInPath = (path: string): string | undefined => /^Behaviors\[(.*?)\](?:\.|$)/s.exec(path)?.[1];

/** That of the name, or of the name without the number by which those of the same name are told apart. */
export const behaviorOf = (content: ProfileContent | undefined, behavior: string): Behavior | undefined =>
  content?.behaviors?.find(({ name }) => name === behavior) ??
  content?.behaviors?.find(({ name }) => name === behavior.replace(/#\d+$/, ''));

const sentenceFor = (content: ProfileContent, behavior: string): string | undefined => {
  const found = behaviorOf(content, behavior);
  return found && explain(found);
};

export const grouped = (differences: readonly Difference[]): readonly DifferenceGroup[] => {
  const groups = new Map<string | undefined, Difference[]>();
  for (const difference of differences) {
    const behavior = nameInPath(difference.path);
    groups.set(behavior, [...(groups.get(behavior) ?? []), difference]);
  }
  return [...groups].map(([behavior, own]) => ({ behavior, differences: own }));
};

/** Whether a whole behavior is new, or gone. */
export const sideOf = ({ behavior, differences }: DifferenceGroup): 'added' | 'removed' | 'changed' => {
  const name = differences.find(({ path }) => path === `Behaviors[${behavior}].Name`);
  if (name === undefined) return 'changed';
  return name.live === undefined ? 'added' : 'removed';
};

/** How many things are not the same: a behavior that is new, or gone, is one. */
export const placesIn = (differences: readonly Difference[]): number =>
  grouped(differences).reduce((sum, group) => {
    const isWhole = group.behavior !== undefined && sideOf(group) !== 'changed';
    return sum + (isWhole ? 1 : group.differences.length);
  }, 0);

export interface Sides {
  readonly declared: ProfileContent;
  readonly live: ProfileContent;
  /** What is said beside a difference. */
  readonly remark: (difference: Difference) => string;
}

const leaf = (
  difference: Difference,
  short: string,
  { remark }: Sides,
  screen: Screen,
  indent: number,
): readonly string[] => {
  const { colors } = screen;
  const { live, declared } = difference;
  const symbol = live === undefined ? '+' : declared === undefined ? '-' : '~';
  const said = remark(difference);
  const [first = '', ...rest] = wrapped(
    `${visible(short)}  ${shownValue(live)} → ${shownValue(declared)}`,
    screen,
    indent + 2,
  );
  const paint = { '+': colors.green, '-': colors.red, '~': colors.yellow }[symbol];
  return [
    `${' '.repeat(indent)}${paint(symbol)} ${first.trimStart()}`,
    ...rest,
    ...(said === '' ? [] : wrapped(said, screen, indent + 4).map((line) => colors.magenta(line))),
  ];
};

const behaviorLines = (group: DifferenceGroup, sides: Sides, screen: Screen): readonly string[] => {
  const { colors } = screen;
  const name = group.behavior ?? '';
  const before = sentenceFor(sides.live, name);
  const after = sentenceFor(sides.declared, name);
  const say = (symbol: string, sentence: string | undefined, paint: (text: string) => string) =>
    sentence === undefined ? [] : wrapped(`${symbol} ${sentence}`, screen, 6).map(paint);
  switch (sideOf(group)) {
    case 'added':
      return [`  ${colors.green('+')} behavior ${visible(name)}`, ...say(' ', after, colors.green)];
    case 'removed':
      return [`  ${colors.red('-')} behavior ${visible(name)}`, ...say('was:', before, colors.red)];
    case 'changed': {
      const prefix = `Behaviors[${name}].`;
      const isSame = before === after;
      return [
        `  ${colors.yellow('~')} behavior ${visible(name)}`,
        ...(isSame ? say('=', after, colors.dim) : [...say('-', before, colors.red), ...say('+', after, colors.green)]),
        ...group.differences.flatMap((difference) =>
          leaf(difference, difference.path.replace(prefix, ''), sides, screen, 6),
        ),
      ];
    }
  }
};

/** From what the service holds to what is declared, behaviors with their sentences. */
export const differenceLines = (differences: readonly Difference[], sides: Sides, screen: Screen): readonly string[] =>
  grouped(differences).flatMap((group) =>
    group.behavior === undefined
      ? group.differences.flatMap((difference) => leaf(difference, difference.path, sides, screen, 2))
      : behaviorLines(group, sides, screen),
  );

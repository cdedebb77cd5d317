import { type Line, svg } from './plot';
import { type Outcome, type ScalingRig, startScalingRig } from './scaling-rig';
import { markdownTable } from './table';
import type { Properties } from './variants';

export interface ScalingOptions {
  readonly root: string;
  readonly print: (line: string) => void;
}

export interface ScalingResult {
  readonly markdown: string;
  /** SVG. */
  readonly plot: string;
}

const latencyMilliseconds = 20;

const targets = (count: number, prefix = 'group'): readonly string[] =>
  Array.from({ length: count }, (_, index) => `arn:aws:iot:us-east-1:123456789012:thinggroup/${prefix}-${index}`);

const withTargets = (count: number): Properties => ({ TargetArns: targets(count) });

const withBehaviors = (count: number): Properties => ({
  Behaviors: Array.from({ length: count }, (_, index) => ({
    Name: `behavior-${index}`,
    Metric: 'aws:num-messages-sent',
    Criteria: { ComparisonOperator: 'less-than', Value: { Count: '100' }, DurationSeconds: '300' },
  })),
});

const withTags = (count: number): Properties => ({
  Tags: Array.from({ length: count }, (_, index) => ({ Key: `key-${index}`, Value: 'value' })),
});

const counts = ({ calls, writes, throttled }: Outcome): readonly string[] => [calls, writes, throttled].map(String);
const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(2);

const series = async (
  rig: ScalingRig,
  sizes: readonly number[],
  properties: (size: number) => Properties,
): Promise<readonly (readonly [size: number, outcome: Outcome])[]> => {
  const outcomes: (readonly [number, Outcome])[] = [];
  for (const size of sizes) outcomes.push([size, await rig.create([properties(size)])]);
  return outcomes;
};

const seriesTable = (name: string, outcomes: Awaited<ReturnType<typeof series>>): string =>
  markdownTable(
    [name, 'calls', 'of them writes', 'throttled', 'seconds', 'CPU ms'],
    outcomes.map(([size, outcome]) => [
      String(size),
      ...counts(outcome),
      seconds(outcome.milliseconds),
      outcome.cpu.toFixed(0),
    ]),
  );

/** The same with and without the limits. */
interface Limited {
  readonly title: string;
  readonly free: Outcome;
  readonly limited: Outcome;
}

/** Seconds: what it takes without a limit, or the start of a process and the waiting for the limit, whichever is longer. */
const allowed = ({ free, limited }: Limited, start: Outcome): number =>
  Math.max(free.milliseconds / 1000, start.milliseconds / 1000 + limited.wait);

const limitedTable = (rows: readonly Limited[], start: Outcome): string =>
  markdownTable(
    ['targets', 'calls', 'of them writes', 'throttled', 'seconds', 'without a limit', 'allowed', 'ratio', 'failures'],
    rows.map((row) => {
      const { title, free, limited } = row;
      const least = allowed(row, start);
      return [
        title,
        ...counts(limited),
        seconds(limited.milliseconds),
        seconds(free.milliseconds),
        least.toFixed(2),
        (limited.milliseconds / 1000 / least).toFixed(2),
        String(limited.failures),
      ];
    }),
  );

const timesOf = (outcomes: Awaited<ReturnType<typeof series>>): Line['points'] =>
  outcomes.map(([size, { milliseconds }]) => [size, milliseconds / 1000]);

/** Measures calls and time against the size of the profile, in real time. */
export const scaling = async ({ root, print }: ScalingOptions): Promise<ScalingResult> => {
  const free = await startScalingRig({ root, latencyMilliseconds, isLimited: false });
  const limited = await startScalingRig({ root, latencyMilliseconds, isLimited: true });
  const behaviors = await series(free, [1, 10, 100], withBehaviors);
  const tags = await series(free, [1, 10, 47], withTags);
  const start = await free.create([withTargets(1)]);
  const compared = async (title: string, profiles: readonly Properties[]): Promise<Limited> => ({
    title,
    free: await free.create(profiles),
    limited: await limited.create(profiles),
  });
  const many: (readonly [size: number, Limited])[] = [];
  for (const size of [1, 10, 30, 100, 1000])
    many.push([size, await compared(size.toLocaleString('en'), [withTargets(size)])]);
  const stacks = [0, 1, 2, 3, 4].map((index) => ({ TargetArns: targets(100, `stack-${index}`) }));
  const five = await compared('5 profiles × 100 at once', stacks);
  await Promise.all([free.close(), limited.close()]);
  const markdown = [
    `Each create runs in a fresh process against the simulator of AWS IoT, ${latencyMilliseconds} ms a call.`,
    '### Targets, at 10 calls of each operation a second, and 10 at once (DescribeSecurityProfile 25)',
    'Allowed is what it takes without a limit, or what one target takes and the waiting for the limit, if that is longer.',
    limitedTable([...many.map(([, row]) => row), five], start),
    '### Behaviors, without a limit',
    seriesTable('behaviors', behaviors),
    '### Tags, without a limit',
    seriesTable('tags', tags),
  ].join('\n\n');
  print(markdown);
  const plot = svg({
    title: 'Seconds for one create',
    x: 'targets, behaviors or tags',
    y: 'seconds',
    lines: [
      {
        title: 'targets',
        color: '#0b62a4',
        points: many.map(([size, { limited }]) => [size, limited.milliseconds / 1000]),
      },
      {
        title: 'what the limit allows',
        color: '#777',
        dashes: '5 4',
        points: many.map(([size, row]) => [size, allowed(row, start)]),
      },
      { title: 'behaviors', color: '#c2410c', points: timesOf(behaviors) },
      { title: 'tags', color: '#15803d', points: timesOf(tags) },
    ],
  });
  return { markdown, plot };
};

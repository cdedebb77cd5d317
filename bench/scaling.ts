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

/** Calls a second and at once, as AWS IoT limits AttachSecurityProfile in an account. */
const rateLimit = { perSecond: 10, burst: 10 };
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

/** Seconds that so many calls take at least: those beyond the burst wait for their turn. */
const allowed = (calls: number): number =>
  Math.max(0, calls - rateLimit.burst) / rateLimit.perSecond + latencyMilliseconds / 1000;

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

/** The limit counts every call; what is given up to a throttle is counted too. */
const limitedTable = (rows: readonly (readonly [title: string, outcome: Outcome])[]): string =>
  markdownTable(
    ['targets', 'calls', 'of them writes', 'throttled', 'seconds', 'what the limit allows', 'ratio', 'failures'],
    rows.map(([title, outcome]) => {
      const least = allowed(outcome.calls - outcome.throttled);
      const ratio = outcome.milliseconds / 1000 / least;
      return [
        title,
        ...counts(outcome),
        seconds(outcome.milliseconds),
        least.toFixed(2),
        // Of less than a second, the start of the process is the most part.
        least < 1 ? '–' : ratio.toFixed(2),
        String(outcome.failures),
      ];
    }),
  );

const timesOf = (outcomes: Awaited<ReturnType<typeof series>>): Line['points'] =>
  outcomes.map(([size, { milliseconds }]) => [size, milliseconds / 1000]);

/** Measures calls and time against the size of the profile, in real time. */
export const scaling = async ({ root, print }: ScalingOptions): Promise<ScalingResult> => {
  const free = await startScalingRig({ root, latencyMilliseconds });
  const behaviors = await series(free, [1, 10, 100], withBehaviors);
  const tags = await series(free, [1, 10, 47], withTags);
  await free.close();
  const limited = await startScalingRig({ root, latencyMilliseconds, rateLimit });
  const many = await series(limited, [1, 10, 100, 1000], withTargets);
  const five = await limited.create([0, 1, 2, 3, 4].map((index) => ({ TargetArns: targets(100, `stack-${index}`) })));
  await limited.close();
  const limitedRows = [
    ...many.map(([size, outcome]) => [size.toLocaleString('en'), outcome] as const),
    ['5 profiles × 100 at once', five] as const,
  ];
  const markdown = [
    `Each create runs in a fresh process against the simulator of AWS IoT, ${latencyMilliseconds} ms a call.`,
    `### Targets, at ${rateLimit.perSecond} calls a second`,
    limitedTable(limitedRows),
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
      { title: 'targets', color: '#0b62a4', points: timesOf(many) },
      {
        title: 'what the limit allows',
        color: '#777',
        dashes: '5 4',
        points: many.map(([size, { calls, throttled }]) => [size, allowed(calls - throttled)]),
      },
      { title: 'behaviors', color: '#c2410c', points: timesOf(behaviors) },
      { title: 'tags', color: '#15803d', points: timesOf(tags) },
    ],
  });
  return { markdown, plot };
};

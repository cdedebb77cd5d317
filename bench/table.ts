import type { Sample } from './measure';
import { median, medianRatio, noise } from './statistics';
import type { Variant } from './variants';

export type Samples = ReadonlyMap<string, readonly Sample[]>;

type Figure = (sample: Sample) => number | undefined;

const markdownRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A table in Markdown: the first column is text, the others are figures. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map(markdownRow).join('\n');
};

const column = (samples: readonly Sample[], figure: Figure): readonly number[] =>
  samples.map(figure).filter((value) => value !== undefined);

const firstRequest: Figure = ({ firstRequest: value }) => value;
const answered: Figure = ({ launchToAnswer }) => launchToAnswer;
const processor: Figure = ({ loadCpu, coldCpu }) => loadCpu + coldCpu;

const head = [
  'handler',
  'load − empty, ms [p10–p90]',
  'its CPU',
  'first request, ms [p10–p90]',
  '÷ floor',
  'cold invocation',
  'its CPU',
  'load + cold CPU',
  '÷ floor',
  'launch → response',
  '÷ floor',
  '÷ CDK default',
  'warm',
  'peak memory − empty, MiB',
];

/** How many times as much as another variant; a dash where either has none. */
const ratio = (all: Samples, name: string, base: string, figure: Figure): string => {
  const [values, bases] = [name, base].map((key) => column(all.get(key) ?? [], figure));
  if (values === undefined || bases === undefined || values.length === 0 || values.length !== bases.length) return '–';
  return medianRatio(values, bases).toFixed(2);
};

const middle = (samples: readonly Sample[], figure: Figure): string => {
  const values = column(samples, figure);
  return values.length === 0 ? '–' : median(values).toFixed(1);
};

const withNoise = (samples: readonly Sample[], figure: Figure, base = 0): string => {
  const values = column(samples, figure).map((value) => value - base);
  return values.length === 0 ? '–' : `${median(values).toFixed(1)} [${noise(values)}]`;
};

/** One line for each variant; what is compared is compared round by round. */
export const comparison = (variants: readonly Variant[], all: Samples): string => {
  const empty = all.get('empty') ?? [];
  const base = (figure: Figure): number => (empty.length === 0 ? 0 : median(column(empty, figure)));
  const load: Figure = (sample) => sample.load;
  const peak: Figure = (sample) => sample.peak;
  const rows = variants.map(({ name, title }) => {
    const samples = all.get(name) ?? [];
    return [
      title,
      withNoise(samples, load, base(load)),
      middle(samples, ({ loadCpu }) => loadCpu),
      withNoise(samples, firstRequest),
      ratio(all, name, 'floor', firstRequest),
      middle(samples, ({ cold }) => cold),
      middle(samples, ({ coldCpu }) => coldCpu),
      middle(samples, processor),
      ratio(all, name, 'floor', processor),
      middle(samples, answered),
      ratio(all, name, 'floor', answered),
      ratio(all, name, 'nodejs-function', answered),
      middle(samples, ({ warm }) => warm),
      (median(column(samples, peak)) - base(peak)).toFixed(1),
    ];
  });
  return markdownTable(head, rows);
};

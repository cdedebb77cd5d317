import colors from 'picocolors';
import type { Verdict } from './jest-run';
import type { Mutant } from './mutant';

/** One mutant and what became of it. */
export interface Trial {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
  readonly seconds: number;
}

const cut = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);

/** A program that does not end is noticed like a failed test. */
export const isDetected = ({ kind }: Verdict): boolean => kind === 'killed' || kind === 'timed out';

const detail = (verdict: Verdict): string => {
  switch (verdict.kind) {
    case 'killed':
      return verdict.by;
    case 'broken':
      return verdict.why.trim().split('\n')[0] ?? '';
    case 'survived':
    case 'timed out':
      return '';
  }
};

/** One line of the table. */
export const describeTrial = ({ mutant, verdict, seconds }: Trial): string => {
  const paint = isDetected(verdict) ? colors.green : colors.red;
  const { file, harm } = mutant;
  const where = cut(file.replace('iot-security-profile/', '').replace('custom-resource/', ''), 30);
  return `${paint(verdict.kind.padEnd(9))} ${seconds.toFixed(1).padStart(5)} s  ${where}  ${cut(harm, 76)}  ${cut(detail(verdict), 70)}`.trimEnd();
};

/** What has to be mended, in full. */
const describeSurvivor = ({ mutant: { file, find, replace, harm, suites }, verdict }: Trial): string =>
  [
    colors.red(`${verdict.kind}: ${file}: ${harm}`),
    `  - ${find.replaceAll('\n', '\n  - ')}`,
    `  + ${replace.replaceAll('\n', '\n  + ')}`,
    `  ${verdict.kind === 'broken' ? verdict.why.trim().replaceAll('\n', '\n  ') : `not noticed by ${suites.join(', ')}`}`,
  ].join('\n');

/** The score, after whatever survived. */
export const describeScore = (trials: readonly Trial[]): string => {
  const left = trials.filter(({ verdict }) => !isDetected(verdict));
  const detected = trials.length - left.length;
  const percent = ((100 * detected) / Math.max(1, trials.length)).toFixed(1);
  const files = new Set(trials.map(({ mutant }) => mutant.file)).size;
  return [
    ...left.map(describeSurvivor),
    `score: ${detected} of ${trials.length} mutants of ${files} files killed (${percent} %)`,
  ].join('\n\n');
};

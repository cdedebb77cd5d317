import { given, quoted } from './given';
import { choose } from './hints';
import type { BooleanMember, IntegerMember, NumberMember, TextMember, WordMember } from './members';
import { certain, type Finding } from './problem';

export type ScalarMember = TextMember | WordMember | IntegerMember | NumberMember | BooleanMember;

/** What became of one scalar: a value, findings about it, or both (a value that is merely doubtful). */
export interface Converted {
  readonly value?: string | number | boolean;
  readonly findings: readonly Finding[];
}

const read = (value: string | number | boolean): Converted => ({ value, findings: [] });
const refuse = (message: string): Converted => ({ findings: [certain(message)] });

/** Reads a scalar as CloudFormation sends it, as text, or as a template holds it, with its type. */
export function convert(member: ScalarMember, value: unknown): Converted {
  switch (member.kind) {
    case 'text':
      return convertText(member, value);
    case 'word':
      return convertWord(member, value);
    case 'integer':
      return convertInteger(member, value);
    case 'number':
      return convertNumber(value);
    case 'boolean':
      return convertBoolean(value);
  }
}

function convertText({ minimum = 0, maximum, checks = [] }: TextMember, value: unknown): Converted {
  if (typeof value !== 'string') return refuse(`${given(value)} is not text${quoteHint(value)}`);
  const length = maximum === undefined ? value.length : characters(value, maximum);
  const wrongLength = (): Finding =>
    certain(`${quoted(value)} has a length of ${length}; accepted: ${range(minimum, maximum)} characters`);
  if (length < minimum) return { findings: [wrongLength()] };
  const tooLong = length > (maximum ?? length) ? [wrongLength()] : [];
  const findings = [...tooLong, ...checks.flatMap((check) => check(value) ?? [])];
  return findings.some(({ certainty }) => certainty === 'certain') ? { findings } : { value, findings };
}

const quoteHint = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'boolean' ? '; put it in quotes' : '; accepted: text';

const range = (minimum: number, maximum: number | undefined): string =>
  minimum === 0 ? `at most ${maximum}` : `${minimum} to ${maximum}`;

/** Code points, which are what AWS counts; only where the limit can depend on it, because counting them takes room. */
const characters = (text: string, maximum: number): number =>
  text.length > maximum && text.length <= 2 * maximum ? [...text].length : text.length;

function convertWord({ words, noun }: WordMember, value: unknown): Converted {
  if (typeof value === 'string' && words.includes(value)) return read(value);
  return refuse(`${given(value)} is not ${noun}${choose(value, words)}`);
}

/** Longer text is no number that anybody wrote, and the patterns below stay quick. */
const longestNumber = 400;
const decimal = /^-?(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

const parseDecimal = (text: string): RegExpExecArray | null =>
  text.length <= longestNumber ? decimal.exec(text) : null;

/** Whether decimal text means a whole number; on the text, because a double no longer tells. */
function isWhole([, whole = '', fraction = '', exponent = '0']: RegExpExecArray): boolean {
  const digits = (whole + fraction).replace(/^0+/, '');
  const trailingZeros = /0*$/.exec(digits)?.[0].length ?? 0;
  return digits === '' || Number(exponent) - fraction.length + trailingZeros >= 0;
}

/** The whole number that a value stands for, exact up to 2^53 and infinite or too large beyond. */
function wholeNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  const parsed = typeof value === 'string' ? parseDecimal(value) : null;
  // `+ 0` makes 0 of -0.
  return parsed !== null && isWhole(parsed) ? Number(parsed[0]) + 0 : undefined;
}

function convertInteger({ minimum, maximum, note = '' }: IntegerMember, value: unknown): Converted {
  const whole = wholeNumber(value);
  const accepted = `accepted: ${minimum} to ${maximum}${note}`;
  if (whole === undefined) return refuse(`${given(value)} is not a whole number; ${accepted}`);
  if (whole < minimum || whole > maximum) return refuse(`${given(value)} is out of range; ${accepted}`);
  return read(whole);
}

function convertNumber(value: unknown): Converted {
  const parsed = typeof value === 'string' ? parseDecimal(value) : null;
  const real = typeof value === 'number' ? value : Number(parsed?.[0] ?? Number.NaN);
  return Number.isFinite(real)
    ? read(real + 0)
    : refuse(`${given(value)} is not a number; accepted: a finite number in decimal form`);
}

function convertBoolean(value: unknown): Converted {
  if (typeof value === 'boolean') return read(value);
  if (value === 'true' || value === 'false') return read(value === 'true');
  return refuse(`${given(value)} is not a boolean; accepted: true, false`);
}

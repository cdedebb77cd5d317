import { choose } from './hints';
import type { BooleanMember, IntegerMember, NumberMember, TextMember, WordMember } from './members';
import { certain, type Finding } from './problem';
import { quoted, shown } from './shown';

export type ScalarMember = TextMember | WordMember | IntegerMember | NumberMember | BooleanMember;

/** What became of one scalar: a value, findings about it, or both (a value that is merely doubtful). */
export interface Converted {
  readonly value?: string | number | boolean;
  readonly findings: readonly Finding[];
}

const read = (value: string | number | boolean): Converted => ({ value, findings: [] });
const refuse = (message: string): Converted => ({ findings: [certain(message)] });

/** Reads a scalar as CloudFormation sends it, as text, or as a template holds it, with its type. */
export const convert = (member: ScalarMember, value: unknown): Converted => {
  const converted = convertAsItStands(member, value);
  const trimmed = typeof value === 'string' ? value.trim() : '';
  if (trimmed === '' || trimmed === value) return converted;
  // In some texts a blank is at home: it is to blame for what would not be wrong without it.
  const rest = convertAsItStands(member, trimmed).findings.map(({ message }) => message);
  const findings = converted.findings.map(({ certainty, message }) => {
    const isToBlame = !rest.includes(message.replace(shown(value), () => shown(trimmed)));
    return { certainty, message: isToBlame ? `${message}; take away the blank around it` : message };
  });
  return { ...converted, findings };
};

const convertAsItStands = (member: ScalarMember, value: unknown): Converted => {
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
};

const convertText = ({ minimum = 0, maximum, checks = [] }: TextMember, value: unknown): Converted => {
  if (typeof value !== 'string') return refuse(`${shown(value)} is not text${quoteHint(value)}`);
  const length = maximum === undefined ? value.length : characters(value, maximum);
  const wrongLength = (): Finding =>
    certain(`${quoted(value)} has a length of ${length}; accepted: ${range(minimum, maximum)} characters`);
  if (length < minimum) return { findings: [wrongLength()] };
  const tooLong = length > (maximum ?? length) ? [wrongLength()] : [];
  const findings = [...tooLong, ...checks.flatMap((check) => check(value) ?? [])];
  return findings.some(({ certainty }) => certainty === 'certain') ? { findings } : { value, findings };
};

const quoteHint = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'boolean' ? '; put it in quotes' : '; accepted: text';

const range = (minimum: number, maximum: number | undefined): string =>
  minimum === 0 ? `at most ${maximum}` : `${minimum} to ${maximum}`;

/** Code points, which are what AWS counts; only where the limit can depend on it, because counting them takes room. */
const characters = (text: string, maximum: number): number =>
  text.length > maximum && text.length <= 2 * maximum ? [...text].length : text.length;

const convertWord = ({ words, noun }: WordMember, value: unknown): Converted => {
  if (typeof value === 'string' && words.includes(value)) return read(value);
  return refuse(`${shown(value)} is not ${noun}${choose(value, words)}`);
};

/** Longer text is no number that anybody wrote, and the patterns below stay quick. */
const longestNumber = 400;
/** What CloudFormation's parameters of `Type: Number` let through: a sign, `.5`, `5.`, and an exponent. */
const decimalText = /^([+-]?)(?=\.?\d)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i;

/**
 * A decimal number without a word on its notation: its digits, which neither begin nor end with a zero, and the power of ten
 * that they are multiplied by. On the text, because a double no longer tells.
 */
const decimalOf = (text: unknown): string | undefined => {
  const parts = typeof text === 'string' && text.length <= longestNumber ? decimalText.exec(text) : null;
  if (parts === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const counted = (whole + fraction).replace(/^0+/, '');
  const digits = counted.replace(/0+$/, '');
  const power = Number(exponent) - fraction.length + counted.length - digits.length;
  return digits === '' ? '0' : `${sign.replace('+', '')}${digits}e${power}`;
};

/** The whole number that a value stands for, exact up to 2^53 and infinite or too large beyond. */
const wholeNumber = (value: unknown): number | undefined => {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  // `+ 0` makes 0 of -0.
  return decimalOf(value)?.includes('e-') === false ? Number(value) + 0 : undefined;
};

const convertInteger = ({ minimum, maximum, note = '' }: IntegerMember, value: unknown): Converted => {
  const whole = wholeNumber(value);
  const accepted = `accepted: ${minimum} to ${maximum}${note}`;
  if (whole === undefined) return refuse(`${shown(value)} is not a whole number; ${accepted}`);
  if (whole < minimum || whole > maximum) return refuse(`${shown(value)} is out of range; ${accepted}`);
  return read(whole);
};

const convertNumber = (value: unknown): Converted => {
  if (typeof value === 'number' && Number.isFinite(value)) return read(value + 0);
  const decimal = decimalOf(value);
  if (decimal === undefined)
    return refuse(`${shown(value)} is not a number; accepted: a finite number in decimal form`);
  const real = Number(value) + 0;
  // The shortest text of the double must mean what was given.
  return decimalOf(String(real)) === decimal
    ? read(real)
    : refuse(
        `${shown(value)} would become ${real}; accepted: what a double carries exactly, as any number of 15 digits`,
      );
};

const convertBoolean = (value: unknown): Converted => {
  if (typeof value === 'boolean') return read(value);
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  if (word === 'true' || word === 'false') return read(word === 'true');
  return refuse(`${shown(value)} is not a boolean; accepted: true, false`);
};

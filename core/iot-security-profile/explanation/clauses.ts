import type { AmountWords, CountedWords, ListWords } from './metric-words';
import { grouped, plainly } from './texts';
import { elements, type SetKind } from './threshold';

/** A metric of the account's own, or one of AWS that is not known here: a device `reports` something `for` it. */
export interface ReportedWords {
  readonly kind: 'reported';
  readonly metric: string;
}

export type NumberWords = CountedWords | AmountWords | ReportedWords;
export type SetWords = ListWords | ReportedWords;

/** Where a number lies that raises the alarm: the opposite of what the operator calls normal. */
export type Side = 'at least' | 'above' | 'at most' | 'below';

const opposites = {
  'at least': 'below',
  above: 'at most',
  'at most': 'above',
  below: 'at least',
} as const satisfies Record<Side, Side>;

/** What is to be said of when the alarm is raised. */
export type Clause =
  | { readonly kind: 'when'; readonly text: string }
  | { readonly kind: 'always' | 'never'; readonly because: string };

const when = (text: string): Clause => ({ kind: 'when', text });

const isUpper = (side: Side): boolean => side === 'at least' || side === 'above';

const quantity = (side: Side, amount: string, less: string): string => {
  switch (side) {
    case 'at least':
      return `${amount} or more`;
    case 'above':
      return `more than ${amount}`;
    case 'at most':
      return `${amount} or ${less}`;
    case 'below':
      return `${less} than ${amount}`;
  }
};

const numberText = (words: NumberWords, side: Side, value: number): string => {
  switch (words.kind) {
    case 'counted': {
      const amount = `${grouped(value)} ${value === 1 ? words.one : words.many}`;
      return `${words.verb} ${quantity(side, amount, 'fewer')}${words.each ?? ''}`;
    }
    case 'amount':
      return `${words.verb} a ${words.noun} of ${quantity(side, grouped(value), 'less')}`;
    case 'reported':
      return `reports ${quantity(side, grouped(value), 'less')} for ${words.metric}`;
  }
};

/** What a threshold leaves of the numbers from 0 on. */
type Extent = 'all' | 'any' | 'none' | 'impossible' | 'some';

/** @param step the least that a metric which is not 0 can be: 1 where it is counted. */
const extent = (side: Side, value: number, step: number): Extent => {
  const reachesZero = side === 'at least' || side === 'below' ? value <= 0 : value < 0;
  if (reachesZero) return isUpper(side) ? 'all' : 'impossible';
  const reachesStep = side === 'at least' || side === 'below' ? value <= step : value < step || value === 0;
  if (reachesStep) return isUpper(side) ? 'any' : 'none';
  return 'some';
};

const anyOrNo = (words: CountedWords | AmountWords, determiner: 'any' | 'no'): string =>
  words.kind === 'counted'
    ? `${words.verb} ${determiner} ${words.many}${words.each ?? ''}`
    : `${words.verb} ${determiner} ${words.noun}`;

/** The metric is compared with a number. */
export const numberClause = (words: NumberWords, side: Side, value: number, period: string): Clause => {
  const text = numberText(words, side, value);
  // What an unknown metric reports may lie below zero.
  if (words.kind === 'reported') return when(`${text}${period}`);
  switch (extent(side, value, words.kind === 'counted' ? 1 : 0)) {
    case 'all':
      return { kind: 'always', because: `no device ${numberText(words, opposites[side], value)}` };
    case 'impossible':
      return { kind: 'never', because: `every device ${numberText(words, opposites[side], value)}` };
    case 'any':
      return when(`${anyOrNo(words, 'any')}${period}`);
    case 'none':
      return when(`${anyOrNo(words, 'no')}${period}`);
    case 'some':
      return when(`${text}${period}`);
  }
};

/** What is left of a hundred, without the noise of binary fractions. */
const rest = (percent: number): number => Number((100 - percent).toFixed(9));

const most = { counted: 'the most', amount: 'the highest', reported: 'the highest' } as const;
const least = { counted: 'the fewest', amount: 'the lowest', reported: 'the lowest' } as const;

/**
 * Which devices it is compared with. Below the 99th percentile is not less than 99 % of the devices have, but less than
 * the uppermost 1 % have: nearly all devices are there.
 */
const others = (kind: NumberWords['kind'], side: Side, percent: number): string => {
  if (isUpper(side)) {
    if (percent === 100) return 'any other device does';
    return percent === 0 ? `the device with ${least[kind]} does` : `${percent} % of the devices do`;
  }
  if (percent === 0) return 'any other device does';
  return percent === 100 ? `the device with ${most[kind]} does` : `the top ${rest(percent)} % of the devices do`;
};

const compared = (words: NumberWords, side: Side): string => {
  switch (words.kind) {
    case 'counted':
      // A percentile is of the sum over a period, also where it is one of sizes.
      return `${words.verb} ${isUpper(side) ? 'more' : 'fewer'} ${words.many}`;
    case 'amount':
      return `${words.verb} a ${isUpper(side) ? 'higher' : 'lower'} ${words.noun}`;
    case 'reported':
      return `reports a ${isUpper(side) ? 'higher' : 'lower'} value for ${words.metric}`;
  }
};

/** The metric is compared with what the fleet reports. */
export const percentileClause = (words: NumberWords, side: Side, percent: number, period: string): Clause =>
  when(`${compared(words, side)}${period} than ${others(words.kind, side, percent)}`);

const unusual = (words: NumberWords): string => {
  switch (words.kind) {
    case 'counted':
      return `${words.verb} unusually many or few ${words.many}${words.each ?? ''}`;
    case 'amount':
      return `${words.verb} an unusually high or low ${words.noun}`;
    case 'reported':
      return `reports unusual values for ${words.metric}`;
  }
};

/** The metric is compared with what a model has learned. */
export const learnedClause = (words: NumberWords, level: unknown): Clause =>
  when(`${unusual(words)} (learned${level === undefined ? '' : `, ${plainly(level)} confidence`})`);

type Nouns = Pick<ListWords, 'a' | 'one' | 'many'>;

const nounsOf = {
  addresses: { a: 'an', one: 'address', many: 'addresses' },
  ports: { a: 'a', one: 'port', many: 'ports' },
  numbers: { a: 'a', one: 'number', many: 'numbers' },
  texts: { a: 'a', one: 'text', many: 'texts' },
} as const satisfies Record<SetKind, Nouns>;

/** What raises the alarm: an element of the set, or one that is not in it. */
const elementText = ({ a, one, many }: Nouns, of: SetKind, isInside: boolean, values: readonly unknown[]): string => {
  const list = elements(of, values);
  if (of === 'addresses') return `${a} ${one} ${isInside ? 'inside' : 'outside'} ${list}`;
  if (!isInside) return `${a} ${one} other than ${list}`;
  return values.length === 1 ? `the ${one} ${list}` : `one of the ${many} ${list}`;
};

/** Both families of addresses, as a whole. */
const isEverything = (values: readonly unknown[]): boolean => values.includes('0.0.0.0/0') && values.includes('::/0');

/** The metric is compared with a set; `isInside` says that what is in it raises the alarm. */
export const setClause = (
  words: SetWords,
  of: SetKind,
  isInside: boolean,
  values: readonly unknown[],
  period: string,
): Clause => {
  const nouns = words.kind === 'list' ? words : nounsOf[of];
  const [verb, to] = words.kind === 'list' ? [words.verb, ''] : ['reports', ` for ${words.metric}`];
  const isAny = isInside ? isEverything(values) : values.length === 0;
  if (isAny) return when(`${verb} any ${nouns.one}${to}${period}`);
  if (values.length === 0) return { kind: 'never', because: `no ${nouns.one} is in an empty list` };
  if (!isInside && isEverything(values))
    return { kind: 'never', because: `no ${nouns.one} is outside ${elements(of, values)}` };
  return when(`${verb} ${elementText(nouns, of, isInside, values)}${to}${period}`);
};

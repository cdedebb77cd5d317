import { cut, quoted, shown } from '../../schema/shown';

/** A name or a word as it stands where it can be nothing else, and in quotes otherwise. */
export const plainly = (value: unknown): string => {
  if (typeof value !== 'string') return shown(value);
  return /^[\w:./-]{1,60}$/.test(value) ? value : quoted(value);
};

/** A number with its thousands grouped: 4,096. */
export const grouped = (value: number): string => {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(\.\d+)?$/.exec(String(value)) ?? [];
  // Very large and very small ones are written with an exponent.
  return whole === '' ? String(value) : `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest}`;
};

/** As many elements of a list as a sentence bears. */
const mostListed = 8;

export const listed = (values: readonly unknown[], write: (value: unknown) => string): string => {
  const more = values.length - mostListed;
  const some = values.slice(0, mostListed).map(write).join(', ');
  return more > 0 ? `${some} and ${grouped(more)} more` : some;
};

/** The names of members, also of some that nobody knows. */
export const named = (names: readonly string[]): string => cut(names.slice(0, mostListed).map(plainly).join(' and '));

/** Controls, marks that nobody sees, and whatever else begins a line. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const escaped = (character: string): string =>
  [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');

/** One line, in which nothing is hidden or turns the reading around: what JSON's quotes leave as it is included. */
export const oneLine = (text: string): string => text.replace(unseen, escaped);

/**
 * Control characters, and those that turn the direction of writing or take no room: what comes from a service or a template
 * is data, and must not move the cursor or pass itself off as something else.
 */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** As JSON and YAML escape it, one half of a pair after the other. */
const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');

/** A text on one line, with nothing in it that acts. */
export const visible = (text: string): string => text.replace(hidden, escaped);

/** As `visible`, of a text whose lines are to stay. */
export const visibleLines = (text: string): string =>
  text.replace(hidden, (character) => (character === '\n' ? character : escaped(character)));

/** JSON that says the same and is safe on a screen: `JSON.stringify` leaves half of those characters as they are. */
export const visibleJson = (value: unknown): string => visibleLines(JSON.stringify(value, null, 2));

/** A value as a screen shows it, short and on one line. */
export const shownValue = (value: unknown): string => {
  if (value === undefined) return '–';
  if (typeof value === 'string') return value === '' ? '""' : visible(value);
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.map(shownValue).join(', ');
  return visible(JSON.stringify(value) ?? String(value));
};

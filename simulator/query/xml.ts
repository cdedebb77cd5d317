/** What an answer tells. A member that is undefined is left out; the items of a list are called `member`. */
export type XmlValue = string | boolean | Date | readonly XmlValue[] | XmlMembers;
export interface XmlMembers {
  readonly [name: string]: XmlValue | undefined;
}

/** A carriage return would be read as a line feed if it were not escaped. */
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

/** XML 1.0 has no way to write most control characters: AWS, too, cannot send them. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '?')
    .replaceAll(/[&<>"\r]/g, (character) => escapes[character] ?? character);

const isList = (value: XmlValue): value is readonly XmlValue[] => Array.isArray(value);

const contentOf = (value: XmlValue): string => {
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (isList(value)) return value.map((item) => element('member', item)).join('');
  return membersOf(value);
};

const membersOf = (members: XmlMembers): string =>
  Object.entries(members)
    .map(([name, value]) => (value === undefined ? '' : element(name, value)))
    .join('');

const element = (name: string, value: XmlValue): string => `<${name}>${contentOf(value)}</${name}>`;

/** A whole document. */
export const document = (name: string, namespace: string, members: XmlMembers): string =>
  `<${name} xmlns="${namespace}">${membersOf(members)}</${name}>`;

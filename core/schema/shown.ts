/** As much of a value as a message shows. */
const longest = 60;

/** Cut at a character, not in the middle of a surrogate pair. */
export const cut = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}…` : text;

/** Text in quotes, on one line whatever it contains. */
export const quoted = (text: string): string => JSON.stringify(cut(text));

/**
 * A value as a message shows it: short, on one line, never `[object Object]`.
 * Looks no deeper than one level, so that no nesting can exhaust the stack.
 */
export const shown = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'object') return object(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : `a ${typeof value}`;
};

const object = (value: object): string => {
  const names = Object.keys(value);
  if (names.length === 0) return 'an empty object';
  return `an object with ${cut(names.slice(0, longest).map(plain).join(', '))}`;
};

const isPlain = (name: string): boolean => /^[\w:$-]+$/.test(name);
const plain = (name: string): string => (isPlain(name) && name.length <= longest ? name : quoted(name));

/** The path of a member: `Criteria.Value`, or `Criteria["strange name"]`. */
export const memberPath = (path: string, name: string): string => {
  if (!isPlain(name) || name.length > longest) return `${path}[${quoted(name)}]`;
  return path === '' ? name : `${path}.${name}`;
};

/** The path of a list's element: `Behaviors[2]`. */
export const elementPath = (path: string, index: number): string => `${path}[${index}]`;

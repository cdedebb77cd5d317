/** Stands for what CloudFormation will put there; no text that it accepts has this character. */
const unknown = '\0';

// A reference may itself hold what is known only later: it is looked for in the text as a whole.
const references = /\{\{resolve:[^}]*\}\}/g;
const variables = /\$\{(?!!)[^}]*\}/g;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const joined = (argument: unknown): string => {
  const [delimiter, items] = listOf(argument);
  return Array.isArray(items) && typeof delimiter === 'string' ? items.map(outline).join(delimiter) : unknown;
};

const substituted = (argument: unknown): string => {
  const [text] = listOf(argument);
  // `${!Name}` stands for the text `${Name}`.
  return typeof text === 'string' ? text.replace(variables, unknown).replaceAll('${!', '${') : unknown;
};

const outline = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return unknown;
  const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
  if (others.length > 0) return unknown;
  if (name === 'Fn::Join') return joined(argument);
  return name === 'Fn::Sub' ? substituted(argument) : unknown;
};

/** The parts of a text that are known at synthesis, where CloudFormation will know the others; otherwise `undefined`. */
export const knownParts = (value: unknown): readonly string[] | undefined => {
  const text = outline(value).replace(references, unknown);
  return text === value ? undefined : text.split(unknown);
};

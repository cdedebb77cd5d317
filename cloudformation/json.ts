import { type Node, parseTree } from 'jsonc-parser';
import { deepest, tooDeep, ValidationError } from './errors';
import { type Locate, setPlaces } from './places';
import { templateNumber } from './scalars';
import { refuseNull, type Value } from './values';

/** The offsets at which the lines of a text begin. */
const lineStarts = (text: string): readonly number[] => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
};

/** Counts the lines only when the first position is asked for: most templates have no problem. */
const locator = (text: string): Locate => {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    let low = 0;
    for (let high = starts.length - 1; low < high; ) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
};

const check = (text: string): void => {
  try {
    JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    throw new ValidationError(`Template format error: JSON not well-formed. ${message}`.trim());
  }
};

/**
 * Reads JSON, the numbers with the text that CloudFormation makes of them.
 * @throws ValidationError
 */
export const parseJson = (text: string): Value => {
  check(text);
  const locate = locator(text);
  const read = (node: Node, path: string, depth = 0): Value => {
    if (depth > deepest) throw tooDeep();
    switch (node.type) {
      case 'array': {
        const items = node.children ?? [];
        const offsets = items.map(({ offset }) => offset);
        return setPlaces(
          items.map((item, index) => read(item, `${path}/${index}`, depth + 1)),
          locate,
          { offsets },
        );
      }
      case 'object': {
        const members: [string, Value][] = [];
        const names: string[] = [];
        const offsets: number[] = [];
        const keys: number[] = [];
        for (const { children: [key, value] = [] } of node.children ?? []) {
          if (key === undefined || value === undefined) continue;
          const name = String(key.value);
          members.push([name, read(value, `${path}/${name}`, depth + 1)]);
          names.push(name);
          offsets.push(value.offset);
          keys.push(key.offset);
        }
        return setPlaces(Object.fromEntries(members), locate, { names, offsets, keys });
      }
      case 'number':
        return templateNumber(text.slice(node.offset, node.offset + node.length)) ?? String(node.value);
      case 'null':
        return refuseNull(path);
      default:
        return node.value;
    }
  };
  const root = parseTree(text);
  if (root?.type !== 'object') throw new ValidationError('Template format error: unsupported structure.');
  return read(root, '');
};

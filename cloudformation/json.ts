import {
  findNodeAtLocation,
  type Node,
  type ParseError,
  type ParseErrorCode,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { deepest, tooDeep, UnsupportedError, ValidationError } from './errors';
import { type Locate, placeWords, setPlaces } from './places';
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

/** `CommaExpected` in words: each version of Node has its own, and its own way to say where. */
const wordsOf = (code: ParseErrorCode): string =>
  printParseErrorCode(code)
    .replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .toLowerCase();

const check = (text: string, locate: Locate): void => {
  try {
    JSON.parse(text);
  } catch {
    const errors: ParseError[] = [];
    parseTree(text, errors, { disallowComments: true });
    const [first] = errors;
    throw new ValidationError(
      `Template format error: JSON not well-formed.${first === undefined ? '' : ` ${placeWords(locate(first.offset))}: ${wordsOf(first.error)}`}`,
    );
  }
};

/** Whether a text is, with whatever mistakes, an object with an object of that name. */
export const jsonHoldsMap = (text: string, name: string): boolean => {
  const root = parseTree(text);
  return root !== undefined && findNodeAtLocation(root, [name])?.type === 'object';
};

/**
 * Reads JSON, the numbers with the text that CloudFormation makes of them.
 * @throws ValidationError
 */
export const parseJson = (text: string): Value => {
  const locate = locator(text);
  check(text, locate);
  const number = (source: string, offset: number) => {
    try {
      return templateNumber(source);
    } catch (error) {
      if (!(error instanceof UnsupportedError)) throw error;
      throw new UnsupportedError(`${error.what} ${placeWords(locate(offset))}`);
    }
  };
  // One for the whole reading: a text for each value would cost more than the values.
  const path: (string | number)[] = [];
  const inside = (name: string | number, node: Node): Value => {
    path.push(name);
    const value = read(node);
    path.pop();
    return value;
  };
  const read = (node: Node): Value => {
    if (path.length > deepest) throw tooDeep();
    switch (node.type) {
      case 'array': {
        const items = node.children ?? [];
        const offsets = items.map(({ offset }) => offset);
        return setPlaces(
          items.map((item, index) => inside(index, item)),
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
          members.push([name, inside(name, value)]);
          names.push(name);
          offsets.push(value.offset);
          keys.push(key.offset);
        }
        return setPlaces(Object.fromEntries(members), locate, { names, offsets, keys });
      }
      case 'number':
        return number(text.slice(node.offset, node.offset + node.length), node.offset) ?? String(node.value);
      case 'null':
        return refuseNull(['', ...path].join('/'), locate(node.offset));
      default:
        return node.value;
    }
  };
  const root = parseTree(text);
  if (root?.type !== 'object') throw new ValidationError('Template format error: unsupported structure.');
  return read(root);
};

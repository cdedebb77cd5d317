import { type Screen, wrapped } from './screen';
import { visible } from './visible';

/** Where values begin. */
const column = 11;

/** What a thing has, in lines of their own: a label, and beside it what it stands for. */
export const field = (label: string, value: string, screen: Screen): readonly string[] =>
  wrapped(visible(value), screen, column).map((line, index) =>
    index === 0 ? `  ${label.padEnd(column - 2)}${line.slice(column)}` : line,
  );

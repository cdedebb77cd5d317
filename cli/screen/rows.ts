import { type Screen, table, wrapped } from './screen';

/** A row as it stands in a table, and as it is told where the table is wider than the screen. */
export interface Row {
  readonly cells: readonly string[];
  /** The first line, and what is below it. */
  readonly told: readonly [string, ...string[]];
}

/** Rows below each other; where one does not fit, each in lines of its own. `header`: of the table. */
export const rowsIn = (
  rows: readonly Row[],
  screen: Screen,
  {
    header,
    alignRight = [],
    indent = 0,
  }: { readonly header?: readonly string[]; readonly alignRight?: readonly number[]; readonly indent?: number } = {},
): readonly string[] => {
  const margin = ' '.repeat(indent);
  const lines = table([...(header === undefined ? [] : [header]), ...rows.map(({ cells }) => cells)], alignRight);
  if (lines.every((line) => line.length + indent <= screen.width)) return lines.map((line) => margin + line);
  return rows.flatMap(({ told: [first, ...others] }) => [
    ...wrapped(first, screen, indent),
    ...others.flatMap((other) => wrapped(other, screen, indent + 2)),
  ]);
};

import { createColors } from 'picocolors';

export type Colors = ReturnType<typeof createColors>;

/** A screen of so many columns; every meaning that a color has, a symbol or a word has too. */
export interface Screen {
  readonly width: number;
  readonly colors: Colors;
}

export const createScreen = (width: number, isColored: boolean): Screen => ({ width, colors: createColors(isColored) });

/** Narrower than this nothing can be laid out. */
const narrowest = 40;

/** What is too long for a line, in parts; no character is split. */
const pieces = (word: string, room: number): readonly string[] => {
  if (word.length <= room) return [word];
  const parts: string[] = [];
  for (let at = 0; at < word.length; ) {
    const end = at + room;
    const isInsidePair = /^[\ud800-\udbff][\udc00-\udfff]$/.test(word.slice(end - 1, end + 1));
    const next = isInsidePair ? end - 1 : end;
    parts.push(word.slice(at, next));
    at = next;
  }
  return parts;
};

/** Breaks a text into lines that fit; those after the first begin with as many blanks as `indent` says, as does the first. */
export const wrapped = (text: string, { width }: Screen, indent = 0): readonly string[] => {
  const room = Math.max(width, narrowest) - indent;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => pieces(one, room))) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one) => ' '.repeat(indent) + one);
};

/** As many as one, or with an `s`. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;

/** Rows whose columns stand below each other; the last is as wide as it is. `width`: of what is written, not of its color. */
export const table = (rows: readonly (readonly string[])[], alignRight: readonly number[] = []): readonly string[] => {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        if (alignRight.includes(column)) return cell.padStart(width);
        return column === row.length - 1 ? cell : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
};

/** A moment as people write it; empty where there is none. */
export const minute = (date: Date | undefined): string =>
  date === undefined ? '' : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

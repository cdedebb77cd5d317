/** A run of characters of one look. */
export interface Styled {
  readonly text: string;
  readonly color: Color;
  readonly isBold: boolean;
}

export type Color = 'plain' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

const colors: Readonly<Record<string, Color>> = {
  2: 'dim',
  31: 'red',
  32: 'green',
  33: 'yellow',
  36: 'cyan',
  39: 'plain',
};

const sequence = '\u001b[';

/** Reads a line with a terminal's escape sequences; at most `longest` characters of it, the rest is an ellipsis. */
export const styled = (line: string, longest: number): readonly Styled[] => {
  const runs: Styled[] = [];
  let [color, isBold, left]: [Color, boolean, number] = ['plain', false, longest];
  for (const [index, part] of line.split(sequence).entries()) {
    const [, code, rest] = index === 0 ? ['', '0', part] : (/^(\d+)m(.*)$/s.exec(part) ?? ['', '0', part]);
    if (code === '1') isBold = true;
    // Ends both what is bold and what is dim.
    if (code === '22') [isBold, color] = [false, 'plain'];
    color = colors[code ?? ''] ?? color;
    const text = [...(rest ?? '')];
    if (text.length === 0 || left === 0) continue;
    const shown = text.length > left ? `${text.slice(0, left - 1).join('')}…` : text.join('');
    left = Math.max(0, left - text.length);
    runs.push({ text: shown, color, isBold });
  }
  return runs;
};

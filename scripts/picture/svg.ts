import type { Color, Styled } from './styled';

export type Theme = 'light' | 'dark';

interface Palette extends Readonly<Record<Color, string>> {
  readonly background: string;
  readonly border: string;
}

/** Colors with enough contrast on their background for small text. */
const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    background: '#ffffff',
    border: '#d0d7de',
    plain: '#1f2328',
    dim: '#59636e',
    red: '#c21820',
    green: '#12702c',
    yellow: '#7d4e00',
    cyan: '#0b6478',
  },
  dark: {
    background: '#0d1117',
    border: '#3d444d',
    plain: '#e6edf3',
    dim: '#9198a1',
    red: '#ff8078',
    green: '#56d364',
    yellow: '#e3b341',
    cyan: '#56d4dd',
  },
};

const [size, lineHeight, margin] = [13, 19, 18];
/** Of a character, as a part of the size: what monospaced fonts have, near enough. */
const characterWidth = 0.602;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A text as a terminal shows it. The text stays text: it can be read aloud, searched and copied. */
export const svg = (title: string, lines: readonly (readonly Styled[])[], columns: number, theme: Theme): string => {
  const palette = palettes[theme];
  const width = Math.ceil(columns * size * characterWidth) + 2 * margin;
  const height = lines.length * lineHeight + 2 * margin - 4;
  const row = (runs: readonly Styled[], index: number): string => {
    const spans = runs.map(
      ({ text, color, isBold }) =>
        `<tspan fill="${palette[color]}"${isBold ? ' font-weight="bold"' : ''}>${escaped(text)}</tspan>`,
    );
    return `<text x="${margin}" y="${margin + 10 + index * lineHeight}" xml:space="preserve">${spans.join('')}</text>`;
  };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${palette.background}" stroke="${palette.border}"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="${size}">`,
    ...lines.map(row),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
};

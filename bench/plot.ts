/** Points of one line; both coordinates are above zero. */
export interface Line {
  readonly title: string;
  readonly color: string;
  readonly dashes?: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Plot {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly lines: readonly Line[];
}

const size = { width: 760, height: 440 };
const margin = { left: 70, right: 200, top: 40, bottom: 55 };

/** The powers of ten from below the smallest to above the largest. */
const decades = (values: readonly number[]): readonly number[] => {
  const exponents = values.map((value) => Math.log10(value));
  const [first, last] = [Math.floor(Math.min(...exponents)), Math.ceil(Math.max(...exponents))];
  return Array.from({ length: Math.max(last - first, 1) + 1 }, (_, index) => first + index);
};

const scale =
  (exponents: readonly number[], from: number, to: number) =>
  (value: number): number => {
    const [first = 0, last = 1] = [exponents[0], exponents.at(-1)];
    return from + ((Math.log10(value) - first) / (last - first)) * (to - from);
  };

const text = (x: number, y: number, words: string, rest = ''): string =>
  `<text x="${x}" y="${y}" ${rest}>${words}</text>`;

const label = (exponent: number): string => (10 ** exponent).toLocaleString('en', { maximumFractionDigits: 3 });

/** Both axes are logarithmic, so that what grows in proportion is a straight line. */
export const svg = ({ title, x, y, lines }: Plot): string => {
  const [right, bottom] = [size.width - margin.right, size.height - margin.bottom];
  const points = lines.flatMap((line) => line.points);
  const [across, up] = [decades(points.map(([value]) => value)), decades(points.map(([, value]) => value))];
  const [toX, toY] = [scale(across, margin.left, right), scale(up, bottom, margin.top)];
  const grid = [
    ...across.map((exponent) => {
      const at = toX(10 ** exponent);
      return `<path class="grid" d="M${at} ${margin.top}V${bottom}"/>${text(at, bottom + 18, label(exponent), 'text-anchor="middle"')}`;
    }),
    ...up.map((exponent) => {
      const at = toY(10 ** exponent);
      return `<path class="grid" d="M${margin.left} ${at}H${right}"/>${text(margin.left - 8, at + 4, label(exponent), 'text-anchor="end"')}`;
    }),
  ];
  const drawn = lines.map(({ title: name, color, dashes = '', points: own }, index) => {
    const path = own
      .map(([px, py], at) => `${at === 0 ? 'M' : 'L'}${toX(px).toFixed(1)} ${toY(py).toFixed(1)}`)
      .join('');
    const at = margin.top + 10 + index * 20;
    const dots = own.map(
      ([px, py]) => `<circle cx="${toX(px).toFixed(1)}" cy="${toY(py).toFixed(1)}" r="3" fill="${color}"/>`,
    );
    const stroke = `fill="none" stroke="${color}" stroke-width="2" stroke-dasharray="${dashes}"`;
    return `<path d="${path}" ${stroke}/>${dots.join('')}<path d="M${right + 15} ${at}h25" ${stroke}/>${text(right + 46, at + 4, name)}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="12">
<title>${title}</title>
<style>.grid{stroke:#ccc;fill:none}</style>
<rect width="100%" height="100%" fill="#fff"/>
${text(margin.left, 24, title, 'font-size="15"')}
${grid.join('\n')}
${drawn.join('\n')}
${text((margin.left + right) / 2, size.height - 14, x, 'text-anchor="middle"')}
${text(16, (margin.top + bottom) / 2, y, `text-anchor="middle" transform="rotate(-90 16 ${(margin.top + bottom) / 2})"`)}
</svg>
`;
};

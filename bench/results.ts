import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

interface Result {
  readonly part: 'comparison' | 'scaling';
  /** The machine. */
  readonly where: string;
  readonly markdown: string;
  /** SVG. */
  readonly plot?: string;
}

const explanation = `# Benchmark

Written by \`npm run bench -- --write\` and \`npm run bench -- --scaling --write\`; run them again rather than trust a figure
of another machine. Compare within a table, not across tables.

A sample is a fresh process that loads the handler by \`import()\`, as Lambda's newest runtime client does, and gives it a
Create, the cold invocation (reads, one write and the response), and an Update with nothing to do, the warm one. AWS IoT
and the address of the response are behind TLS on this machine and take no time to think. Variants take turns; figures
are medians, ratios are medians of the ratios of each round, and the brackets hold the middle eight tenths, which is the
noise. Times are in milliseconds. CPU is that of the whole process, all threads.`;

const titles = { comparison: '## Against others', scaling: '## Against the size of the profile' } as const;

/** A part of the file, from its title to the next. */
const partOf = (file: string, title: string): string => {
  const [, rest = ''] = file.split(`${title}\n`);
  return rest.split(/^## /m)[0]?.trim() ?? '';
};

/** Writes one part of \`bench/RESULTS.md\`, and leaves the other as it is. */
export const writeResults = async (root: string, { part, where, markdown, plot }: Result): Promise<void> => {
  const file = path.join(root, 'bench/RESULTS.md');
  const before = existsSync(file) ? await readFile(file, 'utf8') : '';
  if (plot !== undefined) await writeFile(path.join(root, 'bench/results.svg'), plot);
  const picture = plot === undefined ? '' : '\n\n![seconds against size](results.svg)';
  const date = new Date().toISOString().slice(0, 10);
  const now = `${date}, ${where}, Node ${process.version}.\n\n${markdown.trim()}${picture}`;
  const sections = (['comparison', 'scaling'] as const).map((name) => {
    const text = name === part ? now : partOf(before, titles[name]);
    return `${titles[name]}\n\n${text || 'Not measured yet.'}`;
  });
  await writeFile(file, `${[explanation, ...sections].join('\n\n')}\n`);
};

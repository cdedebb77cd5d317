import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(__dirname, '../..');

/** Whatever is read below the project's folder. */
export const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** Every page that people read, by its path. */
export const pages: ReadonlyMap<string, string> = new Map(
  [
    ...readdirSync(root).filter((name) => name.endsWith('.md') && name !== 'API.md'),
    'bench/RESULTS.md',
    'cli/package/README.md',
    ...readdirSync(path.join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
  ].map((file) => [file, read(file)]),
);

/** A block of code, and where it stands. */
export interface Block {
  readonly file: string;
  readonly language: string;
  readonly code: string;
}

export const blocks: readonly Block[] = [...pages].flatMap(([file, page]) =>
  [...page.matchAll(/^( *)```(\w+)\n(.*?)^ *```/gms)].map(([, indent = '', language = '', code = '']) => ({
    file,
    language,
    code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  })),
);

export const blocksIn = (language: string): readonly Block[] => blocks.filter((block) => block.language === language);

/** A command of a block; lines that go on are one. */
export const commands: readonly { readonly file: string; readonly command: string }[] = blocksIn('sh').flatMap(
  ({ file, code }) =>
    code
      .replaceAll(/\\\n\s*/g, ' ')
      // What stands in quotes may have several lines.
      .split(/\n(?=(?:[^']*'[^']*')*[^']*$)/)
      .filter((command) => command.trim() !== '')
      .map((command) => ({ file, command })),
);

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { drawPictures, pictureFile } from './picture';

const root = path.resolve(__dirname, '../..');

const main = async (): Promise<void> => {
  const pictures = await drawPictures();
  for (const theme of ['light', 'dark'] as const) await writeFile(path.join(root, pictureFile(theme)), pictures[theme]);
};

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

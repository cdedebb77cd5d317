import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import type { FunctionBuild } from './functions';

/** The earliest that a zip can say. A fixed time, so that the same code gives the same bytes and the same SHA-256 sum. */
const timeOfFiles = new Date(1980, 0, 1);

/** Readable by everybody: Lambda refuses to load a file that only its owner may read. */
const modeOfFiles = 0o100644 << 16;
const unix = 3;

/** Writes `lambda.zip`: the files of `lambda/`, for those who host the code themselves. */
export const buildZip = async (root: string, { dist }: FunctionBuild): Promise<void> => {
  const folder = path.join(root, dist, 'lambda');
  const files: Zippable = {};
  for (const name of (await readdir(folder)).sort())
    files[name] = [await readFile(path.join(folder, name)), { mtime: timeOfFiles, os: unix, attrs: modeOfFiles }];
  await writeFile(path.join(root, dist, 'lambda.zip'), zipSync(files, { level: 9 }));
};

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { buildZip } from '../../scripts/build/zip';
import { root } from './support';

const zip = (): Buffer => readFileSync(join(root, 'dist/lambda.zip'));

describe('lambda.zip', () => {
  test('holds the files of the bundle, to the byte, and nothing else', () => {
    const folder = join(root, 'dist/lambda');
    const files = unzipSync(zip());
    expect(Object.keys(files)).toEqual(readdirSync(folder).sort());
    for (const [name, content] of Object.entries(files))
      expect(readFileSync(join(folder, name)).equals(content)).toBe(true);
  });

  test('is the same to the byte whenever it is made, so that its SHA-256 sum tells something', async () => {
    const before = zip();
    await buildZip(root);
    expect(zip().equals(before)).toBe(true);
  });
});

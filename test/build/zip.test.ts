import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { iotFunction } from '../../scripts/build/functions';
import { buildZip } from '../../scripts/build/zip';
import { root } from '../templates/support';

const zip = (): Buffer => readFileSync(join(root, 'dist/lambda.zip'));

/** What the central directory of a zip says of a file. */
interface DirectoryEntry {
  readonly name: string;
  /** Where the mode comes from; 3 is Unix. */
  readonly system: number;
  /** Type and permissions of the file, as Unix has them. */
  readonly mode: number;
}

const startOfEntry = 0x02014b50;
const startOfEnd = 0x06054b50;

/** The central directory of a zip that has no comment. */
const directoryOf = (content: Buffer): readonly DirectoryEntry[] => {
  const end = content.length - 22;
  if (content.readUInt32LE(end) !== startOfEnd) throw new Error('this is no zip, or it has a comment');
  const entries: DirectoryEntry[] = [];
  let at = content.readUInt32LE(end + 16);
  while (content.readUInt32LE(at) === startOfEntry) {
    const endOfName = at + 46 + content.readUInt16LE(at + 28);
    entries.push({
      name: content.toString('utf8', at + 46, endOfName),
      system: content.readUInt8(at + 5),
      mode: content.readUInt16LE(at + 40),
    });
    at = endOfName + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
  }
  return entries;
};

describe('lambda.zip', () => {
  test('holds the files of the bundle, to the byte, and nothing else', () => {
    const folder = join(root, 'dist/lambda');
    const files = unzipSync(zip());
    expect(Object.keys(files)).toEqual(readdirSync(folder).sort());
    for (const [name, content] of Object.entries(files))
      expect(readFileSync(join(folder, name)).equals(content)).toBe(true);
  });

  test('has files that everybody may read: Lambda refuses to load what only its owner may', () => {
    const names = readdirSync(join(root, 'dist/lambda')).sort();
    expect(directoryOf(zip())).toEqual(names.map((name) => ({ name, system: 3, mode: 0o100644 })));
  });

  test('is the same to the byte whenever it is made, so that its SHA-256 sum tells something', async () => {
    const before = zip();
    await buildZip(root, iotFunction);
    expect(zip().equals(before)).toBe(true);
  });
});

import path from 'node:path';
import { type Mutant, mutantsOf } from '../../scripts/mutation/mutant';
import { mutants } from '../../scripts/mutation/mutants';
import { checkMutants, mutate } from '../../scripts/mutation/project';

const root = path.resolve(__dirname, '../..');

const onFile = (find: string, replace: string): readonly Mutant[] =>
  mutantsOf('lambda/custom-resource/answer.ts', [[find, replace, 'harm']]);

describe('the mutants', () => {
  test('fit the code: the text of each is there exactly once, and every file that decides something has one', async () => {
    await expect(checkMutants(root, mutants)).resolves.toBeUndefined();
  });

  test('are all different, and each says what it would harm', () => {
    const texts = mutants.map(({ file, find, replace }) => JSON.stringify([file, find, replace]));
    expect(new Set(texts).size).toBe(texts.length);
    const harms = mutants.map(({ file, harm }) => `${file}: ${harm}`);
    expect(new Set(harms).size).toBe(harms.length);
  });
});

/** Enough for every file to have one, and quicker than all of them. */
const onePerFile: readonly Mutant[] = [...new Map(mutants.map((mutant) => [mutant.file, mutant])).values()];

describe('a mutant that no longer fits is refused by name', () => {
  test.each([
    ['where its text is gone', onFile('no such text', ''), 'occurs 0 times'],
    ['where its text is there twice', onFile('candidate', ''), 'occurs 2 times'],
    ['where it changes nothing', onFile('= 4_096;', '= 4_096;'), 'changes nothing'],
    ['where it does not compile', onFile('= 4_096;', '= ;'), 'does not compile'],
    ['where its file is gone', mutantsOf('gone.ts', [['a', 'b', 'harm']]), 'gone.ts'],
  ])('%s', async (_where, misfit, message) => {
    await expect(checkMutants(root, [...onePerFile, ...misfit])).rejects.toThrow(message);
  });

  test('and so is a file without a mutant', async () => {
    const others = onePerFile.filter(({ file }) => file !== 'lambda/custom-resource/answer.ts');
    await expect(checkMutants(root, others)).rejects.toThrow('lambda/custom-resource/answer.ts: has no mutant');
  });
});

test('what a mutant puts in is put in as it stands, with whatever would mean something to a replacement', () => {
  const [mutant] = onFile('b', '$& $1 $`');
  expect(mutant && mutate('a b c', mutant)).toBe('a $& $1 $` c');
});

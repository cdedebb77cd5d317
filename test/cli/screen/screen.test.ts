import { annotationLine } from '../../../cli/screen/annotations';
import { shortArn } from '../../../cli/screen/arn';
import { progressLine } from '../../../cli/screen/progress';
import { counted, createScreen, table, wrapped } from '../../../cli/screen/screen';

const screen = createScreen(40, false);

test('a text is broken at blanks, every line as far in as the first', () => {
  expect(wrapped('one two three four five six seven eight nine ten', screen, 4)).toEqual([
    '    one two three four five six seven',
    '    eight nine ten',
  ]);
});

test('a line is as long as there is room, and no longer', () => {
  const [long, short] = ['x'.repeat(20), 'y'.repeat(19)];
  expect(wrapped(`${long} ${short}`, screen)).toHaveLength(1);
  expect(wrapped(`${long} ${short}y`, screen)).toHaveLength(2);
});

test('a word that is too long is broken, and no character of it', () => {
  const lines = wrapped(`x${'\u{1f600}'.repeat(30)}`, screen);
  expect(lines.map((line) => line.length)).toEqual([39, 22]);
  expect(lines.join('')).toBe(`x${'\u{1f600}'.repeat(30)}`);
  for (const line of lines) expect(Buffer.from(line).toString()).toBe(line);
});

test('a word may be longer than any stack is deep', () => {
  expect(wrapped('x'.repeat(2_000_000), screen)).toHaveLength(50_000);
});

test('nothing is laid out on less than forty columns', () => {
  expect(wrapped('x'.repeat(40), createScreen(10, false))).toEqual(['x'.repeat(40)]);
});

test('what is counted has an s where it is not one', () => {
  expect([0, 1, 2, 1_234].map((count) => counted(count, 'profile'))).toEqual([
    '0 profiles',
    '1 profile',
    '2 profiles',
    '1,234 profiles',
  ]);
});

test('columns stand below each other', () => {
  expect(
    table(
      [
        ['NAME', 'N', 'OWNER'],
        ['a', '12', 'nobody'],
        ['longer', '3'],
      ],
      [1],
    ),
  ).toEqual(['NAME     N  OWNER', 'a       12  nobody', 'longer   3']);
});

test('a workflow command is one line, whatever is in it', () => {
  expect(
    annotationLine({ level: 'error', file: 'a,b:c', line: 3, column: 4, title: '100%', message: 'a\n::b 5%, c: d' }),
  ).toBe('::error file=a%2Cb%3Ac,line=3,col=4,title=100%25::a\\u000a::b 5%25, c: d');
  expect(annotationLine({ level: 'notice', title: 't', message: 'm' })).toBe('::notice title=t::m');
});

test('an ARN goes by what tells it apart', () => {
  expect(shortArn('arn:aws:iot:us-east-1:123456789012:thinggroup/a:b')).toBe('thinggroup/a:b');
  expect(shortArn('no\u001barn')).toBe('no\\u001barn');
});

describe('progress', () => {
  const written = (isWatched: boolean, times: readonly number[]) => {
    let [now, text] = [0, ''];
    const line = progressLine(
      {
        write: () => undefined,
        writeError: (one) => {
          text += one;
        },
        isColored: false,
        columns: 80,
        isWatched,
        variables: {},
        clock: { now: () => now, sleep: async () => undefined },
        signal: new AbortController().signal,
      },
      'profiles',
    );
    for (const [index, time] of times.entries()) {
      now = time;
      line.at(index + 1, times.length + 1);
    }
    line.at(times.length + 1, times.length + 1);
    line.end();
    return text;
  };

  test('is silent for a second, then one line that is written over, and gone in the end', () => {
    expect(written(true, [500, 999])).toBe('');
    expect(written(true, [500, 1_000])).toBe('\r\u001b[2Kreading profiles: 2 of 3\r\u001b[2K');
  });

  test('is a line every ten seconds where nobody watches', () => {
    expect(written(false, [5_000, 10_000, 15_000, 20_000])).toBe(
      'reading profiles: 2 of 5\nreading profiles: 4 of 5\n',
    );
  });
});

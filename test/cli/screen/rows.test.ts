import { rowsIn } from '../../../cli/screen/rows';
import { createScreen } from '../../../cli/screen/screen';

const rows = [
  { cells: ['fleet', '4', 'a long word'], told: ['fleet', '4 behaviors', 'a long word'] as const },
  { cells: ['x', '12', 'short'], told: ['x', '12 behaviors', 'short'] as const },
].map(({ cells, told: [first, ...others] }) => ({ cells, told: [first, ...others] as [string, ...string[]] }));

test('rows stand below each other, numbers on the right', () => {
  const header = ['NAME', 'N', 'WORD'];
  expect(rowsIn(rows, createScreen(80, false), { header, alignRight: [1], indent: 2 })).toEqual([
    '  NAME    N  WORD',
    '  fleet   4  a long word',
    '  x      12  short',
  ]);
});

test('where one does not fit, each stands in lines of its own', () => {
  expect(rowsIn(rows, createScreen(20, false))).toEqual([
    'fleet',
    '  4 behaviors',
    '  a long word',
    'x',
    '  12 behaviors',
    '  short',
  ]);
});

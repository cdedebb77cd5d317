import {
  type Claim,
  create,
  decide,
  decideRemoval,
  fixForward,
  inPlace,
  type Removal,
  type RemovalCase,
  replacement,
} from '../../../core/ownership/decision';
import type { Mark, Owner } from '../../../core/ownership/marks';

// The table of ownership is run as a whole by test/lifecycle/ownership-table.test.ts. Here: each claim by itself, with
// what a second delivery, or a delivery that was killed, finds of the first one.

const marksOf = {
  'made/earlier': { word: 'made', requestId: 'earlier' },
  'made/R': { word: 'made', requestId: 'R' },
  'made/R1': { word: 'made', requestId: 'R1' },
  'replaces/R/old': { word: 'replaces', requestId: 'R', physicalResourceId: 'old' },
  'replaces/earlier/old': { word: 'replaces', requestId: 'earlier', physicalResourceId: 'old' },
  'replaces/earlier/other': { word: 'replaces', requestId: 'earlier', physicalResourceId: 'other' },
  'replaces/R1/old': { word: 'replaces', requestId: 'R1', physicalResourceId: 'old' },
  'claimed/earlier': { word: 'claimed', requestId: 'earlier' },
  'claimed/R': { word: 'claimed', requestId: 'R' },
  'claimed/R1': { word: 'claimed', requestId: 'R1' },
  'adopted/earlier': { word: 'adopted', requestId: 'earlier' },
  'adopted/R': { word: 'adopted', requestId: 'R' },
  'adopted/R1': { word: 'adopted', requestId: 'R1' },
  'no mark': { word: 'adopted', requestId: undefined },
} as const satisfies Record<string, Mark>;

type MarkText = keyof typeof marksOf;

const ours = (mark: MarkText): Owner => ({ kind: 'ours', mark: marksOf[mark] });
const another: Owner = { kind: 'another', name: 'the stack X' };
const textOf = (mark: Mark | undefined): string =>
  Object.entries(marksOf).find(([, one]) => JSON.stringify(one) === JSON.stringify(mark))?.[0] ?? '';

/** In one line: what is done, the mark that comes first and the one that comes last. */
const decided = (claim: Claim, owner: Owner | undefined, adoptExisting = false, isAsDeclared = () => false): string => {
  const decision = decide({ claim, owner, adoptExisting, isAsDeclared });
  switch (decision.kind) {
    case 'leave':
    case 'refuse':
      return `${decision.kind} ${decision.owner}`;
    case 'converge':
      return `converge, ${textOf(decision.last)}`;
    case 'create':
    case 'adopt':
      return `${decision.kind} ${textOf(decision.mark)}, ${textOf(decision.last)}`;
  }
};

const claims = {
  'a create': create('R'),
  'an update to another name': replacement('R', 'old', false),
  'an update to another name, from a name that may be invented': replacement('R', 'old', true),
  'an update under the id of the failed create R1': fixForward('R', 'R1'),
  'an update in place': inPlace('R'),
};

/** Without AdoptExisting, and with it where that is not the same. */
type Row = readonly [mark: MarkText, plainly: string, adopting?: string];

const nothingLast = 'converge, ';
const claimLast = 'converge, claimed/R';
const stayAdopted = 'converge, adopted/R';

const adoptedAnew = 'adopt adopted/R, ';
const adoptedAgain = 'adopt , ';

const rows: Readonly<Record<keyof typeof claims, readonly Row[]>> = {
  'a create': [
    ['made/earlier', claimLast, adoptedAnew],
    ['made/R', nothingLast],
    ['replaces/earlier/old', claimLast, adoptedAnew],
    ['claimed/earlier', claimLast, adoptedAnew],
    ['claimed/R', nothingLast],
    ['adopted/earlier', stayAdopted, adoptedAnew],
    ['adopted/R', adoptedAgain],
    ['no mark', stayAdopted, adoptedAnew],
  ],
  'an update to another name': [
    ['made/earlier', claimLast],
    ['replaces/R/old', nothingLast],
    ['replaces/earlier/old', nothingLast],
    ['replaces/earlier/other', claimLast],
    ['claimed/earlier', claimLast],
    ['claimed/R', nothingLast],
    ['adopted/earlier', stayAdopted],
    ['adopted/R', adoptedAgain],
    ['no mark', stayAdopted],
  ],
  'an update to another name, from a name that may be invented': [
    ['made/earlier', claimLast],
    ['replaces/R/old', claimLast],
    ['replaces/earlier/old', claimLast],
    ['claimed/R', nothingLast],
    ['adopted/R', adoptedAgain],
  ],
  'an update under the id of the failed create R1': [
    ['made/earlier', claimLast, 'adopt adopted/R1, adopted/R'],
    ['made/R1', claimLast],
    ['replaces/R1/old', claimLast, 'adopt adopted/R1, adopted/R'],
    ['claimed/R1', claimLast, 'adopt adopted/R1, adopted/R'],
    ['claimed/R', nothingLast],
    ['adopted/earlier', stayAdopted, 'adopt adopted/R1, adopted/R'],
    ['adopted/R1', 'adopt , adopted/R'],
    ['adopted/R', adoptedAgain],
    ['no mark', stayAdopted, 'adopt adopted/R1, adopted/R'],
  ],
  'an update in place': [
    ['made/earlier', nothingLast],
    ['made/R', nothingLast],
    ['replaces/earlier/old', nothingLast],
    ['claimed/earlier', nothingLast],
    ['adopted/earlier', nothingLast],
    ['adopted/R', adoptedAgain],
    ['no mark', nothingLast],
  ],
};

const whatIsMade: Readonly<Record<keyof typeof claims, string>> = {
  'a create': 'create made/R, ',
  'an update to another name': 'create replaces/R/old, ',
  'an update to another name, from a name that may be invented': 'create replaces/R/old, claimed/R',
  'an update under the id of the failed create R1': 'create made/R1, claimed/R',
  'an update in place': 'create made/R, ',
};

describe.each(Object.entries(claims))('%s', (name, claim) => {
  const key = name as keyof typeof claims;
  const adoption = key.includes('R1') ? 'adopt adopted/R1, adopted/R' : adoptedAnew;

  test.each(rows[key].map((row) => ({ mark: row[0], plainly: row[1], adopting: row[2] ?? row[1] })))(
    'that meets one of ours, $mark: $plainly; with AdoptExisting: $adopting',
    ({ mark, plainly, adopting }) => {
      expect(decided(claim, ours(mark))).toBe(plainly);
      expect(decided(claim, ours(mark), true)).toBe(adopting);
    },
  );

  test('that meets nothing makes it', () => {
    expect(decided(claim, undefined)).toBe(whatIsMade[key]);
    expect(decided(claim, undefined, true)).toBe(whatIsMade[key]);
  });

  test("that meets nobody's adopts it where it may", () => {
    expect(decided(claim, { kind: 'none' }, true)).toBe(adoption);
    // In place the physical id proves that it is ours.
    expect(decided(claim, { kind: 'none' })).toBe(claim.kind === 'keep' ? adoption : 'refuse undefined');
  });

  test("that meets another's adopts it only where it is told to", () => {
    expect(decided(claim, another, true)).toBe(adoption);
    expect(decided(claim, another)).toBe('refuse the stack X');
  });

  test("leaves another's as it is only in place, where it is as declared", () => {
    const expected = claim.kind === 'keep' ? 'leave the stack X' : 'refuse the stack X';
    expect(decided(claim, another, false, () => true)).toBe(expected);
  });
});

describe('what is removed', () => {
  const R = 'R';
  const removals = {
    'by its name': { kind: 'physical-id', releasesAdopted: false },
    'by its name, with AdoptExisting': { kind: 'physical-id', releasesAdopted: true },
    'by the implied name': { kind: 'implied-name', adoptExisting: false },
    'by the implied name, with AdoptExisting': { kind: 'implied-name', adoptExisting: true },
    'after the failed create R': { kind: 'failed-create', requestId: R },
    'by the sweep of a failed replacement of old': { kind: 'sweep', physicalResourceId: 'old' },
  } as const satisfies Record<string, RemovalCase>;

  const table: readonly (readonly [MarkText, ...Removal[]])[] = [
    ['made/earlier', 'delete', 'delete', 'delete', 'release', 'leave', 'leave'],
    ['made/R', 'delete', 'delete', 'delete', 'release', 'delete', 'leave'],
    ['replaces/R/old', 'delete', 'delete', 'delete', 'release', 'leave', 'delete'],
    ['replaces/earlier/old', 'delete', 'delete', 'delete', 'release', 'leave', 'delete'],
    ['replaces/earlier/other', 'delete', 'delete', 'delete', 'release', 'leave', 'leave'],
    ['claimed/earlier', 'delete', 'delete', 'leave', 'leave', 'leave', 'leave'],
    ['claimed/R', 'delete', 'delete', 'leave', 'leave', 'leave', 'leave'],
    ['adopted/earlier', 'delete', 'release', 'release', 'release', 'leave', 'release'],
    ['adopted/R', 'delete', 'release', 'release', 'release', 'release', 'release'],
    ['no mark', 'delete', 'release', 'release', 'release', 'leave', 'release'],
  ];

  test.each(table.map(([mark, ...expected]) => ({ mark, expected })))('$mark: $expected', ({ mark, expected }) => {
    expect(Object.values(removals).map((removal) => decideRemoval(removal, ours(mark)))).toStrictEqual(expected);
  });

  test('is never what bears no mark of ours', () => {
    for (const removal of Object.values(removals))
      for (const owner of [{ kind: 'none' }, another] as const) expect(decideRemoval(removal, owner)).toBe('leave');
  });
});

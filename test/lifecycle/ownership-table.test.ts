import { createEvent, deleteEvent, marks, otherStackId, updateEvent } from '../support/rig';
import table from './ownership.json';
import { madeLongAgo, type Stand, type StandKind, standKinds, type Tags } from './ownership-stands';
import type { Properties } from './support';

interface Row {
  readonly event: string;
  readonly owner: string;
  readonly mark?: string | null;
  readonly adoptExisting: boolean;
  readonly propertiesNameThisId?: boolean;
  readonly liveIsDeclared?: boolean;
  readonly then: { readonly do: string; readonly mark?: string; readonly markUntilLast?: string };
}

/** How an event of the table is sent, and which profile its row is about. */
interface Sending {
  readonly name: string;
  /** Where the event has one: the physical id is that of what stands under this name, or this very text. */
  readonly id: { readonly of: string } | { readonly text: string };
  /** What stands beside the profile of the row. */
  readonly beside?: string;
  readonly eventOf: (row: Row, physicalId: string) => object;
}

const adopting = ({ adoptExisting }: Row, properties: Properties): Properties =>
  adoptExisting ? { ...properties, AdoptExisting: 'true' } : properties;

const inventedIds = [
  'factory-Profile-1ABCDEFGHIJKL',
  'factory-Profile-aBcDeFg8',
  '2026/11/25/[$LATEST]0123456789abcdef',
];

const sendingsOf = ({ properties, failedId }: StandKind): Readonly<Record<string, readonly Sending[]>> => {
  const wanted = properties('profile');
  const fixForward = (text: string): Sending => ({
    name: 'profile',
    id: { text },
    eventOf: (row, id) => updateEvent(id, wanted, adopting(row, wanted), 'R'),
  });
  const deleting = (text: string, requestId = 'R'): Sending => ({
    name: 'profile',
    id: { text },
    eventOf: (row, id) => deleteEvent(id, adopting(row, wanted), requestId),
  });
  return {
    Create: [{ name: 'profile', id: { text: 'no' }, eventOf: (row) => createEvent(adopting(row, wanted), 'R') }],
    'Update to another name': [
      {
        name: 'profile',
        id: { of: 'former' },
        beside: 'former',
        eventOf: (row, id) => updateEvent(id, properties('former'), adopting(row, wanted), 'R'),
      },
    ],
    'Update in place': [
      {
        name: 'profile',
        id: { of: 'profile' },
        eventOf: (row, id) => updateEvent(id, wanted, adopting(row, wanted), 'R'),
      },
    ],
    'Update, id failed-create/<R1>/<name> or refused-create/<R1>/<name>, same name': [
      fixForward(failedId('failed', 'R1', 'profile')),
      fixForward(failedId('refused', 'R1', 'profile')),
    ],
    'Delete, id is a name': [
      {
        name: 'profile',
        id: { of: 'profile' },
        eventOf: (row, id) =>
          deleteEvent(id, adopting(row, row.propertiesNameThisId ? wanted : properties('another')), 'R'),
      },
    ],
    'Delete, invented id, implied name': inventedIds.map((id) => deleting(id)),
    'Delete, failed-create/<R>/<name>': [deleting(failedId('failed', 'R', 'profile'), 'delete-1')],
    'Delete, refused-create/<R>/<name>': [deleting(failedId('refused', 'R', 'profile'), 'delete-1')],
    'Sweep under the old name, physical id <P>': [
      {
        name: 'renamed',
        id: { of: 'profile' },
        beside: 'profile',
        eventOf: (row, id) => updateEvent(id, adopting(row, properties('renamed')), wanted, 'R'),
      },
    ],
  };
};

const text = (mark: string, physicalId: string): string =>
  mark
    .replaceAll('<R>', 'R')
    .replaceAll('<R1>', 'R1')
    .replaceAll('<other R>', 'other')
    .replaceAll('<P>', physicalId)
    .replaceAll('<other P>', 'elsewhere');

const ownersOf = ({ owner, mark }: Row, physicalId: string): readonly Tags[] => {
  const requestId = mark === undefined || mark === null ? undefined : text(mark, physicalId);
  switch (owner) {
    case 'ours':
      return [marks(requestId)];
    case 'none':
      return [{}];
    case 'another': {
      const { 'cloudformation:stack-id': stackId = '', 'cloudformation:logical-id': logicalId = '' } = marks();
      return [
        marks('made/other', otherStackId),
        { 'cloudformation:stack-id': stackId },
        { 'cloudformation:logical-id': logicalId },
        { 'aws:cloudformation:stack-id': otherStackId },
      ];
    }
    default:
      return [];
  }
};

type Content = Parameters<Stand['seed']>[1];

/** The content before the event: what is declared, or something else. */
const contentsOf = ({ event, liveIsDeclared }: Row): readonly Content[] => {
  if (liveIsDeclared !== undefined) return [liveIsDeclared ? 'declared' : 'other'];
  // Nobody's profile with exactly the content of a create may be our own, whose tags come late: that is another test.
  return event.startsWith('Delete') ? ['declared'] : ['declared', 'other'];
};

const markOf = (tags: Tags = {}): string | undefined => tags['cloudformation:request-id'];

const rowsOf = (event: string): readonly Row[] => (table.cases as readonly Row[]).filter((row) => row.event === event);

/** The profile of the row, where there is one; its marks may name the physical id. */
const seedRow = (stand: Stand, { id, name }: Sending, content: Content, tagsFor: TagsFor): string => {
  if ('text' in id) {
    const tags = tagsFor(id.text);
    if (tags !== undefined) stand.seed(name, content, { ...tags, theirs: 'kept' });
    return id.text;
  }
  // An id that the service makes up is known when the profile stands.
  const isItself = id.of === name;
  if (isItself && tagsFor('') !== undefined) stand.seed(name, content, {});
  const physicalId = stand.idOf(id.of);
  const tags = tagsFor(physicalId);
  if (tags === undefined) return physicalId;
  const all = { ...tags, theirs: 'kept' };
  if (isItself) stand.tag(name, all);
  else stand.seed(name, content, all);
  return physicalId;
};

type TagsFor = (physicalId: string) => Tags | undefined;

const check = async (kind: StandKind, row: Row, sending: Sending, content: Content, tagsFor: TagsFor) => {
  const stand = kind.start();
  const { beside, name } = sending;
  if (beside !== undefined) stand.seed(beside, 'declared', madeLongAgo);
  const physicalId = seedRow(stand, sending, content, tagsFor);
  const before = stand.held(name);
  const bystander = beside === undefined ? undefined : stand.held(beside);
  const answer = await stand.answer(sending.eventOf(row, physicalId));
  const { then } = row;
  expect(answer).toMatchObject({ Status: then.do === 'refuse' ? 'FAILED' : 'SUCCESS' });
  if (beside !== undefined) expect(stand.held(beside)).toEqual(bystander);
  const writes = stand.writes();
  const after = stand.held(name);
  const expectedMark = then.mark === undefined ? undefined : text(then.mark, physicalId);
  switch (then.do) {
    case 'refuse':
    case 'succeed untouched':
    case 'leave':
      expect(writes).toEqual([]);
      expect(after).toEqual(before);
      return;
    case 'delete':
      expect(writes).toEqual(['DeleteSecurityProfile']);
      expect(after).toBeUndefined();
      return;
    case 'release':
      expect(writes).toEqual(['UntagResource']);
      expect(after).toEqual({ ...before, tags: { theirs: 'kept' } });
      return;
    case 'create':
      expect(writes[0]).toBe('CreateSecurityProfile');
      stand.expectDeclared(name);
      expect(after?.tags).toEqual(marks(expectedMark));
      if (then.markUntilLast !== undefined) expect(stand.firstMark()).toBe(text(then.markUntilLast, physicalId));
      return;
    case 'converge':
      expect(writes).not.toContain('CreateSecurityProfile');
      stand.expectDeclared(name);
      expect(after?.tags).toEqual({
        ...before?.tags,
        ...(then.mark === 'unchanged' ? {} : marks(expectedMark)),
      });
      expect(writes.indexOf('TagResource')).toBe(markOf(before?.tags) === markOf(after?.tags) ? -1 : writes.length - 1);
      return;
    case 'adopt': {
      const stays =
        markOf(before?.tags) === expectedMark ||
        (then.markUntilLast === undefined && row.event.startsWith('Update, id'));
      if (!stays) {
        expect(writes[0]).toBe('TagResource');
        expect(stand.firstMark()).toBe(text(then.markUntilLast ?? then.mark ?? '', physicalId));
      }
      stand.expectTakenOver(name, content);
      stand.expectDeclared(name);
      expect(after?.tags).toEqual({ ...before?.tags, ...marks(expectedMark) });
      return;
    }
    default:
      throw new Error(`unknown outcome ${then.do}`);
  }
};

const titleOf = ({ owner, mark, adoptExisting, propertiesNameThisId, liveIsDeclared, then }: Row): string =>
  [
    owner,
    ...(mark === undefined ? [] : [mark ?? 'no mark']),
    ...(adoptExisting ? ['AdoptExisting'] : []),
    ...(propertiesNameThisId === undefined
      ? []
      : [propertiesNameThisId ? 'its own properties' : "another's properties"]),
    ...(liveIsDeclared === undefined ? [] : [liveIsDeclared ? 'as declared' : 'not as declared']),
    `=> ${then.do}${then.mark === undefined ? '' : ` ${then.mark}`}`,
  ].join(', ');

describe.each(standKinds.map((kind) => [kind.title, kind] as const))('%s', (_kindTitle, kind) => {
  const sendings = sendingsOf(kind);

  test('every row of the table is run', () => {
    const run = Object.keys(sendings).flatMap(rowsOf);
    expect(run).toHaveLength(table.cases.length);
    expect(run).toHaveLength(282);
  });

  describe.each(Object.entries(sendings))('%s', (event, ways) => {
    test.each(rowsOf(event).map((row) => [titleOf(row), row] as const))('%s', async (_title, row) => {
      for (const sending of ways)
        for (const content of contentsOf(row)) {
          const count = row.owner === 'absent' ? 1 : ownersOf(row, '').length;
          for (let index = 0; index < count; index++)
            await check(kind, row, sending, content, (id) =>
              row.owner === 'absent' ? undefined : ownersOf(row, id)[index],
            );
        }
    });
  });
});

import { createEvent, deleteEvent, marks, otherStackId, Rig, updateEvent } from '../support/rig';
import table from './ownership.json';
import { forget, held, inputsOf, named, type Properties, small, typedFlood, typedSmall } from './support';

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
  readonly physicalId: string;
  /** What stands beside the profile of the row. */
  readonly beside?: string;
  readonly eventOf: (row: Row) => object;
}

const wanted = small;
const adopting = ({ adoptExisting }: Row, properties: Properties = wanted): Properties =>
  adoptExisting ? { ...properties, AdoptExisting: 'true' } : properties;
const fixForward = (id: string): Sending => ({
  name: 'profile',
  physicalId: id,
  eventOf: (row) => updateEvent(id, wanted, adopting(row), 'R'),
});
const deleting = (physicalId: string, requestId = 'R'): Sending => ({
  name: 'profile',
  physicalId,
  eventOf: (row) => deleteEvent(physicalId, adopting(row), requestId),
});

const sendings: Readonly<Record<string, readonly Sending[]>> = {
  Create: [{ name: 'profile', physicalId: 'no', eventOf: (row) => createEvent(adopting(row), 'R') }],
  'Update to another name': [
    {
      name: 'profile',
      physicalId: 'former',
      beside: 'former',
      eventOf: (row) => updateEvent('former', named('former'), adopting(row), 'R'),
    },
  ],
  'Update in place': [
    { name: 'profile', physicalId: 'profile', eventOf: (row) => updateEvent('profile', wanted, adopting(row), 'R') },
  ],
  'Update, id failed-create/<R1>/<name> or refused-create/<R1>/<name>, same name': [
    fixForward('failed-create/R1/profile'),
    fixForward('refused-create/R1/profile'),
  ],
  'Delete, id is a name': [
    {
      name: 'profile',
      physicalId: 'profile',
      eventOf: (row) =>
        deleteEvent('profile', adopting(row, row.propertiesNameThisId ? wanted : named('another')), 'R'),
    },
  ],
  'Delete, invented id, implied name': [
    deleting('factory-Profile-1ABCDEFGHIJKL'),
    deleting('factory-Profile-aBcDeFg8'),
    deleting('2026/11/25/[$LATEST]0123456789abcdef'),
  ],
  'Delete, failed-create/<R>/<name>': [deleting('failed-create/R/profile', 'delete-1')],
  'Delete, refused-create/<R>/<name>': [deleting('refused-create/R/profile', 'delete-1')],
  'Sweep under the old name, physical id <P>': [
    {
      name: 'renamed',
      physicalId: 'profile',
      beside: 'profile',
      eventOf: (row) => updateEvent('profile', adopting(row, named('renamed')), wanted, 'R'),
    },
  ],
};

const text = (mark: string, physicalId: string): string =>
  mark
    .replaceAll('<R>', 'R')
    .replaceAll('<R1>', 'R1')
    .replaceAll('<other R>', 'other')
    .replaceAll('<P>', physicalId)
    .replaceAll('<other P>', 'elsewhere');

const ownersOf = ({ owner, mark }: Row, physicalId: string): readonly Readonly<Record<string, string>>[] => {
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

/** The content before the event: what is declared, or something else. */
const contentsOf = ({ event, liveIsDeclared }: Row): readonly object[] => {
  const declared = typedSmall;
  const other = { ...typedSmall, behaviors: [typedFlood(999)] };
  if (liveIsDeclared !== undefined) return [liveIsDeclared ? declared : other];
  // Nobody's profile with exactly the content of a create may be our own, whose tags come late: that is another test.
  return event.startsWith('Delete') ? [declared] : [declared, other];
};

const markOf = (tags: Readonly<Record<string, string>>): string | undefined => tags['cloudformation:request-id'];

const rowsOf = (event: string): readonly Row[] => (table.cases as readonly Row[]).filter((row) => row.event === event);

test('every row of the table is run', () => {
  const run = Object.keys(sendings).flatMap(rowsOf);
  expect(run).toHaveLength(table.cases.length);
  expect(run).toHaveLength(282);
});

const ready = async (sending: Sending, content: object, tags: Readonly<Record<string, string>> | undefined) => {
  const rig = new Rig();
  const { beside, name } = sending;
  if (beside !== undefined)
    rig.iot.service.seed({ ...typedSmall, securityProfileName: beside }, { tags: marks('made/0') });
  if (tags !== undefined)
    rig.iot.service.seed({ ...content, securityProfileName: name } as typeof typedSmall, {
      tags: { ...tags, theirs: 'kept' },
      targets: ['arn:aws:iot:us-east-1:123456789012:thinggroup/theirs'],
    });
  forget(rig);
  return rig;
};

const check = async (
  row: Row,
  sending: Sending,
  content: object,
  tags: Readonly<Record<string, string>> | undefined,
) => {
  const rig = await ready(sending, content, tags);
  const { name, physicalId } = sending;
  const before = tags && held(rig, name);
  const answer = await rig.answer(sending.eventOf(row));
  const { then } = row;
  expect(answer).toMatchObject({ Status: then.do === 'refuse' ? 'FAILED' : 'SUCCESS' });
  const writes = rig.writes();
  const firstMark = () => {
    const [first] = rig.iot.journal.writes;
    const input = JSON.stringify(first?.input);
    return /"Key":"cloudformation:request-id","Value":"([^"]+)"/.exec(input)?.[1];
  };
  const expectedMark = then.mark === undefined ? undefined : text(then.mark, physicalId);
  switch (then.do) {
    case 'refuse':
      expect(writes).toEqual([]);
      expect(held(rig, name)).toEqual(before);
      return;
    case 'succeed untouched':
    case 'leave':
      expect(writes).toEqual([]);
      expect(rig.iot.service.profile(name)).toEqual(before);
      return;
    case 'delete':
      expect(writes).toEqual(['DeleteSecurityProfile']);
      expect(rig.iot.service.profile(name)).toBeUndefined();
      return;
    case 'release':
      expect(writes).toEqual(['UntagResource']);
      expect(held(rig, name)).toEqual({ ...before, tags: { theirs: 'kept' } });
      return;
    case 'create':
      expect(writes[0]).toBe('CreateSecurityProfile');
      expect(held(rig, name).profile).toMatchObject(typedSmall);
      expect(held(rig, name).tags).toEqual(marks(expectedMark));
      if (then.markUntilLast !== undefined) expect(firstMark()).toBe(text(then.markUntilLast, physicalId));
      return;
    case 'converge':
      expect(writes).not.toContain('CreateSecurityProfile');
      expect(held(rig, name).profile).toMatchObject(typedSmall);
      expect(held(rig, name).tags).toEqual({
        ...before?.tags,
        ...(then.mark === 'unchanged' ? {} : marks(expectedMark)),
      });
      expect(writes.indexOf('TagResource')).toBe(
        markOf(before?.tags ?? {}) === markOf(held(rig, name).tags) ? -1 : writes.length - 1,
      );
      return;
    case 'adopt': {
      const stays =
        markOf(before?.tags ?? {}) === expectedMark ||
        (then.markUntilLast === undefined && sending.physicalId.includes('/'));
      if (!stays) {
        expect(writes[0]).toBe('TagResource');
        expect(firstMark()).toBe(text(then.markUntilLast ?? then.mark ?? '', physicalId));
      }
      expect(inputsOf(rig, 'UpdateSecurityProfile')).toEqual([
        expect.objectContaining({ expectedVersion: 1, behaviors: typedSmall.behaviors }),
      ]);
      expect(held(rig, name).profile).toMatchObject({ ...typedSmall, version: 2 });
      expect(held(rig, name).tags).toEqual({ ...before?.tags, ...marks(expectedMark) });
      return;
    }
    default:
      throw new Error(`unknown outcome ${then.do}`);
  }
};

describe.each(Object.entries(sendings))('%s', (event, ways) => {
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

  test.each(rowsOf(event).map((row) => [titleOf(row), row] as const))('%s', async (_title, row) => {
    for (const sending of ways)
      for (const content of contentsOf(row)) {
        const owners = row.owner === 'absent' ? [undefined] : ownersOf(row, sending.physicalId);
        for (const tags of owners) await check(row, sending, content, tags);
      }
  });
});

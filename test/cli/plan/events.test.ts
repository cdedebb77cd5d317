import { declare, nestedParameters, unchangedIds } from '../../../cli/declared/deployment';
import { eventsOf } from '../../../cli/plan/events';

const declared = (
  Resources: object,
  physicalIds: Readonly<Record<string, string>> = {},
  sections: object = {},
  parameters: Readonly<Record<string, string | undefined>> = {},
) =>
  declare({
    source: 'file',
    text: JSON.stringify({ Resources, ...sections }),
    parameters,
    ssmParameters: {},
    place: {},
    physicalIds,
    exports: undefined,
  });

const profile = (Properties: object = {}, rest: object = {}) => ({
  Type: 'Custom::IoTSecurityProfile',
  Properties: { ServiceToken: 'token', ...Properties },
  ...rest,
});

const kinds = (before: object | undefined, after: object, ids: Readonly<Record<string, string>> = { P: 'p' }) =>
  eventsOf(before && declared(before, ids), declared(after)).map(({ kind, ...event }) => [
    kind,
    ...('physicalId' in event ? [event.physicalId] : []),
  ]);

const group = { Type: 'AWS::IoT::ThingGroup' };

test.each<[string, object | undefined, object, readonly (readonly string[])[]]>([
  ['a stack that is new', undefined, { P: profile() }, [['Create']]],
  ['a resource that is new', { G: group }, { P: profile(), G: group }, [['Create']]],
  ['what is as it was', { P: profile() }, { P: profile() }, [['none', 'p']]],
  ['another property', { P: profile() }, { P: profile({ Revision: '2' }) }, [['Update', 'p']]],
  [
    'a number for a text is no change',
    { P: profile({ Revision: '2' }) },
    { P: profile({ Revision: 2 }) },
    [['none', 'p']],
  ],
  ['another function', { P: profile() }, { P: profile({ ServiceToken: 'other' }) }, [['refused']]],
  ['another type', { P: { Type: 'AWS::IoT::SecurityProfile' } }, { P: profile() }, [['refused']]],
  ['one that goes', { P: profile() }, { G: group }, [['Delete', 'p']]],
  ['one that goes and stays', { P: profile({}, { DeletionPolicy: 'Retain' }) }, { G: group }, [['retain', 'p']]],
  [
    'one that goes and was only to go where its creation failed',
    { P: profile({}, { DeletionPolicy: 'RetainExceptOnCreate' }) },
    { G: group },
    [['retain', 'p']],
  ],
  [
    'what was not known and is known now',
    { P: profile({ Revision: { Ref: 'AWS::StackName' } }) },
    { P: profile({ Revision: '2' }) },
    [['Update', 'p']],
  ],
  [
    'a token that is not known is none that has changed',
    { P: profile({ ServiceToken: { Ref: 'AWS::StackName' } }) },
    { P: profile() },
    [['none', 'p']],
  ],
  [
    'what cannot be read is not gone',
    { P: profile() },
    { P: profile({}, { DeletionPolicy: 'Keep' }) },
    [['unread', 'p']],
  ],
  ['native ones are none of ours', undefined, { P: { Type: 'AWS::IoT::SecurityProfile' } }, []],
])('%s', (_what, before, after, expected) => {
  expect(kinds(before, after)).toEqual(expected);
});

test('a resource whose creation never came about is created, and nothing is deleted for one', () => {
  expect(kinds({ P: profile() }, { P: profile() }, {})).toEqual([['Create']]);
  expect(kinds({ P: profile() }, { G: group }, {})).toEqual([]);
});

test('a name that every object has is one of a resource as any', () => {
  expect(kinds(undefined, { constructor: profile() })).toEqual([['Create']]);
  expect(kinds({ P: profile() }, { P: profile(), toString: profile() })).toEqual([['none', 'p'], ['Create']]);
});

test('only what a deployment leaves as it is keeps its physical id', () => {
  const before = declared(
    { A: group, B: group, C: { ...group, Properties: { ThingGroupName: 'c' } } },
    { A: 'a', B: 'b', C: 'c', D: 'd' },
  );
  const after = declared({ A: group, C: { ...group, Properties: { ThingGroupName: 'd' } } });
  expect(unchangedIds(before, after)).toEqual({ A: 'a' });
});

test('a nested stack is given what its parent knows; a list as one text, and what is not known as that', () => {
  const Parameters = {
    A: 'text',
    B: [1, true],
    C: { Ref: 'Later' },
    D: ['x', { Ref: 'Later' }],
    E: { Ref: 'AWS::NoValue' },
  };
  const parent = declared(
    {
      Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters } },
      None: { Type: 'AWS::CloudFormation::Stack' },
    },
    {},
    { Parameters: { Later: { Type: 'String' } } },
  );
  expect(nestedParameters(parent, 'Nested')).toEqual({
    A: 'text',
    B: '1,true',
    C: undefined,
    D: undefined,
    E: undefined,
  });
  expect(nestedParameters(parent, 'None')).toEqual({});
});

test('a parameter whose value is kept secret is not known, also where it has a default', () => {
  const sections = {
    Parameters: { Secret: { Type: 'String', Default: 'x' }, Plain: { Type: 'String', Default: 'y' } },
  };
  const { known } = declared({ G: group }, {}, sections, { Secret: undefined, Strange: 'z' });
  expect(known.parameters).toEqual({ Plain: 'y' });
});

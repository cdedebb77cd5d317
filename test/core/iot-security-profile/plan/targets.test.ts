import { planTargets, type TargetsWanted } from '../../../../core/iot-security-profile/plan/targets';

const exactly = (arns: readonly string[], before: readonly string[] = []): TargetsWanted => ({
  kind: 'exactly',
  arns,
  before,
});
const without = (...arns: readonly string[]): TargetsWanted => ({ kind: 'without', arns });
const including = (...arns: readonly string[]): TargetsWanted => ({ kind: 'including', arns });
const nothing = { attach: [], detach: [], detachedFromOthers: [] };

describe('attachments', () => {
  test.each<[string, readonly string[], TargetsWanted, object]>([
    ['that are not ours stay', ['a', 'b'], { kind: 'unmanaged' }, nothing],
    ['that are as they should be stay, in any order', ['a', 'b'], exactly(['b', 'a']), nothing],
    ['that are missing are made', ['a'], exactly(['a', 'b']), { ...nothing, attach: ['b'] }],
    ['that we declared go', ['a', 'b'], exactly(['a'], ['a', 'b']), { ...nothing, detach: ['b'] }],
    [
      'that others made go and are named',
      ['a', 'b', 'c'],
      exactly(['a'], ['b']),
      { attach: [], detach: ['b', 'c'], detachedFromOthers: ['c'] },
    ],
    [
      'all go for an empty list',
      ['a', 'b'],
      exactly([], ['a']),
      { attach: [], detach: ['a', 'b'], detachedFromOthers: ['b'] },
    ],
    ['are swapped', ['a'], exactly(['b'], ['a']), { ...nothing, attach: ['b'], detach: ['a'] }],
    ['that are declared twice are made once', [], exactly(['a', 'a']), { ...nothing, attach: ['a'] }],
    ['declared before go, those of others stay', ['a', 'b'], without('a'), { ...nothing, detach: ['a'] }],
    ['declared before that are gone already are no call', ['b'], without('a'), nothing],
    ['declared twice before go once', ['a'], without('a', 'a'), { ...nothing, detach: ['a'] }],
    ['of the former profile are made, none goes', ['c'], including('a', 'c'), { ...nothing, attach: ['a'] }],
    [
      'are told apart by the whole of their ARNs: another begins like one that is attached',
      ['group/a'],
      exactly(['group/a', 'group/ab']),
      { ...nothing, attach: ['group/ab'] },
    ],
    [
      'are told apart by the whole of their ARNs: another is the beginning of one that is attached',
      ['group/ab'],
      exactly(['group/a', 'group/ab']),
      { ...nothing, attach: ['group/a'] },
    ],
    ['declared before are told apart by the whole of their ARNs', ['group/ab'], without('group/a'), nothing],
    [
      'with odd names are nothing special',
      ['__proto__'],
      exactly(['constructor']),
      {
        attach: ['constructor'],
        detach: ['__proto__'],
        detachedFromOthers: ['__proto__'],
      },
    ],
  ])('%s', (_what, live, wanted, expected) => {
    expect(planTargets(live, wanted)).toStrictEqual(expected);
  });
});

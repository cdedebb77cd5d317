import { type End, type SuiteResult, type Verdict, verdictOf } from '../../scripts/mutation/jest-run';

const passed: SuiteResult = { passed: 3, failed: [] };
const failed: SuiteResult = { passed: 1, failed: ['a test'] };
const broken: SuiteResult = { passed: 0, failed: [], error: 'no such module' };
const ended: End = { stopped: false };
const terminated: End = { stopped: false, signal: 'SIGTERM' };

describe('what becomes of a mutant', () => {
  test.each<[string, readonly SuiteResult[], End, Verdict]>([
    ['is killed by the first test that fails', [passed, failed], ended, { kind: 'killed', by: 'a test' }],
    ['is killed also where jest was ended after that', [failed], terminated, { kind: 'killed', by: 'a test' }],
    ['survives where every suite passes', [passed, passed], ended, { kind: 'survived' }],
    ['is noticed where the suites do not end', [passed], { stopped: true }, { kind: 'timed out' }],
    ['is not judged by a suite that cannot run', [passed, broken], ended, { kind: 'broken', why: 'no such module' }],
    ['is not judged without a test', [], ended, { kind: 'broken', why: 'no test ran' }],
    [
      'is not judged where somebody ends jest: it has not survived the suites that were still to come',
      [passed],
      terminated,
      { kind: 'broken', why: 'somebody has ended jest: SIGTERM' },
    ],
    ['and the reason is told', [], terminated, { kind: 'broken', why: 'somebody has ended jest: SIGTERM' }],
  ])('%s', (_what, results, end, expected) => {
    expect(verdictOf(results, end)).toStrictEqual(expected);
  });
});

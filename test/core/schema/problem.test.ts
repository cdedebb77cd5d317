import { type Certainty, describeProblems, Problems } from '../../../core/schema/problem';

const add = (problems: Problems, count: number, certainty: Certainty, message = () => 'a message'): Problems => {
  for (let index = 0; index < count; index++) problems.add(`at${index}`, certainty, message);
  return problems;
};

describe('problems', () => {
  test('are listed the surest first', () => {
    const problems = new Problems();
    for (const certainty of ['uncertain', 'certain', 'strong'] as const) add(problems, 1, certainty);
    expect(problems.found().problems.map(({ certainty }) => certainty)).toEqual(['certain', 'strong', 'uncertain']);
  });

  test('of a hostile input take little room: beyond the hundred that are listed no message is built', () => {
    const message = jest.fn(() => 'a message');
    const problems = add(new Problems(), 10_000, 'certain', message);
    expect(message).toHaveBeenCalledTimes(100);
    expect(problems.found().problems).toHaveLength(100);
  });

  test('are all counted, also those that are left out', () => {
    const problems = new Problems();
    add(problems, 3, 'uncertain');
    add(problems, 200, 'certain');
    add(problems, 5, 'strong');
    expect(problems.found()).toMatchObject({ count: { certain: 200, strong: 5, uncertain: 3 } });
  });

  test.each([
    ['uncertain', 1],
    ['strong', 2],
    ['certain', 100],
  ] as const)('crowd out what is less sure, a list of a hundred: %s', (certainty, left) => {
    const problems = new Problems();
    add(problems, 98, 'certain');
    add(problems, 300, 'uncertain');
    add(problems, 2, certainty);
    const { length } = problems.found().problems.filter((problem) => problem.certainty === certainty);
    expect(problems.found().problems).toHaveLength(100);
    expect(length).toBe(certainty === 'uncertain' ? 2 : left);
  });

  test.each([
    ['certain', true],
    ['strong', false],
    ['uncertain', false],
  ] as const)('of which one is %s stop the template: %p', (certainty, stops) => {
    expect(add(new Problems(), 1, certainty).hasCertain).toBe(stops);
  });
});

describe('a list of problems', () => {
  const [problem] = add(new Problems(), 1, 'certain').found().problems;
  const problems = problem === undefined ? [] : [problem];

  test('has one a line', () => expect(describeProblems(problems, 1)).toEqual(['at0: a message']));

  test('says how many more there are', () => {
    expect(describeProblems(problems, 105)).toEqual(['at0: a message', 'and 104 more']);
  });
});

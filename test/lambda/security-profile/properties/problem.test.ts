import { type Certainty, Problems } from '../../../../lambda/security-profile/properties/problem';

const add = (problems: Problems, count: number, certainty: Certainty, message = () => 'a message'): Problems => {
  for (let index = 0; index < count; index++) problems.add(`at${index}`, certainty, message);
  return problems;
};

describe('problems', () => {
  test('are listed the surest first', () => {
    const problems = new Problems();
    for (const certainty of ['uncertain', 'certain', 'strong'] as const) add(problems, 1, certainty);
    expect(problems.list().map(({ certainty }) => certainty)).toEqual(['certain', 'strong', 'uncertain']);
  });

  test('of a hostile input take little room: beyond the hundred that are listed no message is built', () => {
    const message = jest.fn(() => 'a message');
    const problems = add(new Problems(), 10_000, 'certain', message);
    expect(message.mock.calls.length).toBeLessThanOrEqual(101);
    expect(problems.list().at(-1)).toEqual({ path: '', message: 'and 9900 more problems', certainty: 'certain' });
  });

  test.each([
    ['certain', 200, 5],
    ['strong', 100, 5],
    ['uncertain', 100, 0],
  ] as const)('left out are as sure as the surest of them: %s', (certainty, certainOnes, strongOnes) => {
    const problems = new Problems();
    add(problems, certainOnes, 'certain');
    add(problems, strongOnes, 'strong');
    add(problems, 7, 'uncertain');
    expect(problems.list().at(-1)).toMatchObject({ path: '', certainty });
  });

  test.each([
    ['certain', true],
    ['strong', false],
    ['uncertain', false],
  ] as const)('of which one is %s stop the template: %p', (certainty, stops) => {
    expect(add(new Problems(), 1, certainty).hasCertain).toBe(stops);
  });
});

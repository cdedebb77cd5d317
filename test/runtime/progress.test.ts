import { Progress } from '../../runtime/progress';

describe('the progress', () => {
  test('of nothing says that nothing has been done', () => {
    expect(new Progress().describe()).toBe('no call has succeeded');
  });

  test('counts what is done, what has no answer yet and what is still to be done', () => {
    const progress = new Progress();
    progress.plan(['Create', 'Attach', 'Attach', 'Attach', 'Tag']);
    progress.start('Create', true);
    progress.succeed('Create', true);
    progress.start('Attach', true);
    progress.succeed('Attach', true);
    progress.start('Attach', true);
    expect(progress.describe()).toBe('done: Create, Attach; unfinished: Attach; not done: Attach (2 times), Tag');
  });

  test('says how often the same call was done', () => {
    const progress = new Progress();
    for (let count = 0; count < 3; count++) {
      progress.start('List', false);
      progress.succeed('List', false);
    }
    expect(progress.describe()).toBe('done: List (3 times)');
  });

  test('of a failed call names the last error, and the call waits no longer', () => {
    const progress = new Progress();
    progress.start('Update', true);
    progress.noteError('Update', 'first');
    progress.fail('Update', true);
    progress.start('Update', true);
    progress.noteError('Update', 'second');
    progress.fail('Update', true);
    expect(progress.describe()).toBe('no call has succeeded; last error: Update: second');
  });

  test('of a call that is being tried again names what went wrong in its last attempt', () => {
    const progress = new Progress();
    progress.start('Attach', true);
    progress.noteError('Attach', 'ThrottlingException: Rate exceeded');
    expect(progress.describe()).toBe(
      'no call has succeeded; unfinished: Attach; last error: Attach: ThrottlingException: Rate exceeded',
    );
  });

  test('tells calls of one name apart that wait side by side: one that has ended leaves the others', () => {
    const progress = new Progress();
    for (let count = 0; count < 4; count++) progress.start('Attach', true);
    progress.fail('Attach', true);
    expect(progress.describe()).toBe('no call has succeeded; unfinished: Attach (3 times)');
    progress.succeed('Attach', true);
    expect(progress.describe()).toBe('done: Attach; unfinished: Attach (2 times)');
  });

  test('mentions no plan that is done', () => {
    const progress = new Progress();
    progress.plan(['Tag']);
    progress.start('Tag', true);
    progress.succeed('Tag', true);
    expect(progress.describe()).toBe('done: Tag');
  });

  test('keeps every note once, for the reason of a failure', () => {
    const progress = new Progress();
    expect(progress.notes).toStrictEqual([]);
    for (const note of ['one thing', 'another', 'one thing']) progress.note(note);
    expect(progress.notes).toStrictEqual(['one thing', 'another']);
    expect(progress.describe()).toBe('no call has succeeded');
  });

  test('counts a call that is planned anew, after a conflict, only as often as it is still to be done', () => {
    const progress = new Progress();
    progress.plan(['Update', 'Tag']);
    progress.start('Update', true);
    progress.noteError('Update', 'VersionConflictException');
    progress.fail('Update', true);
    progress.plan(['Update', 'Tag']);
    expect(progress.describe()).toContain('not done: Update, Tag');
  });

  test('does not take what was done before for what is planned anew', () => {
    const progress = new Progress();
    progress.plan(['Attach', 'Attach']);
    progress.start('Attach', true);
    progress.succeed('Attach', true);
    progress.plan(['Attach', 'Attach']);
    expect(progress.describe()).toBe('done: Attach; not done: Attach (2 times)');
  });
});

describe('an operation may have changed something', () => {
  const began = (isWrite: boolean): Progress => {
    const progress = new Progress();
    progress.start('Call', isWrite);
    return progress;
  };

  test.each([
    ['a write that has succeeded', true, (progress: Progress) => progress.succeed('Call', true), true],
    ['a write that still runs', true, () => undefined, true],
    ['a write that was refused', true, (progress: Progress) => progress.fail('Call', true), false],
    [
      'a write whose answer was lost',
      true,
      (progress: Progress) => {
        progress.noteEffect();
        progress.fail('Call', true);
      },
      true,
    ],
    ['a read that has succeeded', false, (progress: Progress) => progress.succeed('Call', false), false],
    ['a read that still runs', false, () => undefined, false],
    ['a read that was refused', false, (progress: Progress) => progress.fail('Call', false), false],
  ])('after %s', (_what, isWrite, end, expected) => {
    const progress = began(isWrite);
    end(progress);
    expect(progress.mayHaveWritten).toBe(expected);
  });

  test('when of two writes side by side only one was refused', () => {
    const progress = began(true);
    progress.start('Call', true);
    progress.fail('Call', true);
    expect(progress.mayHaveWritten).toBe(true);
    progress.fail('Call', true);
    expect(progress.mayHaveWritten).toBe(false);
  });

  test('not when nothing was called', () => {
    expect(new Progress().mayHaveWritten).toBe(false);
  });
});

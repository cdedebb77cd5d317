import { Progress } from '../../../lambda/custom-resource/progress';

describe('the progress', () => {
  test('of nothing says that nothing has been done', () => {
    expect(new Progress().describe()).toBe('no call has succeeded');
  });

  test('counts what is done, what has no answer yet and what is still to be done', () => {
    const progress = new Progress();
    progress.plan(['Create', 'Attach', 'Attach', 'Attach', 'Tag']);
    progress.start('Create');
    progress.succeed('Create');
    progress.start('Attach');
    progress.succeed('Attach');
    progress.start('Attach');
    expect(progress.describe()).toBe('done: Create, Attach; unfinished: Attach; not done: Attach (2 times), Tag');
  });

  test('says how often the same call was done', () => {
    const progress = new Progress();
    for (let count = 0; count < 3; count++) {
      progress.start('List');
      progress.succeed('List');
    }
    expect(progress.describe()).toBe('done: List (3 times)');
  });

  test('of a failed call names the last error, and the call waits no longer', () => {
    const progress = new Progress();
    progress.start('Update');
    progress.noteError('Update', 'first');
    progress.fail('Update');
    progress.start('Update');
    progress.noteError('Update', 'second');
    progress.fail('Update');
    expect(progress.describe()).toBe('no call has succeeded; last error: Update: second');
  });

  test('of a call that is being tried again names what went wrong in its last attempt', () => {
    const progress = new Progress();
    progress.start('Attach');
    progress.noteError('Attach', 'ThrottlingException: Rate exceeded');
    expect(progress.describe()).toBe(
      'no call has succeeded; unfinished: Attach; last error: Attach: ThrottlingException: Rate exceeded',
    );
  });

  test('tells calls of one name apart that wait side by side: one that has ended leaves the others', () => {
    const progress = new Progress();
    for (let count = 0; count < 4; count++) progress.start('Attach');
    progress.fail('Attach');
    expect(progress.describe()).toBe('no call has succeeded; unfinished: Attach (3 times)');
    expect(progress.isUnanswered('Attach')).toBe(true);
    progress.succeed('Attach');
    expect(progress.describe()).toBe('done: Attach; unfinished: Attach (2 times)');
  });

  test('mentions no plan that is done', () => {
    const progress = new Progress();
    progress.plan(['Tag']);
    progress.start('Tag');
    progress.succeed('Tag');
    expect(progress.describe()).toBe('done: Tag');
  });

  test('repeats every note', () => {
    const progress = new Progress();
    progress.note('one thing');
    progress.note('another');
    expect(progress.describe()).toBe('no call has succeeded; one thing; another');
  });

  test('counts a call that is planned anew, after a conflict, only as often as it is still to be done', () => {
    const progress = new Progress();
    progress.plan(['Update', 'Tag']);
    progress.start('Update');
    progress.noteError('Update', 'VersionConflictException');
    progress.fail('Update');
    progress.plan(['Update', 'Tag']);
    expect(progress.describe()).toContain('not done: Update, Tag');
  });

  test('does not take what was done before for what is planned anew', () => {
    const progress = new Progress();
    progress.plan(['Attach', 'Attach']);
    progress.start('Attach');
    progress.succeed('Attach');
    progress.plan(['Attach', 'Attach']);
    expect(progress.describe()).toBe('done: Attach; not done: Attach (2 times)');
  });

  test('says nothing any more of a note that is withdrawn', () => {
    const progress = new Progress();
    progress.note('one thing');
    progress.note('another');
    progress.withdraw('one thing');
    expect(progress.describe()).toBe('no call has succeeded; another');
  });
});

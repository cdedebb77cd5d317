import { failure, serviceToken, success, template } from '../harness';
import { given, harness, stackName, update } from '../one-stack';

describe('updating a stack', () => {
  test('sends old and new properties, and no more than that', async () => {
    await given(template({ Changed: { Color: 'red' }, Same: { Color: 'red' } }));
    await update(template({ Changed: { Color: 'blue' }, Same: { Color: 'red' } }));
    expect(harness.takeEvents()).toEqual([
      'UPDATE_IN_PROGRESS stack: User Initiated',
      'UPDATE_IN_PROGRESS Changed',
      'UPDATE_COMPLETE Changed',
      'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS stack',
      'UPDATE_COMPLETE stack',
    ]);
    expect(harness.requests).toHaveLength(1);
    expect(harness.requests[0]).toMatchObject({
      RequestType: 'Update',
      PhysicalResourceId: 'made-Changed',
      ResourceProperties: { Color: 'blue' },
      OldResourceProperties: { Color: 'red' },
    });
  });

  test('sends no update when a changed parameter resolves to the same properties', async () => {
    const templateWith = (list: string) =>
      template(
        { Thing: { First: { 'Fn::Select': [0, { Ref: 'List' }] } } },
        { Parameters: { List: { Type: 'CommaDelimitedList', Default: list } } },
      );
    await given(templateWith('a,b'));
    const { stackStatus } = await update(templateWith('a,c'));
    expect(stackStatus).toBe('UPDATE_COMPLETE');
    expect(harness.requests).toEqual([]);
  });

  test('deletes the old physical resource in the clean-up, with the old properties, when the answer names another', async () => {
    await given(template({ Thing: { Name: 'old' } }));
    const { resources } = await update(template({ Thing: { Name: 'new' } }));
    expect(harness.takeEvents()).toEqual([
      'UPDATE_IN_PROGRESS stack: User Initiated',
      'UPDATE_IN_PROGRESS Thing',
      'UPDATE_IN_PROGRESS Thing: Requested update requires the creation of a new physical resource; hence creating one.',
      'UPDATE_COMPLETE Thing',
      'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS stack',
      'DELETE_IN_PROGRESS Thing',
      'DELETE_COMPLETE Thing',
      'UPDATE_COMPLETE stack',
    ]);
    expect(harness.requests.at(-1)?.ResourceProperties).toEqual({ Name: 'old', ServiceToken: serviceToken });
    expect(harness.takeRequests()).toEqual(['Update old', 'Delete old']);
    expect(resources).toEqual({ Thing: 'new' });
  });

  test('tries a deletion in the clean-up three times, then leaves the resource behind', async () => {
    await given(template({ Thing: { Name: 'old' } }));
    harness.fake.answer = (event) => (event.RequestType === 'Delete' ? failure(event) : success(event));
    const { stackStatus, stackStatusReason } = await update(template({ Thing: { Name: 'new' } }));
    expect(harness.takeRequests()).toEqual(['Update old', 'Delete old', 'Delete old', 'Delete old']);
    expect(stackStatus).toBe('UPDATE_COMPLETE');
    expect(stackStatusReason).toBe('Update successful. One or more resources could not be deleted.');
  });

  test('creates what is new and deletes what is gone at the end', async () => {
    await given(template({ Gone: {} }));
    const { resources } = await update(template({ Added: {} }));
    expect(harness.takeRequests()).toEqual(['Create -', 'Delete made-Gone']);
    expect(resources).toEqual({ Added: 'made-Added' });
  });

  test('keeps parameters that are not given again', async () => {
    const templateWith = (extra: object) =>
      template({ Thing: { Color: { Ref: 'Color' }, ...extra } }, { Parameters: { Color: { Type: 'String' } } });
    await harness.cloudFormation.createStack({
      stackName,
      templateBody: templateWith({}),
      parameters: { Color: 'red' },
    });
    await update(templateWith({ Size: 'big' }));
    expect(harness.requests.at(-1)?.ResourceProperties).toMatchObject({ Color: 'red', Size: 'big' });
  });
});

import { failure, success, template } from '../harness';
import { given, harness, stackName, update } from '../one-stack';

describe('rolling back an update', () => {
  /** `Thing` changes well, then `Last` fails. */
  const failLast = () => {
    harness.fake.answer = (event) =>
      event.LogicalResourceId === 'Last' && event.ResourceProperties.Fail === 'true' ? failure(event) : success(event);
  };

  test('sends the update backwards to a resource that had changed', async () => {
    await given(template({ Thing: { Color: 'red' }, Last: { DependsOn: 'Thing' } }));
    failLast();
    await update(template({ Thing: { Color: 'blue' }, Last: { DependsOn: 'Thing', Fail: true } }));
    expect(harness.takeEvents().filter((line) => !line.includes('UPDATE_FAILED'))).toEqual([
      'UPDATE_IN_PROGRESS stack: User Initiated',
      'UPDATE_IN_PROGRESS Thing',
      'UPDATE_COMPLETE Thing',
      'UPDATE_IN_PROGRESS Last',
      'UPDATE_ROLLBACK_IN_PROGRESS stack: The following resource(s) failed to update: [Last]. ',
      'UPDATE_IN_PROGRESS Thing',
      'UPDATE_COMPLETE Thing',
      'UPDATE_IN_PROGRESS Last',
      'UPDATE_COMPLETE Last',
      'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS stack',
      'UPDATE_ROLLBACK_COMPLETE stack',
    ]);
    expect(harness.requests[2]).toMatchObject({
      RequestType: 'Update',
      LogicalResourceId: 'Thing',
      ResourceProperties: { Color: 'red' },
      OldResourceProperties: { Color: 'blue' },
    });
  });

  test('reverses a replacement from the new physical id, then deletes that', async () => {
    await given(template({ Thing: { Name: 'old' }, Last: { DependsOn: 'Thing' } }));
    failLast();
    const { resources } = await update(template({ Thing: { Name: 'new' }, Last: { DependsOn: 'Thing', Fail: true } }));
    const deletion = harness.requests.at(-1);
    expect(harness.takeRequests()).toEqual([
      'Update old',
      'Update made-Last',
      'Update new',
      'Update made-Last',
      'Delete new',
    ]);
    expect(deletion?.ResourceProperties).toMatchObject({ Name: 'new' });
    expect(resources).toEqual({ Thing: 'old', Last: 'made-Last' });
  });

  test('reverses a failed update from the old physical id, whatever id the failure named', async () => {
    await given(template({ Thing: { Name: 'old' } }));
    harness.fake.answer = (event) =>
      event.ResourceProperties.Name === 'new' ? failure(event, { PhysicalResourceId: 'other' }) : success(event);
    const { stackStatus, resources } = await update(template({ Thing: { Name: 'new' } }));
    expect(harness.takeRequests()).toEqual(['Update old', 'Update old']);
    expect(stackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(resources).toEqual({ Thing: 'old' });
    expect(harness.violations.map(({ message }) => message)).toEqual([
      'the answer must repeat the PhysicalResourceId old, it named other',
    ]);
  });

  test('deletes what the update had created, also what failed to be', async () => {
    await given(template({ Thing: {} }));
    harness.fake.answer = (event) =>
      event.LogicalResourceId === 'Bad' && event.RequestType === 'Create' ? failure(event) : success(event);
    const { resources } = await update(template({ Thing: {}, Added: {}, Bad: { DependsOn: 'Added' } }));
    expect(harness.takeRequests()).toEqual(['Create -', 'Create -', 'Delete failed-id', 'Delete made-Added']);
    expect(resources).toEqual({ Thing: 'made-Thing' });
  });

  test('fails when a reversed update fails, and goes on from there', async () => {
    await given(template({ Thing: { Color: 'red' } }));
    harness.fake.answer = (event) => failure(event);
    const stuck = await update(template({ Thing: { Color: 'blue' } }));
    expect(stuck.stackStatus).toBe('UPDATE_ROLLBACK_FAILED');
    expect(stuck.stackStatusReason).toBe('The following resource(s) failed to update: [Thing]. ');
    harness.fake.answer = (event) => success(event);
    const { stackStatus } = await harness.cloudFormation.continueUpdateRollback({ stackName });
    expect(stackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(harness.requests.at(-1)).toMatchObject({
      ResourceProperties: { Color: 'red' },
      OldResourceProperties: { Color: 'blue' },
    });
  });

  test('skips the resources that it is told to skip, and asks them nothing', async () => {
    await given(template({ Thing: { Color: 'red' } }));
    harness.fake.answer = (event) => failure(event);
    await update(template({ Thing: { Color: 'blue' } }));
    harness.takeRequests();
    const request = { stackName, resourcesToSkip: ['Thing'] };
    const { stackStatus } = await harness.cloudFormation.continueUpdateRollback(request);
    expect(stackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(harness.takeRequests()).toEqual([]);
  });

  test('cannot go on where nothing is stuck', async () => {
    await given(template({ Thing: {} }));
    await expect(harness.cloudFormation.continueUpdateRollback({ stackName })).rejects.toThrow('CREATE_COMPLETE state');
  });
});

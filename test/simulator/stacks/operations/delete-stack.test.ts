import { failure, success, template } from '../harness';
import { create, given, harness, remove, stackName, update } from '../one-stack';

describe('deleting a stack', () => {
  test('deletes each resource before those it depends on', async () => {
    await given(template({ First: {}, Second: { DependsOn: 'First' } }));
    const { stackStatus } = await remove();
    expect(harness.takeRequests()).toEqual(['Delete made-Second', 'Delete made-First']);
    expect(stackStatus).toBe('DELETE_COMPLETE');
    expect(() => harness.cloudFormation.describeStack(stackName)).toThrow('Stack [stack] does not exist');
  });

  test('leaves alone what a resource that failed depends on, and can be tried again', async () => {
    await given(template({ First: {}, Second: { DependsOn: 'First' }, Alone: {} }));
    harness.fake.answer = (event) => (event.LogicalResourceId === 'Second' ? failure(event) : success(event));
    const failed = await remove();
    expect(failed.stackStatusReason).toBe('The following resource(s) failed to delete: [Second]. ');
    expect(failed.resources).toEqual({ First: 'made-First', Second: 'made-Second' });
    const { stackStatus } = await harness.cloudFormation.deleteStack({ stackName, retainResources: ['Second'] });
    expect(stackStatus).toBe('DELETE_COMPLETE');
  });
});

describe('policies', () => {
  test.each([
    ['Delete', ['Delete made-Thing']],
    ['Retain', []],
    ['RetainExceptOnCreate', []],
  ])('DeletionPolicy %s decides whether a deleted stack sends a Delete', async (DeletionPolicy, requests) => {
    await given(template({ Thing: { DeletionPolicy } }));
    await remove();
    expect(harness.takeRequests()).toEqual(requests);
  });

  test.each([
    ['Delete', true],
    ['Retain', false],
    ['RetainExceptOnCreate', true],
  ])('DeletionPolicy %s decides whether the rollback of a create sends a Delete', async (DeletionPolicy, isSent) => {
    harness.fake.answer = (event) => (event.RequestType === 'Create' ? failure(event) : success(event));
    await create(template({ Thing: { DeletionPolicy } }));
    expect(harness.takeRequests().includes('Delete failed-id')).toBe(isSent);
  });

  test('UpdateReplacePolicy Retain keeps what was replaced', async () => {
    await given(template({ Thing: { Name: 'old', UpdateReplacePolicy: 'Retain' } }));
    await update(template({ Thing: { Name: 'new', UpdateReplacePolicy: 'Retain' } }));
    expect(harness.takeRequests()).toEqual(['Update old']);
    expect(harness.takeEvents()).toContain('DELETE_SKIPPED Thing');
  });
});

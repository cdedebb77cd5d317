import type { CustomResourceEvent } from '../../../../simulator/stacks/custom-resource/event';
import type { Readings } from '../../../../simulator/stacks/readings';
import { failure, type Harness, startHarness, success, template } from '../harness';

let harness: Harness;

afterEach(() => harness.close());

const stackName = 'stack';

/** An engine of this reading; what has the property `Fail` fails. */
const start = async (readings: Partial<Readings> = {}): Promise<void> => {
  harness = await startHarness({}, readings);
  harness.fake.answer = (event) =>
    event.ResourceProperties.Fail === 'true' && event.RequestType !== 'Delete' ? failure(event) : success(event);
};

const create = (templateBody: string, disableRollback = false) =>
  harness.cloudFormation.createStack({ stackName, templateBody, disableRollback });
const update = (templateBody: string, disableRollback = false) =>
  harness.cloudFormation.updateStack({ stackName, templateBody, disableRollback });

/** A stack that stands, then an update without rollback that fails. */
const failedUpdate = async (before: string, failing: string): Promise<void> => {
  await create(before);
  await update(failing, true);
  harness.takeEvents();
  harness.takeRequests();
};

/** A new stack without rollback that fails. */
const failedCreate = async (failing: string): Promise<void> => {
  await create(failing, true);
  harness.takeEvents();
  harness.takeRequests();
};

const red = template({ Thing: { Color: 'red' } });
const blueFails = template({ Thing: { Color: 'blue', Fail: true } });
const green = template({ Thing: { Color: 'green' } });

describe('an update that fails without rollback', () => {
  test('ends in UPDATE_FAILED and asks nobody for anything more', async () => {
    await start();
    await create(red);
    harness.takeEvents();
    const { stackStatus, stackStatusReason } = await update(blueFails, true);
    expect(stackStatus).toBe('UPDATE_FAILED');
    expect(stackStatusReason).toBe('The following resource(s) failed to update: [Thing]. ');
    expect(harness.takeRequests()).toEqual(['Create -', 'Update made-Thing']);
  });

  test.each([
    ['failed', { Color: 'blue', Fail: 'true' }],
    ['first', { Color: 'red' }],
  ] as const)('is followed by an Update with the %s properties as the old ones', async (reading, old) => {
    await start({ oldPropertiesOfFixForward: reading });
    await failedUpdate(red, blueFails);
    const { stackStatus } = await update(green);
    expect(stackStatus).toBe('UPDATE_COMPLETE');
    const { ServiceToken: _, ...sent } = harness.requests.at(-1)?.OldResourceProperties ?? {};
    expect(sent).toEqual(old);
    expect(harness.takeRequests()).toEqual(['Update made-Thing']);
  });

  test.each([
    ['once more as it is', blueFails],
    ['back to where it was', red],
  ])('can be tried %s: the failed resource is asked again', async (_title, templateBody) => {
    await start();
    await failedUpdate(red, blueFails);
    harness.fake.answer = (event) => success(event);
    const { stackStatus } = await update(templateBody);
    expect(stackStatus).toBe('UPDATE_COMPLETE');
    expect(harness.takeRequests()).toEqual(['Update made-Thing']);
  });

  test('keeps what it replaced until an update goes well, and then deletes it', async () => {
    await start();
    const both = (Name: string, Fail: boolean) => template({ Thing: { Name }, Last: { DependsOn: 'Thing', Fail } });
    await failedUpdate(both('old', false), both('new', true));
    await update(both('new', false));
    expect(harness.takeRequests()).toEqual(['Update made-Last', 'Delete old']);
  });

  test('does not delete what it replaced if that has come back', async () => {
    await start();
    const both = (Name: string, Fail: boolean) => template({ Thing: { Name }, Last: { DependsOn: 'Thing', Fail } });
    await failedUpdate(both('old', false), both('new', true));
    const { resources } = await update(both('old', false));
    expect(harness.takeRequests()).toEqual(['Update new', 'Update made-Last', 'Delete new']);
    expect(resources.Thing).toBe('old');
  });

  test('can be rolled back, to where the last operation that went well had left it', async () => {
    await start();
    const both = (Name: string, Fail: boolean) => template({ Thing: { Name }, Last: { DependsOn: 'Thing', Fail } });
    await failedUpdate(both('old', false), both('new', true));
    const { stackStatus, resources } = await harness.cloudFormation.rollbackStack({ stackName });
    expect(stackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(harness.takeRequests()).toEqual(['Update new', 'Update made-Last', 'Delete new']);
    expect(resources).toEqual({ Thing: 'old', Last: 'made-Last' });
  });

  test('is rolled back so by a next update that fails with rollback', async () => {
    await start();
    await failedUpdate(template({ Thing: { Name: 'one' } }), template({ Thing: { Name: 'two', Fail: true } }));
    const { stackStatus, resources } = await update(template({ Thing: { Name: 'three', Fail: true } }));
    expect(stackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(resources).toEqual({ Thing: 'one' });
    expect(harness.requests.at(-1)).toMatchObject({
      ResourceProperties: { Name: 'one' },
      OldResourceProperties: { Name: 'three' },
    });
  });

  test('can be deleted with the stack, and what it had replaced too', async () => {
    await start();
    const both = (Name: string, Fail: boolean) => template({ Thing: { Name }, Last: { DependsOn: 'Thing', Fail } });
    await failedUpdate(both('old', false), both('new', true));
    const { stackStatus } = await harness.cloudFormation.deleteStack({ stackName });
    expect(stackStatus).toBe('DELETE_COMPLETE');
    expect(harness.takeRequests()).toEqual(['Delete old', 'Delete made-Last', 'Delete new']);
  });
});

describe('a create that fails without rollback', () => {
  const failing = template({ Thing: { Color: 'red', Fail: true } });

  test('ends in CREATE_FAILED, and nothing is deleted', async () => {
    await start();
    const { stackStatus, resources } = await create(failing, true);
    expect(stackStatus).toBe('CREATE_FAILED');
    expect(resources).toEqual({ Thing: 'failed-id' });
    expect(harness.takeRequests()).toEqual(['Create -']);
  });

  test.each([
    ['create', ['Create -', 'Delete failed-id'], 'made-Thing'],
    ['update', ['Update failed-id', 'Delete failed-id'], 'fixed'],
  ] as const)('is fixed by a new %s; the Delete for its id comes in the clean-up', async (reading, requests, id) => {
    await start({ afterFailedCreate: reading });
    await failedCreate(failing);
    harness.fake.answer = (event: CustomResourceEvent) =>
      event.RequestType === 'Update' ? success(event, { PhysicalResourceId: 'fixed' }) : success(event);
    const { stackStatus, resources } = await update(failing);
    expect(stackStatus).toBe('UPDATE_COMPLETE');
    expect(harness.takeRequests()).toEqual(requests);
    expect(resources).toEqual({ Thing: id });
  });

  test('is not deleted after an Update that keeps its id', async () => {
    await start({ afterFailedCreate: 'update' });
    await failedCreate(failing);
    await update(template({ Thing: { Color: 'red' } }));
    expect(harness.takeRequests()).toEqual(['Update failed-id']);
  });

  test('that asked nobody is created, and there is nothing to delete', async () => {
    await start({ afterFailedCreate: 'update' });
    await failedCreate(template({ Thing: { ServiceTimeout: 0 } }));
    await update(template({ Thing: {} }));
    expect(harness.takeRequests()).toEqual(['Create -']);
  });

  test('is deleted when its resource is gone from the template', async () => {
    await start();
    await failedCreate(template({ Thing: { Fail: true }, Other: {} }));
    await update(template({ Other: {} }));
    expect(harness.takeRequests()).toEqual(['Delete failed-id']);
  });

  test('is rolled back by a next update that fails with rollback: nothing is left', async () => {
    await start();
    await failedCreate(failing);
    const { stackStatus, resources } = await update(template({ Thing: { Color: 'blue', Fail: true } }));
    expect(stackStatus).toBe('ROLLBACK_COMPLETE');
    expect(resources).toEqual({});
    expect(harness.takeRequests()).toEqual(['Create -', 'Delete failed-id', 'Delete failed-id']);
  });
});

test('a stack that stands cannot be rolled back', async () => {
  await start();
  const { stackId } = await create(red);
  await expect(harness.cloudFormation.rollbackStack({ stackName })).rejects.toThrow(
    `Stack:${stackId} is in CREATE_COMPLETE state and can not be rolled back.`,
  );
});

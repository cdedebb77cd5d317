import { serviceToken, template } from './harness';
import { create, given, harness, remove, stackName, update } from './one-stack';

describe('what CloudFormation refuses', () => {
  test('an update that changes nothing', async () => {
    await given(template({ Thing: {} }));
    await expect(update(template({ Thing: {} }))).rejects.toThrow('No updates are to be performed.');
    expect(harness.takeEvents()).toEqual([]);
  });

  test('another type for a resource', async () => {
    await given(template({ Thing: {} }));
    await expect(update(template({ Thing: {} }).replace('Custom::Thing', 'Custom::Other'))).rejects.toThrow(
      'Update of resource type is not permitted. The new template modifies resource type of the following resources: [Thing]',
    );
  });

  test('another service token, without a request to either function', async () => {
    await given(template({ Thing: {} }));
    const { stackStatus } = await update(template({ Thing: { ServiceToken: `${serviceToken}-2` } }));
    expect(stackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(harness.takeEvents()).toContain('UPDATE_FAILED Thing: Modifying service token is not allowed.');
    expect(harness.takeRequests()).toEqual([]);
  });

  test.each(['0', '3601', 'soon', '1.5'])('a ServiceTimeout of %s', async (ServiceTimeout) => {
    const { stackStatus } = await create(template({ Thing: { ServiceTimeout } }));
    expect(stackStatus).toBe('ROLLBACK_COMPLETE');
    expect(harness.events.find(({ status }) => status === 'CREATE_FAILED')?.reason).toContain('from 1 to 3600');
    expect(harness.takeRequests()).toEqual([]);
  });

  test('a custom resource without a service token', async () => {
    await create('{"Resources": {"Thing": {"Type": "Custom::Thing"}}}');
    expect(harness.events.find(({ status }) => status === 'CREATE_FAILED')?.reason).toContain('ServiceToken');
  });

  test('a stack that is there already, or is not there', async () => {
    await given(template({ Thing: {} }));
    await expect(create(template({ Thing: {} }))).rejects.toThrow('Stack [stack] already exists');
    await expect(harness.cloudFormation.deleteStack({ stackName: 'none' })).rejects.toThrow(
      'Stack [none] does not exist',
    );
  });
});

test('a stack cannot be deleted or updated while an operation runs on it', async () => {
  const running = create(template({ Thing: {} }));
  await expect(remove()).rejects.toThrow('is in CREATE_IN_PROGRESS state and can not be deleted.');
  await expect(update(template({ Thing: { A: 'b' } }))).rejects.toThrow(
    'is in CREATE_IN_PROGRESS state and can not be updated.',
  );
  expect((await running).stackStatus).toBe('CREATE_COMPLETE');
});

test('names that every JavaScript object has are names like any other', async () => {
  const templateBody =
    '{"Resources": {"constructor": {"Type": "Custom::Thing", "Properties": {"ServiceToken": "x"}}}, "Outputs": {"O": {"Value": {"Ref": "constructor"}}}}';
  expect((await create(templateBody)).outputs).toEqual({ O: 'made-constructor' });
  await expect(update(template({ Thing: { Of: { Ref: 'toString' } } }))).rejects.toThrow(
    'Unresolved resource dependencies [toString]',
  );
});

test('an operation that has begun is told at once, before it has ended', async () => {
  const { stackId, ended } = harness.cloudFormation.beginCreate({ stackName, templateBody: template({ Thing: {} }) });
  expect(harness.cloudFormation.find(stackId)?.stack.status).toBe('CREATE_IN_PROGRESS');
  expect((await ended).stackStatus).toBe('CREATE_COMPLETE');
  const update = harness.cloudFormation.beginUpdate({ stackName, templateBody: template({ Thing: { A: 'b' } }) });
  expect(update.stackId).toBe(stackId);
  expect(harness.cloudFormation.find(stackName)?.stack.status).toBe('UPDATE_IN_PROGRESS');
  await update.ended;
  const deletion = harness.cloudFormation.beginDelete({ stackName });
  expect(harness.cloudFormation.find(stackName)?.stack.status).toBe('DELETE_IN_PROGRESS');
  await deletion.ended;
  expect(harness.cloudFormation.find(stackName)).toBeUndefined();
  expect(harness.cloudFormation.find(stackId)?.stack.status).toBe('DELETE_COMPLETE');
});

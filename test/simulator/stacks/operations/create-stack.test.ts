import { failure, success, template } from '../harness';
import { create, harness, update } from '../one-stack';

describe('creating a stack', () => {
  test('goes through the statuses of CloudFormation', async () => {
    const stack = await create(template({ Thing: { Name: 'one' } }));
    expect(harness.takeEvents()).toEqual([
      'CREATE_IN_PROGRESS stack: User Initiated',
      'CREATE_IN_PROGRESS Thing',
      'CREATE_IN_PROGRESS Thing: Resource creation Initiated',
      'CREATE_COMPLETE Thing',
      'CREATE_COMPLETE stack',
    ]);
    expect(stack.resources).toEqual({ Thing: 'one' });
  });

  test('creates a resource after those it names, by reference or by DependsOn', async () => {
    await create(
      template({
        Last: { DependsOn: 'Middle' },
        Middle: { Of: { Ref: 'First' } },
        First: {},
      }),
    );
    expect(harness.requests.map(({ LogicalResourceId }) => LogicalResourceId)).toEqual(['First', 'Middle', 'Last']);
  });

  test('gives references the physical id and attributes the data of the answer', async () => {
    harness.fake.answer = (event) => success(event, { Data: { Arn: 'arn:1', 'Dotted.Key': 'dotted', Number: 5 } });
    const { outputs } = await create(
      template(
        { Thing: { Name: 'one' } },
        {
          Outputs: {
            Id: { Value: { Ref: 'Thing' } },
            Arn: { Value: { 'Fn::GetAtt': ['Thing', 'Arn'] } },
            Dotted: { Value: { 'Fn::GetAtt': 'Thing.Dotted.Key' } },
            Text: { Value: { 'Fn::Sub': '${Thing}/${Thing.Number}' } },
          },
        },
      ),
    );
    expect(outputs).toEqual({ Id: 'one', Arn: 'arn:1', Dotted: 'dotted', Text: 'one/5' });
  });

  test('rolls back what it made, in reverse order, when a resource fails', async () => {
    harness.fake.answer = (event) =>
      event.LogicalResourceId === 'Second' && event.RequestType === 'Create' ? failure(event) : success(event);
    const stack = await create(template({ First: {}, Second: { DependsOn: 'First' }, Third: { DependsOn: 'Second' } }));
    const requestId = harness.requests[1]?.RequestId;
    expect(harness.takeEvents()).toEqual([
      'CREATE_IN_PROGRESS stack: User Initiated',
      'CREATE_IN_PROGRESS First',
      'CREATE_IN_PROGRESS First: Resource creation Initiated',
      'CREATE_COMPLETE First',
      'CREATE_IN_PROGRESS Second',
      'CREATE_IN_PROGRESS Second: Resource creation Initiated',
      `CREATE_FAILED Second: Received response status [FAILED] from custom resource. Message returned: it broke (RequestId: ${requestId})`,
      'ROLLBACK_IN_PROGRESS stack: The following resource(s) failed to create: [Second]. Rollback requested by user.',
      'DELETE_IN_PROGRESS Second',
      'DELETE_COMPLETE Second',
      'DELETE_IN_PROGRESS First',
      'DELETE_COMPLETE First',
      'ROLLBACK_COMPLETE stack',
    ]);
    expect(harness.takeRequests()).toEqual(['Create -', 'Create -', 'Delete failed-id', 'Delete made-First']);
    expect(stack.resources).toEqual({});
  });

  test('ends in ROLLBACK_FAILED when the rollback cannot delete a resource', async () => {
    harness.fake.answer = (event) => failure(event);
    const { stackStatus, stackStatusReason } = await create(template({ Thing: {} }));
    expect(stackStatus).toBe('ROLLBACK_FAILED');
    expect(stackStatusReason).toBe('The following resource(s) failed to delete: [Thing]. ');
  });

  test('fails the resource that asks for an attribute the answer does not have, and asks nobody', async () => {
    const { stackStatus, stackId } = await create(
      template({ First: {}, Second: { Of: { 'Fn::GetAtt': ['First', 'Missing'] } } }),
    );
    expect(stackStatus).toBe('ROLLBACK_COMPLETE');
    expect(harness.events.find(({ status }) => status === 'CREATE_FAILED')?.reason).toBe(
      `CustomResource attribute error: Vendor response doesn't contain Missing attribute in object ${stackId}|First|${harness.requests[0]?.RequestId}`,
    );
    expect(harness.takeRequests()).toEqual(['Create -', 'Delete made-First']);
  });

  test('cannot be updated once it was rolled back', async () => {
    harness.fake.answer = (event) => (event.RequestType === 'Create' ? failure(event) : success(event));
    const { stackId } = await create(template({ Thing: {} }));
    await expect(update(template({ Thing: { A: 'b' } }))).rejects.toThrow(
      `Stack:${stackId} is in ROLLBACK_COMPLETE state and can not be updated.`,
    );
  });
});

import { template } from './harness';
import { create, given, harness, remove, update } from './one-stack';

describe('exports', () => {
  const exporting = (value: string) =>
    template(
      { Thing: { Name: value } },
      { Outputs: { Id: { Value: { Ref: 'Thing' }, Export: { Name: 'thing-id' } } } },
    );
  const importing = template({ User: { Of: { 'Fn::ImportValue': 'thing-id' } } });

  test('are read by the other stacks', async () => {
    await given(exporting('one'));
    await harness.cloudFormation.createStack({ stackName: 'user', templateBody: importing });
    expect(harness.requests.at(-1)?.ResourceProperties.Of).toBe('one');
  });

  test('cannot be deleted or changed while another stack uses them', async () => {
    await given(exporting('one'));
    await harness.cloudFormation.createStack({ stackName: 'user', templateBody: importing });
    await expect(remove()).rejects.toThrow('Delete canceled. Cannot delete export thing-id as it is in use by user.');
    const { stackStatus } = await update(exporting('two'));
    expect(stackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(harness.takeEvents().join()).toContain('Export thing-id cannot be updated as it is in use by user');
    await harness.cloudFormation.deleteStack({ stackName: 'user' });
    expect((await remove()).stackStatus).toBe('DELETE_COMPLETE');
  });

  test('fail the resource that imports one that is not there', async () => {
    const { stackStatus } = await create(importing);
    expect(stackStatus).toBe('ROLLBACK_COMPLETE');
    expect(harness.takeEvents()).toContain('CREATE_FAILED User: No export named thing-id found.');
  });
});

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

describe('an output is had by its name without any export', () => {
  const asking = (StackName: string, OutputName: string) =>
    template({ Thing: { Value: { 'Fn::GetStackOutput': { StackName, OutputName } } } });
  const having = template({ Thing: {} }, { Outputs: { Name: { Value: 'value' } } });

  test('and does not keep its stack from being deleted', async () => {
    await harness.cloudFormation.createStack({ stackName: 'having', templateBody: having });
    await harness.cloudFormation.createStack({ stackName: 'asking', templateBody: asking('having', 'Name') });
    expect(harness.requests.at(-1)?.ResourceProperties.Value).toBe('value');
    const { stackStatus } = await harness.cloudFormation.deleteStack({ stackName: 'having' });
    expect(stackStatus).toBe('DELETE_COMPLETE');
  });

  test.each([
    ['nobody', 'Name', 'Stack [nobody] does not exist'],
    ['having', 'toString', 'No output named toString found in stack having.'],
  ])('%s %s is not there', async (stack, output, reason) => {
    await harness.cloudFormation.createStack({ stackName: 'having', templateBody: having });
    harness.takeEvents();
    await harness.cloudFormation.createStack({ stackName: 'asking', templateBody: asking(stack, output) });
    expect(harness.takeEvents()).toContain(`CREATE_FAILED Thing: ${reason}`);
  });
});

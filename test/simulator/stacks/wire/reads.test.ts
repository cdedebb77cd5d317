import {
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListExportsCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  paginateDescribeStackEvents,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { failure, template } from '../harness';
import { startWired, type Wired } from './wired';

const StackName = 'stack';

let wired: Wired;
beforeEach(async () => {
  wired = await startWired();
});
afterEach(() => wired.close());

const create = (templateBody: string, parameters = {}, stackName = StackName) =>
  wired.harness.cloudFormation.createStack({ stackName, templateBody, parameters });

describe('a stack', () => {
  const Parameters = {
    Plain: { Type: 'String', Default: 'by default' },
    Secret: { Type: 'String', NoEcho: true },
  };
  const Outputs = { Name: { Value: { Ref: 'Thing' }, Export: { Name: 'thing-name' } }, Plain: { Value: 'a & <b>' } };
  const body = template({ Thing: { Name: 'n', Of: { Ref: 'Plain' } } }, { Parameters, Outputs });

  test('is described with its parameters, outputs and times', async () => {
    const { stackId } = await create(body, { Secret: 'x' });
    const { Stacks = [] } = await wired.client.send(new DescribeStacksCommand({ StackName }));
    expect(Stacks).toMatchObject([
      {
        StackId: stackId,
        StackName,
        StackStatus: 'CREATE_COMPLETE',
        CreationTime: new Date(1_800_000_000_000),
        Parameters: [
          { ParameterKey: 'Plain', ParameterValue: 'by default' },
          { ParameterKey: 'Secret', ParameterValue: '****' },
        ],
        Outputs: [
          { OutputKey: 'Name', OutputValue: 'n', ExportName: 'thing-name' },
          { OutputKey: 'Plain', OutputValue: 'a & <b>' },
        ],
      },
    ]);
    expect(Stacks[0]?.LastUpdatedTime).toBeUndefined();
  });

  test('is found by its id as by its name, and without either with all others', async () => {
    const { stackId } = await create(template({ Thing: {} }));
    await create(template({ Thing: {} }), {}, 'other');
    const found = async (input: { readonly StackName?: string }) =>
      (await wired.client.send(new DescribeStacksCommand(input))).Stacks?.map((stack) => stack.StackName);
    expect(await found({ StackName: stackId })).toEqual([StackName]);
    expect(await found({})).toEqual([StackName, 'other']);
  });

  test('that failed says why', async () => {
    wired.harness.fake.answer = (event) => failure(event);
    const request = { stackName: StackName, templateBody: template({ Thing: {} }), disableRollback: true };
    await wired.harness.cloudFormation.createStack(request);
    const { Stacks } = await wired.client.send(new DescribeStacksCommand({ StackName }));
    expect(Stacks).toMatchObject([
      {
        StackStatus: 'CREATE_FAILED',
        StackStatusReason: 'The following resource(s) failed to create: [Thing]. ',
      },
    ]);
    const { StackResources } = await wired.client.send(new DescribeStackResourcesCommand({ StackName }));
    expect(StackResources).toMatchObject([
      { ResourceStatus: 'CREATE_FAILED', ResourceStatusReason: expect.stringContaining('it broke') },
    ]);
  });

  test('that was deleted is found by its id only', async () => {
    const { stackId } = await create(template({ Thing: {} }));
    await wired.harness.cloudFormation.deleteStack({ stackName: StackName });
    await expect(wired.client.send(new DescribeStacksCommand({ StackName }))).rejects.toThrow('does not exist');
    const { Stacks } = await wired.client.send(new DescribeStacksCommand({ StackName: stackId }));
    expect(Stacks).toMatchObject([{ StackStatus: 'DELETE_COMPLETE', DeletionTime: expect.any(Date) }]);
    const { StackResourceSummaries } = await wired.client.send(new ListStackResourcesCommand({ StackName: stackId }));
    expect(StackResourceSummaries).toMatchObject([{ LogicalResourceId: 'Thing', ResourceStatus: 'DELETE_COMPLETE' }]);
    const deleted = new ListStacksCommand({ StackStatusFilter: ['DELETE_COMPLETE'] });
    expect((await wired.client.send(deleted)).StackSummaries).toMatchObject([{ StackName }]);
    const standing = new ListStacksCommand({ StackStatusFilter: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'] });
    expect((await wired.client.send(standing)).StackSummaries).toEqual([]);
  });
});

test.each(['Original', 'Processed'] as const)('the template comes back as it was given (%s)', async (TemplateStage) => {
  const yaml = [
    '# A comment, with ünïcode: <&>',
    'Resources:',
    '  Thing:',
    '    Type: Custom::Thing',
    '    Properties: { ServiceToken: t, Text: " a  b\\t" }',
  ];
  const templateBody = `\n${yaml.join('\r\n')}\n\n`;
  await create(templateBody);
  const { TemplateBody } = await wired.client.send(new GetTemplateCommand({ StackName, TemplateStage }));
  expect(TemplateBody).toBe(templateBody);
});

test('the template of an update that was rolled back is the one before', async () => {
  const before = template({ Thing: {} });
  await create(before);
  const { cloudFormation, fake } = wired.harness;
  fake.answer = () => 'no answer that could be read';
  const after = template({ Thing: { New: 'x', ServiceTimeout: '1' } });
  await cloudFormation.updateStack({ stackName: StackName, templateBody: after });
  const { TemplateBody } = await wired.client.send(new GetTemplateCommand({ StackName }));
  expect(TemplateBody).toBe(before);
});

describe('resources', () => {
  const names = ['A', 'B', 'C', 'D', 'E'];
  const five = template(Object.fromEntries(names.map((name) => [name, { Name: `p-${name}` }])));

  test('are listed page by page', async () => {
    await create(five);
    const pages: (readonly unknown[])[] = [];
    for await (const page of paginateListStackResources({ client: wired.client }, { StackName }))
      pages.push(page.StackResourceSummaries?.map((resource) => resource.PhysicalResourceId) ?? []);
    expect(pages).toEqual([
      ['p-A', 'p-B', 'p-C'],
      ['p-D', 'p-E'],
    ]);
  });

  test('are described all at once, or one of them', async () => {
    await create(five);
    const all = await wired.client.send(new DescribeStackResourcesCommand({ StackName }));
    expect(all.StackResources).toHaveLength(5);
    const one = await wired.client.send(
      new DescribeStackResourcesCommand({ PhysicalResourceId: 'p-B', LogicalResourceId: 'B' }),
    );
    expect(one.StackResources).toMatchObject([
      {
        StackName,
        LogicalResourceId: 'B',
        PhysicalResourceId: 'p-B',
        ResourceType: 'Custom::Thing',
        ResourceStatus: 'CREATE_COMPLETE',
        Timestamp: expect.any(Date),
      },
    ]);
  });

  test('show what has taken the place of another, and not what an update has removed', async () => {
    await create(template({ Thing: { Name: 'old' }, Gone: {} }));
    const templateBody = template({ Thing: { Name: 'new' } });
    await wired.harness.cloudFormation.updateStack({ stackName: StackName, templateBody });
    const { StackResourceSummaries } = await wired.client.send(new ListStackResourcesCommand({ StackName }));
    expect(StackResourceSummaries).toMatchObject([{ PhysicalResourceId: 'new', ResourceStatus: 'UPDATE_COMPLETE' }]);
    expect(StackResourceSummaries).toHaveLength(1);
  });

  test('a token of another list is refused', async () => {
    await create(five);
    await create(five, {}, 'other');
    const { NextToken } = await wired.client.send(new ListStackResourcesCommand({ StackName }));
    const wrong = new ListStackResourcesCommand({ StackName: 'other', NextToken });
    await expect(wired.client.send(wrong)).rejects.toMatchObject({ name: 'ValidationError' });
  });
});

test('events are told newest first', async () => {
  await create(template({ Thing: {} }));
  const statuses: unknown[] = [];
  const ids = new Set<unknown>();
  for await (const { StackEvents } of paginateDescribeStackEvents({ client: wired.client }, { StackName }))
    for (const event of StackEvents ?? []) {
      statuses.push(`${event.ResourceStatus} ${event.LogicalResourceId}`);
      ids.add(event.EventId);
    }
  expect(statuses).toEqual([
    'CREATE_COMPLETE stack',
    'CREATE_COMPLETE Thing',
    'CREATE_IN_PROGRESS Thing',
    'CREATE_IN_PROGRESS Thing',
    'CREATE_IN_PROGRESS stack',
  ]);
  expect(ids.size).toBe(5);
});

test('exports are listed with the stack that has them', async () => {
  const { stackId } = await create(
    template({ Thing: { Name: 'n' } }, { Outputs: { O: { Value: 'v', Export: { Name: 'e' } } } }),
  );
  const { Exports } = await wired.client.send(new ListExportsCommand({}));
  expect(Exports).toEqual([{ ExportingStackId: stackId, Name: 'e', Value: 'v' }]);
});

test.each([
  ['GetTemplate', new GetTemplateCommand({ StackName: 'none' })],
  ['DescribeStacks', new DescribeStacksCommand({ StackName: 'none' })],
  ['ListStackResources', new ListStackResourcesCommand({ StackName: 'none' })],
  ['DescribeStackResources', new DescribeStackResourcesCommand({ StackName: 'none' })],
] as const)('%s says of a stack that is not there what AWS says', async (_name, command) => {
  const sent = wired.client.send(command as GetTemplateCommand);
  await expect(sent).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'Stack with id none does not exist',
    $fault: 'client',
    $metadata: { httpStatusCode: 400, requestId: expect.any(String) },
  });
});

test('events of a stack that is not there', async () => {
  const command = new DescribeStackEventsCommand({ StackName: 'none' });
  await expect(wired.client.send(command)).rejects.toThrow('Stack [none] does not exist');
});

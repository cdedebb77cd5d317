import {
  AlreadyExistsException,
  CreateStackCommand,
  type CreateStackCommandInput,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import { failure, template } from '../harness';
import { startWired, type Wired } from './wired';

const StackName = 'stack';
const Parameters = { A: { Type: 'String' }, B: { Type: 'String', Default: 'b' } };
const TemplateBody = template({ Thing: { A: { Ref: 'A' }, B: { Ref: 'B' } } }, { Parameters });

let wired: Wired;
beforeEach(async () => {
  wired = await startWired();
});
afterEach(() => wired.close());

const soon = () => ({ client: wired.client, maxWaitTime: 20, minDelay: 0.01, maxDelay: 0.02 });

const create = (input: Partial<CreateStackCommandInput> = {}) =>
  wired.client.send(
    new CreateStackCommand({
      StackName,
      TemplateBody,
      Parameters: [{ ParameterKey: 'A', ParameterValue: 'a' }],
      ...input,
    }),
  );

const created = async (input: Partial<CreateStackCommandInput> = {}) => {
  await create(input);
  await waitUntilStackCreateComplete(soon(), { StackName });
  wired.harness.takeRequests();
};

const requested = () => wired.harness.requests.at(-1)?.ResourceProperties;

test('a stack is created, updated and deleted, and waited for', async () => {
  const { StackId } = await create();
  expect(StackId).toMatch(/^arn:aws:cloudformation:us-east-1:123456789012:stack\/stack\//);
  await waitUntilStackCreateComplete(soon(), { StackName });
  expect(requested()).toMatchObject({ A: 'a', B: 'b' });
  const update = await wired.client.send(
    new UpdateStackCommand({
      StackName: StackId ?? '',
      UsePreviousTemplate: true,
      Parameters: [
        { ParameterKey: 'A', UsePreviousValue: true },
        { ParameterKey: 'B', ParameterValue: 'c' },
      ],
    }),
  );
  expect(update.StackId).toBe(StackId);
  await waitUntilStackUpdateComplete(soon(), { StackName });
  expect(requested()).toMatchObject({ A: 'a', B: 'c' });
  const { Stacks } = await wired.client.send(new DescribeStacksCommand({ StackName }));
  expect(Stacks).toMatchObject([{ StackStatus: 'UPDATE_COMPLETE', LastUpdatedTime: expect.any(Date) }]);
  await wired.client.send(new DeleteStackCommand({ StackName }));
  await waitUntilStackDeleteComplete(soon(), { StackName: StackId ?? '' });
});

test('a parameter that an update does not name goes back to its default, as in AWS', async () => {
  await created({
    Parameters: [
      { ParameterKey: 'A', ParameterValue: 'a' },
      { ParameterKey: 'B', ParameterValue: 'other' },
    ],
  });
  const values = [{ ParameterKey: 'A', UsePreviousValue: true }];
  await wired.client.send(new UpdateStackCommand({ StackName, TemplateBody, Parameters: values }));
  await waitUntilStackUpdateComplete(soon(), { StackName });
  expect(requested()).toMatchObject({ A: 'a', B: 'b' });
});

test('a failed create is left as it is if that is asked for', async () => {
  wired.harness.fake.answer = (event) => failure(event);
  await create({ DisableRollback: true });
  await expect(waitUntilStackCreateComplete(soon(), { StackName })).rejects.toThrow('CREATE_FAILED');
});

test('a failed create is rolled back otherwise', async () => {
  wired.harness.fake.answer = (event) => failure(event, event.RequestType === 'Delete' ? { Status: 'SUCCESS' } : {});
  await create({ OnFailure: 'ROLLBACK' });
  await expect(waitUntilStackCreateComplete(soon(), { StackName })).rejects.toThrow('ROLLBACK');
});

test('deleting what is not there is no error', async () => {
  await expect(wired.client.send(new DeleteStackCommand({ StackName: 'none' }))).resolves.toBeDefined();
});

test('a stack of that name may not be there already', async () => {
  await created();
  await expect(create()).rejects.toBeInstanceOf(AlreadyExistsException);
});

test.each<[Partial<CreateStackCommandInput>, string]>([
  [{ Parameters: [] }, 'Parameters: [A] must have values'],
  [{ Parameters: [{ ParameterKey: 'Z', ParameterValue: 'z' }] }, 'Parameters: [Z] do not exist in the template'],
  [{ Parameters: [{ ParameterKey: 'A' }] }, 'Invalid input for parameter key A. It has no ParameterValue'],
  [{ Parameters: [{ ParameterKey: 'A', UsePreviousValue: true }] }, 'not in the previous template'],
  [{ Parameters: [{ ParameterValue: 'a' }] }, 'Every parameter must have a ParameterKey'],
  [{ TemplateBody: '{' }, 'Template format error: JSON not well-formed.'],
  [{ TemplateBody: undefined }, 'Either Template URL or Template Body must be specified'],
  [{ StackName: '1' }, "Value '1' at 'stackName' failed to satisfy constraint"],
  [{ StackName: undefined }, "Value null at 'stackName' failed to satisfy constraint: Member must not be null"],
  [{ DisableRollback: true, OnFailure: 'ROLLBACK' }, 'You can specify either DisableRollback or OnFailure'],
  [{ OnFailure: 'DELETE' }, 'Member must satisfy enum value set: [DO_NOTHING, ROLLBACK]'],
  [{ RoleARN: 'arn' }, 'The simulator does not know the parameter RoleARN of CreateStack. It knows: StackName,'],
  [{ TemplateBody: '{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}' }, 'does not support the resource type'],
])('%j is refused before anything happens', async (input, message) => {
  await expect(create(input)).rejects.toMatchObject({
    name: 'ValidationError',
    message: expect.stringContaining(message),
  });
  expect(wired.harness.cloudFormation.records()).toEqual([]);
});

test('an update that changes nothing, or of nothing, is refused', async () => {
  const update = () =>
    wired.client.send(
      new UpdateStackCommand({
        StackName,
        TemplateBody,
        Parameters: [{ ParameterKey: 'A', UsePreviousValue: true }],
      }),
    );
  await expect(update()).rejects.toThrow('Stack [stack] does not exist');
  await created();
  await expect(update()).rejects.toThrow('No updates are to be performed.');
});

test('nothing is deployed while nothing can be', async () => {
  const bare = await startWired({}, { refusal: 'There is no bundle.' });
  try {
    const command = new CreateStackCommand({ StackName, TemplateBody });
    await expect(bare.client.send(command)).rejects.toThrow('There is no bundle.');
  } finally {
    await bare.close();
  }
});

import { startDeadline } from '../../../lambda/custom-resource/deadline';
import { Progress } from '../../../lambda/custom-resource/progress';
import type { UpdateRequest } from '../../../lambda/custom-resource/request';
import type { Operation } from '../../../lambda/custom-resource/resource';
import { nothingBefore } from '../../../lambda/security-profile/desired';
import { replace } from '../../../lambda/security-profile/replace';
import { stackId } from '../../support/rig';
import { VirtualClock } from '../../support/virtual-clock';
import { notFound, type Respond, respondingService, sdkError } from './support';

/** Replaces `old` by `new`, with a service for the update and one for what comes after its failure. */
const replaced = async (respond: Respond) => {
  const clock = new VirtualClock();
  const deadline = startDeadline(60_000, clock);
  const sooner = jest.spyOn(deadline, 'sooner');
  const operation: Operation = {
    deadline,
    clock,
    log: () => undefined,
    retryBase: 100,
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:provider',
    progress: new Progress(),
  };
  const shared = respondingService(respond);
  const fresh = respondingService(() => {
    throw notFound();
  });
  const request: UpdateRequest = {
    type: 'Update',
    stackId,
    requestId: 'update-1',
    logicalResourceId: 'Profile',
    physicalResourceId: 'old',
    properties: { TargetArns: [] },
    oldProperties: {},
  };
  const tools = { service: shared.service, freshService: () => fresh.service, region: 'us-east-1' };
  const update = { request, operation, tools, name: 'new', profile: { targetArns: [] }, before: nothingBefore };
  const outcome = await clock.run(replace(update).catch((error: unknown) => error));
  const operations = (sent: readonly { readonly operation: string }[]) => sent.map((one) => one.operation);
  const deadlines = sooner.mock.results.map(({ value }) => value as Operation['deadline']);
  return { outcome, shared: operations(shared.sent), fresh: operations(fresh.sent), deadlines, deadline };
};

const created: Respond = ({ operation }) => {
  if (operation === 'DescribeSecurityProfile') throw notFound();
  return { securityProfileArn: 'the arn' };
};

const refused: Respond = ({ operation }) => {
  if (operation === 'DescribeSecurityProfile') throw notFound();
  throw sdkError('LimitExceededException', 410);
};

describe('a replacement', () => {
  test('that succeeds needs nobody to tidy up', async () => {
    const { outcome, shared, fresh } = await replaced(created);
    expect(outcome).toBe('the arn');
    expect(shared).toStrictEqual(['DescribeSecurityProfile', 'CreateSecurityProfile']);
    expect(fresh).toStrictEqual([]);
  });

  test('that fails tidies up with a client of its own: the other may be slowed down by a storm of throttles', async () => {
    const { outcome, shared, fresh } = await replaced(refused);
    expect(outcome).toMatchObject({
      message: 'CreateSecurityProfile failed: LimitExceededException: text (HTTP 410)',
    });
    expect(shared).toStrictEqual(['DescribeSecurityProfile', 'CreateSecurityProfile']);
    // Once to see whether it is complete, once to remove it.
    const reads = ['DescribeSecurityProfile', 'ListTagsForResource'];
    expect(fresh).toHaveLength(4);
    expect(new Set(fresh)).toEqual(new Set(reads));
  });

  test.each([
    ['succeeds', created],
    ['fails', refused],
  ])('that %s ends its own deadline, and leaves that of the operation running', async (_how, respond) => {
    const { deadlines, deadline } = await replaced(respond);
    expect(deadlines).toHaveLength(1);
    expect(deadlines[0]?.signal.aborted).toBe(true);
    expect(deadline.signal.aborted).toBe(false);
  });
});

import { execute } from '../../../aws/iot/execute';
import type { PlannedCall } from '../../../core/iot-security-profile/plan/profile';
import { caller, notFound, type Respond, sdkError } from '../support';

const securityProfileName = 'p';
const attach = (securityProfileTargetArn: string): PlannedCall => ({
  operation: 'AttachSecurityProfile',
  input: { securityProfileName, securityProfileTargetArn },
});
const detach = (securityProfileTargetArn: string): PlannedCall => ({
  operation: 'DetachSecurityProfile',
  input: { securityProfileName, securityProfileTargetArn },
});
const create: PlannedCall = { operation: 'CreateSecurityProfile', input: { securityProfileName } };
const update: PlannedCall = { operation: 'UpdateSecurityProfile', input: { securityProfileName } };
const tag: PlannedCall = { operation: 'TagResource', input: { resourceArn: 'arn', tags: [] } };
const untag: PlannedCall = { operation: 'UntagResource', input: { resourceArn: 'arn', tagKeys: [] } };

const many = (count: number, make: (arn: string) => PlannedCall): readonly PlannedCall[] =>
  Array.from({ length: count }, (_, index) => make(`arn${index}`));

/** Executes the calls against a service each of whose answers takes 10 ms. */
const run = async (calls: readonly PlannedCall[], respond: Respond = () => ({})) => {
  let running = 0;
  let most = 0;
  const order: string[] = [];
  const { call, clock, sent } = caller(async (one, count) => {
    running += 1;
    most = Math.max(most, running);
    order.push(`${one.operation} begins`);
    await clock.sleep(10);
    running -= 1;
    order.push(`${one.operation} ends`);
    return respond(one, count);
  });
  const result = await clock.run(
    execute(calls, call).then(
      (arn) => ({ arn }),
      (error: unknown) => ({ error }),
    ),
  );
  return { result, most, order, sent: sent.map(({ operation }) => operation), unfinished: running };
};

describe('a plan', () => {
  test('of no calls makes none', async () => {
    expect(await run([])).toMatchObject({ result: { arn: undefined }, sent: [] });
  });

  test('is executed in its order, one after the other', async () => {
    const calls = [untag, tag, update, attach('a'), detach('b'), untag, tag];
    const { sent, most } = await run(calls);
    expect(sent).toStrictEqual(calls.map(({ operation }) => operation));
    expect(most).toBe(1);
  });

  test('that creates gives the ARN of the profile, whatever comes after it', async () => {
    const respond: Respond = ({ operation }) =>
      operation === 'CreateSecurityProfile' ? { securityProfileArn: 'the arn' } : { securityProfileArn: 'no arn' };
    expect((await run([create, attach('a'), tag], respond)).result).toStrictEqual({ arn: 'the arn' });
  });

  test.each([
    ['attachments', attach],
    ['detachments', detach],
  ])('makes many %s side by side, five at once and no more', async (_what, make) => {
    const { most, sent } = await run(many(23, make));
    expect(most).toBe(5);
    expect(sent).toHaveLength(23);
  });

  test.each([2, 3, 5])('makes %i attachments all at once', async (count) => {
    expect((await run(many(count, attach))).most).toBe(count);
  });

  test('begins to detach only when everything is attached: monitoring has no gap', async () => {
    const { order } = await run([...many(7, attach), ...many(3, detach)]);
    expect(order.indexOf('DetachSecurityProfile begins')).toBeGreaterThan(
      order.lastIndexOf('AttachSecurityProfile ends'),
    );
  });
});

describe('after a failure', () => {
  const failure = sdkError('LimitExceededException', 410, 'five profiles at most');

  test('nothing more is begun, and what runs is waited for', async () => {
    const fail: Respond = (_sent, count) => {
      if (count >= 5) throw failure;
      return {};
    };
    const { result, sent, unfinished } = await run([...many(20, attach), tag], fail);
    expect(result).toMatchObject({ error: { message: expect.stringContaining('five profiles at most') } });
    expect(sent.length).toBeLessThanOrEqual(10);
    expect(sent).not.toContain('TagResource');
    expect(unfinished).toBe(0);
  });

  test('it is the first that is told, whatever fails while it is waited for', async () => {
    const fail: Respond = (_sent, count) => {
      throw sdkError('InvalidRequestException', 400, `failure of call ${count}`);
    };
    const { result } = await run(many(5, attach), async (sent, count) => fail(sent, count));
    expect(result).toMatchObject({ error: { message: expect.stringContaining('failure of call 1 ') } });
  });

  test('none of those is begun that wait for their turn', async () => {
    const fail: Respond = (_sent, count) => {
      if (count === 1) throw failure;
      return {};
    };
    expect((await run(many(20, attach), fail)).sent).toHaveLength(5);
  });

  test('of the first call none of the others is made', async () => {
    const fail: Respond = () => {
      throw failure;
    };
    expect((await run([update, attach('a'), tag], fail)).sent).toStrictEqual(['UpdateSecurityProfile']);
  });
});

describe('something that is not there', () => {
  const missing: Respond = () => {
    throw notFound();
  };

  test('is detached already', async () => {
    expect((await run([detach('a'), detach('b')], missing)).result).toStrictEqual({ arn: undefined });
  });

  test('is told from what may not be detached: that fails', async () => {
    const refused: Respond = () => {
      throw sdkError('AccessDeniedException', 403);
    };
    const { call, clock } = caller(refused, { awaitPropagation: false });
    await expect(clock.run(execute([detach('a')], call))).rejects.toThrow('DetachSecurityProfile failed');
  });

  test.each([
    ['attached', attach('a')],
    ['updated', update],
    ['tagged', tag],
  ])('cannot be %s', async (_what, planned) => {
    expect((await run([planned], missing)).result).toMatchObject({
      error: { message: expect.stringContaining('ResourceNotFoundException') },
    });
  });
});

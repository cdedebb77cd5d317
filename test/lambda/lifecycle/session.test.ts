import { CallError } from '../../../aws/failure';
import type { IotService, OperationName } from '../../../aws/iot/operations';
import { goalOfCreate } from '../../../core/iot-security-profile/goal';
import { startDeadline } from '../../../lambda/custom-resource/deadline';
import type { CustomResourceRequest } from '../../../lambda/custom-resource/request';
import type { OperationContext } from '../../../lambda/custom-resource/resource-type';
import { iotSecurityProfile } from '../../../lambda/iot-security-profile/kind';
import { openSession, untilNotOvertaken } from '../../../lambda/lifecycle/session';
import { Progress } from '../../../runtime/progress';
import { respondingService, sdkError } from '../../aws/support';
import { stackId } from '../../support/rig';
import { VirtualClock } from '../../support/virtual-clock';

const identity = { stackId, requestId: 'request-1', logicalResourceId: 'Profile', properties: {} };
const create: CustomResourceRequest = { type: 'Create', ...identity };

const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:provider';

const open = ({
  request = create,
  service = respondingService(() => ({})).service,
  region,
  ...given
}: {
  readonly request?: CustomResourceRequest;
  readonly service?: IotService;
  readonly region?: string | undefined;
} & Partial<OperationContext> = {}) => {
  const clock = new VirtualClock();
  const logged: string[] = [];
  const operation: OperationContext = {
    deadline: startDeadline(60_000, clock),
    clock,
    log: (message) => logged.push(message),
    retryBase: 100,
    invokedFunctionArn: functionArn,
    progress: new Progress(),
    ...given,
  };
  const session = openSession(request, operation, { kind: iotSecurityProfile(region), service });
  return { session, operation, clock, logged };
};

const goal = goalOfCreate({ requestId: 'request-1', name: 'p', profile: {} });

describe('the ARN of a profile', () => {
  test.each([
    [functionArn, undefined, 'arn:aws:iot:eu-west-1:123456789012:securityprofile/p'],
    [`${functionArn}:live`, undefined, 'arn:aws:iot:eu-west-1:123456789012:securityprofile/p'],
    [functionArn, 'us-east-1', 'arn:aws:iot:us-east-1:123456789012:securityprofile/p'],
    [
      'arn:aws-cn:lambda:cn-north-1:123456789012:function:provider',
      'cn-north-1',
      'arn:aws-cn:iot:cn-north-1:123456789012:securityprofile/p',
    ],
  ])('has partition and account of the function %s, and the Region of the client: %s', (arn, region, expected) => {
    expect(open({ invokedFunctionArn: arn, region }).session.access.arnOf(goal)).toBe(expected);
  });

  test.each(['', 'provider', 'arn:aws:lambda', 'arn:aws:s3:::bucket'])('is not known to the function %j', (arn) => {
    expect(open({ invokedFunctionArn: arn }).session.access.arnOf(goal)).toBe('');
  });
});

test.each([
  [create, true],
  [{ type: 'Update', ...identity, physicalResourceId: 'p', oldProperties: {} } as const, true],
  [{ type: 'Delete', ...identity, physicalResourceId: 'p' } as const, false],
])('a role that is not known everywhere yet: $type waits for it: %p', async (request, waits) => {
  const { service, sent } = respondingService((_sent, count) => {
    if (count === 1) throw sdkError('AccessDeniedException', 403);
    return {};
  });
  const { session, clock } = open({ request, service });
  await clock.run(session.access.look('p').catch(() => undefined));
  expect(sent).toHaveLength(waits ? 2 : 1);
});

const refusal = (operation: OperationName, name: string, status: number) =>
  new CallError(operation, { name, message: 'text', status, code: undefined });

const conflict = refusal('UpdateSecurityProfile', 'VersionConflictException', 409);

/** How often something that fails so is read and acted on. */
const attemptsOf = async (error: unknown): Promise<number> => {
  const { session, clock } = open();
  const act = jest.fn(async () => {
    // An end for what would never end.
    if (act.mock.calls.length >= 10) return;
    throw error;
  });
  await clock.run(untilNotOvertaken(session, act).catch(() => undefined));
  return act.mock.calls.length;
};

describe('what was overtaken', () => {
  test.each([
    ['a conflict of versions', conflict, 10],
    [
      'a profile that appeared before it was created',
      refusal('CreateSecurityProfile', 'ResourceAlreadyExistsException', 409),
      10,
    ],
    ['another name that is taken', refusal('TagResource', 'ResourceAlreadyExistsException', 409), 1],
    ['a profile that has gone', refusal('UpdateSecurityProfile', 'ResourceNotFoundException', 404), 3],
    [
      'a target that has gone, which reading again does not show',
      refusal('AttachSecurityProfile', 'ResourceNotFoundException', 404),
      1,
    ],
    ['a refusal', refusal('UpdateSecurityProfile', 'InvalidRequestException', 400), 1],
    ['a missing right', refusal('UpdateSecurityProfile', 'AccessDeniedException', 403), 1],
    ['a throttle that has lasted', refusal('UpdateSecurityProfile', 'ThrottlingException', 429), 1],
    ['a defect', new TypeError('x is not a function'), 1],
  ])('is read again as often as that may help: %s', async (_what, error, attempts) => {
    expect(await attemptsOf(error)).toBe(attempts);
  });

  test('is read again after a pause that grows, and logged', async () => {
    const { session, clock, logged } = open();
    const times: number[] = [];
    const act = async () => {
      times.push(clock.now());
      if (times.length <= 6) throw conflict;
    };
    await clock.run(untilNotOvertaken(session, act));
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(pauses[0]).toBeGreaterThanOrEqual(50);
    expect(pauses[5]).toBeGreaterThanOrEqual(1_600);
    expect(logged).toStrictEqual(Array(6).fill('overtaken'));
  });

  test('is given up when the time is over, in the middle of the pause', async () => {
    const { session, operation, clock } = open({ retryBase: 10_000 });
    const start = clock.now();
    let attempts = 0;
    const race = untilNotOvertaken(session, async () => {
      attempts += 1;
      // An end for what would never end.
      if (attempts < 100) throw conflict;
    });
    const failure = race.catch((error: unknown) => error);
    // The pause has begun when the time is over.
    await new Promise((resolve) => setImmediate(resolve));
    operation.deadline.end();
    expect(await clock.run(failure)).toBe(operation.deadline.signal.reason);
    expect(clock.now()).toBe(start);
  });
});

import { type Deadline, startDeadline } from '../../../lambda/custom-resource/deadline';
import type { OperationContext } from '../../../lambda/custom-resource/resource-type';
import { iotSecurityProfile } from '../../../lambda/iot-security-profile/kind';
import { createResource } from '../../../lambda/lifecycle/resource';
import { Progress } from '../../../runtime/progress';
import { notFound, type Respond, respondingService, sdkError } from '../../aws/support';
import { stackId } from '../../support/rig';
import { VirtualClock } from '../../support/virtual-clock';

const identity = { stackId, requestId: 'request-1', logicalResourceId: 'Profile', physicalResourceId: 'p' };
const properties = { SecurityProfileName: 'p' };

const gone: Respond = () => {
  throw notFound();
};
const storm: Respond = () => {
  throw sdkError('ThrottlingException', 400);
};
const refusal: Respond = () => {
  throw sdkError('InvalidRequestException', 400);
};

/** A process that lives on, each of whose services answers as told; `used`: how many calls each of them got. */
const start = (respond: { now: Respond }) => {
  const clock = new VirtualClock();
  const services: ReturnType<typeof respondingService>[] = [];
  const freshService = () => {
    const made = respondingService((sent, count) => respond.now(sent, count));
    services.push(made);
    return made.service;
  };
  const resource = createResource({ kind: iotSecurityProfile(undefined), freshService });
  const operation = (deadline: Deadline): OperationContext => ({
    deadline,
    clock,
    log: () => undefined,
    retryBase: 100,
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:provider',
    progress: new Progress(),
  });
  const operations = {
    Create: (deadline: Deadline) => resource.create({ type: 'Create', ...identity, properties }, operation(deadline)),
    Update: (deadline: Deadline) =>
      resource.update({ type: 'Update', ...identity, properties, oldProperties: properties }, operation(deadline)),
    Delete: (deadline: Deadline) => resource.delete({ type: 'Delete', ...identity, properties }, operation(deadline)),
  };
  /** One operation as the handler runs it: its deadline ends with it. */
  const run = async (type: keyof typeof operations): Promise<void> => {
    const deadline = startDeadline(60_000, clock);
    const running: Promise<unknown> = operations[type](deadline);
    await clock.run(running.catch(() => undefined));
    deadline.end();
  };
  return { run, used: () => services.map(({ sent }) => sent.length > 0) };
};

describe.each(['Create', 'Update', 'Delete'] as const)('after a %s that', (type) => {
  test('ran out of time, the next operation speaks to a service that has not met what it met', async () => {
    const respond = { now: storm };
    const { run, used } = start(respond);
    await run(type);
    expect(used()).toStrictEqual([true, false]);
    respond.now = gone;
    await run('Delete');
    expect(used()).toStrictEqual([true, true]);
  });

  test('failed in time, the next one speaks to the same service: its connections are open', async () => {
    const { run, used } = start({ now: refusal });
    await run(type);
    await run('Delete');
    expect(used()).toStrictEqual([true]);
  });
});

test('the service of an operation that went well is that of the next ones', async () => {
  const { run, used } = start({ now: gone });
  for (let count = 0; count < 3; count++) await run('Delete');
  expect(used()).toStrictEqual([true]);
});

test('after each of two storms there is a fresh service', async () => {
  const { run, used } = start({ now: storm });
  await run('Delete');
  await run('Delete');
  expect(used()).toStrictEqual([true, true, false]);
});

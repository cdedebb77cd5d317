import { OutOfTimeError, startDeadline } from '../../../lambda/custom-resource/deadline';
import { Progress } from '../../../lambda/custom-resource/progress';
import type { Operation, Resource } from '../../../lambda/custom-resource/resource';
import { createResource } from '../../../lambda/security-profile/resource';
import type { IotService } from '../../../lambda/security-profile/service';
import { VirtualClock } from '../../support/virtual-clock';
import { notFound, respondingService } from './support';

const identity = { stackId: 'stack', logicalResourceId: 'Profile', requestId: 'request', properties: {} };
const create = { type: 'Create', ...identity, properties: { SecurityProfileName: 'p' } } as const;
const update = { ...create, type: 'Update', physicalResourceId: 'p', oldProperties: {} } as const;
const remove = { ...create, type: 'Delete', physicalResourceId: 'p' } as const;

/** An operation with one minute. */
const operation = (clock: VirtualClock): Operation => ({
  deadline: startDeadline(60_000, clock),
  clock,
  log: () => undefined,
  retryBase: 100,
  invokedFunctionArn: '',
  progress: new Progress(),
});

/** A resource whose services hang until `isOver`, and how many calls each of them was given. */
const resourceWith = () => {
  const state = { isOver: false };
  const calls: number[] = [];
  const freshService = (): IotService => {
    const index = calls.push(0) - 1;
    const { service } = respondingService(() => {
      calls[index] = (calls[index] ?? 0) + 1;
      if (!state.isOver) return new Promise(() => undefined);
      throw notFound();
    });
    return service;
  };
  return { resource: createResource({ freshService, region: 'us-east-1' }), calls, state };
};

test.each<[string, (resource: Resource, given: Operation) => Promise<unknown>]>([
  ['a create', (resource, given) => resource.create(create, given)],
  ['an update', (resource, given) => resource.update(update, given)],
  ['a delete', (resource, given) => resource.delete(remove, given)],
])('after %s that ran out of time the next operation has a service of its own', async (_what, act) => {
  const clock = new VirtualClock();
  const { resource, calls, state } = resourceWith();
  await expect(clock.run(act(resource, operation(clock)))).rejects.toThrow(OutOfTimeError);
  const before = calls[0];
  state.isOver = true;
  await clock.run(resource.delete(remove, operation(clock)));
  expect(calls).toHaveLength(2);
  expect(calls[0]).toBe(before);
  expect(calls[1]).toBeGreaterThan(0);
});

test('after operations that ended in time the next ones have the same service: it knows the limits, and is connected', async () => {
  const clock = new VirtualClock();
  const { resource, calls, state } = resourceWith();
  state.isOver = true;
  for (let count = 1; count <= 3; count++) {
    const given = operation(clock);
    await clock.run(resource.delete(remove, given));
    given.deadline.end();
  }
  expect(calls).toHaveLength(1);
});

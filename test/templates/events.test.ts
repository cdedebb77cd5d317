import { Harness } from '../bundle/harness';
import { thingGroupArn } from '../support/rig';
import { read } from './support';

interface Event {
  readonly RequestType: string;
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: unknown;
  readonly OldResourceProperties?: unknown;
}

const names = ['create', 'update', 'delete'] as const;
const event = (name: (typeof names)[number]): Event => JSON.parse(read(`events/${name}.json`)) as Event;

describe('the events for local invocations', () => {
  test.each(names)('%s is answered on the loopback address: whoever sends it reaches nobody', (name) => {
    expect(new URL(event(name).ResponseURL).hostname).toBe('127.0.0.1');
  });

  test('belong together: each goes on where the one before ended', () => {
    const [create, update, remove] = names.map(event);
    expect(update?.OldResourceProperties).toEqual(create?.ResourceProperties);
    expect(remove?.ResourceProperties).toEqual(update?.ResourceProperties);
    expect(new Set(names.map((name) => event(name).RequestId)).size).toBe(3);
  });

  test('make a profile, change it and delete it when the built bundle is given them in turn', async () => {
    const harness = await Harness.start();
    try {
      const created = await harness.answer(event('create'));
      expect(created).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: event('update').PhysicalResourceId });
      expect(harness.held('factory-sensors')).toMatchObject({
        profile: { securityProfileDescription: 'Sensors send fewer than 100 messages in five minutes' },
        targets: [thingGroupArn('sensors')],
      });
      expect(await harness.answer(event('update'))).toMatchObject({ Status: 'SUCCESS' });
      const { profile, targets } = harness.held('factory-sensors');
      expect(profile).not.toHaveProperty('securityProfileDescription');
      expect(targets).toEqual(['gateways', 'sensors'].map(thingGroupArn));
      expect(await harness.answer(event('delete'))).toMatchObject({ Status: 'SUCCESS' });
      expect(harness.iot.service.profileNames()).toEqual([]);
    } finally {
      await harness.close();
    }
  });
});

import { type Simulator, startSimulator } from '../../../../simulator';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

const group = (name: string) => `arn:aws:iot:us-east-1:123456789012:thinggroup/${name}`;
const behavior = {
  Name: 'flood',
  Metric: 'aws:num-messages-sent',
  Criteria: { ComparisonOperator: 'less-than', Value: { Count: '100' }, DurationSeconds: 300 },
  SuppressAlerts: true,
};
const small = { SecurityProfileName: 'profile', Behaviors: [behavior] };

const template = (Properties: object) =>
  JSON.stringify({
    Resources: { Profile: { Type: 'AWS::IoT::SecurityProfile', Properties } },
    Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Profile', 'SecurityProfileArn'] } } },
  });
const create = (properties: object) =>
  simulator.cloudFormation.createStack({ stackName: 'stack', templateBody: template(properties) });
const update = (properties: object) =>
  simulator.cloudFormation.updateStack({ stackName: 'stack', templateBody: template(properties) });
const held = (name = 'profile') => simulator.iot.service.profile(name);

describe('AWS::IoT::SecurityProfile', () => {
  test('makes the profile in the service, typed, attached, and with the tags of CloudFormation', async () => {
    const { stackId, outputs, resources } = await create({
      ...small,
      Tags: [{ Key: 'stage', Value: 'true' }],
      TargetArns: [group('a')],
    });
    expect(resources.Profile).toBe('profile');
    expect(outputs.Arn).toBe('arn:aws:iot:us-east-1:123456789012:securityprofile/profile');
    expect(held()).toMatchObject({
      profile: {
        behaviors: [{ suppressAlerts: true, criteria: { value: { count: 100 }, durationSeconds: 300 } }],
      },
      targets: [group('a')],
      tags: { stage: 'true', 'aws:cloudformation:stack-id': stackId, 'aws:cloudformation:logical-id': 'Profile' },
    });
  });

  test('fails when a profile of that name exists, and leaves it as it is', async () => {
    simulator.iot.service.seed({ securityProfileName: 'profile' });
    const before = held();
    const { stackStatus, events } = await create(small);
    expect(stackStatus).toBe('ROLLBACK_COMPLETE');
    expect(events.map(({ reason }) => reason ?? '').join()).toContain('already exists');
    expect(held()).toEqual(before);
  });

  test('detaches in an update what the template does not name, whoever attached it, and removes other tags', async () => {
    await create({ ...small, TargetArns: [group('a')], Tags: [{ Key: 'old', Value: '1' }] });
    simulator.iot.service.call('AttachSecurityProfile', {
      securityProfileName: 'profile',
      securityProfileTargetArn: group('foreign'),
    });
    await update({ SecurityProfileName: 'profile', TargetArns: [group('b')] });
    expect(held()?.targets).toEqual([group('b')]);
    expect(held()?.profile).not.toHaveProperty('behaviors');
    expect(Object.keys(held()?.tags ?? {}).filter((key) => !key.startsWith('aws:'))).toEqual([]);
  });

  test('keeps a description that the template no longer has, as AWS does', async () => {
    await create({ ...small, SecurityProfileDescription: 'stays' });
    await update(small);
    expect(held()?.profile).toMatchObject({ securityProfileDescription: 'stays' });
  });

  test('is replaced when it gets another name, and goes with its stack', async () => {
    await create(small);
    await update({ ...small, SecurityProfileName: 'renamed' });
    expect(simulator.iot.service.profileNames()).toEqual(['renamed']);
    await simulator.cloudFormation.deleteStack({ stackName: 'stack' });
    expect(simulator.iot.service.profileNames()).toEqual([]);
  });

  test('gets a name that stays when it has none', async () => {
    const before = await create({ Behaviors: [behavior] });
    const after = await update({ Behaviors: [] });
    expect(after.resources).toEqual(before.resources);
    expect(before.resources.Profile).toMatch(/^stack-Profile-[A-Z0-9]{12}$/);
  });
});

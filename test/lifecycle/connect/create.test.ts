import { ConnectRig, instanceArn, instanceId } from '../../support/connect-rig';
import { createEvent, marks } from '../../support/rig';

const properties = {
  InstanceArn: instanceArn,
  SecurityProfileName: 'Tier 1 agents',
  Description: 'First line',
  Permissions: ['BasicAgentAccess', 'OutboundCallAccess'],
};

describe('a create', () => {
  test('makes the profile with one call, marks included, and answers its ARN', async () => {
    const rig = new ConnectRig();
    const answer = await rig.answer(createEvent(properties));
    const profile = rig.profile('Tier 1 agents');
    expect(answer).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: profile?.arn,
      Data: {
        SecurityProfileArn: profile?.arn,
        SecurityProfileName: 'Tier 1 agents',
        LastModifiedRegion: 'us-east-1',
        LastModifiedTime: expect.stringMatching(/^\d+(\.\d+)?$/),
      },
    });
    expect(rig.calls()).toEqual(['CreateSecurityProfile', 'DescribeSecurityProfile']);
    expect(profile?.tags).toEqual(marks('made/create-1'));
  });

  test('of a name that is taken leaves the profile as it is', async () => {
    const rig = new ConnectRig();
    rig.connect.service.seed({ InstanceId: instanceId, SecurityProfileName: 'Tier 1 agents' });
    const before = rig.profile('Tier 1 agents');
    const answer = await rig.answer(createEvent(properties));
    expect(answer.Status).toBe('FAILED');
    expect(answer.Reason).toContain("a security profile named 'Tier 1 agents' exists already");
    expect(answer.PhysicalResourceId).toBe(`refused-create/create-1/${instanceId}:Tier 1 agents`);
    expect(rig.profile('Tier 1 agents')).toEqual(before);
  });
});

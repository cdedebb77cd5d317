import type { IotInput, IotService } from '../../../../simulator/iot';
import { arn, everyMember, refusal, roleArn, StandingClock, service } from '../support';

const securityProfileName = 'p';
const create = (iot: IotService, input: IotInput = {}) =>
  iot.call('CreateSecurityProfile', { securityProfileName, ...input });
const update = (iot: IotService, input: IotInput = {}) =>
  iot.call('UpdateSecurityProfile', { securityProfileName, ...input });
const describeProfile = (iot: IotService) => iot.call('DescribeSecurityProfile', { securityProfileName });

describe('CreateSecurityProfile', () => {
  test('answers the name and the ARN, and no version', () => {
    expect(create(service({ partition: 'aws-cn' }))).toEqual({
      securityProfileName,
      securityProfileArn: 'arn:aws-cn:iot:eu-west-1:123456789012:securityprofile/p',
    });
  });

  test('keeps every member as it was sent, at version 1 and with its dates', () => {
    const clock = new StandingClock();
    const iot = service({ clock });
    create(iot, { ...everyMember, securityProfileName });
    expect(describeProfile(iot)).toEqual({
      ...everyMember,
      securityProfileName,
      securityProfileArn: arn('securityprofile/p'),
      version: 1,
      creationDate: new Date(clock.time),
      lastModifiedDate: new Date(clock.time),
    });
  });

  test('does not show what is empty', () => {
    const iot = service();
    create(iot, { securityProfileDescription: '', behaviors: [], alertTargets: {} });
    expect(iot.profile('p')).toEqual({
      profile: { securityProfileName, securityProfileArn: arn('securityprofile/p'), version: 1 },
      targets: [],
      tags: {},
    });
  });

  test('succeeds again when the profile is there exactly as requested, tags included', () => {
    const iot = service();
    const input = {
      securityProfileDescription: 'd',
      tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    };
    const first = create(iot, input);
    expect(create(iot, { ...input, tags: [...input.tags].reverse() })).toEqual(first);
    expect(iot.profile('p')?.profile.version).toBe(1);
  });

  test.each<[string, IotInput]>([
    ['another description', { securityProfileDescription: 'other', tags: [{ Key: 'a', Value: '1' }] }],
    ['another tag value', { securityProfileDescription: 'd', tags: [{ Key: 'a', Value: '2' }] }],
    ['a tag fewer', { securityProfileDescription: 'd' }],
  ])('refuses a profile that is there with %s, and names it', (_what, input) => {
    const iot = service();
    create(iot, { securityProfileDescription: 'd', tags: [{ Key: 'a', Value: '1' }] });
    expect(refusal(() => create(iot, input))).toMatchObject({
      name: 'ResourceAlreadyExistsException',
      status: 409,
      members: { resourceId: 'p', resourceArn: arn('securityprofile/p') },
    });
    expect(iot.profile('p')?.profile.securityProfileDescription).toBe('d');
  });

  test('an answer given out is a copy', () => {
    const iot = service();
    const behaviors = [{ name: 'before' }];
    create(iot, { behaviors });
    (describeProfile(iot) as { behaviors: { name: string }[] }).behaviors.push({ name: 'after' });
    behaviors.push({ name: 'after' });
    expect(iot.profile('p')?.profile.behaviors).toEqual([{ name: 'before' }]);
  });
});

describe('DescribeSecurityProfile', () => {
  test('knows no profile that is not there', () => {
    expect(refusal(() => describeProfile(service()))).toMatchObject({ name: 'ResourceNotFoundException', status: 404 });
  });
});

describe('UpdateSecurityProfile', () => {
  const clock = new StandingClock();
  let iot: IotService;
  beforeEach(() => {
    iot = service({ clock });
    create(iot, { ...everyMember, securityProfileName });
  });

  test('changes what is sent, leaves the rest, and makes a new version', () => {
    const created = clock.time;
    clock.time += 60_000;
    const answer = update(iot, { behaviors: [{ name: 'only' }] });
    expect(answer).toEqual({
      ...everyMember,
      securityProfileName,
      securityProfileArn: arn('securityprofile/p'),
      behaviors: [{ name: 'only' }],
      version: 2,
      creationDate: new Date(created),
      lastModifiedDate: new Date(created + 60_000),
    });
    expect(describeProfile(iot)).toEqual(answer);
  });

  test('makes a new version even when nothing changes', () => {
    expect(update(iot)).toMatchObject({ version: 2 });
    expect(update(iot)).toMatchObject({ version: 3 });
  });

  test('an empty collection clears nothing', () => {
    expect(update(iot, { behaviors: [], alertTargets: {}, additionalMetricsToRetainV2: [] })).toMatchObject({
      behaviors: everyMember.behaviors,
      alertTargets: everyMember.alertTargets,
      additionalMetricsToRetainV2: everyMember.additionalMetricsToRetainV2,
    });
  });

  test('an empty description clears it', () => {
    expect(update(iot, { securityProfileDescription: '' })).not.toHaveProperty('securityProfileDescription');
  });

  test.each([
    ['deleteBehaviors', ['behaviors']],
    ['deleteAlertTargets', ['alertTargets']],
    ['deleteAdditionalMetricsToRetain', ['additionalMetricsToRetain', 'additionalMetricsToRetainV2']],
    ['deleteMetricsExportConfig', ['metricsExportConfig']],
  ])('%s removes %s and nothing else', (flag, members) => {
    const before = Object.keys(describeProfile(iot));
    const after = Object.keys(update(iot, { [flag]: true }));
    expect(before.filter((member) => !after.includes(member)).sort()).toEqual(members);
  });

  test('a delete flag that is false removes nothing, and may come with its member', () => {
    const behaviors = [{ name: 'new' }];
    expect(update(iot, { deleteBehaviors: false, behaviors, deleteAlertTargets: false })).toMatchObject({
      behaviors,
      alertTargets: everyMember.alertTargets,
    });
  });

  test.each<[string, IotInput]>([
    ['deleteBehaviors', { behaviors: [{ name: 'b' }] }],
    ['deleteBehaviors', { behaviors: [] }],
    ['deleteAlertTargets', { alertTargets: everyMember.alertTargets }],
    ['deleteAdditionalMetricsToRetain', { additionalMetricsToRetain: ['m'] }],
    ['deleteAdditionalMetricsToRetain', { additionalMetricsToRetainV2: [{ metric: 'm' }] }],
    ['deleteMetricsExportConfig', { metricsExportConfig: { mqttTopic: 't', roleArn } }],
  ])('%s together with %j is refused', (flag, member) => {
    expect(refusal(() => update(iot, { [flag]: true, ...member }))).toMatchObject({
      name: 'InvalidRequestException',
      message: `${flag} cannot be true when ${Object.keys(member)[0]} is specified`,
    });
    expect(iot.profile('p')?.profile.version).toBe(1);
  });

  test('the expected version must be the present one', () => {
    expect(update(iot, { expectedVersion: 1 })).toMatchObject({ version: 2 });
    expect(refusal(() => update(iot, { expectedVersion: 1 }))).toMatchObject({
      name: 'VersionConflictException',
      status: 409,
    });
  });

  test('checks behaviors as Create does', () => {
    const behaviors = [{ name: 'b', criteria: { consecutiveDatapointsToAlarm: 0 } }];
    expect(refusal(() => update(iot, { behaviors })).message).toContain('range[1,10]');
  });

  test('knows no profile that is not there', () => {
    expect(refusal(() => update(service())).name).toBe('ResourceNotFoundException');
  });
});

describe('DeleteSecurityProfile', () => {
  const remove = (iot: IotService, input: IotInput = {}) =>
    iot.call('DeleteSecurityProfile', { securityProfileName, ...input });

  test('takes an attached profile away, and its attachments with it', () => {
    const iot = service();
    iot.seed({ securityProfileName }, { targets: [arn('all/things')] });
    expect(remove(iot)).toEqual({});
    expect(iot.profile('p')).toBeUndefined();
    const mappings = iot.call('ListSecurityProfilesForTarget', { securityProfileTargetArn: arn('all/things') });
    expect(mappings).toEqual({ securityProfileTargetMappings: [] });
  });

  test('succeeds when there is no such profile, whatever version is expected', () => {
    expect(remove(service())).toEqual({});
    expect(remove(service(), { expectedVersion: 7 })).toEqual({});
  });

  test('leaves a profile of another version alone', () => {
    const iot = service();
    create(iot);
    expect(refusal(() => remove(iot, { expectedVersion: 2 })).name).toBe('VersionConflictException');
    expect(iot.profileNames()).toEqual(['p']);
    expect(remove(iot, { expectedVersion: 1 })).toEqual({});
    expect(iot.profileNames()).toEqual([]);
  });
});

describe('the state, out of band', () => {
  test('a seeded profile may carry tags of AWS and content that the service would refuse today', () => {
    const iot = service();
    const behaviors = [{ name: 'b', criteria: { consecutiveDatapointsToAlarm: 0 } }];
    iot.seed(
      { securityProfileName, behaviors, tags: [{ Key: 'b', Value: '2' }] },
      { targets: [arn('all/things')], tags: { 'aws:cloudformation:stack-id': 's', a: '1' } },
    );
    expect(iot.profile('p')).toEqual({
      profile: { securityProfileName, securityProfileArn: arn('securityprofile/p'), behaviors, version: 1 },
      targets: [arn('all/things')],
      tags: { a: '1', 'aws:cloudformation:stack-id': 's', b: '2' },
    });
  });

  test('a seeded profile of the wrong shape is a mistake of the test', () => {
    expect(refusal(() => service().seed({ securityProfileName, Behaviors: [] })).message).toContain("'Behaviors'");
  });

  test('a profile can vanish', () => {
    const iot = service();
    create(iot);
    expect([iot.removeOutOfBand('p'), iot.removeOutOfBand('p')]).toEqual([true, false]);
    expect(iot.profile('p')).toBeUndefined();
  });

  test('others may tag with the prefix of AWS', () => {
    const iot = service();
    create(iot);
    iot.outOfBand('TagResource', { resourceArn: arn('securityprofile/p'), tags: [{ Key: 'aws:x', Value: 'y' }] });
    expect(iot.profile('p')?.tags).toEqual({ 'aws:x': 'y' });
  });
});

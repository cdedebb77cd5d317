import type { IotInput, IotOperation, IotService } from '../../../../simulator/iot';
import { arn, refusal, service } from '../support';

const securityProfileName = 'p';
const attachment = (securityProfileTargetArn: string, name = securityProfileName): IotInput => ({
  securityProfileName: name,
  securityProfileTargetArn,
});
const withProfile = (iot: IotService = service()): IotService => {
  iot.seed({ securityProfileName });
  return iot;
};

describe('targets', () => {
  test.each([
    'thinggroup/fleet',
    'thinggroup/a:b_c-9',
    'all/things',
    'all/registered-things',
    'all/unregistered-things',
  ])('a profile can be attached to %s, again without effect, and detached', (target) => {
    const iot = withProfile();
    iot.call('AttachSecurityProfile', attachment(arn(target)));
    expect(iot.call('AttachSecurityProfile', attachment(arn(target)))).toEqual({});
    expect(iot.profile('p')?.targets).toEqual([arn(target)]);
    expect(iot.call('DetachSecurityProfile', attachment(arn(target)))).toEqual({});
    expect(iot.profile('p')?.targets).toEqual([]);
  });

  test.each<[string, string]>([
    ['a thing', arn('thing/t')],
    ['an unknown account target', arn('all/devices')],
    ['a group without a name', arn('thinggroup/')],
    ['a group name with a slash', arn('thinggroup/a/b')],
    ['a group name of 129 characters', arn(`thinggroup/${'g'.repeat(129)}`)],
    ['another service', 'arn:aws:sns:eu-west-1:123456789012:thinggroup/g'],
    ['another Region', 'arn:aws:iot:eu-west-2:123456789012:thinggroup/g'],
    ['another account', 'arn:aws:iot:eu-west-1:210987654321:thinggroup/g'],
    ['another partition', 'arn:aws-cn:iot:eu-west-1:123456789012:thinggroup/g'],
    ['no ARN', 'g'],
  ])('%s is no target', (_what, target) => {
    const iot = withProfile();
    for (const operation of ['AttachSecurityProfile', 'DetachSecurityProfile'] as const) {
      expect(refusal(() => iot.call(operation, attachment(target))).name).toBe('InvalidRequestException');
    }
  });

  test('a sixth profile on a target is refused, one that is there already is not', () => {
    const iot = service();
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const name of names) iot.seed({ securityProfileName: name });
    for (const name of names.slice(0, 5)) iot.call('AttachSecurityProfile', attachment(arn('all/things'), name));
    const sixth = refusal(() => iot.call('AttachSecurityProfile', attachment(arn('all/things'), 'f')));
    expect(sixth).toMatchObject({ name: 'LimitExceededException', status: 410 });
    expect(iot.call('AttachSecurityProfile', attachment(arn('all/things'), 'e'))).toEqual({});
    expect(iot.call('AttachSecurityProfile', attachment(arn('thinggroup/g'), 'f'))).toEqual({});
  });

  test('profile, group and attachment must exist', () => {
    const iot = withProfile(service({ missing: new Set(['thinggroup/unknown']) }));
    const missing: readonly [IotOperation, IotInput][] = [
      ['AttachSecurityProfile', attachment(arn('thinggroup/unknown'))],
      ['AttachSecurityProfile', attachment(arn('thinggroup/known'), 'nobody')],
      ['DetachSecurityProfile', attachment(arn('thinggroup/known'))],
      ['DetachSecurityProfile', attachment(arn('all/things'), 'nobody')],
      ['ListTargetsForSecurityProfile', { securityProfileName: 'nobody' }],
      ['ListSecurityProfilesForTarget', { securityProfileTargetArn: arn('thinggroup/unknown') }],
    ];
    for (const [operation, input] of missing) {
      expect(refusal(() => iot.call(operation, input))).toMatchObject({
        name: 'ResourceNotFoundException',
        status: 404,
      });
    }
    expect(iot.call('AttachSecurityProfile', attachment(arn('thinggroup/known')))).toEqual({});
  });

  test('an attachment is no new version', () => {
    const iot = withProfile();
    iot.call('AttachSecurityProfile', attachment(arn('all/things')));
    expect(iot.profile('p')?.profile.version).toBe(1);
  });
});

describe('tags', () => {
  const resourceArn = arn('securityprofile/p');
  const tag = (iot: IotService, Key: string, Value?: string) =>
    iot.call('TagResource', { resourceArn, tags: [{ Key, Value }] });

  test('are added, replaced and removed one by one', () => {
    const iot = withProfile();
    tag(iot, 'a', '1');
    tag(iot, 'b');
    tag(iot, 'a', '2');
    expect(iot.profile('p')?.tags).toEqual({ a: '2', b: '' });
    expect(iot.call('UntagResource', { resourceArn, tagKeys: ['a', 'never there'] })).toEqual({});
    expect(iot.call('ListTagsForResource', { resourceArn })).toEqual({ tags: [{ Key: 'b', Value: '' }] });
  });

  test.each(['aws:x', 'AWS:x'])('the key %s belongs to AWS', (key) => {
    const iot = service();
    iot.seed({ securityProfileName }, { tags: { [key]: 'kept' } });
    const tags = [{ Key: key, Value: 'v' }];
    const attempts = [
      () => iot.call('TagResource', { resourceArn, tags }),
      () => iot.call('UntagResource', { resourceArn, tagKeys: [key] }),
      () => iot.call('CreateSecurityProfile', { securityProfileName: 'other', tags }),
    ];
    for (const attempt of attempts) expect(refusal(attempt).name).toBe('InvalidRequestException');
    expect(iot.profile('p')?.tags).toEqual({ [key]: 'kept' });
    expect(iot.profileNames()).toEqual(['p']);
  });

  const fifty = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: 'v' }));

  test('there can be 50 beside those of AWS, and no more', () => {
    const iot = service();
    iot.seed({ securityProfileName }, { tags: { 'aws:x': 'y' } });
    iot.call('TagResource', { resourceArn, tags: fifty });
    expect(tag(iot, 'k0', 'changed')).toEqual({});
    expect(refusal(() => tag(iot, 'one more'))).toMatchObject({ name: 'LimitExceededException', status: 410 });
    expect(Object.keys(iot.profile('p')?.tags ?? {})).toHaveLength(51);
  });

  test('a profile cannot be created with 51', () => {
    const create = (tags: unknown) => service().call('CreateSecurityProfile', { securityProfileName, tags });
    expect(() => create(fifty)).not.toThrow();
    expect(refusal(() => create([...fifty, { Key: 'one more' }])).name).toBe('InvalidRequestException');
  });

  test('a key cannot come twice in one request', () => {
    const tags = [{ Key: 'a' }, { Key: 'a' }];
    expect(refusal(() => withProfile().call('TagResource', { resourceArn, tags })).message).toContain('Duplicate');
  });

  test.each<[string, string, string]>([
    ['a profile that is not there', arn('securityprofile/nobody'), 'ResourceNotFoundException'],
    ['another kind of resource', arn('thing/t'), 'ResourceNotFoundException'],
    ['another account', 'arn:aws:iot:eu-west-1:210987654321:securityprofile/p', 'InvalidRequestException'],
    ['another Region', 'arn:aws:iot:us-east-1:123456789012:securityprofile/p', 'InvalidRequestException'],
    ['no ARN', 'p', 'InvalidRequestException'],
  ])('of %s cannot be read or written', (_what, other, name) => {
    const iot = withProfile();
    const attempts: readonly [IotOperation, IotInput][] = [
      ['ListTagsForResource', {}],
      ['TagResource', { tags: [] }],
      ['UntagResource', { tagKeys: [] }],
    ];
    for (const [operation, input] of attempts) {
      expect(refusal(() => iot.call(operation, { resourceArn: other, ...input })).name).toBe(name);
    }
  });
});

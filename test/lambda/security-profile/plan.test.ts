import type { ProfileContent } from '../../../lambda/security-profile/content';
import {
  type DesiredProfile,
  type LiveProfile,
  type Marking,
  type PlannedCall,
  planConvergence,
  planCreation,
} from '../../../lambda/security-profile/plan';
import { TooManyTagsError } from '../../../lambda/security-profile/plan-tags';
import { marks, otherStackId, profileArn } from '../../support/rig';

const arn = profileArn('p');
const toTags = (tags: Readonly<Record<string, string>>) => new Map(Object.entries(tags));

const live = (content: ProfileContent = {}, beside: Partial<LiveProfile> = {}): LiveProfile => ({
  name: 'p',
  arn,
  version: 7,
  content,
  tags: new Map(),
  targets: undefined,
  ...beside,
});

const desired = (content: ProfileContent = {}, beside: Partial<DesiredProfile> = {}): DesiredProfile => ({
  name: 'p',
  content,
  contentBefore: undefined,
  tags: new Map(),
  tagKeysBefore: [],
  targets: { kind: 'unmanaged' },
  ...beside,
});

const none: Marking = { kind: 'none' };
const maker: Marking = { kind: 'with-tags', tags: toTags(marks('this')) };
const adopt: Marking = { kind: 'adopt', tags: toTags(marks()) };

const names = (calls: readonly PlannedCall[]): readonly string[] => calls.map(({ operation }) => operation);

/** The one call that changes the content, without what is the same in each. */
const changes = (from: ProfileContent, to: ProfileContent, before?: ProfileContent): object | undefined => {
  const { calls } = planConvergence(live(from), desired(to, { contentBefore: before }), none);
  if (calls.length === 0) return undefined;
  expect(calls).toMatchObject([
    { operation: 'UpdateSecurityProfile', input: { securityProfileName: 'p', expectedVersion: 7 } },
  ]);
  return Object.fromEntries(
    Object.entries(calls[0]?.input ?? {}).filter(([key]) => key !== 'securityProfileName' && key !== 'expectedVersion'),
  );
};

const roleArn = 'arn:aws:iam::123456789012:role/alerts';
const sns = (topic: string) => ({ SNS: { alertTargetArn: `arn:aws:sns:us-east-1:123456789012:${topic}`, roleArn } });

const members = {
  behaviors: { one: [{ name: 'a' }], other: [{ name: 'a', suppressAlerts: true }], flag: 'deleteBehaviors' },
  alertTargets: { one: sns('one'), other: sns('other'), flag: 'deleteAlertTargets' },
  additionalMetricsToRetainV2: {
    one: [{ metric: 'm' }],
    other: [{ metric: 'm', exportMetric: true }],
    flag: 'deleteAdditionalMetricsToRetain',
  },
  metricsExportConfig: {
    one: { mqttTopic: 'one', roleArn },
    other: { mqttTopic: 'other', roleArn },
    flag: 'deleteMetricsExportConfig',
  },
} as const;

describe.each(Object.entries(members))('%s', (member, { one, other, flag }) => {
  const content = (value: unknown): ProfileContent => ({ [member]: value });

  test('that is added is sent', () => {
    expect(changes({}, content(one))).toStrictEqual({ [member]: one });
  });

  test('that is changed is sent whole', () => {
    expect(changes(content(one), content(other))).toStrictEqual({ [member]: other });
  });

  test.each([[undefined], [[]], [{}]])('that is removed (%j) is deleted by its flag, and not sent', (nothing) => {
    expect(changes(content(one), content(nothing))).toStrictEqual({ [flag]: true });
  });

  test('that is the same is not sent, nor is its flag', () => {
    expect(changes(content(one), content(one))).toBeUndefined();
    expect(changes(content(one), { ...content(one), securityProfileDescription: 'x' })).toStrictEqual({
      securityProfileDescription: 'x',
    });
  });

  test.each([[undefined], [[]], [{}]])('that is absent and was absent as %j needs no call', (nothing) => {
    expect(changes(content(nothing), {})).toBeUndefined();
    expect(changes({}, content(nothing))).toBeUndefined();
  });
});

describe('the description', () => {
  test.each([
    ['that is added', undefined, 'text', 'text'],
    ['that is changed', 'text', 'other', 'other'],
    ['that is removed', 'text', undefined, ''],
    ['that becomes empty', 'text', '', ''],
  ])('%s is sent, an absent one as empty text', (_what, from, to, sent) => {
    expect(changes({ securityProfileDescription: from }, { securityProfileDescription: to })).toStrictEqual({
      securityProfileDescription: sent,
    });
  });

  test.each([
    [undefined, ''],
    ['', undefined],
    ['text', 'text'],
    [undefined, undefined],
  ])('%p and %p are the same', (from, to) => {
    expect(changes({ securityProfileDescription: from }, { securityProfileDescription: to })).toBeUndefined();
  });
});

describe('the content', () => {
  test('is changed in one call, each member either sent or deleted', () => {
    const from = { behaviors: [...members.behaviors.one], alertTargets: members.alertTargets.one };
    const to = { behaviors: [...members.behaviors.other], metricsExportConfig: members.metricsExportConfig.one };
    expect(changes(from, to)).toStrictEqual({
      behaviors: to.behaviors,
      metricsExportConfig: to.metricsExportConfig,
      deleteAlertTargets: true,
    });
  });

  test('loses a default that the template spelt out and drops', () => {
    const spelt = { behaviors: [{ name: 'a', suppressAlerts: false }] };
    const dropped = { behaviors: [{ name: 'a' }] };
    expect(changes(spelt, dropped, spelt)).toStrictEqual(dropped);
    expect(changes(spelt, dropped)).toBeUndefined();
    expect(changes(spelt, dropped, dropped)).toBeUndefined();
  });
});

describe('the order of the calls', () => {
  const everything = desired(
    { securityProfileDescription: 'new' },
    {
      tags: toTags({ added: '1' }),
      tagKeysBefore: ['gone'],
      targets: { kind: 'exactly', arns: ['b', 'c'], before: ['a'] },
    },
  );
  const former = live({}, { tags: toTags({ gone: '1' }), targets: ['a', 'b', 'x'] });

  test('is content, attachments before detachments, and tags removed before tags set', () => {
    const { calls, detachedFromOthers } = planConvergence(former, everything, none);
    expect(names(calls)).toStrictEqual([
      'UpdateSecurityProfile',
      'AttachSecurityProfile',
      'DetachSecurityProfile',
      'DetachSecurityProfile',
      'UntagResource',
      'TagResource',
    ]);
    expect(calls.slice(1).map(({ input }) => input)).toStrictEqual([
      { securityProfileName: 'p', securityProfileTargetArn: 'c' },
      { securityProfileName: 'p', securityProfileTargetArn: 'a' },
      { securityProfileName: 'p', securityProfileTargetArn: 'x' },
      { resourceArn: arn, tagKeys: ['gone'] },
      { resourceArn: arn, tags: [{ Key: 'added', Value: '1' }] },
    ]);
    expect(detachedFromOthers).toStrictEqual(['x']);
  });

  test('of an adoption begins with the marks: at every moment what is taken over is marked as adopted', () => {
    const { calls } = planConvergence(former, everything, adopt);
    expect(names(calls).slice(0, 2)).toStrictEqual(['TagResource', 'UpdateSecurityProfile']);
    expect(calls[0]?.input).toStrictEqual({
      resourceArn: arn,
      tags: Object.entries(marks()).map(([Key, Value]) => ({ Key, Value })),
    });
  });

  test('of an adoption takes the mark of another maker away before, or a delete would destroy the profile', () => {
    const { calls } = planConvergence(live({}, { tags: toTags(marks('r', otherStackId)) }), desired(), adopt);
    expect(names(calls)).toStrictEqual(['UntagResource', 'TagResource']);
    expect(calls[0]?.input).toStrictEqual({ resourceArn: arn, tagKeys: ['cloudformation:request-id'] });
  });

  test('of a profile that becomes ours ends with the marks: what fails half-way is not ours', () => {
    const { calls } = planConvergence(former, everything, maker);
    expect(names(calls).at(-1)).toBe('TagResource');
    expect(calls.at(-1)?.input).toMatchObject({
      tags: expect.arrayContaining([{ Key: 'cloudformation:request-id', Value: 'this' }]),
    });
    expect(names(calls).filter((name) => name === 'TagResource')).toHaveLength(1);
  });

  test('is none where nothing is to change', () => {
    const same = live(
      { securityProfileDescription: 'new' },
      { tags: toTags({ added: '1', theirs: '2', ...marks('r') }), targets: ['c', 'b'] },
    );
    expect(planConvergence(same, everything, none)).toStrictEqual({ calls: [], detachedFromOthers: [] });
  });
});

test('targets that were not read are not touched', () => {
  const { calls } = planConvergence(live({}, { targets: undefined }), desired(), none);
  expect(calls).toStrictEqual([]);
});

test('too many tags are refused before any call is planned', () => {
  const tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`tag${index}`, '1']));
  const full = live({}, { tags: toTags(tags), targets: [] });
  for (const marking of [maker, adopt])
    expect(() => planConvergence(full, desired({ securityProfileDescription: 'new' }), marking)).toThrow(
      TooManyTagsError,
    );
});

describe('the creation', () => {
  const marked = toTags(marks('this'));

  test('sends everything that is desired with the marks, and attaches then', () => {
    const content = {
      securityProfileDescription: 'text',
      behaviors: [...members.behaviors.one],
      alertTargets: members.alertTargets.one,
      additionalMetricsToRetainV2: [...members.additionalMetricsToRetainV2.one],
      metricsExportConfig: members.metricsExportConfig.one,
    };
    const wanted = desired(content, {
      tags: toTags({ a: '1' }),
      targets: { kind: 'exactly', arns: ['x', 'y'], before: [] },
    });
    const { calls, detachedFromOthers } = planCreation(wanted, marked);
    expect(detachedFromOthers).toStrictEqual([]);
    expect(calls).toStrictEqual([
      {
        operation: 'CreateSecurityProfile',
        input: {
          securityProfileName: 'p',
          ...content,
          tags: [{ Key: 'a', Value: '1' }, ...Object.entries(marks('this')).map(([Key, Value]) => ({ Key, Value }))],
        },
      },
      { operation: 'AttachSecurityProfile', input: { securityProfileName: 'p', securityProfileTargetArn: 'x' } },
      { operation: 'AttachSecurityProfile', input: { securityProfileName: 'p', securityProfileTargetArn: 'y' } },
    ]);
  });

  test('sends no member that is absent or empty', () => {
    for (const content of [{}, { securityProfileDescription: '', behaviors: [], alertTargets: {} }]) {
      const [call] = planCreation(desired(content), marked).calls;
      expect(Object.keys(call?.input ?? {})).toStrictEqual(['securityProfileName', 'tags']);
    }
  });
});

import type { ProfileContent } from '../../../../core/iot-security-profile/plan/content';
import {
  type DesiredProfile,
  holds,
  type LiveProfile,
  type PlannedCall,
  planConvergence,
  planCreation,
} from '../../../../core/iot-security-profile/plan/profile';
import { TooManyTagsError } from '../../../../core/iot-security-profile/plan/tags';
import { type Marking, noMarking as none } from '../../../../core/ownership/tag-plan';
import { marks, profileArn } from '../../../support/rig';

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

const claim: Marking = { ...none, last: toTags(marks('claimed/this')) };
const adopt: Marking = { ...none, isAdoption: true, first: toTags(marks('adopted/this')) };

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

  describe('that the service holds already is sent where the template has changed it: a version that moves is the fence of a roll back', () => {
    const one: ProfileContent = {
      securityProfileDescription: 'one',
      behaviors: [...members.behaviors.one],
      alertTargets: members.alertTargets.one,
    };

    test.each<[string, ProfileContent, ProfileContent, object | undefined]>([
      ['a member that is changed', one, { ...one, behaviors: [] }, { behaviors: members.behaviors.one }],
      [
        'a description that is changed',
        one,
        { ...one, securityProfileDescription: 'x' },
        { securityProfileDescription: 'one' },
      ],
      ['a member that is added', one, { ...one, alertTargets: {} }, { alertTargets: members.alertTargets.one }],
      ['a member that is dropped', {}, { behaviors: [...members.behaviors.one] }, { deleteBehaviors: true }],
      ['a description that is dropped', {}, { securityProfileDescription: 'x' }, { securityProfileDescription: '' }],
      ['nothing that is the same', one, one, undefined],
      [
        'nothing that is nothing, however it is written',
        {},
        { behaviors: [], alertTargets: {}, securityProfileDescription: '' },
        undefined,
      ],
    ])('%s', (_what, content, before, expected) => {
      expect(changes(content, content, before)).toStrictEqual(expected);
    });
  });
});

describe('an adoption', () => {
  const sent = (content: ProfileContent, from: ProfileContent = content): object | undefined =>
    planConvergence(live(from), desired(content), adopt).calls.find(
      ({ operation }) => operation === 'UpdateSecurityProfile',
    )?.input;
  const key = { securityProfileName: 'p', expectedVersion: 7 };

  test('sends everything that is declared, and the description in any case: its version must move', () => {
    expect(sent({})).toStrictEqual({ ...key, securityProfileDescription: '' });
    expect(sent({ securityProfileDescription: 'text', behaviors: [...members.behaviors.one] })).toStrictEqual({
      ...key,
      securityProfileDescription: 'text',
      behaviors: members.behaviors.one,
    });
  });

  test('takes away what is there and not declared', () => {
    expect(sent({}, { behaviors: [...members.behaviors.one], securityProfileDescription: 'theirs' })).toStrictEqual({
      ...key,
      securityProfileDescription: '',
      deleteBehaviors: true,
    });
  });
});

describe('the service holds a content', () => {
  test.each<[boolean, ProfileContent, ProfileContent]>([
    [true, {}, { behaviors: [], securityProfileDescription: '' }],
    [true, { behaviors: [{ name: 'a', suppressAlerts: false }] }, { behaviors: [{ name: 'a' }] }],
    [false, { behaviors: [{ name: 'a' }] }, {}],
    [false, {}, { securityProfileDescription: 'text' }],
    [false, { securityProfileDescription: 'text ' }, { securityProfileDescription: 'text' }],
  ])('%p: %j, where %j is asked for', (expected, from, content) => {
    expect(holds(live(from), content)).toBe(expected);
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
      tags: Object.entries(marks('adopted/this')).map(([Key, Value]) => ({ Key, Value })),
    });
  });

  test('ends with the mark that stays: what fails half-way does not bear it', () => {
    const { calls } = planConvergence(former, everything, claim);
    expect(names(calls).at(-1)).toBe('TagResource');
    expect(calls.at(-1)?.input).toMatchObject({
      tags: expect.arrayContaining([{ Key: 'cloudformation:request-id', Value: 'claimed/this' }]),
    });
    expect(names(calls).filter((name) => name === 'TagResource')).toHaveLength(1);
  });

  test('is none where nothing is to change', () => {
    const same = live(
      { securityProfileDescription: 'new' },
      { tags: toTags({ added: '1', theirs: '2', ...marks('made/r') }), targets: ['c', 'b'] },
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
  for (const marking of [claim, adopt])
    expect(() => planConvergence(full, desired({ securityProfileDescription: 'new' }), marking)).toThrow(
      TooManyTagsError,
    );
});

describe('the creation', () => {
  const made: Marking = { ...none, first: toTags(marks('made/this')) };

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
    const { calls, detachedFromOthers } = planCreation(wanted, arn, made);
    expect(detachedFromOthers).toStrictEqual([]);
    expect(calls).toStrictEqual([
      {
        operation: 'CreateSecurityProfile',
        input: {
          securityProfileName: 'p',
          ...content,
          tags: [
            { Key: 'a', Value: '1' },
            ...Object.entries(marks('made/this')).map(([Key, Value]) => ({ Key, Value })),
          ],
        },
      },
      { operation: 'AttachSecurityProfile', input: { securityProfileName: 'p', securityProfileTargetArn: 'x' } },
      { operation: 'AttachSecurityProfile', input: { securityProfileName: 'p', securityProfileTargetArn: 'y' } },
    ]);
  });

  test('sends no member that is absent or empty', () => {
    for (const content of [{}, { securityProfileDescription: '', behaviors: [], alertTargets: {} }]) {
      const [call] = planCreation(desired(content), arn, made).calls;
      expect(Object.keys(call?.input ?? {})).toStrictEqual(['securityProfileName', 'tags']);
    }
  });

  test('ends with the mark that stays, where that is another', () => {
    const { calls } = planCreation(desired(), arn, { ...made, last: claim.last });
    expect(names(calls)).toStrictEqual(['CreateSecurityProfile', 'TagResource']);
    expect(calls[1]?.input).toStrictEqual({
      resourceArn: arn,
      tags: Object.entries(marks('claimed/this')).map(([Key, Value]) => ({ Key, Value })),
    });
  });

  test('marks what a tag of the user could not pass for', () => {
    const wanted = desired({}, { tags: toTags({ 'cloudformation:request-id': 'adopted/x' }) });
    const [call] = planCreation(wanted, arn, made).calls;
    expect(call?.input).toMatchObject({
      tags: expect.arrayContaining([{ Key: 'cloudformation:request-id', Value: 'made/this' }]),
    });
  });
});

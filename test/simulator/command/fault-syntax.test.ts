import { lateReadsOf, parseFault } from '../../../simulator/command/fault-syntax';
import { emptyPage as emptyConnectPage } from '../../../simulator/connect';
import { emptyPage, repeatedToken } from '../../../simulator/iot';

describe('a fault of the service', () => {
  test.each([
    [
      'AttachSecurityProfile:throttle',
      {
        operation: 'AttachSecurityProfile',
        times: 1,
        skip: 0,
        effect: { kind: 'error', name: 'ThrottlingException', when: 'before' },
      },
    ],
    ['UpdateSecurityProfile:500:3', { times: 3, effect: { kind: 'error', status: 500 } }],
    [
      'CreateSecurityProfile:hang:always',
      { times: Number.POSITIVE_INFINITY, effect: { kind: 'hang', when: 'before' } },
    ],
    ['CreateSecurityProfile:reset:after', { effect: { kind: 'reset', when: 'after' } }],
    ['CreateSecurityProfile:crash:2:skip=1:after', { times: 2, skip: 1, effect: { kind: 'crash', when: 'after' } }],
    ['CreateSecurityProfile:hang:later=5000', { effect: { kind: 'hang', when: { later: 5_000 } } }],
    ['TagResource:unknown', { effect: { name: 'UnknownOperationException', status: 404 } }],
    ['TagResource:signature', { effect: { name: 'SignatureDoesNotMatch', repeatsRequest: true } }],
    ['DescribeSecurityProfile:cut:2:skip=1', { times: 2, skip: 1, effect: { kind: 'cut' } }],
    ['DescribeSecurityProfile:slow', { effect: { kind: 'slow', milliseconds: 5_000 } }],
    ['ListTagsForResource:repeated-token:always', { effect: repeatedToken }],
    ['ListTagsForResource:empty-page', { effect: emptyPage }],
    ['DescribeSecurityProfile:nameless', { effect: { kind: 'answer' } }],
  ])('%s', (given, fault) => {
    expect(parseFault(given)).toMatchObject({ kind: 'service', service: 'iot', fault });
  });

  test('can strike any operation', () => {
    expect(parseFault('Any:throttle')).toMatchObject({ fault: { times: 1 } });
    expect(parseFault('Any:throttle')).not.toHaveProperty('fault.operation');
  });
});

test('reads can be late, each by itself', () => {
  const faults = ['ListTagsForResource:late', 'Any:throttle', 'DescribeSecurityProfile:late'].map(parseFault);
  expect(lateReadsOf(faults)).toEqual({
    iot: { ListTagsForResource: 3_000, DescribeSecurityProfile: 3_000 },
    connect: {},
  });
});

describe('a fault of Amazon Connect', () => {
  test.each([
    ['Connect.CreateSecurityProfile:throttle', { operation: 'CreateSecurityProfile', effect: { status: 429 } }],
    ['Connect.CreateSecurityProfile:limit', { effect: { name: 'LimitExceededException', status: 429 } }],
    ['Connect.CreateSecurityProfile:duplicate', { effect: { name: 'DuplicateResourceException', status: 409 } }],
    [
      'Connect.DeleteSecurityProfile:in-use:always',
      { times: Number.POSITIVE_INFINITY, effect: { members: { ResourceType: 'USER', ResourceId: 'somebody' } } },
    ],
    ['Connect.ListSecurityProfiles:empty-page', { effect: emptyConnectPage }],
    ['Connect.UntagResource:500:2:skip=1:after', { times: 2, skip: 1, effect: { name: 'InternalServiceException' } }],
    ['Connect.Any:reset', { effect: { kind: 'reset' } }],
  ])('%s', (given, fault) => {
    expect(parseFault(given)).toMatchObject({ kind: 'service', service: 'connect', fault });
  });

  test('can be a late read', () => {
    const faults = ['Connect.ListSecurityProfiles:late', 'ListSecurityProfiles:late'].map(parseFault);
    const late = { ListSecurityProfiles: 3_000 };
    expect(lateReadsOf(faults)).toEqual({ iot: late, connect: late });
  });
});

test('an answer and an event can go wrong too', () => {
  expect(parseFault('Answer:500:2')).toEqual({ kind: 'answer', fault: 'error', times: 2 });
  expect(parseFault('Event:twice')).toEqual({ kind: 'event', plan: { times: 2 } });
  expect(parseFault('Event:late')).toEqual({ kind: 'event', plan: { delaySeconds: 500 } });
  expect(parseFault('Event:lost')).toEqual({ kind: 'event', plan: { lost: true } });
});

test.each([
  ['', '"" is not one of AttachSecurityProfile'],
  ['CreateThing:500', '"CreateThing" is not one of AttachSecurityProfile'],
  ['CreateSecurityProfile', '"" is not one of 500, 503'],
  ['CreateSecurityProfile:418', '"418" is not one of 500, 503'],
  ['CreateSecurityProfile:toString', '"toString" is not one of'],
  ['CreateSecurityProfile:500:0', '"0" is none of TIMES'],
  ['CreateSecurityProfile:500:later', '"later" is none of TIMES'],
  ['Connect.AttachSecurityProfile:500', '"AttachSecurityProfile" is not one of CreateSecurityProfile'],
  ['Connect.CreateSecurityProfile:conflict', '"conflict" is not one of 500, 503'],
  ['CreateSecurityProfile:in-use', '"in-use" is not one of 500, 503'],
  ['Connect.CreateSecurityProfile:late', 'only a Describe or a List can be late'],
  ['TagResource:late', 'only a Describe or a List can be late'],
  ['Any:late', 'only a Describe or a List can be late'],
  ['ListTagsForResource:late:2', 'a late read has neither TIMES nor anything else'],
  ['ListTagsForResource:cut:after', '"cut" has only TIMES and "skip=N"'],
  ['CreateSecurityProfile:hang:later=', '"later=" is none of TIMES'],
  ['Answer:500:later=5', 'an Answer fault has only TIMES'],
  ['Answer:throttle', '"throttle" is not one of 500, reset, hang'],
  ['Answer:500:always', 'an Answer fault has only TIMES'],
  ['Event:twice:2', 'an Event fault has no TIMES'],
])('"%s" is refused on one line that says what is accepted', (given, message) => {
  expect(() => parseFault(given)).toThrow(`--fault ${given}: ${message}`);
  expect(() => parseFault(given)).toThrow(/^[^\n]*$/);
});

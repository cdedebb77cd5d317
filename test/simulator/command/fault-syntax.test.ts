import { parseFault } from '../../../simulator/command/fault-syntax';

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
  ])('%s', (given, fault) => {
    expect(parseFault(given)).toMatchObject({ kind: 'service', fault });
  });

  test('can strike any operation', () => {
    expect(parseFault('Any:throttle')).toMatchObject({ fault: { times: 1 } });
    expect(parseFault('Any:throttle')).not.toHaveProperty('fault.operation');
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
  ['Answer:throttle', '"throttle" is not one of 500, reset, hang'],
  ['Answer:500:always', 'an Answer fault has only TIMES'],
  ['Event:twice:2', 'an Event fault has no TIMES'],
])('"%s" is refused on one line that says what is accepted', (given, message) => {
  expect(() => parseFault(given)).toThrow(`--fault ${given}: ${message}`);
  expect(() => parseFault(given)).toThrow(/^[^\n]*$/);
});

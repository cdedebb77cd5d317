import { isJsonObject, type JsonObject } from '../../../core/schema/json';
import { MalformedEventError, readEnvelope, readRequest } from '../../../lambda/custom-resource/request';

const ids = { StackId: 'arn:stack', RequestId: 'request-1', LogicalResourceId: 'Profile' };
const create = { ...ids, RequestType: 'Create', ResourceProperties: { A: '1' } };
const update = { ...create, RequestType: 'Update', PhysicalResourceId: 'p', OldResourceProperties: { A: '0' } };

const refusal = (event: JsonObject): string => {
  try {
    readRequest(event);
  } catch (error) {
    if (error instanceof MalformedEventError) return error.message;
    throw error;
  }
  throw new Error('the event was accepted');
};

const without = (event: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(event).filter(([name]) => !names.includes(name)));

describe('a request', () => {
  const identity = { stackId: 'arn:stack', requestId: 'request-1', logicalResourceId: 'Profile' };

  test('to create has the properties and no physical id', () => {
    expect(readRequest(create)).toStrictEqual({ type: 'Create', ...identity, properties: { A: '1' } });
  });

  test('to create has no physical id even if the event names one', () => {
    expect(readRequest({ ...create, PhysicalResourceId: 'p' })).not.toHaveProperty('physicalResourceId');
  });

  test('to update has the properties of now and of before, and the physical id', () => {
    expect(readRequest(update)).toStrictEqual({
      type: 'Update',
      ...identity,
      physicalResourceId: 'p',
      properties: { A: '1' },
      oldProperties: { A: '0' },
    });
  });

  test.each([[undefined], [null], ['text'], [['list']], [7]])(
    'to delete needs no properties: %p is as good as none',
    (properties) => {
      const event = { ...ids, RequestType: 'Delete', PhysicalResourceId: 'p', ResourceProperties: properties };
      expect(readRequest(event)).toStrictEqual({
        type: 'Delete',
        ...identity,
        physicalResourceId: 'p',
        properties: {},
      });
    },
  );
});

describe('an event that CloudFormation does not send', () => {
  test('is refused with everything that is wrong with it at once', () => {
    const message = refusal({});
    for (const name of ['RequestType', 'StackId', 'RequestId', 'LogicalResourceId', 'ResourceProperties'])
      expect(message).toContain(`${name} must be`);
    expect(message).toContain('nothing was done');
  });

  test.each([
    ['RequestType'],
    ['StackId'],
    ['RequestId'],
    ['LogicalResourceId'],
    ['PhysicalResourceId'],
    ['ResourceProperties'],
    ['OldResourceProperties'],
  ])('is refused for a missing %s of an update, and for nothing else', (name) => {
    const message = refusal(without(update, name));
    expect(message.match(/\w+ must be/g)).toStrictEqual([`${name} must be`]);
    expect(message).toContain('nothing was done');
  });

  test.each([
    ['RequestType'],
    ['StackId'],
    ['RequestId'],
    ['LogicalResourceId'],
    ['PhysicalResourceId'],
    ['ResourceProperties'],
    ['OldResourceProperties'],
  ])('is refused for a missing %s of an update, and for nothing else', (name) => {
    const message = refusal(without(update, name));
    expect(message.match(/\w+ must be/g)?.filter((found) => found !== `${name} must be`)).toStrictEqual(
      // What is no update needs neither of these.
      [],
    );
    expect(message).toContain(`${name} must be`);
  });

  test.each([['create'], ['Read'], [''], [7], [null], [['Create']]])('is refused for the RequestType %p', (type) => {
    expect(refusal({ ...create, RequestType: type })).toContain('"Create", "Update" or "Delete"');
  });

  test.each([
    ['StackId', 512],
    ['RequestId', 256],
    ['LogicalResourceId', 512],
    ['PhysicalResourceId', 1_024],
  ])('is refused for a %s of more than %i bytes, which could fill the answer', (name, longest) => {
    expect(() => readRequest({ ...update, [name]: 'x'.repeat(longest) })).not.toThrow();
    for (const giant of ['x'.repeat(longest + 1), '"'.repeat(longest / 2 + 1), '漢'.repeat(longest / 3 + 1)])
      expect(refusal({ ...update, [name]: giant })).toContain(`${name} must be text of 1 to ${longest} bytes`);
  });

  test.each([[7], [true], [null], [{}], [[]], ['']])('is refused for the StackId %p', (value) => {
    expect(refusal({ ...create, StackId: value })).toContain('StackId must be');
  });

  test('is refused without its values in the message, for they may be of any size', () => {
    expect(refusal({ ...create, RequestType: 'secret'.repeat(1_000) }).length).toBeLessThan(500);
  });
});

describe('the envelope', () => {
  test('is read from anything: what makes no sense is empty', () => {
    expect(readEnvelope({ StackId: 7, RequestId: 'x'.repeat(257), ResourceProperties: ['a'] })).toStrictEqual({
      type: '',
      stackId: '',
      requestId: '',
      logicalResourceId: '',
      physicalResourceId: '',
      properties: {},
    });
  });

  test('is not taken in by the keys of a prototype', () => {
    const event = JSON.parse(
      '{"__proto__": {"StackId": "stolen", "RequestType": "Delete"}, "constructor": {"StackId": "stolen"}}',
    ) as JsonObject;
    expect(readEnvelope({ ...event })).toMatchObject({ type: '', stackId: '' });
    expect(refusal({ ...event })).toContain('StackId must be');
    expect(({} as JsonObject).StackId).toBeUndefined();
  });
});

test.each([
  [{}, true],
  [Object.create(null), true],
  [[], false],
  [null, false],
  [undefined, false],
  ['{}', false],
  [7, false],
])('%p is an object of JSON: %p', (value, expected) => {
  expect(isJsonObject(value)).toBe(expected);
});

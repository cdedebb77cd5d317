import { signature } from '../../support/rig';
import { answerTo, events, failing, hanging, type Invocation, invoke, resource } from './harness';

describe('an event that makes no sense', () => {
  const { ResponseURL } = events.Create;

  test.each([
    ['nothing but the URL', {}, 'refused-create//'],
    ['no request type', { ...events.Create, RequestType: undefined }, 'refused-create/create-1/profile'],
    ['an unknown request type', { ...events.Update, RequestType: 'Read' }, 'profile'],
    ['no physical id of an update', { ...events.Update, PhysicalResourceId: '' }, 'refused-create/update-1/other'],
    ['a giant physical id', { ...events.Delete, PhysicalResourceId: 'x'.repeat(2_000) }, 'refused-create/delete-1/'],
    ['a giant stack id', { ...events.Update, StackId: 'x'.repeat(5_000) }, 'profile'],
    ['no properties', { ...events.Create, ResourceProperties: undefined }, 'refused-create/create-1/'],
  ])('with %s is answered once, and nothing is done', async (_what, event, id) => {
    const load = jest.fn(async () => resource());
    const answer = await answerTo({ ...event, ResponseURL }, { load });
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: id });
    expect(answer.Reason).toContain('not a request of CloudFormation');
    expect(load).not.toHaveBeenCalled();
  });

  test.each([
    ['no event', undefined],
    ['null', null],
    ['a list', [events.Create]],
    ['a text', 'Create'],
    ['no URL', { ...events.Create, ResponseURL: undefined }],
    ['a URL that is none', { ...events.Create, ResponseURL: 'ftp://host/a' }],
    ['a URL that is no text', { ...events.Create, ResponseURL: 7 }],
  ])('with %s gets no answer, for there is nowhere to send one, and nothing is done', async (_what, event) => {
    const load = jest.fn(async () => resource());
    const { sent, error, lines } = await invoke(event, { load });
    expect(sent).toHaveLength(0);
    expect(error).toBeUndefined();
    expect(load).not.toHaveBeenCalled();
    expect(lines.join('\n')).toContain('nothing was done');
  });
});

describe('an answer that does not arrive', () => {
  test.each([['reset' as const], [429], [500], [503]])('is sent again after %s', async (end) => {
    const { answers, sent, error } = await invoke(events.Create, { puts: [end, end] });
    expect(error).toBeUndefined();
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
  });

  test('does not have the work done again', async () => {
    const create = jest.fn(resource().create);
    await invoke(events.Create, { load: async () => resource({ create }), puts: ['reset', 500] });
    expect(create).toHaveBeenCalledTimes(1);
  });

  test('in spite of all attempts lets the event be delivered again, in time, without the URL', async () => {
    const puts = Array<number>(10_000).fill(503);
    const { answers, error, duration } = await invoke(events.Create, { puts, time: 20_000 });
    expect(answers).toHaveLength(0);
    expect(duration).toBeLessThan(20_000);
    expect(error).toBeInstanceOf(Error);
    expect(`${String(error)} ${(error as Error).stack}`).not.toContain('X-Amz');
  });

  test('because it is forbidden is logged and not tried again: no other delivery would help', async () => {
    const { sent, error, lines } = await invoke(events.Create, { puts: [403] });
    expect(error).toBeUndefined();
    expect(sent).toHaveLength(1);
    expect(lines.join('\n')).toContain('undelivered');
    expect(lines.join('\n')).toContain('HTTP 403');
  });
});

describe('the log of an invocation', () => {
  test('holds the version, what was asked, and the answer', async () => {
    const { lines } = await invoke(events.Create);
    const read = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(read.map(({ message }) => message)).toStrictEqual(['request', 'answer', 'delivered']);
    for (const line of read) expect(line).toMatchObject({ version: 'test', requestId: 'create-1' });
    expect(read[0]).toMatchObject({ event: { RequestType: 'Create', ResourceProperties: { Name: 'profile' } } });
    expect(read[1]).toMatchObject({ outcome: { status: 'SUCCESS', physicalResourceId: 'made' } });
  });

  test('never shows the signed URL, whatever happens', async () => {
    const failed = { load: async () => failing(new Error('x')) };
    const ways: readonly [unknown, Invocation][] = [
      [events.Create, {}],
      [events.Update, failed],
      [events.Delete, { puts: [403] }],
      [events.Create, { puts: Array<'reset'>(1_000).fill('reset'), time: 5_000 }],
      [events.Create, { load: async () => hanging() }],
      [{ ...events.Create, StackId: undefined }, {}],
      [{ ...events.Create, ResponseURL: `ftp://host/a?${signature}` }, {}],
      [{ ...events.Create, ResponseURL: [`https://host/a?${signature}`] }, {}],
    ];
    for (const [event, options] of ways) {
      const { lines, error, answers } = await invoke(event, options);
      const shown = JSON.stringify([lines, String(error), answers]);
      expect(lines.length).toBeGreaterThan(0);
      expect(shown).not.toContain('X-Amz-Signature');
      expect(shown).not.toContain('amazonaws.com/arn');
    }
  });
});

test('the answer goes to the address of the event, untouched', async () => {
  const { sent } = await invoke({ ...events.Create, ResponseURL: 'https://host:8443/a%2Fb?c=%2F' });
  expect(sent[0]?.address).toStrictEqual({ secure: true, hostname: 'host', port: '8443', path: '/a%2Fb?c=%2F' });
});

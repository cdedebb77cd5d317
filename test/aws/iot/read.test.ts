import { lookForProfile, readProfile, readTargets } from '../../../aws/iot/read';
import { caller, notFound, type Respond, sdkError } from '../support';

const arn = 'arn:aws:iot:us-east-1:123456789012:securityprofile/p';
const what = { name: 'p', arn, targets: true };

const described = { securityProfileName: 'p', securityProfileArn: arn, version: 3, securityProfileDescription: 'text' };

/** Three pages of tags and of targets. An empty token ends a list as an absent one does. */
const pages = (input: object) => {
  const token = 'nextToken' in input ? String(input.nextToken) : '0';
  const next = { 0: '1', 1: '2', 2: '' }[token];
  return {
    tags: [{ Key: `key${token}`, Value: token }],
    securityProfileTargets: [{ arn: `target${token}` }],
    nextToken: next,
  };
};

const stored: Respond = ({ operation, input }, count) => {
  // One profile and its six pages: whoever asks for more would never end.
  if (count > 20) throw sdkError('InvalidRequestException', 400, 'asked again and again');
  return operation === 'DescribeSecurityProfile' ? described : pages(input);
};

const operations = (sent: readonly { operation: string }[]): readonly string[] =>
  sent.map(({ operation }) => operation).sort();

const expected = {
  name: 'p',
  arn,
  version: 3,
  content: { securityProfileDescription: 'text' },
  tags: new Map([
    ['key0', '0'],
    ['key1', '1'],
    ['key2', '2'],
  ]),
  targets: ['target0', 'target1', 'target2'],
};

describe.each([
  ['looked for', lookForProfile],
  ['read', readProfile],
])('a profile that is %s', (_how, read) => {
  test('comes with its content, and with the tags and the targets of all pages', async () => {
    const { call } = caller(stored);
    expect(await read(call, what)).toMatchObject(expected);
  });

  test('comes without its targets where they do not matter, and nobody asks for them', async () => {
    const { call, sent } = caller(stored);
    expect((await read(call, { ...what, targets: false }))?.targets).toBeUndefined();
    expect(operations(sent)).not.toContain('ListTargetsForSecurityProfile');
  });

  test('is read where its ARN cannot be told beforehand', async () => {
    const { call, sent } = caller(stored);
    expect(await read(call, { ...what, arn: undefined })).toMatchObject(expected);
    const tagged = sent.filter(({ operation }) => operation === 'ListTagsForResource');
    expect(tagged).toHaveLength(3);
    for (const { input } of tagged) expect(input).toMatchObject({ resourceArn: arn });
  });

  test('and does not exist is undefined', async () => {
    const { call } = caller(() => {
      throw notFound();
    });
    expect(await read(call, what)).toBeUndefined();
  });

  test('is not undefined because the call fails', async () => {
    const { call } = caller(() => {
      throw sdkError('InvalidRequestException', 400);
    });
    await expect(read(call, what)).rejects.toThrow('DescribeSecurityProfile failed');
  });

  test('whose tags cannot be read fails: that never counts as no owner', async () => {
    const { call } = caller((sent, count) => {
      if (sent.operation === 'ListTagsForResource') throw sdkError('InvalidRequestException', 400);
      return stored(sent, count);
    });
    await expect(read(call, what)).rejects.toThrow('ListTagsForResource failed');
  });

  test('has the tags of the ARN that the service names, not of another one', async () => {
    const { call } = caller((sent, count) => {
      const isGuess = 'resourceArn' in sent.input && sent.input.resourceArn !== arn;
      return isGuess ? { tags: [{ Key: 'of', Value: 'another' }] } : stored(sent, count);
    });
    expect(await read(call, { ...what, arn: `${arn}-guessed` })).toMatchObject(expected);
  });

  test('has the tags of the ARN that the service names, even if there is nothing at the guessed one', async () => {
    const { call } = caller((sent, count) => {
      if ('resourceArn' in sent.input && sent.input.resourceArn !== arn) throw notFound();
      return stored(sent, count);
    });
    expect(await read(call, { ...what, arn: `${arn}-guessed` })).toMatchObject(expected);
  });
});

test('a profile that is looked for is described first: its version then guards what is decided by its tags', async () => {
  let isDescribed = false;
  const early: string[] = [];
  const { call, clock } = caller(async (sent, count) => {
    if (sent.operation !== 'DescribeSecurityProfile' && !isDescribed) early.push(sent.operation);
    await clock.sleep(100);
    isDescribed ||= sent.operation === 'DescribeSecurityProfile';
    return stored(sent, count);
  });
  await clock.run(lookForProfile(call, what));
  expect(early).toStrictEqual([]);
});

describe.each([
  ['looked for', lookForProfile],
  ['read', readProfile],
])('the answer to a profile that is %s', (_how, read) => {
  test.each([
    ['its name', { securityProfileName: undefined }, 'without securityProfileName'],
    ['its ARN', { securityProfileArn: undefined }, 'without securityProfileArn'],
    ['its ARN, which is empty', { securityProfileArn: '' }, 'without securityProfileArn'],
    ['its version', { version: undefined }, 'without version'],
  ])('is refused if it lacks %s: it never counts as nobody’s', async (_what, members, message) => {
    const { call } = caller((sent, count) =>
      sent.operation === 'DescribeSecurityProfile' ? { ...described, ...members } : stored(sent, count),
    );
    await expect(read(call, what)).rejects.toThrow(
      new RegExp(`^AWS IoT has answered DescribeSecurityProfile for 'p' ${message};`),
    );
  });

  test('is refused with all that it lacks', async () => {
    const { call } = caller(() => ({}));
    await expect(read(call, what)).rejects.toThrow('without securityProfileName, securityProfileArn, version');
  });

  test.each([
    ['an unknown operation', sdkError('UnknownOperationException', 404)],
    ['a page of somebody else', sdkError('SyntaxError', 404)],
    ['a thing without a name', sdkError('Unknown', 404)],
  ])('that is %s, with the status 404, does not mean that it is gone', async (_what, error) => {
    const { call } = caller(() => {
      throw error;
    });
    await expect(read(call, what)).rejects.toThrow('DescribeSecurityProfile failed');
  });

  describe('that it does not exist', () => {
    /** A profile that cannot be described for the first `times`, and tags that answer with `tags`, or throw. */
    const unseen = (times: number, tags: () => unknown) => {
      let described404 = 0;
      return caller((sent, count) => {
        if (sent.operation === 'ListTagsForResource') return tags();
        if (sent.operation !== 'DescribeSecurityProfile') return stored(sent, count);
        described404 += 1;
        if (described404 <= times) throw notFound();
        return described;
      });
    };
    const tagged = () => ({ tags: [{ Key: 'key0', Value: '0' }] });
    const describes = (sent: readonly { operation: string }[]): number =>
      sent.filter(({ operation }) => operation === 'DescribeSecurityProfile').length;

    test('is not believed while its tags answer: it is asked again', async () => {
      const { call, clock, sent } = unseen(3, tagged);
      expect(await clock.run(read(call, what))).toMatchObject({ name: 'p', version: 3 });
      expect(describes(sent)).toBe(4);
    });

    test('is believed in the end, after some seconds and pauses that grow', async () => {
      const { call, clock, sent } = unseen(Number.POSITIVE_INFINITY, tagged);
      const start = clock.now();
      expect(await clock.run(read(call, what))).toBeUndefined();
      expect(describes(sent)).toBe(6);
      // At least half of 0.2, 0.4, 0.8, 1.6 and 3.2 s.
      expect(clock.now() - start).toBeGreaterThanOrEqual(3_100);
      expect(clock.now() - start).toBeLessThanOrEqual(6_200);
    });

    test.each<[string, () => unknown]>([
      ['there are no tags: that may be the answer for whatever does not exist', () => ({ tags: [] })],
      ['there is nothing to have tags', () => Promise.reject(notFound())],
      ['the tags may not be read', () => Promise.reject(sdkError('InvalidRequestException', 400))],
    ])('is believed at once if %s', async (_why, tags) => {
      const { call, clock, sent } = unseen(1, tags);
      const start = clock.now();
      expect(await clock.run(read(call, what))).toBeUndefined();
      expect(describes(sent)).toBe(1);
      expect(clock.now() - start).toBe(0);
    });

    test('is believed at once where the ARN of its tags cannot be told', async () => {
      const { call, sent } = unseen(1, tagged);
      expect(await read(call, { ...what, arn: undefined })).toBeUndefined();
      expect(operations(sent)).toStrictEqual(['DescribeSecurityProfile']);
    });

    test('is no answer when the time is over before the tags have answered', async () => {
      const controller = new AbortController();
      const reason = new Error('the time is used up');
      const { call } = caller(
        ({ operation }) => {
          if (operation === 'DescribeSecurityProfile') throw notFound();
          controller.abort(reason);
          return new Promise(() => undefined);
        },
        { signal: controller.signal },
      );
      await expect(read(call, what)).rejects.toBe(reason);
    });
  });

  test('ends when a page of its tags leads to one that was read already', async () => {
    const loop: Readonly<Record<string, string>> = { 0: 'a', a: 'b', b: 'a' };
    const { call } = caller((sent, count) => {
      if (sent.operation !== 'ListTagsForResource' || count > 20) return stored(sent, count);
      return { tags: [], nextToken: loop['nextToken' in sent.input ? String(sent.input.nextToken) : '0'] };
    });
    await expect(read(call, what)).rejects.toThrow('answered ListTagsForResource with the same nextToken twice');
  });

  test('is looked for again while its tags are not found, and read when they are', async () => {
    let looks = 0;
    const { call, clock } = caller((sent) => {
      if (sent.operation === 'ListTagsForResource' && !('nextToken' in sent.input) && ++looks < 4) throw notFound();
      return stored(sent, 0);
    });
    expect(await clock.run(read(call, what))).toMatchObject(expected);
  });

  test('fails where its tags are never found: nobody knows whose it is', async () => {
    let looks = 0;
    const { call, clock } = caller((sent) => {
      if (sent.operation !== 'ListTagsForResource') return stored(sent, 0);
      if (++looks > 100) throw new Error('it goes on for ever');
      throw notFound();
    });
    await expect(clock.run(read(call, what))).rejects.toThrow('ListTagsForResource failed: ResourceNotFoundException');
    expect(looks).toBe(6);
  });

  test('goes on after an empty page of tags and of targets', async () => {
    const { call } = caller((sent, count) => {
      if (sent.operation === 'DescribeSecurityProfile') return described;
      const isFirst = !('nextToken' in sent.input);
      return isFirst ? { tags: [], securityProfileTargets: [], nextToken: '0' } : stored(sent, count);
    });
    expect(await read(call, what)).toMatchObject(expected);
  });

  test('goes on after a page of tags and of targets that lacks its list', async () => {
    const { call } = caller((sent, count) => {
      if (sent.operation === 'DescribeSecurityProfile') return described;
      return 'nextToken' in sent.input ? stored(sent, count) : { nextToken: '0' };
    });
    expect(await read(call, what)).toMatchObject(expected);
  });
});

test('a profile that probably exists is read side by side', async () => {
  const { call, clock, sent } = caller(async (one, count) => {
    await clock.sleep(100);
    return one.operation === 'DescribeSecurityProfile' ? described : count > 3 ? {} : { nextToken: '' };
  });
  const start = clock.now();
  await clock.run(readProfile(call, what));
  expect(clock.now() - start).toBe(100);
  expect(sent).toHaveLength(3);
});

test('a profile that vanishes while it is read leaves no failure that nobody handles', async () => {
  const unhandled = jest.fn();
  process.on('unhandledRejection', unhandled);
  const { call, clock } = caller(async ({ operation }) => {
    if (operation !== 'DescribeSecurityProfile') await clock.sleep(100);
    throw notFound();
  });
  expect(await clock.run(readProfile(call, what))).toBeUndefined();
  await clock.run(clock.sleep(1_000));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

test('targets are asked for in the largest pages', async () => {
  const { call, sent } = caller(stored);
  expect(await readTargets(call, 'p')).toStrictEqual(['target0', 'target1', 'target2']);
  for (const { input } of sent) expect(input).toMatchObject({ maxResults: 250 });
  expect(sent[0]?.input).not.toHaveProperty('nextToken');
});

test('targets whose pages lead back to one that was read end with an error that names the call', async () => {
  const { call, sent } = caller((_sent, count) => ({
    securityProfileTargets: [{ arn: 'target' }],
    // An end for what would never end.
    nextToken: count > 20 ? undefined : 'again',
  }));
  await expect(readTargets(call, 'p')).rejects.toThrow(
    'AWS IoT has answered ListTargetsForSecurityProfile with the same nextToken twice',
  );
  expect(sent).toHaveLength(2);
});

describe('retained metrics', () => {
  const retained = async (members: object) => {
    const { call } = caller(({ operation }) =>
      operation === 'DescribeSecurityProfile' ? { ...described, ...members } : {},
    );
    return (await lookForProfile(call, what))?.content.additionalMetricsToRetainV2;
  };

  test('of the deprecated member count as those of the new one', async () => {
    expect(await retained({ additionalMetricsToRetain: ['m'] })).toStrictEqual([{ metric: 'm' }]);
    expect(await retained({ additionalMetricsToRetain: ['m'], additionalMetricsToRetainV2: [] })).toStrictEqual([
      { metric: 'm' },
    ]);
  });

  test('of the new member win', async () => {
    const additionalMetricsToRetainV2 = [{ metric: 'n', exportMetric: true }];
    expect(await retained({ additionalMetricsToRetain: ['m'], additionalMetricsToRetainV2 })).toStrictEqual(
      additionalMetricsToRetainV2,
    );
  });

  test('may be none', async () => {
    expect(await retained({})).toBeUndefined();
  });
});

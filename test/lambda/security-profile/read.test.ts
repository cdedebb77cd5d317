import { lookForProfile, readProfile, readTargets } from '../../../lambda/security-profile/read';
import { caller, notFound, type Respond, sdkError } from './support';

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

test('a profile that probably does not exist costs one call', async () => {
  const { call, sent } = caller(() => {
    throw notFound();
  });
  await lookForProfile(call, what);
  expect(operations(sent)).toStrictEqual(['DescribeSecurityProfile']);
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

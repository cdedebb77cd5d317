import type { IotInput, IotOperation, IotService } from '../../../../simulator/iot';
import { arn, refusal, service } from '../support';

const targets = ['a', 'b', 'c', 'd', 'e'].map((group) => arn(`thinggroup/${group}`));
const tags = { a: '1', b: '2', c: '3', d: '4' };
const names = ['p1', 'p2', 'p3', 'p4'];

let iot: IotService;
beforeEach(() => {
  iot = service();
  const behaviors = [{ name: 'b', metric: 'temperature' }];
  for (const securityProfileName of names) iot.seed({ securityProfileName, behaviors }, { targets, tags });
});

/** The sizes of the pages that a reader meets who follows every token, and everything on them. */
const readAll = (operation: IotOperation, input: IotInput, member: string) => {
  const pages: unknown[][] = [];
  let nextToken: unknown;
  do {
    const page = iot.call(operation, { ...input, nextToken });
    pages.push(page[member] as unknown[]);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return { sizes: pages.map(({ length }) => length), items: pages.flat() };
};

const identifiers = names.map((name) => ({ name, arn: arn(`securityprofile/${name}`) }));

test.each<[IotOperation, IotInput, string, number[], unknown[]]>([
  ['ListSecurityProfiles', {}, 'securityProfileIdentifiers', [3, 1], identifiers],
  ['ListSecurityProfiles', { maxResults: 2 }, 'securityProfileIdentifiers', [2, 2], identifiers],
  ['ListSecurityProfiles', { maxResults: 250 }, 'securityProfileIdentifiers', [3, 1], identifiers],
  ['ListSecurityProfiles', { metricName: 'temperature' }, 'securityProfileIdentifiers', [3, 1], identifiers],
  ['ListSecurityProfiles', { metricName: 'unused' }, 'securityProfileIdentifiers', [0], []],
  ['ListSecurityProfiles', { dimensionName: 'unused' }, 'securityProfileIdentifiers', [0], []],
  [
    'ListTargetsForSecurityProfile',
    { securityProfileName: 'p1' },
    'securityProfileTargets',
    [3, 2],
    targets.map((target) => ({ arn: target })),
  ],
  [
    'ListSecurityProfilesForTarget',
    { securityProfileTargetArn: arn('thinggroup/a'), recursive: true },
    'securityProfileTargetMappings',
    [3, 1],
    identifiers.map((securityProfileIdentifier) => ({
      securityProfileIdentifier,
      target: { arn: arn('thinggroup/a') },
    })),
  ],
  [
    'ListTagsForResource',
    { resourceArn: arn('securityprofile/p1') },
    'tags',
    [3, 1],
    Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  ],
])('%s %j gives every item once, over pages', (operation, input, member, sizes, items) => {
  expect(readAll(operation, input, member)).toEqual({ sizes, items });
});

test('a page that is exactly full is the last one', () => {
  iot.removeOutOfBand('p4');
  expect(iot.call('ListSecurityProfiles', {})).not.toHaveProperty('nextToken');
});

test('what is detached between two pages hides nothing', () => {
  const first = iot.call('ListTargetsForSecurityProfile', { securityProfileName: 'p1' });
  iot.call('DetachSecurityProfile', { securityProfileName: 'p1', securityProfileTargetArn: targets[0] });
  const { nextToken } = first;
  const second = iot.call('ListTargetsForSecurityProfile', { securityProfileName: 'p1', nextToken });
  expect(second).toEqual({ securityProfileTargets: [{ arn: targets[3] }, { arn: targets[4] }] });
});

test('a token is good for its own list only', () => {
  const { nextToken } = iot.call('ListTargetsForSecurityProfile', { securityProfileName: 'p1' });
  const attempts: readonly [IotOperation, IotInput][] = [
    ['ListTargetsForSecurityProfile', { securityProfileName: 'p2', nextToken }],
    ['ListSecurityProfiles', { nextToken }],
    ['ListSecurityProfiles', { nextToken: 'invented' }],
    ['ListTagsForResource', { resourceArn: arn('securityprofile/p1'), nextToken: '' }],
  ];
  for (const [operation, input] of attempts) {
    expect(refusal(() => iot.call(operation, input))).toMatchObject({
      name: 'InvalidRequestException',
      message: expect.stringContaining('Invalid nextToken'),
    });
  }
});

test('profiles cannot be listed by dimension and metric at once', () => {
  const input = { dimensionName: 'd', metricName: 'm' };
  expect(refusal(() => iot.call('ListSecurityProfiles', input)).name).toBe('InvalidRequestException');
});

import { CallError } from '../../../aws/failure';
import type { ReadCall } from '../../../aws/iot/operations';
import type { Forecast, ForecastCall } from '../../../cli/plan/forecast';
import { preflight } from '../../../cli/plan/preflight';
import type { SecurityProfileProperties } from '../../../core/iot-security-profile/properties';

const arn = 'arn:aws:iot:us-east-1:123456789012:thinggroup/sensors';

type Answers = Readonly<Record<string, object | Error>>;

const refused = (name: string, status: number): CallError => {
  const cause = Object.assign(new Error('no'), { name, $metadata: { httpStatusCode: status } });
  return new CallError('DescribeThingGroup', { name, message: 'no', status, code: undefined }, cause);
};
const missing = refused('ResourceNotFoundException', 404);
const denied = refused('AccessDeniedException', 403);

/** A service that answers each operation in one way. */
const service = (answers: Answers): ReadCall =>
  Object.assign(
    async (operation: string) => {
      const answer = answers[operation] ?? {};
      if (answer instanceof Error) throw answer;
      return answer;
    },
    { pause: async () => undefined },
  ) as ReadCall;

const attach: ForecastCall = {
  operation: 'AttachSecurityProfile',
  input: { securityProfileName: 'fleet', securityProfileTargetArn: arn },
};
const update: ForecastCall = { operation: 'UpdateSecurityProfile', input: { securityProfileName: 'fleet' } };

const forecast = (
  calls: readonly ForecastCall[],
  profile: SecurityProfileProperties = {},
  others: Partial<Forecast> = {},
): Forecast => ({
  logicalId: 'Profile',
  action: 'update',
  name: 'fleet',
  physicalId: 'fleet',
  reasons: [],
  calls,
  differences: [],
  overwritten: new Map(),
  detachedFromOthers: [],
  unknown: [],
  live: undefined,
  declared: { profile, unknown: [] },
  ...others,
});

const profiles = (...names: readonly string[]) => ({
  ListSecurityProfilesForTarget: {
    securityProfileTargetMappings: names.map((name) => ({ securityProfileIdentifier: { name } })),
  },
});

const messages = async (told: Forecast, answers: Answers = {}) =>
  (await preflight(told, service(answers))).map(({ kind, message }) => `${kind}: ${message}`);

test('a target with room is nothing to tell of', async () => {
  expect(await messages(forecast([attach]), profiles('a', 'b', 'c'))).toEqual([]);
});

test('a target with five profiles fails the deployment, and names them', async () => {
  expect(await messages(forecast([attach]), profiles('a', 'b', 'c', 'd', 'e'))).toEqual([
    'failure: thinggroup/sensors has 5 of 5 profiles (a, b, c, d, e): AWS IoT refuses one more; detach one of them first',
  ]);
});

test('profiles that the same deployment attaches before count too', async () => {
  const beside = { made: () => undefined, attached: () => ['x', 'y'] };
  const [check] = await preflight(forecast([attach]), service(profiles('a', 'b', 'c')), beside);
  expect(check).toMatchObject({ kind: 'failure', message: expect.stringContaining('has 5 of 5 profiles') });
});

test('what the template makes before is not missing; in any order it is a doubt', async () => {
  const answers = service({ ...profiles(), DescribeThingGroup: missing });
  const beside = (order: 'before' | 'in any order') => ({ made: () => order, attached: () => [] });
  expect(await preflight(forecast([attach]), answers, beside('before'))).toEqual([]);
  expect(await preflight(forecast([attach]), answers, beside('in any order'))).toMatchObject([{ kind: 'doubt' }]);
});

test('that it will be full is a note', async () => {
  expect(await messages(forecast([attach]), profiles('a', 'b', 'c', 'd'))).toEqual([
    'note: thinggroup/sensors has 4 of 5 profiles, and will have all it can',
  ]);
});

test('the profile itself does not count where it is there already', async () => {
  const live = { name: 'fleet', arn: 'x', version: 1, content: {}, tags: new Map(), targets: [] };
  const answers = profiles('a', 'b', 'c', 'd', 'fleet');
  expect(await messages(forecast([attach], {}, { live }), answers)).toHaveLength(1);
  expect((await messages(forecast([attach], {}, { live }), answers))[0]).toMatch(/^note: /);
  expect((await messages(forecast([attach]), answers))[0]).toMatch(/^failure: /);
});

test('what does not exist fails the deployment', async () => {
  const profile = {
    behaviors: [{ name: 'a', metric: 'mine', metricDimension: { dimensionName: 'topic' } }],
    additionalMetricsToRetainV2: [{ metric: 'kept' }, { metric: 'aws:num-messages-sent' }],
  };
  const answers = { DescribeThingGroup: missing, DescribeCustomMetric: missing, DescribeDimension: missing };
  expect(await messages(forecast([update, attach], profile), answers)).toEqual([
    'failure: the thing group sensors does not exist: make it first, or correct TargetArns',
    "failure: the custom metric mine does not exist: make it first, or correct the metric's name",
    "failure: the custom metric kept does not exist: make it first, or correct the metric's name",
    'failure: the dimension topic does not exist: make it first, or correct DimensionName',
  ]);
});

test('an operator that does not suit the type of a custom metric is a doubt', async () => {
  const behaviors = [
    { name: 'a', metric: 'mine', criteria: { comparisonOperator: 'less-than' as const } },
    { name: 'b', metric: 'mine', criteria: { comparisonOperator: 'in-set' as const } },
  ];
  const told = forecast([update], { behaviors });
  expect(await messages(told, { DescribeCustomMetric: { metricType: 'string-list' } })).toEqual([
    'doubt: the custom metric mine is a string-list, which less-than does not suit',
  ]);
  expect(await messages(told, { DescribeCustomMetric: { metricType: 'ip-address-list' } })).toEqual([
    'doubt: the custom metric mine is a ip-address-list, which less-than, in-set does not suit',
  ]);
  expect(await messages(told, { DescribeCustomMetric: { metricType: 'number' } })).toEqual([
    'doubt: the custom metric mine is a number, which in-set does not suit',
  ]);
  expect(await messages(told, { DescribeCustomMetric: { metricType: 'new' } })).toEqual([]);
});

test('what may not be asked was not checked, and is said to be so', async () => {
  const found = await messages(forecast([attach]), {
    ListSecurityProfilesForTarget: denied,
    DescribeThingGroup: denied,
  });
  expect(found).toHaveLength(2);
  for (const one of found) expect(one).toMatch(/^doubt: .* was not checked: /);
});

test('a defect is no doubt', async () => {
  await expect(messages(forecast([attach]), { DescribeThingGroup: new Error('defect') })).rejects.toThrow('defect');
});

test('nothing is asked of what is not written', async () => {
  const answers = { DescribeThingGroup: missing, DescribeCustomMetric: missing };
  const profile = { behaviors: [{ name: 'a', metric: 'mine' }] };
  expect(await messages(forecast([attach], profile, { action: 'unknown' }), answers)).toEqual([]);
  expect(await messages(forecast([], profile), answers)).toEqual([]);
  expect(await messages(forecast([attach], {}, { declared: undefined }), answers)).toEqual([]);
  const all = {
    ...attach,
    input: { ...attach.input, securityProfileTargetArn: 'arn:aws:iot:us-east-1:123456789012:all/things' },
  };
  expect(await messages(forecast([all]), answers)).toEqual([]);
});

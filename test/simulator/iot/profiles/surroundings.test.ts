import type { IotInput, IotOperation, Surrounding } from '../../../../simulator/iot';
import { arn, refusal, service } from '../support';

const missing = new Set<Surrounding>(['thinggroup/x', 'custommetric/y', 'dimension/z']);
const securityProfileName = 'p';

describe('by default', () => {
  test.each<[IotOperation, IotInput, IotInput]>([
    ['DescribeThingGroup', { thingGroupName: 'any' }, { thingGroupArn: arn('thinggroup/any'), version: 1 }],
    ['DescribeCustomMetric', { metricName: 'any' }, { metricArn: arn('custommetric/any'), metricType: 'number' }],
    ['DescribeDimension', { name: 'any' }, { arn: arn('dimension/any'), type: 'TOPIC_FILTER' }],
  ])('%s %j finds it', (operation, input, found) => {
    expect(service().call(operation, input)).toMatchObject({ ...input, ...found });
  });

  test('the same thing group has the same id, another one has another', () => {
    const idOf = (thingGroupName: string) => service().call('DescribeThingGroup', { thingGroupName }).thingGroupId;
    expect(idOf('a')).toBe(idOf('a'));
    expect(idOf('a')).not.toBe(idOf('b'));
  });

  test('a metric of AWS is no custom metric', () => {
    const call = () => service().call('DescribeCustomMetric', { metricName: 'aws:num-disconnects' });
    expect(refusal(call).name).toBe('ResourceNotFoundException');
  });
});

describe('what is said to be missing', () => {
  test.each<[IotOperation, IotInput, string]>([
    ['DescribeThingGroup', { thingGroupName: 'x' }, 'Thing group x does not exist'],
    ['DescribeCustomMetric', { metricName: 'y' }, 'Custom metric y does not exist'],
    ['DescribeDimension', { name: 'z' }, 'Dimension z does not exist'],
  ])('%s %j does not find', (operation, input, message) => {
    const error = { name: 'ResourceNotFoundException', status: 404, message };
    expect(refusal(() => service({ missing }).call(operation, input))).toMatchObject(error);
  });

  test('a thing group is missing as a target, too', () => {
    const iot = service({ missing });
    iot.seed({ securityProfileName });
    const attach = (target: string) =>
      iot.call('AttachSecurityProfile', { securityProfileName, securityProfileTargetArn: arn(target) });
    expect(refusal(() => attach('thinggroup/x')).name).toBe('ResourceNotFoundException');
    expect(attach('thinggroup/y')).toEqual({});
  });

  test.each<[IotInput, string]>([
    [{ behaviors: [{ name: 'b', metric: 'y' }] }, 'Custom metric y does not exist'],
    [{ additionalMetricsToRetainV2: [{ metric: 'y' }] }, 'Custom metric y does not exist'],
    [{ additionalMetricsToRetain: ['y'] }, 'Custom metric y does not exist'],
    [
      { behaviors: [{ name: 'b', metric: 'aws:num-messages-sent', metricDimension: { dimensionName: 'z' } }] },
      'Dimension z does not exist',
    ],
  ])('a profile cannot use %j', (content, message) => {
    const iot = service({ missing });
    const error = { name: 'InvalidRequestException', status: 400, message };
    const input = { securityProfileName, ...content };
    expect(refusal(() => iot.call('CreateSecurityProfile', input))).toMatchObject(error);
    iot.seed({ securityProfileName });
    expect(refusal(() => iot.call('UpdateSecurityProfile', input))).toMatchObject(error);
  });

  test('it may change while the service runs', () => {
    const now = new Set<Surrounding>();
    const iot = service({ missing: now });
    const describe = () => iot.call('DescribeDimension', { name: 'z' });
    expect(describe()).toMatchObject({ name: 'z' });
    now.add('dimension/z');
    expect(refusal(describe).name).toBe('ResourceNotFoundException');
  });
});

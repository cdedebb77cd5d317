import { CallError, readFailure } from '../../../aws/failure';
import type { ReadCall, ReadOperation } from '../../../aws/iot/operations';
import type { DeclaredProfile } from '../../../cli/declared/resources';
import type { ResourceEvent } from '../../../cli/plan/events';
import { forecast } from '../../../cli/plan/forecast';
import type { ValueMap } from '../../../cloudformation/values';
import { type InProcessIot, inProcessIot } from '../../../simulator/iot';

const stackId = 'arn:aws:cloudformation:us-east-1:123456789012:stack/fleet/1';
const marks = {
  'cloudformation:stack-id': stackId,
  'cloudformation:logical-id': 'Profile',
  'cloudformation:request-id': 'made/r',
};
const group = (name: string) => `arn:aws:iot:us-east-1:123456789012:thinggroup/${name}`;

let iot: InProcessIot;

beforeEach(() => {
  const clock = { now: () => 0, sleep: async () => undefined };
  iot = inProcessIot({ region: 'us-east-1', accountId: '123456789012', clock });
});

const declared = (properties: ValueMap, others: Partial<DeclaredProfile> = {}): DeclaredProfile => ({
  logicalId: 'Profile',
  type: 'Custom::IoTSecurityProfile',
  position: undefined,
  properties: { ServiceToken: 'arn:function', ...properties },
  mistakes: [],
  isFixed: false,
  expanded: [],
  deletionPolicy: 'Delete',
  updateReplacePolicy: 'Delete',
  ...others,
});

const seed = (
  securityProfileName: string,
  text: string,
  beside: Parameters<InProcessIot['service']['seed']>[1] = { tags: marks },
) => iot.service.seed({ securityProfileName, securityProfileDescription: text }, beside);

const told = async (event: ResourceEvent) => {
  const asked = (operation: ReadOperation, input: object) =>
    iot.call(operation, { ...input }).catch((error: unknown) => {
      throw new CallError(operation, readFailure(error), error);
    });
  const call = Object.assign(asked, { pause: async () => undefined }) as ReadCall;
  const result = await forecast(event, {
    call,
    stackId,
    stackName: 'fleet',
    arnOf: (name) => `arn:aws:iot:us-east-1:123456789012:securityprofile/${name}`,
  });
  return { ...result, calls: result.calls.map(({ operation }) => operation) };
};

const fleet = (text: string, more: ValueMap = {}): DeclaredProfile =>
  declared({ SecurityProfileName: 'fleet', SecurityProfileDescription: text, ...more });

const update = (before: DeclaredProfile, after: DeclaredProfile, physicalId = 'fleet') =>
  told({ kind: 'Update', isCertain: true, declared: after, before, physicalId });

test('a profile that is not there is created', async () => {
  expect(await told({ kind: 'Create', declared: fleet('a') })).toMatchObject({
    action: 'create',
    name: 'fleet',
    live: undefined,
  });
});

test('one of that name that nobody has marked is refused, and with AdoptExisting taken over', async () => {
  seed('fleet', 'a', {});
  const refused = await told({ kind: 'Create', declared: fleet('a') });
  expect(refused).toMatchObject({ action: 'refused', calls: [] });
  expect(refused.reasons[0]).toContain('nobody has marked it as its own');
  const adopted = await told({ kind: 'Create', declared: fleet('a', { AdoptExisting: 'true' }) });
  expect(adopted.action).toBe('adopt');
  expect(adopted.reasons).toEqual(['its content is what is declared already']);
});

test('what was changed elsewhere and goes is told with what was deployed', async () => {
  seed('fleet', 'by hand');
  const { action, calls, overwritten, differences } = await update(fleet('a'), fleet('b'));
  expect({ action, calls }).toEqual({ action: 'update', calls: ['UpdateSecurityProfile'] });
  expect([...overwritten]).toEqual([['SecurityProfileDescription', 'a']]);
  expect(differences).toEqual([{ path: 'SecurityProfileDescription', declared: 'b', live: 'by hand' }]);
});

test('what is only the template’s own change overwrites nothing', async () => {
  seed('fleet', 'a');
  expect((await update(fleet('a'), fleet('b'))).overwritten.size).toBe(0);
});

test('a target that no template declared is told of where it goes', async () => {
  seed('fleet', 'a', { tags: marks, targets: [group('own'), group('theirs')] });
  const before = fleet('a', { TargetArns: [group('own')] });
  const { detachedFromOthers, calls } = await update(before, fleet('a', { TargetArns: [group('new')] }));
  expect(detachedFromOthers).toEqual([group('theirs')]);
  expect(calls.sort()).toEqual(['AttachSecurityProfile', 'DetachSecurityProfile', 'DetachSecurityProfile']);
});

describe('another name', () => {
  const renamed = declared({ SecurityProfileName: 'other', SecurityProfileDescription: 'a' });

  test('replaces the profile: the new one first, the old one deleted last, compared with the old one', async () => {
    seed('fleet', 'a');
    const { action, calls, reasons, differences } = await update(fleet('a'), renamed);
    expect(action).toBe('replace');
    expect([calls[0], calls.at(-1)]).toEqual(['CreateSecurityProfile', 'DeleteSecurityProfile']);
    expect(reasons.join('\n')).toMatch(/fleet → other[\s\S]*fleet is deleted last/);
    expect(differences).toEqual([]);
  });

  test('leaves the old one where the policy says so', async () => {
    seed('fleet', 'a');
    const { calls, reasons } = await update({ ...fleet('a'), updateReplacePolicy: 'Retain' }, renamed);
    expect(calls).not.toContain('DeleteSecurityProfile');
    expect(reasons.join('\n')).toContain('fleet stays: UpdateReplacePolicy is Retain');
  });

  test('leaves alone an old one that is not ours', async () => {
    seed('fleet', 'a', {});
    expect((await update(fleet('a'), renamed)).reasons.join('\n')).toContain('fleet is left alone');
  });
});

test('a name that is not known says nothing of what stands there', async () => {
  expect(await told({ kind: 'Create', declared: declared({ SecurityProfileName: { Ref: 'x' } }) })).toMatchObject({
    action: 'unknown',
    unknown: ['SecurityProfileName'],
  });
});

test('what the function refuses is refused: on Create also what is strongly doubted', async () => {
  const doubtful = fleet('a', { Behaviors: [{ Name: 'with blanks', Metric: 'm' }] });
  expect((await told({ kind: 'Create', declared: doubtful })).action).toBe('refused');
  seed('fleet', 'a');
  expect((await update(fleet('a'), doubtful)).action).not.toBe('refused');
  expect((await update(fleet('a'), fleet('a', { Odd: '1' }))).action).toBe('refused');
});

describe('a resource that goes', () => {
  const remove = () => told({ kind: 'Delete', before: fleet('a'), physicalId: 'fleet' });

  test('takes its profile with it', async () => {
    seed('fleet', 'a');
    expect(await remove()).toMatchObject({ action: 'delete', calls: ['DeleteSecurityProfile'] });
  });

  test('leaves one that is not marked as its own', async () => {
    seed('fleet', 'a', {});
    expect(await remove()).toMatchObject({ action: 'leave', calls: [] });
  });
});

test('what CloudFormation does not send changes nothing', async () => {
  seed('fleet', 'by hand');
  expect(await told({ kind: 'none', declared: fleet('a'), physicalId: 'fleet' })).toMatchObject({
    action: 'no changes',
    calls: [],
  });
  expect(await told({ kind: 'retain', before: fleet('a'), physicalId: 'fleet' })).toMatchObject({
    action: 'leave',
    calls: [],
  });
  expect(await told({ kind: 'refused', declared: fleet('a'), reason: 'why' })).toMatchObject({
    action: 'refused',
    reasons: ['why'],
  });
});

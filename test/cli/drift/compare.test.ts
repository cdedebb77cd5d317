import type { DeclaredProfile } from '../../../cli/declared/resources';
import { driftOf } from '../../../cli/drift/compare';
import type { ValueMap } from '../../../cloudformation/values';
import type { LiveProfile } from '../../../core/iot-security-profile/plan/profile';

const stackId = 'arn:aws:cloudformation:us-east-1:123456789012:stack/fleet/1';
const target = (name: string) => `arn:aws:iot:us-east-1:123456789012:thinggroup/${name}`;

const declared = (properties: ValueMap): DeclaredProfile => ({
  logicalId: 'Profile',
  type: 'Custom::IoTSecurityProfile',
  position: undefined,
  properties,
  mistakes: [],
  isFixed: false,
  expanded: [],
  deletionPolicy: 'Delete',
  updateReplacePolicy: 'Delete',
});

const marks = {
  'cloudformation:stack-id': stackId,
  'cloudformation:logical-id': 'Profile',
  'cloudformation:request-id': 'made/r',
};

const live = (others: Partial<LiveProfile> = {}, tags: Readonly<Record<string, string>> = {}): LiveProfile => ({
  name: 'fleet',
  arn: 'arn:fleet',
  version: 1,
  content: { securityProfileDescription: 'text' },
  targets: [],
  ...others,
  tags: new Map(Object.entries({ ...marks, ...tags })),
});

const text: ValueMap = { SecurityProfileDescription: 'text' };

test('what is as declared is in sync', () => {
  expect(driftOf(declared(text), live(), stackId)).toMatchObject({ status: 'in sync', differences: [], reasons: [] });
});

test('a description, a target and a tag that are not as declared have drifted', () => {
  const { status, differences } = driftOf(
    declared({
      ...text,
      TargetArns: [target('a'), target('b')],
      Tags: [
        { Key: 'k', Value: 'v' },
        { Key: 'gone', Value: 'v' },
      ],
    }),
    live({ content: { securityProfileDescription: 'other' }, targets: [target('b'), target('c')] }, { k: 'w' }),
    stackId,
  );
  expect(status).toBe('drifted');
  expect(differences).toEqual([
    { path: 'SecurityProfileDescription', declared: 'text', live: 'other' },
    { path: 'TargetArns[thinggroup/a]', declared: target('a'), live: undefined },
    { path: 'TargetArns[thinggroup/c]', declared: undefined, live: target('c') },
    { path: 'Tags[k]', declared: 'v', live: 'w' },
    { path: 'Tags[gone]', declared: 'v', live: undefined },
  ]);
});

test('targets that are not declared, and tags of others, are none of the template’s business', () => {
  const found = driftOf(
    declared({ ...text, Tags: [{ Key: 'own', Value: 'v' }] }),
    live({ targets: [target('c')] }, { own: 'v', theirs: 'x', 'aws:x': 'y' }),
    stackId,
  );
  expect(found).toMatchObject({ status: 'in sync', foreignTags: ['theirs'] });
});

test('a profile that is gone is missing', () => {
  expect(driftOf(declared(text), undefined, stackId).status).toBe('missing');
});

test('one whose marks are gone has drifted, one with those of others is not ours', () => {
  expect(driftOf(declared(text), { ...live(), tags: new Map() }, stackId)).toMatchObject({
    status: 'drifted',
    differences: [],
    reasons: ['the marks of ownership are gone: the next update puts them back'],
  });
  const theirs = driftOf(declared(text), live({}, { 'cloudformation:logical-id': 'Other' }), stackId);
  expect(theirs.status).toBe('not ours');
  expect(theirs.reasons[0]).toMatch(/^it belongs to /);
});

test('where no stack is known, whose it is does not count', () => {
  expect(driftOf(declared(text), live({}, { 'cloudformation:logical-id': 'Other' }), undefined).status).toBe('in sync');
});

test('a template that is not valid is not compared', () => {
  const { status, reasons } = driftOf(declared({ Behaviors: 'x' }), live(), stackId);
  expect(status).toBe('not compared');
  expect(reasons[0]).toBe('the template is not valid:');
  expect(reasons[1]).toMatch(/^Behaviors: /);
});

test('what is not known is no drift, and said not to be compared', () => {
  const found = driftOf(declared({ SecurityProfileDescription: { Ref: 'Later' } }), live(), stackId);
  expect(found).toMatchObject({ status: 'in sync', unknown: ['SecurityProfileDescription'] });
});

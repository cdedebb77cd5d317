import { keyLeftBehind, removalOfId, saysAdoptExisting } from '../../../core/connect-security-profile/removal';
import { decideRemoval } from '../../../core/ownership/decision';
import type { JsonObject } from '../../../core/schema/json';
import { instanceArn, instanceId, otherInstanceId, profileArn, required } from './examples';

const arn = profileArn('p1');
const formerKey = `${instanceId}:Former`;

test.each([
  [undefined, false],
  [null, false],
  ['', false],
  [false, false],
  ['False', false],
  [true, true],
  ['true', true],
  ['no', true],
  [[], true],
  [0, true],
])('AdoptExisting: %j says yes: %p', (AdoptExisting, expected) => {
  expect(saysAdoptExisting({ AdoptExisting })).toBe(expected);
});

test('AdoptExisting says yes, and blocks no Delete, however deep it nests', () => {
  let deep: JsonObject = {};
  for (let depth = 0; depth < 20_000; depth++) deep = { deep };
  expect(saysAdoptExisting({ AdoptExisting: deep })).toBe(true);
});

describe('a Delete of what was adopted', () => {
  const live = { name: required.SecurityProfileName };
  const adopted = { kind: 'ours', mark: { word: 'adopted', requestId: 'r1' } } as const;
  const made = { kind: 'ours', mark: { word: 'made', requestId: 'r1' } } as const;

  const removal = (properties: object, standing: { readonly name: string } | undefined = live) =>
    removalOfId({ properties: { ...required, ...properties }, physicalResourceId: arn }, standing);

  test('deletes where the properties are its own and the flag has gone', () => {
    expect(removal({})).toStrictEqual({ kind: 'physical-id', releasesAdopted: false });
    expect(decideRemoval(removal({}), adopted)).toBe('delete');
  });

  test.each([
    ['the flag says so', { AdoptExisting: 'true' }],
    ['the properties give another name', { SecurityProfileName: 'Other' }],
    ['the properties give another instance', { InstanceArn: instanceArn(otherInstanceId) }],
    ['the properties give no name', { SecurityProfileName: '' }],
    ['the properties give no instance', { InstanceArn: 7 }],
  ])('releases where %s', (_what, properties) => {
    expect(decideRemoval(removal(properties), adopted)).toBe('release');
    expect(decideRemoval(removal(properties), made)).toBe('delete');
  });

  test('releases where it bears another name by now, or its name is not known', () => {
    expect(decideRemoval(removal({}, { name: 'renamed' }), adopted)).toBe('release');
    const unknown = removalOfId({ properties: required, physicalResourceId: arn });
    expect(decideRemoval(unknown, adopted)).toBe('release');
    expect(decideRemoval(unknown, made)).toBe('delete');
  });
});

describe('what a failed replacement may have left', () => {
  const update = (oldProperties: JsonObject, physicalResourceId = arn) =>
    keyLeftBehind({ properties: required, oldProperties, physicalResourceId });

  test('stands under the key of the old properties', () => {
    expect(update({ ...required, SecurityProfileName: 'Former' })).toBe(formerKey);
    expect(update({ ...required, InstanceArn: instanceArn(otherInstanceId) })).toBe(`${otherInstanceId}:Tier 1 agents`);
  });

  test.each([
    ['they give the key that is wanted', required, arn],
    ['they give none', {}, arn],
    ['they give an illegal name', { ...required, SecurityProfileName: 'a/b' }, arn],
    ['the physical id names no profile', { ...required, SecurityProfileName: 'Former' }, 'failed-create/r1/x:y'],
  ])('is nowhere where %s', (_what, oldProperties, physicalResourceId) => {
    expect(update(oldProperties, physicalResourceId)).toBeUndefined();
  });
});

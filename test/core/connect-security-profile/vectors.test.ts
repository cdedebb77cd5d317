import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readProperties } from '../../../core/connect-security-profile/properties';
import { permissionNames } from '../../../core/connect-security-profile/properties/permission-names';

/** One template's properties, and what is to be said of them: `path` is that of the surest problem. */
interface Vector {
  readonly name: string;
  readonly properties: unknown;
  readonly expect: 'valid' | 'certain' | 'strong' | 'uncertain';
  readonly path: string;
  readonly why: string;
}

const vectors = JSON.parse(readFileSync(path.join(__dirname, 'vectors.json'), 'utf8')) as readonly Vector[];

/** All that may be known: the names of permissions, as in the tool, and where the function is, as in the function. */
const everything = {
  knownPermissions: permissionNames,
  place: { region: 'eu-west-2', account: '123456789012' },
};

test('all 82 are here', () => {
  expect(vectors).toHaveLength(82);
  expect(new Set(vectors.map(({ name }) => name)).size).toBe(82);
});

test.each(vectors.map((vector) => [vector.name, vector.expect, vector] as const))(
  '%s: %s',
  (_name, expected, vector) => {
    const { problems, profile, count } = readProperties(vector.properties, everything);
    const [surest] = problems;
    expect({ certainty: surest?.certainty ?? 'valid', path: surest?.path ?? '' }).toEqual({
      certainty: expected,
      path: vector.path,
    });
    expect(profile === undefined).toBe(expected === 'certain');
    expect(count.certain + count.strong + count.uncertain).toBe(problems.length);
  },
);

const ofVector = (name: string) => {
  const vector = vectors.find((one) => one.name === name);
  return readProperties(vector?.properties, everything)
    .problems.map(({ message }) => message)
    .join('\n');
};

test.each([
  ['instance id instead of ARN', '!Sub arn:${AWS::Partition}:connect:'],
  ['ARN of a queue', 'take away what stands behind the id of the instance'],
  ['name as number', 'put it in quotes'],
  ['misspelt member of an application', 'did you mean "ApplicationPermissions"?'],
  ['misspelt property', 'did you mean "Permissions"?'],
  ['InstanceId of the API', 'give InstanceArn'],
  ['read-only ARN given', 'Fn::GetAtt reads'],
  ['hierarchy group as ARN', 'give its last part'],
  ['flow module as ARN', 'give its last part'],
  ['unknown permission, near a known one', 'did you mean "BasicAgentAccess"?'],
  ['API action instead of a permission', 'is an action of IAM'],
  ['48 tags', '3 of them mark the owner'],
  ['instance in another Region than the function', 'the Region us-west-2 is out of reach; accepted: in eu-west-2'],
])('the message of "%s" names the remedy', (name, remedy) => {
  expect(ofVector(name)).toContain(remedy);
});

describe('what is not known silences what needs it', () => {
  const instance = (region: string, account: string) => ({
    InstanceArn: `arn:aws:connect:${region}:${account}:instance/11111111-2222-4333-8444-555555555555`,
    SecurityProfileName: 'Tier 1 agents',
  });
  test.each([
    [{}, 0],
    [{ region: 'us-west-2' }, 0],
    [{ region: 'eu-west-2' }, 1],
    [{ account: '210987654321' }, 0],
    [{ account: '123456789012' }, 1],
  ])('of a function in %j an instance of us-west-2 and 210987654321 is out of reach: %p', (place, count) => {
    const { problems } = readProperties(instance('us-west-2', '210987654321'), { place });
    expect(problems.map(({ certainty }) => certainty)).toEqual(Array(count).fill('strong'));
  });

  test('without the names of permissions nothing is said of one, but that it is an action of IAM', () => {
    const Permissions = ['BasicAgentAcess', 'connect:ListUsers'];
    const { problems } = readProperties({ ...instance('eu-west-2', '123456789012'), Permissions });
    expect(problems).toMatchObject([{ path: 'Permissions[1]', certainty: 'uncertain' }]);
  });

  test('a name that is near no known one is told too, one that is too long for a misspelling is not', () => {
    const { problems } = readProperties(
      { ...instance('eu-west-2', '123456789012'), Permissions: ['Zzzzzzzzzzzzzzzzzz', 'Z'.repeat(65)] },
      everything,
    );
    expect(problems).toMatchObject([{ path: 'Permissions[0]', certainty: 'uncertain' }]);
    expect(problems[0]?.message).toContain('check its spelling');
  });
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { SecurityProfile, SecurityProfileProvider } from '../../cdk/index';
import { newStack, onlyResource, resourceType } from '../cdk/support';
import { read, resource, root, statementsOf, template } from './support';

interface Times {
  readonly timeout: number;
  readonly eventAge: number;
  readonly retries: number;
  readonly serviceTimeout: number;
}

const seconds = (value: unknown): number => {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new Error(`${JSON.stringify(value)} is no number`);
  return value;
};

const construct = (timeout?: Duration): Times => {
  const stack = newStack();
  const provider = new SecurityProfileProvider(stack, 'Provider', timeout === undefined ? {} : { timeout });
  new SecurityProfile(stack, 'Profile', { provider });
  const { MaximumEventAgeInSeconds: eventAge, MaximumRetryAttempts: retries } = onlyResource(
    stack,
    'AWS::Lambda::EventInvokeConfig',
  ).Properties;
  return {
    timeout: seconds(onlyResource(stack, 'AWS::Lambda::Function').Properties.Timeout),
    eventAge: seconds(eventAge),
    retries: seconds(retries),
    serviceTimeout: seconds(onlyResource(stack, resourceType).Properties.ServiceTimeout),
  };
};

/** That of every profile in the examples. */
const serviceTimeout = 720;

type Properties = Readonly<Record<string, unknown>>;

const invokeConfigs: Readonly<Record<string, () => Properties>> = {
  'templates/provider.yaml': () => resource('templates/provider.yaml', 'ProviderRetries').Properties,
  'dist/provider.yaml': () => resource('dist/provider.yaml', 'ProviderRetries').Properties,
  'templates/sam.yaml': () =>
    resource('templates/sam.yaml', 'ProviderFunction').Properties.EventInvokeConfig as Properties,
};

/** A template’s times with a value that its parameter accepts. */
const ofTemplate = (file: string, limit: 'Default' | 'MinValue' | 'MaxValue'): Times => {
  const { MaximumEventAgeInSeconds: eventAge, MaximumRetryAttempts: retries } = invokeConfigs[file]?.() ?? {};
  const timeout = seconds(template(file).Parameters.FunctionTimeout?.[limit]);
  return {
    timeout,
    eventAge: seconds(eventAge),
    retries: seconds(retries),
    // What the parameter's description asks for.
    serviceTimeout: Math.max(serviceTimeout, 2 * timeout + 120),
  };
};

const allInOne = 'templates/examples/all-in-one.yaml';
const ofExample = (): Times => ({
  timeout: seconds(resource(allInOne, 'ProviderFunction').Properties.Timeout),
  eventAge: seconds(resource(allInOne, 'ProviderRetries').Properties.MaximumEventAgeInSeconds),
  retries: seconds(resource(allInOne, 'ProviderRetries').Properties.MaximumRetryAttempts),
  serviceTimeout: seconds(resource(allInOne, 'SensorProfile').Properties.ServiceTimeout),
});

const files = Object.keys(invokeConfigs);
const defaults: readonly (readonly [string, () => Times])[] = [
  ['the construct', () => construct()],
  ...files.map((file) => [file, () => ofTemplate(file, 'Default')] as const),
  [allInOne, ofExample],
];
const limits: readonly (readonly [string, () => Times])[] = [
  ...[10, 60, 299, 300, 301, 450, 900].map(
    (timeout) => [`the construct with ${timeout} s`, () => construct(Duration.seconds(timeout))] as const,
  ),
  ...files.flatMap((file) =>
    (['MinValue', 'MaxValue'] as const).map(
      (limit) => [`${file} with the ${limit}`, () => ofTemplate(file, limit)] as const,
    ),
  ),
];

describe('the times', () => {
  test.each(defaults)(
    'of %s: 300 s for the function, 720 s for CloudFormation, events of 400 s, one retry',
    (_, times) => {
      expect(times()).toEqual({ timeout: 300, eventAge: 400, retries: 1, serviceTimeout: 720 });
    },
  );

  test.each([...defaults, ...limits])('of %s: the last delivery has ended when CloudFormation goes on', (_, times) => {
    const { timeout, eventAge, retries, serviceTimeout: waited } = times();
    expect(eventAge + timeout).toBeLessThanOrEqual(waited);
    expect(retries).toBe(1);
    // A delivery that Lambda had to end by the usual timeout is followed by another, a minute later.
    expect(eventAge).toBeGreaterThan(Math.min(timeout, 300) + 60);
  });

  test.each([...defaults, ...limits])('of %s: CloudFormation and Lambda accept them', (_, times) => {
    const { timeout, eventAge, serviceTimeout: waited } = times();
    expect(waited).toBeGreaterThanOrEqual(1);
    expect(waited).toBeLessThanOrEqual(3_600);
    expect(eventAge).toBeGreaterThanOrEqual(60);
    expect(eventAge).toBeLessThanOrEqual(21_600);
    expect(timeout).toBeGreaterThanOrEqual(10);
    expect(timeout).toBeLessThanOrEqual(900);
  });

  test.each(readdirSync(join(root, 'templates/examples')).map((name) => `templates/examples/${name}`))(
    'of the profiles in %s are those that the provider is made for',
    (file) => {
      const profiles = Object.values(template(file).Resources).filter(({ Type }) => Type === resourceType);
      expect(profiles.map(({ Properties }) => Properties.ServiceTimeout)).toEqual(profiles.map(() => serviceTimeout));
    },
  );

  test.each(['create', 'update', 'delete'])('of the event %s too', (name) => {
    const event = JSON.parse(read(`events/${name}.json`)) as { readonly ResourceProperties: Properties };
    expect(event.ResourceProperties.ServiceTimeout).toBe(String(serviceTimeout));
  });
});

describe('the memory', () => {
  const ofParameter = (file: string) => template(file).Parameters.FunctionMemory;

  test('of the construct is 1,024 MB', () => {
    const stack = newStack();
    new SecurityProfileProvider(stack, 'Provider');
    expect(onlyResource(stack, 'AWS::Lambda::Function').Properties.MemorySize).toBe(1_024);
  });

  test.each(files)('of %s is 1,024 MB, and its parameter says what that is good for', (file) => {
    expect(resource(file, 'ProviderFunction').Properties.MemorySize).toEqual({ Ref: 'FunctionMemory' });
    expect(ofParameter(file)).toMatchObject({ Type: 'Number', Default: 1_024, MinValue: 128, MaxValue: 10_240 });
    for (const measured of ['1,140 ms at 128', '384 at 256', '174 at 512', '80 at 1024', '50 at 1769'])
      expect(ofParameter(file)?.Description).toContain(measured);
  });

  test(`of ${allInOne} is 1,024 MB`, () => {
    expect(resource(allInOne, 'ProviderFunction').Properties.MemorySize).toBe(1_024);
  });
});

/** An ARN of a template as `Fn::Sub` writes it, also where `Fn::Join` does. */
const arnOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const { 'Fn::Sub': sub, 'Fn::Join': join_, Ref: ref } = value as Properties;
  if (typeof sub === 'string') return sub;
  if (typeof ref === 'string') return `\${${ref}}`;
  if (Array.isArray(join_)) return (join_[1] as readonly unknown[]).map(arnOf).join('');
  throw new Error(`${JSON.stringify(value)} is no ARN`);
};

type Statements = ReturnType<typeof statementsOf>;

/** An action and a resource, one for each that a policy allows to AWS IoT. */
const rights = (statements: Statements): readonly string[] =>
  statements
    .filter(({ Action }) => [Action].flat().some((action) => action.startsWith('iot:')))
    .flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((one) => `${action} ${arnOf(one)}`)),
    )
    .sort();

const constructStatements = (): Statements => {
  const stack = newStack();
  new SecurityProfileProvider(stack, 'Provider');
  const { PolicyDocument: policy } = onlyResource(stack, 'AWS::IAM::Policy').Properties;
  return (policy as { readonly Statement: Statements }).Statement;
};

describe('the rights of the function', () => {
  const policies: readonly (readonly [string, () => Statements])[] = [
    ['the construct', constructStatements],
    ...[...files, allInOne].map((file) => [file, () => statementsOf(file)] as const),
  ];
  const on = (operations: readonly string[], resources: readonly string[]): readonly string[] =>
    operations.flatMap((operation) =>
      resources.map((name) => `iot:${operation} arn:\${AWS::Partition}:iot:\${AWS::Region}:\${AWS::AccountId}:${name}`),
    );
  const expected = [
    ...on(
      ['Attach', 'Create', 'Delete', 'Detach', 'Update'].map((verb) => `${verb}SecurityProfile`),
      ['securityprofile/*', 'custommetric/*', 'dimension/*'],
    ),
    ...on(
      ['AttachSecurityProfile', 'DetachSecurityProfile'],
      ['thinggroup/*', 'all/things', 'all/registered-things', 'all/unregistered-things'],
    ),
    ...on(
      [
        'DescribeSecurityProfile',
        'ListTagsForResource',
        'ListTargetsForSecurityProfile',
        'TagResource',
        'UntagResource',
      ],
      ['securityprofile/*'],
    ),
  ].sort();

  test.each(policies)('of %s are these, and no others of AWS IoT', (_, statements) => {
    expect(rights(statements())).toEqual(expected);
  });

  test.each(policies)(
    'of %s have no wildcard in an action, and are for AWS IoT, roles and logs alone',
    (_, statements) => {
      const actions = statements().flatMap(({ Action }) => [Action].flat());
      expect(actions.filter((action) => action.includes('*'))).toEqual([]);
      expect(
        actions.filter((action) => !/^(iot:|iam:PassRole$|logs:CreateLogStream$|logs:PutLogEvents$)/.test(action)),
      ).toEqual([]);
    },
  );

  test.each(policies)('of %s to pass a role are for AWS IoT, if there are any', (_, statements) => {
    const passing = statements().filter(({ Action }) => [Action].flat().includes('iam:PassRole'));
    expect(passing.map(({ Condition }) => Condition)).toEqual(
      passing.map(() => ({ StringEquals: { 'iam:PassedToService': 'iot.amazonaws.com' } })),
    );
  });
});

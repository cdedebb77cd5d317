import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { SecurityProfile, SecurityProfileProvider } from '../../cdk/index';
import { newStack, onlyResource, resourceType } from '../cdk/support';
import { read, resource, root, template } from './support';

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
  return {
    timeout: seconds(template(file).Parameters.FunctionTimeout?.[limit]),
    eventAge: seconds(eventAge),
    retries: seconds(retries),
    serviceTimeout,
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
    // A delivery that Lambda had to end is followed by another, a minute later.
    expect(eventAge).toBeGreaterThan(timeout + 60);
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

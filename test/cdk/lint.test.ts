import { readFileSync } from 'node:fs';
import path from 'node:path';
import { App, type CfnResource, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnDimension } from 'aws-cdk-lib/aws-iot';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks } from 'cdk-nag';
import {
  type Behavior,
  BehaviorCriteria,
  BehaviorMetric,
  ConfidenceLevel,
  DimensionOperator,
  Percentile,
  SecurityProfile,
  SecurityProfileTarget,
} from '../../cdk/index';

const both = { consecutiveDatapointsToAlarm: 1, consecutiveDatapointsToClear: 2 };
const timed = { ...both, duration: Duration.minutes(5) };
const battery = BehaviorMetric.of('battery');
const { NUM_MESSAGES_SENT, SOURCE_IP_ADDRESS, LISTENING_TCP_PORTS } = BehaviorMetric;

const behaviors: readonly Behavior[] = [
  { name: 'count', metric: NUM_MESSAGES_SENT, criteria: BehaviorCriteria.lessThan(100, timed), suppressAlerts: true },
  {
    name: 'percentile',
    metric: NUM_MESSAGES_SENT,
    criteria: BehaviorCriteria.lessThanPercentile(Percentile.P90, timed),
    exportMetric: true,
  },
  { name: 'cidrs', metric: SOURCE_IP_ADDRESS, criteria: BehaviorCriteria.inCidrSet(['10.0.0.0/8'], both) },
  { name: 'ports', metric: LISTENING_TCP_PORTS, criteria: BehaviorCriteria.notInPortSet([23], both) },
  { name: 'strings', metric: BehaviorMetric.of('mode'), criteria: BehaviorCriteria.inStringSet(['on', 'off']) },
  { name: 'numbers', metric: BehaviorMetric.of('levels'), criteria: BehaviorCriteria.notInNumberSet([1.5]) },
  { name: 'number', metric: battery, criteria: BehaviorCriteria.greaterThanEquals(3.3, both) },
  { name: 'learned', metric: NUM_MESSAGES_SENT, criteria: BehaviorCriteria.mlDetection(ConfidenceLevel.HIGH, both) },
];

/** A profile with every prop there is. */
const defineFullProfile = (stack: Stack): SecurityProfile => {
  const dimension = new CfnDimension(stack, 'Dimension', { type: 'TOPIC_FILTER', stringValues: ['telemetry/#'] });
  const narrowed = { metric: NUM_MESSAGES_SENT, dimension, dimensionOperator: DimensionOperator.NOT_IN };
  return new SecurityProfile(stack, 'Profile', {
    securityProfileName: 'fleet',
    description: 'every property',
    behaviors: [...behaviors, { ...narrowed, name: 'narrowed', criteria: BehaviorCriteria.lessThan(1, timed) }],
    targets: [SecurityProfileTarget.REGISTERED_THINGS],
    alertTopic: new Topic(stack, 'Topic', {
      masterKey: new Key(stack, 'Key', { enableKeyRotation: true }),
      enforceSSL: true,
    }),
    additionalMetricsToRetain: [{ ...narrowed, exportMetric: true }],
    metricsExportTopic: 'metrics/exported',
    tags: { team: 'iot' },
    adoptExisting: true,
  });
};

const env = { account: '123456789012', region: 'eu-west-1' };

/** The same resource with AWS's own type, whose schema the CDK's linter knows. */
const asNative = (profile: SecurityProfile): CfnResource => {
  const resource = profile.node.defaultChild as CfnResource;
  resource.addOverride('Type', 'AWS::IoT::SecurityProfile');
  for (const ours of ['ServiceToken', 'ServiceTimeout', 'AdoptExisting']) resource.addPropertyDeletionOverride(ours);
  Validations.of(profile).acknowledge({ id: 'CloudFormation-Validate::W9003', reason: 'the native Count is text' });
  return resource;
};

const appOf = (stack: Stack): App => stack.node.root as App;

const newLintedStack = (): Stack =>
  new Stack(new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } }), 'Stack', { env });

describe('the schema of AWS::IoT::SecurityProfile', () => {
  test('accepts everything that a profile can have', () => {
    const stack = newLintedStack();
    asNative(defineFullProfile(stack));
    expect(() => appOf(stack).synth()).not.toThrow();
  });

  test.each([
    ['a property that it does not have', 'Behaviours', []],
    ['a member in another spelling', 'Behaviors.0.Criteria.comparisonOperator', 'less-than'],
  ])('refuses %s, so that the test above can fail', (_, path, value) => {
    const stack = newLintedStack();
    asNative(defineFullProfile(stack)).addPropertyOverride(path, value);
    expect(() => appOf(stack).synth()).toThrow(path.split('.').at(-1));
  });

  test('has no property that a profile cannot have', () => {
    const stack = newLintedStack();
    asNative(defineFullProfile(stack));
    const resources = Template.fromStack(stack).findResources('AWS::IoT::SecurityProfile');
    const rendered = pathsOf(Object.values(resources)[0]?.Properties);
    const native = nativePaths('CfnSecurityProfileProps');
    expect(native).toContain('Behaviors.Criteria.MlDetectionConfig.ConfidenceLevel');
    expect(native.filter((property) => !rendered.has(property))).toEqual([]);
  });
});

/** Where values stand, as `Behaviors.Criteria.Value.Count`; lists and maps count as what is in them. */
const pathsOf = (value: unknown, at = ''): ReadonlySet<string> => {
  if (Array.isArray(value)) return new Set(value.flatMap((element) => [...pathsOf(element, at)]));
  if (typeof value !== 'object' || value === null) return new Set();
  return new Set(
    Object.entries(value).flatMap(([name, inner]) => {
      const inside = name === 'SNS' ? at : `${at}${name}.`;
      return [inside.slice(0, -1), ...pathsOf(inner, inside)];
    }),
  );
};

const declarations = readFileSync(
  path.join(path.dirname(require.resolve('aws-cdk-lib/package.json')), 'aws-iot/lib/iot.generated.d.ts'),
  'utf8',
);

/** The same of the properties that AWS publishes, which the CDK generates its types from. */
const nativePaths = (type: string, at = ''): readonly string[] => {
  // The last one is inside `namespace CfnSecurityProfile`; other resources have properties of the same name.
  const scope = at === '' ? declarations : declarations.slice(declarations.indexOf('namespace CfnSecurityProfile {'));
  const body = new RegExp(`interface ${type} \\{(.*?)\\n\\s*\\}\\n`, 's').exec(scope)?.[1];
  if (body === undefined) throw new Error(`the CDK has no ${type}; adapt this test`);
  return [...body.matchAll(/readonly (\w+)\??: ([^;]+(?:;[^;]*\})?[^;]*);/g)]
    .filter(([, name]) => name !== 'additionalMetricsToRetain')
    .flatMap(([, name = '', value = '']) => {
      const property = at + name.charAt(0).toUpperCase() + name.slice(1);
      const inner = /CfnSecurityProfile\.(\w+Property)/.exec(value)?.[1];
      return [property, ...(inner === undefined ? [] : nativePaths(inner, `${property}.`))];
    });
};

describe('cdk-nag', () => {
  test.each([
    ['in any account', {}],
    ['in a known account', { env }],
  ])('finds nothing that is not acknowledged with a reason, %s', (_, props) => {
    const app = new App();
    defineFullProfile(new Stack(app, 'Stack', props));
    Validations.of(app).addPlugins(new AwsSolutionsChecks());
    expect(() => app.synth()).not.toThrow();
  });

  test('version 2 finds its acknowledgements in the template, one for each of our wildcards', () => {
    const stack = new Stack(new App(), 'Stack');
    const masterKey = new Key(stack, 'Key');
    new SecurityProfile(stack, 'Profile', { alertTopic: new Topic(stack, 'Alerts', { masterKey }) });
    new SecurityProfile(stack, 'Second', { alertTopic: new Topic(stack, 'Others', { masterKey }) });
    const { Resources } = Template.fromStack(stack).toJSON() as {
      readonly Resources: Readonly<
        Record<string, { readonly Type: string; readonly Metadata?: unknown; readonly Properties: unknown }>
      >;
    };
    const policies = Object.values(Resources).filter(({ Type }) => Type === 'AWS::IAM::Policy');
    const isWild = ({ Properties }: { readonly Properties: unknown }) => /\*"/.test(JSON.stringify(Properties));
    expect(policies.filter(isWild)).toHaveLength(2);
    for (const { Metadata } of policies.filter(isWild))
      expect(Metadata).toEqual({
        cdk_nag: {
          rules_to_suppress: [
            {
              id: 'AwsSolutions-IAM5',
              applies_to: expect.arrayContaining([expect.stringContaining('*')]),
              reason: expect.any(String),
            },
          ],
        },
      });
    for (const policy of policies.filter((policy) => !isWild(policy))) expect(policy).not.toHaveProperty('Metadata');
  });

  test('finds the wildcard of a policy that is not ours, so that the test above can fail', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const profile = defineFullProfile(stack);
    profile.role?.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));
    Validations.of(app).addPlugins(new AwsSolutionsChecks());
    expect(() => app.synth()).toThrow('AwsSolutions-IAM5[Resource::*]');
  });
});

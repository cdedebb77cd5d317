import { App, type AppProps, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { BehaviorCriteria, BehaviorMetric, SecurityProfile, type SecurityProfileProps } from '../../cdk/index';

// The CloudFormation linter of the CDK takes two seconds to load; the tests of the linter turn it on themselves.
process.env.CDK_VALIDATION = 'false';

export const resourceType = 'Custom::IoTSecurityProfile';

type Json = Readonly<Record<string, unknown>>;

/** A resource of a synthesized template. */
export interface SynthesizedResource {
  readonly Type: string;
  readonly Properties: Json;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export const newStack = (props?: StackProps, appProps?: AppProps): Stack =>
  new Stack(new App(appProps), 'Stack', props);

/** An ARN of AWS IoT, from its Region on; with the flags of newer apps the partition is written out. */
export const iotArn = (stack: Stack, rest: string): unknown => stack.resolve(`arn:${stack.partition}:iot:${rest}`);

export const resourcesIn = (stack: Stack, type: string): Readonly<Record<string, SynthesizedResource>> =>
  Template.fromStack(stack).findResources(type) as Record<string, SynthesizedResource>;

/** The only resource of a type; fails if there are none or several. */
export const onlyResource = (stack: Stack, type: string): SynthesizedResource => {
  const [resource, ...others] = Object.values(resourcesIn(stack, type));
  if (resource === undefined || others.length > 0) throw new Error(`${others.length + 1} resources of type ${type}`);
  return resource;
};

/** The properties of the only profile, without what is CloudFormation's own. */
export const profileProperties = (stack: Stack): Json => {
  const { ServiceToken, ServiceTimeout, ...properties } = onlyResource(stack, resourceType).Properties;
  return properties;
};

/** A profile with these props, as CloudFormation gets it. */
export const synthesizeProfile = (props: SecurityProfileProps): Json => {
  const stack = newStack();
  new SecurityProfile(stack, 'Profile', props);
  return profileProperties(stack);
};

/** A behavior that is right in every way. */
export const quiet = {
  name: 'quiet',
  metric: BehaviorMetric.NUM_CONNECTION_ATTEMPTS,
  criteria: BehaviorCriteria.lessThan(100, { duration: Duration.minutes(5) }),
} as const;

/** What synthesis says of errors. */
export const synthesisError = (scope: Construct): string => {
  try {
    Template.fromStack(Stack.of(scope));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('synthesis found nothing wrong');
};

/** What synthesis warns of, at a path or anywhere. */
export const warningsOf = (stack: Stack, path = '*'): readonly string[] =>
  Annotations.fromStack(stack)
    .findWarning(path, Match.anyValue())
    .map(({ entry }) => String(entry.data));

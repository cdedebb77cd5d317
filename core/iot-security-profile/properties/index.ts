import type { AlertTarget, AlertTargetType, Behavior, MetricsExportConfig, MetricToRetain } from '@aws-sdk/client-iot';
import { readMember } from '../../schema/interpreter';
import { toOutput } from '../../schema/output';
import { type Certainty, type Problem, Problems } from '../../schema/problem';
import { validValue } from '../../schema/tree';
import { checkProfile } from './rules';
import { securityProfile } from './table';

export { type Certainty, describeProblem, describeProblems, type Problem } from '../../schema/problem';
export { isSecurityProfileName } from './formats';

/** The properties of a security profile, typed and in the words of the SDK, ready to be sent. */
export interface SecurityProfileProperties {
  readonly securityProfileName?: string;
  readonly securityProfileDescription?: string;
  readonly behaviors?: readonly Behavior[];
  readonly alertTargets?: Readonly<Partial<Record<AlertTargetType, AlertTarget>>>;
  readonly additionalMetricsToRetainV2?: readonly MetricToRetain[];
  readonly metricsExportConfig?: MetricsExportConfig;
  readonly tags?: readonly { readonly Key: string; readonly Value: string }[];
  readonly targetArns?: readonly string[];
  readonly adoptExisting?: boolean;
  /** Nothing of the profile; that it has changed was the reason for the update. */
  readonly revision?: string;
}

/** Properties of which a part may be missing that the service requires. */
export type Readable = Omit<SecurityProfileProperties, 'tags'> & {
  readonly tags?: readonly { readonly Key?: string; readonly Value?: string }[];
};

/** What reading came to. */
export interface Reading {
  /** The surest first; at most as many as asked for. */
  readonly problems: readonly Problem[];
  /** How many there are of each certainty, those that were left out included. */
  readonly count: Readonly<Record<Certainty, number>>;
  /** There if and only if no problem is `certain`. Members that are unresolved are left out of it. */
  readonly profile?: SecurityProfileProperties;
  /** What could be read whatever the problems: members, also required ones, that are not valid are left out of it. */
  readonly readable: Readable;
}

export interface ReadOptions {
  /** Whether a value is known only later (a token, an intrinsic function). Default: none is. */
  readonly isUnresolved?: (value: unknown) => boolean;
  /** How many problems are told at most. Default: a hundred. */
  readonly mostProblems?: number;
}

const once = <Result>(make: () => Result): (() => Result) => {
  let made: { readonly result: Result } | undefined;
  return () => {
    made ??= { result: make() };
    return made.result;
  };
};

/**
 * Reads the properties of a `Custom::IoTSecurityProfile`: scalars as text, as CloudFormation sends them, or with their type.
 * For a scalar `null` and `""` mean absent; `ServiceToken` and `ServiceTimeout` are passed over. Never throws.
 */
export const readProperties = (
  properties: unknown,
  { isUnresolved = () => false, mostProblems }: ReadOptions = {},
): Reading => {
  const problems = new Problems(mostProblems);
  const read = readMember(securityProfile, properties, '', { problems, isUnresolved });
  const profile = validValue(read);
  if (profile !== undefined) problems.addAll(checkProfile(profile));
  const found = problems.found();
  // Whoever looks at the problems of a thousand profiles does not wait for these.
  const output = once(() => toOutput(securityProfile, read) ?? {});
  if (problems.hasCertain)
    return {
      ...found,
      get readable() {
        return output();
      },
    };
  return {
    ...found,
    get readable() {
      return output();
    },
    get profile() {
      return output();
    },
  };
};

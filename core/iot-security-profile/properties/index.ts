import type { AlertTarget, AlertTargetType, Behavior, MetricsExportConfig, MetricToRetain } from '@aws-sdk/client-iot';
import { toOutput } from '../../schema/output';
import { type ReadingOf, type ReadOptions, readerOf } from '../../schema/reading';
import { checkProfile } from './rules';
import { securityProfile } from './table';

export { type Certainty, describeProblem, describeProblems, type Problem } from '../../schema/problem';
export type { ReadOptions } from '../../schema/reading';
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
export type Reading = ReadingOf<SecurityProfileProperties, Readable>;

/**
 * Reads the properties of a `Custom::IoTSecurityProfile`: scalars as text, as CloudFormation sends them, or with their type.
 * For a scalar `null` and `""` mean absent; `ServiceToken` and `ServiceTimeout` are passed over. Never throws.
 */
export const readProperties: (properties: unknown, options?: ReadOptions) => Reading = readerOf(
  securityProfile,
  checkProfile,
  (read): SecurityProfileProperties => toOutput(securityProfile, read) ?? {},
);

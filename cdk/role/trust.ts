import { Annotations, Stack } from 'aws-cdk-lib';
import { type IRole, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { warningId } from '../checks/validation';

interface TrustStatement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** What is not text is known to CloudFormation only, and may be it. */
const isIot = (service: unknown): boolean =>
  typeof service !== 'string' || service === '*' || /^iot\.(.+\.)?amazonaws\.com/.test(service);

const trusts = ({ Effect, Principal }: TrustStatement): boolean => {
  if (Effect !== 'Allow') return false;
  if (typeof Principal !== 'object' || Principal === null) return true;
  return listOf((Principal as { readonly Service?: unknown }).Service).some(isIot);
};

const isTrusting = (role: Role): boolean => {
  const policy: unknown = Stack.of(role).resolve(role.assumeRolePolicy);
  if (typeof policy !== 'object' || policy === null || !('Statement' in policy)) return true;
  return listOf(policy.Statement).some((statement) => trusts(statement as TrustStatement));
};

/** At synthesis, for statements can be added until then. What an imported role trusts is not known. */
export const warnOfTrust = (profile: Construct, role: IRole): void => {
  if (!Role.isRole(role)) return;
  let isWarned = false;
  profile.node.addValidation({
    validate: () => {
      // An app may be synthesized more than once.
      if (!isWarned && !isTrusting(role)) {
        isWarned = true;
        Annotations.of(profile).addWarningV2(
          warningId('roleTrust'),
          `the role '${role.node.path}' does not trust AWS IoT, so nothing will be published with it; ` +
            `give it assumedBy: new ServicePrincipal('iot.amazonaws.com')`,
        );
      }
      return [];
    },
  });
};

/** A role that is given, and nothing that would use it. */
export const warnOfUnusedRole = (profile: Construct): void =>
  Annotations.of(profile).addWarningV2(
    warningId('roleUnused'),
    'role is given, but without alertTopic and metricsExportTopic nothing uses it; give one of them, or take the role out',
  );

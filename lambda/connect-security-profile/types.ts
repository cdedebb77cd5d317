import type { ConnectService } from '../../aws/connect/operations';
import type { Address } from '../../core/connect-security-profile/name';
import type { LiveProfile, Plan } from '../../core/connect-security-profile/plan/profile';
import type { Goal } from '../../core/connect-security-profile/preview';
import type { SecurityProfileProperties } from '../../core/connect-security-profile/properties';

/** The security profile of Amazon Connect. */
export interface ConnectSecurityProfile {
  readonly properties: SecurityProfileProperties;
  readonly goal: Goal;
  /** By its ARN, which is its physical id, or by its key: its instance and its name. */
  readonly address: Address;
  readonly live: LiveProfile;
  readonly plan: Plan;
  readonly service: ConnectService;
}

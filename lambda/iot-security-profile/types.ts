import type { IotService } from '../../aws/iot/operations';
import type { LiveProfile, Plan } from '../../core/iot-security-profile/plan/profile';
import type { Goal } from '../../core/iot-security-profile/preview';
import type { SecurityProfileProperties } from '../../core/iot-security-profile/properties';

/** The security profile of AWS IoT. */
export interface IotSecurityProfile {
  readonly properties: SecurityProfileProperties;
  readonly goal: Goal;
  /** Its name, which is its physical id and its key too. */
  readonly address: string;
  readonly live: LiveProfile;
  readonly plan: Plan;
  readonly service: IotService;
}

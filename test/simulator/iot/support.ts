import { IotService, IotServiceError, type IotServiceOptions } from '../../../simulator/iot';
import { everyMember as everyMemberOfNow } from '../../support/every-member';

export const region = 'eu-west-1';
export const accountId = '123456789012';
export const arn = (resource: string): string => `arn:aws:iot:${region}:${accountId}:${resource}`;
export const roleArn = `arn:aws:iam::${accountId}:role/publish`;

/** A clock that stands still unless it is told to sleep. */
export class StandingClock {
  time = Date.UTC(2026, 0, 1);

  now(): number {
    return this.time;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.time += milliseconds;
  }
}

export const service = (options: Partial<IotServiceOptions> = {}): IotService =>
  new IotService({ region, accountId, clock: new StandingClock(), ...options });

/** The service's error that an action ends with; a test that meets none fails here. */
export const refusal = (action: () => unknown): Pick<IotServiceError, 'name' | 'status' | 'message' | 'members'> => {
  try {
    action();
  } catch (error) {
    if (error instanceof IotServiceError) {
      return { name: error.name, status: error.status, message: error.message, members: error.members };
    }
    throw error;
  }
  throw new Error('The service accepted what it should refuse.');
};

/** With the deprecated member, too. */
export const everyMember = { ...everyMemberOfNow, additionalMetricsToRetain: ['aws:num-disconnects'] };

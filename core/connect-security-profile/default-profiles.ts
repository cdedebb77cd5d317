/**
 * The profile without which nobody can administer an instance. It is never adopted: to converge it to a shorter list locks
 * everybody out, and no roll back undoes that.
 */
export const administrators = 'Admin';

/** What every instance has from the beginning: https://docs.aws.amazon.com/connect/latest/adminguide/default-security-profiles.html */
export const defaultProfiles: readonly string[] = [administrators, 'Agent', 'CallCenterManager', 'QualityAnalyst'];

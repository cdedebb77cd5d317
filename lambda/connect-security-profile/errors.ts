import type { CallError } from '../../aws/failure';

/** The service says that the name is taken, and shows nobody who has it. */
export class NameTakenError extends Error {
  override readonly name = 'NameTakenError';
  /** @param nearly a name that differs in the case of its letters, or in spaces around it; or the very one, listed in vain. */
  constructor(profileName: string, nearly: string | undefined) {
    super(
      `Amazon Connect refuses the name '${profileName}' as taken, and lists no security profile of that name. ` +
        `${nearly === undefined || nearly === profileName ? 'Try again in a minute, or give' : `It lists '${nearly}', which it may take for the same: give`} another SecurityProfileName`,
    );
  }
}

const memberOf = (error: unknown, member: string): string => {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, member) : undefined;
  return typeof value === 'string' ? value : '';
};

/** Whether somebody still has the profile. */
export const isInUse = ({ failure }: CallError): boolean => failure.name === 'ResourceInUseException';

/** Somebody still has the profile. */
export class InUseError extends Error {
  override readonly name = 'InUseError';
  constructor(profileName: string, refusal: CallError) {
    const { cause } = refusal;
    const user = [memberOf(cause, 'ResourceType'), memberOf(cause, 'ResourceId')].filter((text) => text !== '');
    super(
      `the security profile '${profileName}' is in use${user.length === 0 ? '' : ` by ${user.join(' ')}`} and was not deleted. ` +
        `Give whoever has it another one, then delete again; or keep it: DeletionPolicy: Retain. ${refusal.message}`,
      { cause: refusal },
    );
  }
}

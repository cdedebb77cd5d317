/** A profile of that name exists and is not ours. */
export class NotOursError extends Error {
  override readonly name = 'NotOursError';
  constructor(profileName: string, owner: string | undefined) {
    super(
      owner === undefined
        ? `a security profile named '${profileName}' exists already and nobody has marked it as theirs; it was not changed. ` +
            'Give another SecurityProfileName, delete that profile, or take it over with AdoptExisting: true'
        : `the security profile '${profileName}' belongs to ${owner}; it was not changed. Give another SecurityProfileName. ` +
            'To move it here, first let its owner go of it (DeletionPolicy: Retain there, deploy, then remove the resource ' +
            'there), then declare it here with AdoptExisting: true',
    );
  }
}

/** Somebody has deleted what this very operation has made. */
export class DeletedMeanwhileError extends Error {
  override readonly name = 'DeletedMeanwhileError';
  constructor(profileName: string) {
    super(
      `the security profile '${profileName}' was deleted while it was being made, and not made again: ` +
        'CloudFormation has probably cancelled this operation',
    );
  }
}

/** Somebody has put back what this operation had found. */
export class CancelledUpdateError extends Error {
  override readonly name = 'CancelledUpdateError';
  constructor(profileName: string) {
    super(
      `the security profile '${profileName}' is again what it was before this update: ` +
        'CloudFormation has probably cancelled this operation',
    );
  }
}

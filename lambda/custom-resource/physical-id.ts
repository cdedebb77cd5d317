const prefix = 'failed-create/';

/** A create that failed: which event it was, and under which name something may have been made. */
export interface FailedCreate {
  readonly requestId: string;
  /** Empty where the event names none. */
  readonly name: string;
}

/**
 * The physical id that a failed create answers. CloudFormation sends a Delete with it during the roll back, and that
 * Delete may only remove what this very event made. No resource name can look like it: the slash is not allowed in one.
 */
export const failedCreateId = ({ requestId, name }: FailedCreate): string => `${prefix}${requestId}/${name}`;

/** Reads such an id; `undefined` for every other id. */
export const parseFailedCreateId = (physicalResourceId: string): FailedCreate | undefined => {
  if (!physicalResourceId.startsWith(prefix)) return undefined;
  const rest = physicalResourceId.slice(prefix.length);
  const slash = rest.lastIndexOf('/');
  return slash < 0 ? { requestId: rest, name: '' } : { requestId: rest.slice(0, slash), name: rest.slice(slash + 1) };
};

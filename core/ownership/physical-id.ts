import { stackNameOf } from './generated-name';
import type { Claimant } from './marks';

/** A create that failed: which event it was, and under which name something may have been made. */
export interface FailedCreate {
  /** Whether no call of it can have changed anything. */
  readonly isRefused: boolean;
  readonly requestId: string;
  /** Empty where the event names none. */
  readonly name: string;
}

/**
 * The physical id that a failed create answers. CloudFormation sends a Delete with it during the roll back, and that
 * Delete may only remove what this very event made. No resource name can look like it: the slash is not allowed in one.
 */
export const failedCreateId = ({ isRefused, requestId, name }: FailedCreate): string =>
  `${isRefused ? 'refused' : 'failed'}-create/${requestId}/${name}`;

/** Reads such an id; `undefined` for every other id. */
export const parseFailedCreateId = (physicalResourceId: string): FailedCreate | undefined => {
  const [, word, rest] = /^(refused|failed)-create\/(.*)$/s.exec(physicalResourceId) ?? [];
  if (rest === undefined) return undefined;
  const slash = rest.lastIndexOf('/');
  const [requestId, name] = slash < 0 ? [rest, ''] : [rest.slice(0, slash), rest.slice(slash + 1)];
  return { isRefused: word === 'refused', requestId, name };
};

/**
 * Whether CloudFormation may have made up the id, for a create that never answered: stack name, logical id and 8 to 16
 * letters and digits. Nothing documents its shape. `generated`: the name that we generate, which looks alike and never counts.
 */
export const mayBeInvented = (
  physicalResourceId: string,
  { stackId, logicalResourceId }: Claimant,
  generated: string,
): boolean => {
  const beginning = `${stackNameOf(stackId)}-${logicalResourceId}-`;
  return (
    physicalResourceId !== generated &&
    physicalResourceId.startsWith(beginning) &&
    /^[A-Za-z0-9]{8,16}$/.test(physicalResourceId.slice(beginning.length))
  );
};

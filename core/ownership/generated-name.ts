import { createHash } from 'node:crypto';

/** The name in a stack's ARN; `''` where there is none. */
export const stackNameOf = (stackId: string): string => stackId.split(':stack/')[1]?.split('/')[0] ?? '';

/**
 * The name of a resource whose template gives none: `<stack>-<logicalId>-<hash>`, at most `longest` characters.
 * The hash (12 hex digits of SHA-256 over `StackId/LogicalResourceId`) stays whole, the stack name is cut first.
 * It depends on nothing else, so every delivery of every event of a resource finds the same name.
 */
export const generatedName = (stackId: string, logicalResourceId: string, longest: number): string => {
  const hash = createHash('sha256').update(`${stackId}/${logicalResourceId}`).digest('hex').slice(0, 12);
  const legal = (part: string) => part.replace(/[^a-zA-Z0-9-]/g, '');
  const logical = legal(logicalResourceId).slice(0, longest - hash.length - 1);
  const stack = legal(stackNameOf(stackId)).slice(0, Math.max(0, longest - hash.length - logical.length - 2));
  return [stack, logical, hash].filter((part) => part !== '').join('-');
};

/** The command cannot go on; the message, one line, says why and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** A message of any origin on one line. */
export const oneLine = (message: string): string => message.replace(/\s*\n\s*/g, ' ').trim();

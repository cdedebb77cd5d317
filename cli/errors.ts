/** What was asked for cannot be done. One line for a person: what is wrong, and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

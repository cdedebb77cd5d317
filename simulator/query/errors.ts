/** An error as a service of the Query protocol answers it. */
export class QueryError extends Error {
  override readonly name = 'QueryError';

  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

export const invalid = (message: string): QueryError => new QueryError('ValidationError', message);

/** A breach of the operation's model, in the words of AWS. */
export const constraintBreach = (shown: string, member: string, constraint: string): QueryError =>
  invalid(`1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`);

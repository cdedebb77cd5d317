/** CloudFormation refuses the request; nothing was changed. The message is CloudFormation's own. */
export class ValidationError extends Error {
  override readonly name = 'ValidationError';
}

/** Deeper than any template, and than is safe: whatever is done with a template later recurses too. */
export const deepest = 256;

/** What is nested more deeply than that. */
export const tooDeep = (): ValidationError => new ValidationError('Template format error: it is nested too deeply.');

/** CloudFormation could do it; this project cannot. The message names what, and what is supported. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';
  constructor(
    readonly what: string,
    supported: readonly string[] = [],
  ) {
    const list = supported.length === 0 ? '' : ` Supported: ${supported.join(', ')}.`;
    super(`The simulator does not support ${what}.${list}`);
  }
}

/** A resource cannot be deployed as it is written; the resource, and with it the operation, fails with this reason. */
export class ResourceError extends Error {
  override readonly name = 'ResourceError';
}

/** A value cannot be known before, or without, the deployment. */
export class UnknownValueError extends Error {
  override readonly name = 'UnknownValueError';
}

/** CloudFormation's words for names that lead nowhere. `block`: of the template. */
export const unresolvedDependencies = (names: readonly string[], block = 'Resources'): string =>
  `Template format error: Unresolved resource dependencies [${names.join(', ')}] in the ${block} block of the template`;

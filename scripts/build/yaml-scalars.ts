import { Composer, CST, isScalar, Parser } from 'yaml';

/** Where in a document a text goes: the keys that lead there, and the text. */
export interface ScalarChange {
  readonly path: readonly string[];
  readonly text: string;
  /** Default: in single quotes. */
  readonly style?: 'BLOCK_LITERAL';
}

/**
 * Replaces scalars of a YAML document and leaves every other character of it as it is, comments and short forms of
 * CloudFormation's functions included.
 * @throws Error when there is no scalar at a path.
 */
export const replaceScalars = (source: string, changes: readonly ScalarChange[]): string => {
  const tokens = [...new Parser().parse(source)];
  const [document] = new Composer({ keepSourceTokens: true, logLevel: 'silent' }).compose(tokens);
  for (const { path, text, style = 'QUOTE_SINGLE' } of changes) {
    const node: unknown = document?.getIn(path, true);
    const token = isScalar(node) ? node.srcToken : undefined;
    if (token === undefined) throw new Error(`the template has no text at ${path.join('.')}`);
    CST.setScalarValue(token, text, { type: style, afterKey: true });
  }
  return tokens.map((token) => CST.stringify(token)).join('');
};

import {
  type CollectionTag,
  type Document,
  isScalar,
  LineCounter,
  parseDocument,
  type ScalarTag,
  type Tags,
} from 'yaml';
import { ValidationError } from './errors';
import { TemplateNumber, templateNumber } from './values';

/** The intrinsic functions that YAML can write as a tag; `Ref` and `Condition` have no `Fn::` in their long form. */
const shortForms = [
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'GetAZs',
  'GetAtt',
  'If',
  'ImportValue',
  'Join',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
  'Transform',
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'RefAll',
  'ValueOf',
  'ValueOfAll',
  'ToJsonString',
  'Length',
  'ForEach',
] as const;

const longForm = (tag: string): string => (tag === 'Ref' || tag === 'Condition' ? tag : `Fn::${tag}`);

/** `!GetAtt Resource.Attribute` is the list of the two; the attribute may itself have dots. */
const argument = (tag: string, text: string): unknown => {
  const dot = text.indexOf('.');
  return tag === 'GetAtt' && dot > 0 ? [text.slice(0, dot), text.slice(dot + 1)] : text;
};

interface Convertible {
  toJSON(argument?: unknown, context?: unknown): unknown;
}

const isConvertible = (node: unknown): node is Convertible =>
  typeof node === 'object' && node !== null && 'toJSON' in node;

/** Makes the node convert to `{ "Fn::…": … }`, lazily, because what is inside it is only known at the end. */
const wrap = <Node>(tag: string, node: Node): Node => {
  if (!isConvertible(node)) return node;
  const inner = node.toJSON.bind(node);
  node.toJSON = (_, context) => ({ [longForm(tag)]: inner(undefined, context) });
  return node;
};

const shortFormTags = (tag: string): readonly (ScalarTag | CollectionTag)[] => [
  { tag: `!${tag}`, resolve: (text: string) => ({ [longForm(tag)]: argument(tag, text) }) },
  { tag: `!${tag}`, collection: 'seq', resolve: (node) => wrap(tag, node) },
  { tag: `!${tag}`, collection: 'map', resolve: (node) => wrap(tag, node) },
];

/** CloudFormation reads YAML 1.1 without these; a date stays the text it is written as. */
const leftOut = /:(binary|omap|pairs|set|timestamp|merge)$/;

const keepNumberText = (tag: ScalarTag): ScalarTag => ({
  ...tag,
  resolve: (source, onError, options) => {
    const value = tag.resolve(source, onError, options);
    return value instanceof TemplateNumber ? value : templateNumber(source, Number(value));
  },
});

/** `yes` and `on` are booleans; unlike the letter of YAML 1.1, `y` and `n` alone are text. */
const withoutLetters = (tag: ScalarTag): ScalarTag =>
  tag.test?.test('y') || tag.test?.test('n') ? { ...tag, test: longBoolean(tag) } : tag;

const longBoolean = (tag: ScalarTag): RegExp =>
  tag.test?.test('true') ? /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/ : /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;

const isBooleanTag = (tag: ScalarTag | CollectionTag): tag is ScalarTag => tag.tag.endsWith(':bool');

const isNumberTag = (tag: ScalarTag | CollectionTag): tag is ScalarTag =>
  !('collection' in tag && tag.collection !== undefined) && /:(int|float)$/.test(tag.tag);

const templateTags = (tags: Tags): Tags => [
  ...tags.flatMap((tag): Tags => {
    if (typeof tag === 'string') return [tag];
    if (leftOut.test(tag.tag) || tag.format === 'TIME') return [];
    if (isBooleanTag(tag)) return [withoutLetters(tag)];
    return [isNumberTag(tag) ? keepNumberText(tag) : tag];
  }),
  ...['Ref', 'Condition', ...shortForms].flatMap((tag): Tags => [...shortFormTags(tag)]),
];

const firstProblem = (document: Document.Parsed): { readonly message: string; readonly offset: number } | undefined => {
  const problem = document.errors[0] ?? document.warnings[0];
  return problem && { message: problem.message, offset: problem.pos[0] };
};

/**
 * Reads YAML (and JSON, which is YAML) as CloudFormation does: YAML 1.1, short forms of the intrinsic functions, dates as
 * text, numbers with the text that CloudFormation makes of them.
 * @throws ValidationError with line and column.
 */
export const parseYaml = (text: string): unknown => {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: 'yaml-1.1',
    customTags: templateTags,
    lineCounter: lines,
    logLevel: 'silent',
    prettyErrors: false,
  });
  const problem = firstProblem(document);
  if (problem !== undefined) {
    const { line, col } = lines.linePos(problem.offset);
    throw new ValidationError(
      `Template format error: YAML not well-formed. (line ${line}, column ${col}): ${problem.message}`,
    );
  }
  if (isScalar(document.contents)) throw new ValidationError('Template format error: unsupported structure.');
  return document.toJS();
};

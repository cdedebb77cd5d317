import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { deepest, tooDeep, UnsupportedError, ValidationError } from './errors';
import { type Locate, placeWords, setPlaces } from './places';
import { floatScalar, plainScalar } from './scalars';
import { refuseNull, type Value, type ValueMap } from './values';

/** The intrinsic functions that YAML can write as a tag; `Ref` and `Condition` have no `Fn::` in their long form. */
const shortForms: ReadonlySet<string> = new Set([
  'And',
  'Base64',
  'Cidr',
  'Condition',
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'Equals',
  'FindInMap',
  'ForEach',
  'GetAZs',
  'GetAtt',
  'GetStackOutput',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'Ref',
  'RefAll',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
  'ValueOf',
  'ValueOfAll',
]);

const longForm = (tag: string): string => (tag === 'Ref' || tag === 'Condition' ? tag : `Fn::${tag}`);

/** `!GetAtt Resource.Attribute` is the list of the two; the attribute may itself have dots. */
const argument = (tag: string, value: Value): Value => {
  if (tag !== 'GetAtt' || typeof value !== 'string') return value;
  const dot = value.indexOf('.');
  return dot > 0 ? [value.slice(0, dot), value.slice(dot + 1)] : value;
};

/** The form that AWS gives its errors. */
const notWellFormed = (locate: Locate, offset: number, message: string): ValidationError =>
  new ValidationError(`Template format error: YAML not well-formed. ${placeWords(locate(offset))}: ${message}`);

/** Turns the nodes of a document into values, each with the place where it is written. */
class Reader {
  #depth = 0;

  constructor(
    private readonly text: string,
    private readonly locate: Locate,
  ) {}

  /** `path`: as AWS writes it, `/Resources/Profile`. `beside`: where something is written of what has nothing written. */
  read(node: Node | null, path: string, beside: number): Value {
    this.#depth += 1;
    if (this.#depth > deepest) throw tooDeep();
    const value = this.#value(node, path, beside);
    this.#depth -= 1;
    return value;
  }

  #value(node: Node | null, path: string, beside: number): Value {
    this.#refuseAlias(node);
    const tag = node?.tag?.startsWith('!') ? node.tag.slice(1) : undefined;
    if (node === null || tag === undefined) return this.#untagged(node, path, beside);
    if (!shortForms.has(tag)) throw notWellFormed(this.locate, this.#offset(node), `Unresolved tag: !${tag}`);
    const value = isScalar(node) ? String(node.source ?? node.value ?? '') : this.#untagged(node, path, beside);
    const call = { [longForm(tag)]: argument(tag, value) };
    return setPlaces(call, this.locate, { names: [longForm(tag)], offsets: [this.#offset(node)] });
  }

  /** CloudFormation refuses aliases, and so merges: each would have to be resolved before anything is checked. */
  #refuseAlias(node: Node | null): void {
    if (isAlias(node))
      throw new ValidationError(
        `Template error: YAML aliases are not allowed in CloudFormation templates ${placeWords(this.locate(this.#offset(node)))}`,
      );
  }

  #untagged(node: Node | null, path: string, beside: number): Value {
    if (isMap(node)) return this.#map(node, path);
    if (isSeq(node)) return this.#list(node, path);
    const value = isScalar(node) ? this.#scalar(node) : null;
    if (value !== null) return value;
    const isWritten = node?.range != null && node.range[0] < node.range[1];
    return refuseNull(path, this.locate(isWritten ? this.#offset(node) : beside));
  }

  #list({ items }: YAMLSeq, path: string): Value {
    const list: Value[] = [];
    const offsets: number[] = [];
    for (const [index, item] of (items as readonly (Node | null)[]).entries()) {
      list.push(this.read(item, `${path}/${index}`, this.#offset(item)));
      offsets.push(this.#offset(item));
    }
    return setPlaces(list, this.locate, { offsets });
  }

  #map({ items }: YAMLMap, path: string): ValueMap {
    const members: [string, Value][] = [];
    const names: string[] = [];
    const offsets: number[] = [];
    const keys: number[] = [];
    for (const { key, value } of items as readonly Pair<Node, Node | null>[]) {
      const name = this.#key(key);
      members.push([name, this.read(value, `${path}/${name}`, this.#offset(key))]);
      names.push(name);
      offsets.push(this.#offset(value ?? key));
      keys.push(this.#offset(key));
    }
    // Of a key that is there twice the last one counts.
    return setPlaces(Object.fromEntries(members), this.locate, { names, offsets, keys });
  }

  #key(key: Node): string {
    this.#refuseAlias(key);
    if (isScalar(key)) return String(key.value ?? '');
    throw notWellFormed(this.locate, this.#offset(key), 'a key must be a string');
  }

  #scalar(node: Scalar): Value | null {
    const text = String(node.value ?? '');
    const source = node.source ?? text;
    switch (node.tag) {
      case undefined:
      case 'tag:yaml.org,2002:str':
        return node.tag === undefined && node.type === 'PLAIN' ? this.#at(node, () => plainScalar(source)) : text;
      case 'tag:yaml.org,2002:float':
        return this.#at(node, () => floatScalar(source));
      case 'tag:yaml.org,2002:int':
      case 'tag:yaml.org,2002:bool':
        return this.#at(node, () => plainScalar(text));
      default:
        throw new UnsupportedError(
          `the tag ${node.tag.replace('tag:yaml.org,2002:', '!!')} ${placeWords(this.locate(this.#offset(node)))}`,
        );
    }
  }

  #at<Result>(node: Node, read: () => Result): Result {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UnsupportedError)) throw error;
      throw new UnsupportedError(`${error.what} ${placeWords(this.locate(this.#offset(node)))}`);
    }
  }

  /** A value with a tag begins where the tag does. */
  #offset(node: Node | null): number {
    const start = node?.range?.[0] ?? 0;
    const tag = node?.tag;
    return tag?.startsWith('!') ? Math.max(this.text.lastIndexOf(tag, start), 0) : start;
  }
}

const reading = { schema: 'failsafe', version: '1.1', uniqueKeys: false } as const;

/** Tags are CloudFormation's affair, and of the keys that are there twice the last one counts for it. */
const firstProblem = ({ errors }: Document.Parsed): Document.Parsed['errors'][number] | undefined => errors[0];

/** Whether a text is, with whatever mistakes, a mapping with a mapping of that name. */
export const yamlHoldsMap = (text: string, name: string): boolean => {
  const { contents } = parseDocument(text, { ...reading, logLevel: 'silent', prettyErrors: false });
  return isMap(contents) && isMap(contents.get(name, true));
};

/**
 * Reads YAML as CloudFormation does: YAML 1.1, short forms of the intrinsic functions, dates as text, numbers with the text
 * that CloudFormation makes of them.
 * @throws ValidationError with line and column; UnsupportedError
 */
export const parseYaml = (text: string): Value => {
  const lines = new LineCounter();
  const locate: Locate = (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const document = parseDocument(text, {
    ...reading,
    lineCounter: lines,
    logLevel: 'silent',
    prettyErrors: false,
  });
  const problem = firstProblem(document);
  if (problem !== undefined) throw notWellFormed(locate, problem.pos[0], problem.message);
  const { contents } = document;
  if (contents === null || isScalar(contents))
    throw new ValidationError('Template format error: unsupported structure.');
  return new Reader(text, locate).read(contents, '', 0);
};

import { choose, meantFunction } from './hints';
import type { ListMember, Member, Members, StructureMember } from './members';
import type { Problems } from './problem';
import { convert } from './scalars';
import { elementPath, memberPath, quoted, shown } from './shown';
import { absent, type Invalid, invalid, type Read, type ReadMember, unresolved, valid } from './tree';

/** What the interpreter needs beside the table and the value. */
export interface Context {
  readonly problems: Problems;
  readonly isUnresolved: (value: unknown) => boolean;
}

/**
 * Reads a value by the table. Each member is read on its own: what is wrong with one hides nothing of another.
 * The recursion follows the table, never the value, so it is as deep as the table and no deeper.
 */
export const readMember = <M extends Member>(
  member: M,
  value: unknown,
  path: string,
  context: Context,
): ReadMember<M> => {
  // The one cast of the module: `read` follows the kind, which the compiler cannot follow through the generic type.
  return read(member, value, path, context) as ReadMember<M>;
};

/** Nothing can be made of the value, which the service would refuse for certain. */
const refuse = ({ problems }: Context, path: string, message: () => string): Invalid => {
  problems.add(path, 'certain', message);
  return invalid;
};

const read = (member: Member, value: unknown, path: string, context: Context): Read<unknown> => {
  if (context.isUnresolved(value)) return unresolved;
  if (typeof value === 'string' && value.includes('{{resolve:')) return readReference(member, value, path, context);
  switch (member.kind) {
    case 'structure':
      return readStructure(member, value, path, context);
    case 'list':
      return readList(member, value, path, context);
    default: {
      const { value: converted, findings } = convert(member, value);
      const hint = meantFunction(value);
      for (const { certainty, message } of findings) context.problems.add(path, certainty, () => message + hint);
      if (hint !== '' && findings.length === 0) context.problems.add(path, 'uncertain', () => shown(value) + hint);
      return converted === undefined ? invalid : valid(converted);
    }
  }
};

/**
 * CloudFormation resolves references to Secrets Manager in certain properties of its own types only. A text is what it
 * is, in a member of another kind nothing can be made of it.
 */
const readReference = ({ kind }: Member, value: string, path: string, context: Context): Read<unknown> => {
  const what = `${quoted(value)} is a dynamic reference, and CloudFormation resolves no secretsmanager in a custom resource`;
  if (kind !== 'text') return refuse(context, path, () => `${what}; give the value itself`);
  context.problems.add(path, 'uncertain', () => `${what}; it is taken as it stands`);
  return { ...unresolved, text: value };
};

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/** An empty scalar is the same as none. An empty text for a list or a structure may be a slip that would take it away. */
const isLeftOut = ({ kind }: Member, value: unknown): boolean =>
  kind === 'list' || kind === 'structure' ? value === undefined : isEmpty(value);

/**
 * The way out of what was meant as a function, or where a parameter may be empty: then an empty text arrives, or `[""]`
 * from a CommaDelimitedList.
 */
const wayOut = (path: string, value: unknown): string =>
  value === ''
    ? path
        .replace('Arn', '')
        .replace(/.*?(\w+)(\[\d+])?$/, '; for a parameter that may be empty: !If [Has$1, !Ref $1, !Ref AWS::NoValue]')
    : meantFunction(value);

const objectOf = ({ members }: StructureMember<Members>): string => `object with ${Object.keys(members).join(', ')}`;

const readList = (member: ListMember<Member>, value: unknown, path: string, context: Context): Read<unknown> => {
  const { element, maximum = Number.POSITIVE_INFINITY, note = '' } = member;
  if (!Array.isArray(value)) {
    const what = value !== '' && typeof value === 'string' ? 'a lone text, not a list' : 'not a list';
    const accepted = `accepted: a list, also of one element${element.kind === 'structure' ? `: an ${objectOf(element)}` : ''}`;
    return refuse(context, path, () => `${shown(value)} is ${what}; ${accepted}${wayOut(path, value)}`);
  }
  // Not `map`, which leaves the holes of a sparse list out.
  const elements = Array.from(value, (item, index) => readElement(element, item, elementPath(path, index), context));
  const isCounted = elements.every(({ state }) => state !== 'unresolved');
  if (isCounted && elements.length > maximum)
    refuse(context, path, () => `${shown(value)} is too long; accepted: at most ${maximum}${note}`);
  return valid(elements);
};

const readElement = (element: Member, value: unknown, path: string, context: Context): Read<unknown> => {
  if (!isEmpty(value) && !Array.isArray(value)) return read(element, value, path, context);
  const wrong = isEmpty(value)
    ? `an empty element; fill it in or take it out${wayOut(path, value)}`
    : 'inside a list; put what is in it in its place';
  return refuse(context, path, () => `${shown(value)} is ${wrong}`);
};

const readStructure = (member: StructureMember<Members>, value: unknown, path: string, context: Context) => {
  const { members } = member;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const wrong = `is not an object; accepted: an ${objectOf(member)}`;
    return refuse(context, path, () => `${shown(value)} ${wrong}${wayOut(path, value)}`);
  }
  const properties = new Map(Object.entries(value));
  const entries = Object.entries(members).map(
    ([name, inner]) => [name, readProperty(inner, properties.get(name), memberPath(path, name), context)] as const,
  );
  for (const name of properties.keys()) if (!Object.hasOwn(members, name)) reportUnknown(member, name, path, context);
  return valid(Object.fromEntries(entries));
};

const readProperty = (member: Member, value: unknown, path: string, context: Context): Read<unknown> => {
  if (!isLeftOut(member, value)) return read(member, value, path, context);
  if (member.kind === 'text' && member.emptyAllowed) return valid('');
  if (member.required) refuse(context, path, () => 'is missing; the service requires it');
  return absent;
};

/** Always an error: a misspelt member that an update ignores could switch monitoring off. */
const reportUnknown = (member: StructureMember<Members>, name: string, path: string, context: Context): void => {
  const { members, ignored = [], refused = {} } = member;
  if (ignored.includes(name)) return;
  refuse(context, memberPath(path, name), () => {
    if (Object.hasOwn(refused, name)) return refused[name] ?? '';
    return `is not a property${choose(name, Object.keys(members))}`;
  });
};

import type { Member, Members, StructureMember } from './members';
import { type OutputOf, type Read, type ReadMember, validValue } from './tree';

/** What was read, in the words and the shape of the SDK. What is absent, invalid or known only later is left out. */
export const toOutput = <M extends Member>(member: M, read: ReadMember<M>): OutputOf<M> | undefined => {
  // As in the interpreter: the shape follows the kind of the member, which a generic type cannot show.
  return output(member, read) as OutputOf<M> | undefined;
};

const output = (member: Member, read: Read<unknown>): unknown => {
  if (read.state === 'unresolved') return read.text;
  const value = validValue(read);
  if (value === undefined) return undefined;
  switch (member.kind) {
    case 'list':
      return (value as readonly Read<unknown>[]).flatMap((element) => output(member.element, element) ?? []);
    case 'structure':
      return structureOutput(member, value as Readonly<Record<string, Read<unknown>>>);
    default:
      return value;
  }
};

const structureOutput = (
  { members, sameNames = false }: StructureMember<Members>,
  value: Record<string, Read<unknown>>,
) => {
  const entries = Object.entries(members).flatMap(([name, member]) => {
    const inner = output(member, value[name] ?? { state: 'absent' });
    return inner === undefined ? [] : [[sameNames ? name : uncapitalize(name), inner] as const];
  });
  return Object.fromEntries(entries);
};

const uncapitalize = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

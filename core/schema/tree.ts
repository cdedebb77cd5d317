import type {
  BooleanMember,
  IntegerMember,
  ListMember,
  NumberMember,
  StructureMember,
  TextMember,
  WordMember,
} from './members';

export interface Absent {
  readonly state: 'absent';
}
/** Known only later: a token, an intrinsic function, a dynamic reference. */
export interface Unresolved {
  readonly state: 'unresolved';
  /** What is sent all the same, where nothing more will be known. */
  readonly text?: string;
}
/** Given, and not what the member takes. */
export interface Invalid {
  readonly state: 'invalid';
}
/** Of the right type and inside its limits; what is inside a list or a structure has states of its own. */
export interface Valid<Value> {
  readonly state: 'valid';
  readonly value: Value;
}
export type Read<Value> = Absent | Unresolved | Invalid | Valid<Value>;

/** A member of the table as it was read. */
export type ReadMember<M> = Read<ValueOf<M>>;

/** What a valid member of the table holds. */
export type ValueOf<M> = M extends TextMember
  ? string
  : M extends WordMember<infer Word>
    ? Word
    : M extends IntegerMember | NumberMember
      ? number
      : M extends BooleanMember
        ? boolean
        : M extends ListMember<infer Element>
          ? readonly ReadMember<Element>[]
          : M extends StructureMember<infer Members>
            ? { readonly [Name in keyof Members]: ReadMember<Members[Name]> }
            : never;

type SdkName<Name, M> = M extends { readonly sameNames: true } ? Name : Name extends string ? Uncapitalize<Name> : Name;

/** Members that the service requires, or that stand for themselves when they are absent. */
type Present = { readonly required: true } | { readonly emptyAllowed: true };

/** What a member of the table becomes for the SDK. */
export type OutputOf<M> =
  M extends ListMember<infer Element>
    ? OutputOf<Element>[]
    : M extends StructureMember<infer Members>
      ? {
          -readonly [Name in keyof Members as Members[Name] extends Present ? SdkName<Name, M> : never]: OutputOf<
            Members[Name]
          >;
        } & {
          -readonly [Name in keyof Members as Members[Name] extends Present ? never : SdkName<Name, M>]?: OutputOf<
            Members[Name]
          >;
        }
      : ValueOf<M>;

export const absent: Absent = { state: 'absent' };
export const unresolved: Unresolved = { state: 'unresolved' };
export const invalid: Invalid = { state: 'invalid' };
export const valid = <Value>(value: Value): Valid<Value> => ({ state: 'valid', value });

/** The value where there is one; `undefined` where the member is absent, unresolved or invalid. */
export const validValue = <Value>(read: Read<Value> | undefined): Value | undefined =>
  read?.state === 'valid' ? read.value : undefined;

export const isAbsent = (read: Read<unknown>): boolean => read.state === 'absent';

import type { Check } from './problem';

interface Common {
  /** The service refuses the structure without this member. */
  readonly required?: boolean;
}

/** Text; `""` is the same as absent unless `emptyAllowed`. */
export interface TextMember extends Common {
  readonly kind: 'text';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly checks?: readonly Check[];
  /** `""`, `null` and an absent member all read as `""`. */
  readonly emptyAllowed?: boolean;
}

/** One of a fixed set of words. */
export interface WordMember<Word extends string = string> extends Common {
  readonly kind: 'word';
  readonly words: readonly Word[];
  /** What the words are, with an article: `a comparison operator`. */
  readonly noun: string;
}

/** A whole number in a range, both ends included. */
export interface IntegerMember extends Common {
  readonly kind: 'integer';
  readonly minimum: number;
  readonly maximum: number;
  /** Why the range ends where it does, if it is not the service's own. */
  readonly note?: string;
}

/** Any decimal number that a double carries exactly. */
export interface NumberMember extends Common {
  readonly kind: 'number';
}

export interface BooleanMember extends Common {
  readonly kind: 'boolean';
}

export interface ListMember<Element = unknown> extends Common {
  readonly kind: 'list';
  readonly element: Element;
  readonly maximum?: number;
  /** Why the list ends where it does, if it is not the service's own limit. */
  readonly note?: string;
}

export interface StructureMember<Members = unknown> extends Common {
  readonly kind: 'structure';
  readonly members: Members;
  /** The SDK spells the members as the template does; otherwise it begins them with a small letter. */
  readonly sameNames?: boolean;
  /** Names that may be there and mean nothing here. */
  readonly ignored?: readonly string[];
  /** Names that people try, and what to tell them. */
  readonly refused?: Readonly<Record<string, string>>;
}

/** What the table says about one property, at any depth. */
export type Member =
  | TextMember
  | WordMember
  | IntegerMember
  | NumberMember
  | BooleanMember
  | ListMember<Member>
  | StructureMember<Members>;

export interface Members {
  readonly [name: string]: Member;
}

type Options<M extends Member> = Omit<M, 'kind' | 'required'>;

export const text = (options: Omit<Options<TextMember>, 'emptyAllowed'> = {}) =>
  ({ kind: 'text', ...options }) as const;

/** Text for which `""` is a value like any other, and the one that stands for an absent member. */
export const textOrEmpty = (maximum: number) => ({ kind: 'text', emptyAllowed: true, maximum }) as const;

/** The words are the keys of a record, so that the compiler can demand every member of an SDK's enumeration. */
export const word = <Word extends string>(words: Readonly<Record<Word, unknown>>, noun: string) =>
  ({ kind: 'word', words: Object.keys(words) as Word[], noun }) as const satisfies WordMember<Word>;

export const integer = (minimum: number, maximum: number, note = '') =>
  ({ kind: 'integer', minimum, maximum, note }) as const;

export const number = () => ({ kind: 'number' }) as const;

export const boolean = () => ({ kind: 'boolean' }) as const;

export const list = <Element extends Member>(
  element: Element,
  options: Omit<Options<ListMember<Element>>, 'element'> = {},
) => ({ kind: 'list', element, ...options }) as const;

export const structure = <M extends Members>(
  members: M,
  options: Omit<Options<StructureMember<M>>, 'members' | 'sameNames'> = {},
) => ({ kind: 'structure', members, ...options }) as const;

export const withSameNames = <M extends Members>(members: M) =>
  ({ kind: 'structure', members, sameNames: true }) as const;

/** The same structure, whose members the SDK spells as the template does. */
export const sameNames = <M extends Members>(member: StructureMember<M>) => ({ ...member, sameNames: true }) as const;

export const required = <M extends Member>(member: M) => ({ ...member, required: true }) as const;

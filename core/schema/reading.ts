import { readMember } from './interpreter';
import type { Member } from './members';
import { type Certainty, type Problem, Problems } from './problem';
import { type ReadMember, type ValueOf, validValue } from './tree';

/** What reading properties came to. */
export interface ReadingOf<Profile, Readable> {
  /** The surest first; at most as many as asked for. */
  readonly problems: readonly Problem[];
  /** How many there are of each certainty, those that were left out included. */
  readonly count: Readonly<Record<Certainty, number>>;
  /** There if and only if no problem is `certain`. Members that are unresolved are left out of it. */
  readonly profile?: Profile;
  /** What could be read whatever the problems: members, also required ones, that are not valid are left out of it. */
  readonly readable: Readable;
}

export interface ReadOptions {
  /** Whether a value is known only later (a token, an intrinsic function). Default: none is. */
  readonly isUnresolved?: (value: unknown) => boolean;
  /** How many problems are told at most. Default: a hundred. */
  readonly mostProblems?: number;
}

const once = <Result>(make: () => Result): (() => Result) => {
  let made: { readonly result: Result } | undefined;
  return () => {
    made ??= { result: make() };
    return made.result;
  };
};

/**
 * How properties are read by a table. What comes of it never throws.
 * @param check every rule that reads more than one member.
 */
export const readerOf =
  <M extends Member, Profile>(
    table: M,
    check: (profile: ValueOf<M>) => readonly Problem[],
    toOutput: (read: ReadMember<M>) => Profile,
  ) =>
  (
    properties: unknown,
    { isUnresolved = () => false, mostProblems }: ReadOptions = {},
  ): ReadingOf<Profile, Profile> => {
    const problems = new Problems(mostProblems);
    const read = readMember(table, properties, '', { problems, isUnresolved });
    const profile = validValue(read);
    if (profile !== undefined) problems.addAll(check(profile));
    const found = problems.found();
    // Whoever looks at the problems of a thousand profiles does not wait for these.
    const output = once(() => toOutput(read));
    if (problems.hasCertain)
      return {
        ...found,
        get readable() {
          return output();
        },
      };
    return {
      ...found,
      get readable() {
        return output();
      },
      get profile() {
        return output();
      },
    };
  };

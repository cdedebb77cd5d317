import { constraintBreach, invalid, QueryError } from './errors';

/** The parameters of a request. An operation takes those that it knows; the rest is refused, so that none is overlooked. */
export class Form {
  readonly #values: ReadonlyMap<string, string>;
  readonly #taken = new Set<string>();
  readonly #known: string[] = [];

  constructor(body: string) {
    this.#values = parsed(body);
  }

  text(name: string): string | undefined {
    this.#known.push(name);
    return this.#take(name);
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === '')
      throw constraintBreach('null', memberName(name), 'Member must not be null');
    return value;
  }

  /** One of a few words. */
  word<Word extends string>(name: string, accepted: readonly Word[]): Word | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : wordOf(value, name, accepted);
  }

  flag(name: string): boolean | undefined {
    const word = this.word(name, ['true', 'false']);
    return word === undefined ? undefined : word === 'true';
  }

  /** A list of texts: `Name.member.1` and so on; a list that is empty is sent as `Name=`. */
  list(name: string): readonly string[] {
    this.#known.push(name);
    if (this.#values.get(name) === '') this.#taken.add(name);
    return this.#indexes(name).map((index) => this.#take(`${name}.member.${index}`) ?? '');
  }

  words<Word extends string>(name: string, accepted: readonly Word[]): readonly Word[] {
    return this.list(name).map((value) => wordOf(value, name, accepted));
  }

  /** A list of structures: `Name.member.1.Member` and so on. */
  structures<Member extends string>(
    name: string,
    members: readonly Member[],
  ): readonly { readonly [M in Member]?: string }[] {
    this.#known.push(name);
    if (this.#values.get(name) === '') this.#taken.add(name);
    return this.#indexes(name).map((index) => {
      const given: { [M in Member]?: string } = {};
      for (const member of members) {
        const value = this.#take(`${name}.member.${index}.${member}`);
        if (value !== undefined) given[member] = value;
      }
      return given;
    });
  }

  /** @throws QueryError that names a parameter which the operation has not asked for. */
  refuseOthers(operation: string): void {
    const other = [...this.#values.keys()].find((name) => !this.#taken.has(name));
    const known = this.#known.filter((name) => name !== 'Action' && name !== 'Version');
    if (other !== undefined)
      throw invalid(
        `The simulator does not know the parameter ${other} of ${operation}. It knows: ${known.join(', ') || 'none'}`,
      );
  }

  #take(name: string): string | undefined {
    this.#taken.add(name);
    return this.#values.get(name);
  }

  #indexes(name: string): readonly number[] {
    const indexes = [...this.#values.keys()].flatMap((key) => {
      const [, index] = key.startsWith(`${name}.member.`)
        ? (/^\.member\.([1-9]\d*)(?:\.|$)/.exec(key.slice(name.length)) ?? [])
        : [];
      return index === undefined ? [] : [Number(index)];
    });
    return [...new Set(indexes)].sort((a, b) => a - b);
  }
}

/** Errors spell members with a small letter. */
const memberName = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

const wordOf = <Word extends string>(value: string, name: string, accepted: readonly Word[]): Word => {
  const word = accepted.find((known) => known === value);
  if (word === undefined)
    throw constraintBreach(
      `'${value}'`,
      memberName(name),
      `Member must satisfy enum value set: [${accepted.join(', ')}]`,
    );
  return word;
};

const parsed = (body: string): ReadonlyMap<string, string> => {
  const values = new Map<string, string>();
  for (const parameter of body.split('&').filter((part) => part !== '')) {
    const [name = '', ...value] = parameter.split('=').map(decoded);
    if (values.has(name)) throw new QueryError('MalformedInput', `The parameter ${name} is given twice`);
    values.set(name, value.join('='));
  }
  return values;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new QueryError('MalformedInput', `Malformed percent-encoding in ${text}`);
  }
};

/** Where something is written in a template; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** As AWS writes it in its errors. */
export const placeWords = ({ line, column }: Position): string => `(line ${line}, column ${column})`;

/** Finds the line of an offset in a text. */
export type Locate = (offset: number) => Position;

/** Where the members of a list or a map are written: offsets, in the order in which they stand there. */
export interface Written {
  /** Of the members; those of a list go by their index. */
  readonly names?: readonly string[];
  readonly offsets: readonly number[];
  /** Where the keys themselves are written. */
  readonly keys?: readonly number[];
}

interface Places extends Written {
  readonly locate: Locate;
  /** From name to index; made when the first is asked for, as most never are. */
  indexes?: ReadonlyMap<string, number>;
}

/**
 * Where a list or a map keeps its places: for everybody but those who ask, a value is what it says. A WeakMap would say it
 * more plainly, and costs a large template a third of the time in garbage collection.
 */
const key = Symbol('places');

const places = {
  get: (container: object): Places | undefined => Reflect.get(container, key),
  set: (container: object, value: Places): void => {
    Object.defineProperty(container, key, { value, configurable: true });
  },
};

/** Notes where the members of a list or a map are written. Of a name that is there twice the last one counts. */
export const setPlaces = <Container extends object>(
  container: Container,
  locate: Locate,
  written: Written,
): Container => {
  places.set(container, { locate, ...written });
  return container;
};

const indexOf = (known: Places, name: string): number | undefined => {
  if (known.names === undefined) return /^\d+$/.test(name) ? Number(name) : undefined;
  known.indexes ??= new Map(known.names.map((one, index) => [one, index]));
  return known.indexes.get(name);
};

const offsetIn = (known: Places, name: string, offsets: readonly number[]): Position | undefined => {
  const index = indexOf(known, name);
  const offset = index === undefined ? undefined : offsets[index];
  return offset === undefined ? undefined : known.locate(offset);
};

/** Where a key of a map is written. */
export const placeOfKey = (map: object, key: string): Position | undefined => {
  const known = places.get(map);
  return known && offsetIn(known, key, known.keys ?? known.offsets);
};

/**
 * Says of a list or a map that its members are written where those of another are. `origin`: for each the key that it had;
 * default: the one that it has.
 */
export const inheritPlaces = <Container extends object>(
  container: Container,
  from: object,
  origin?: readonly (readonly [key: string, keyBefore: string])[],
): Container => {
  const known = places.get(from);
  if (known === undefined) return container;
  if (origin === undefined) {
    places.set(container, known);
    return container;
  }
  const kept = origin.flatMap(([key, keyBefore]) => {
    const index = indexOf(known, keyBefore);
    const offset = index === undefined ? undefined : known.offsets[index];
    return offset === undefined ? [] : [{ key, offset }];
  });
  return setPlaces(container, known.locate, {
    names: kept.map(({ key }) => key),
    offsets: kept.map(({ offset }) => offset),
  });
};

/** The members of a path such as `Behaviors[2].Criteria["strange name"]`. */
const step = /\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g;

const stepsOf = (path: string): readonly string[] =>
  [...path.matchAll(step)].map(([, index, quoted, name]) =>
    quoted === undefined ? (index ?? name ?? '') : String(JSON.parse(quoted)),
  );

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Where the member of that path is written; where it is nowhere written, as one that is missing, what should hold it. */
export const placeOf = (value: unknown, path: string): Position | undefined => {
  let position: Position | undefined;
  let inner = value;
  for (const name of stepsOf(path)) {
    if (!isContainer(inner) || !Object.hasOwn(inner, name)) break;
    const known = places.get(inner);
    position = (known && offsetIn(known, name, known.offsets)) ?? position;
    inner = Reflect.get(inner, name);
  }
  return position;
};

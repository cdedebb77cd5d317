/** Where something is written in a template; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Finds the line of an offset in a text. */
export type Locate = (offset: number) => Position;

/** The offsets of what a list or a map holds, by key or index. */
interface Places {
  readonly locate: Locate;
  readonly offsets: ReadonlyMap<string, number>;
  /** Where the keys themselves are written. */
  readonly keys: ReadonlyMap<string, number>;
}

/** Beside the values, not in them: for everybody but those who ask, a value is what it says. */
const places = new WeakMap<object, Places>();

/** Notes where the members of a list or a map are written. */
export const setPlaces = <Container extends object>(
  container: Container,
  locate: Locate,
  offsets: ReadonlyMap<string, number>,
  keys: ReadonlyMap<string, number> = offsets,
): Container => {
  places.set(container, { locate, offsets, keys });
  return container;
};

/** Where a key of a map is written. */
export const placeOfKey = (map: object, key: string): Position | undefined => {
  const known = places.get(map);
  const offset = known?.keys.get(key);
  return known === undefined || offset === undefined ? undefined : known.locate(offset);
};

/** Says of a list or a map that its members are written where others are: `origin` gives for each the key that it had. */
export const inheritPlaces = <Container extends object>(
  container: Container,
  from: object,
  origin: Iterable<readonly [key: string, keyBefore: string]>,
): Container => {
  const known = places.get(from);
  if (known === undefined) return container;
  const offsets = new Map<string, number>();
  for (const [key, keyBefore] of origin) {
    const offset = known.offsets.get(keyBefore);
    if (offset !== undefined) offsets.set(key, offset);
  }
  return setPlaces(container, known.locate, offsets);
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
    const offset = known?.offsets.get(name);
    if (known !== undefined && offset !== undefined) position = known.locate(offset);
    inner = Reflect.get(inner, name);
  }
  return position;
};

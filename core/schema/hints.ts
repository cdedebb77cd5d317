/** Beyond this it is no misspelling, and the table of distances grows with the square. */
const longestWord = 64;

const bare = (word: string): string => word.toLowerCase().replace(/[-_ ]/g, '');

/** Levenshtein's distance: how many letters must be put in, taken out or replaced. */
const distance = (left: string, right: string): number => {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    let before = row;
    for (let column = 1; column <= right.length; column += 1) {
      const above = previous[column] ?? 0;
      const replaced = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      const other = (before < above ? before : above) + 1;
      before = replaced < other ? replaced : other;
      current.push(before);
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
};

/** Whether so few changes make the candidate of a word that a misspelling is likelier than another meaning. */
const isNearWord = (candidate: string, away: number): boolean => away <= Math.floor(candidate.length / 4) + 1;

/** Where people have names of their own beside the known ones: only what is hardly another word. */
const isNearName = (candidate: string, away: number): boolean => away <= (candidate.length < 8 ? 1 : 2);

/** The candidate that was probably meant; case and separators do not matter. */
export const nearest = (word: string, candidates: readonly string[], isNear = isNearWord): string | undefined => {
  if (word.length > longestWord) return undefined;
  const given = bare(word);
  let nearestOne: string | undefined;
  let shortest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const meant = bare(candidate);
    // No distance is less than the difference in length: most tables need not be made.
    if (!isNear(candidate, Math.abs(given.length - meant.length))) continue;
    const away = distance(given, meant);
    if (away >= shortest || !isNear(candidate, away)) continue;
    shortest = away;
    nearestOne = candidate;
  }
  return nearestOne;
};

/** The same for a name that need not be one of the candidates. */
export const nearestName = (name: string, candidates: readonly string[]): string | undefined =>
  nearest(name, candidates, isNearName);

/** The end of a message about a word that is none of the candidates: `; did you mean "less-than"? accepted: less-than, …`. */
export const choose = (word: unknown, candidates: readonly string[], accepted = candidates.join(', ')): string => {
  const hint = typeof word === 'string' ? nearest(word, candidates) : undefined;
  return `; ${hint === undefined ? '' : `did you mean "${hint}"? `}accepted: ${accepted}`;
};

/** In YAML, and without quotes there, the short form of a function; anywhere else it is text like any other. */
const shortForm = /^!(FindInMap|GetAtt|If|ImportValue|Join|Ref|Select|Split|Sub) /;

/** The end of a message about a text that was meant as a function; empty for any other value. */
export const meantFunction = (value: unknown): string => {
  const [, name] = (typeof value === 'string' && shortForm.exec(value)) || [];
  return name ? `; in quotes, and in JSON, it is text: give {"${`Fn::${name}`.replace('Fn::Ref', 'Ref')}": …}` : '';
};

import { isDeepStrictEqual } from 'node:util';
import { type HeldState, requestIdTag, type State } from './world';

/** How what the service holds under one name differs from what it should. */
export type Difference =
  | { readonly kind: 'missing'; readonly name: string }
  | { readonly kind: 'extra'; readonly name: string; readonly held: HeldState }
  | { readonly kind: 'other'; readonly name: string; readonly held: HeldState; readonly expected: HeldState };

/** Only whether we have made it or adopted it: the rest of a mark says which event was the last to come upon it. */
const withoutEvent = (state: HeldState): HeldState => {
  const { [requestIdTag]: mark } = state.tags;
  if (mark === undefined) return state;
  return { ...state, tags: { ...state.tags, [requestIdTag]: mark === 'adopted' ? mark : 'made by us' } };
};

/** One difference at most under each name. */
export const differences = (state: State, expected: State): readonly Difference[] =>
  [...new Set([...Object.keys(state), ...Object.keys(expected)])].sort().flatMap((name): readonly Difference[] => {
    const [is, should] = [state[name], expected[name]];
    if (is === undefined) return [{ kind: 'missing', name }];
    if (should === undefined) return [{ kind: 'extra', name, held: is }];
    return isDeepStrictEqual(withoutEvent(is), withoutEvent(should))
      ? []
      : [{ kind: 'other', name, held: is, expected: should }];
  });

export const describeDifference = (difference: Difference): string => {
  const { kind, name } = difference;
  switch (kind) {
    case 'missing':
      return `'${name}' is missing`;
    case 'extra':
      return `'${name}' is left over: ${JSON.stringify(difference.held)}`;
    case 'other':
      return `'${name}' is ${JSON.stringify(difference.held)} and should be ${JSON.stringify(difference.expected)}`;
  }
};

import { isDeepStrictEqual } from 'node:util';
import type { Declared } from './declared';
import { type Held, isSameContent, type Owner, type Profiles } from './held';

/** The resource as the stack knows it. */
export interface Deployed {
  readonly declared: Declared;
  readonly physicalId: string;
}

/** What an event comes to. */
export interface Done {
  readonly profiles: Profiles;
  readonly deployed: Deployed;
}

const withProfile = (profiles: Profiles, name: string, held: Held): Profiles => new Map([...profiles, [name, held]]);

const withoutProfile = (profiles: Profiles, name: string): Profiles =>
  new Map([...profiles].filter(([other]) => other !== name));

/** How an event comes to a profile; `update` is in place. */
type Event = 'create' | 'rename' | 'update';

/** Whose it is afterwards; `undefined` when it is refused. */
const ownerAfter = (held: Held | undefined, { adopt }: Declared, event: Event): Owner | undefined => {
  switch (held?.owner) {
    case undefined:
      return 'made by us';
    case 'made by us':
      // It was retained, and is declared again.
      return event === 'create' && adopt ? 'adopted by us' : 'made by us';
    case 'adopted by us':
      return 'adopted by us';
    case 'nobody':
      return event === 'update' || adopt ? 'adopted by us' : undefined;
    case 'another':
      return adopt ? 'adopted by us' : undefined;
  }
};

interface Convergence {
  readonly declared: Declared;
  readonly event: Event;
  /** Keys of tags that go unless they are declared. */
  readonly formerTags: readonly string[];
  readonly groups: (live: ReadonlySet<string>) => ReadonlySet<string>;
}

const convergedTags = (held: Held | undefined, { declared, formerTags }: Convergence): Held['tags'] => {
  const kept = Object.entries(held?.tags ?? {}).filter(([key]) => !formerTags.includes(key));
  return { ...Object.fromEntries(kept), ...declared.tags };
};

const isSame = (held: Held, { content, tags, groups }: Omit<Held, 'owner'>): boolean =>
  isSameContent(held.content, content) &&
  isDeepStrictEqual(held.tags, tags) &&
  isDeepStrictEqual([...held.groups].sort(), [...groups].sort());

const converge = (profiles: Profiles, name: string, convergence: Convergence): Done | undefined => {
  const { declared, event, groups } = convergence;
  const held = profiles.get(name);
  const owner = ownerAfter(held, declared, event);
  const { content } = declared;
  const tags = convergedTags(held, convergence);
  const deployed = { declared, physicalId: name };
  const after: Omit<Held, 'owner'> = { content, tags, groups: groups(held?.groups ?? new Set()) };
  if (owner !== undefined) return { profiles: withProfile(profiles, name, { ...after, owner }), deployed };
  // A roll back is not blocked by a profile that another has taken over and not changed.
  return event === 'update' && held !== undefined && isSame(held, after) ? { profiles, deployed } : undefined;
};

const exactlyOr =
  (declared: Declared, otherwise: Convergence['groups']): Convergence['groups'] =>
  (live) =>
    declared.groups === undefined ? otherwise(live) : new Set(declared.groups);

/** Create; `undefined` when it is refused. */
export const created = (profiles: Profiles, declared: Declared, generated: string): Done | undefined => {
  const groups = exactlyOr(declared, (live) => live);
  return converge(profiles, declared.name ?? generated, { declared, event: 'create', formerTags: [], groups });
};

const without = (groups: ReadonlySet<string>, former: readonly string[] = []): ReadonlySet<string> =>
  new Set([...groups].filter((group) => !former.includes(group)));

/** Update to `declared`; `undefined` when it is refused. What it replaces is still there. */
export const updated = (
  profiles: Profiles,
  { declared: before, physicalId }: Deployed,
  declared: Declared,
  generated: string,
): Done | undefined => {
  const name = declared.name ?? generated;
  if (name === physicalId) {
    const groups = exactlyOr(declared, (live) => without(live, before.groups));
    return converge(profiles, name, { declared, event: 'update', formerTags: Object.keys(before.tags), groups });
  }
  const inherited = without(profiles.get(physicalId)?.groups ?? new Set(), before.groups);
  const groups = exactlyOr(declared, (live) => new Set([...live, ...inherited]));
  return converge(profiles, name, { declared, event: 'rename', formerTags: [], groups });
};

/** Delete. */
export const removed = (profiles: Profiles, { declared, physicalId }: Deployed, generated: string): Profiles => {
  const held = profiles.get(physicalId);
  switch (held?.owner) {
    case undefined:
    case 'another':
    case 'nobody':
      return profiles;
    case 'made by us':
      return withoutProfile(profiles, physicalId);
    case 'adopted by us':
      return declared.adopt || (declared.name ?? generated) !== physicalId
        ? withProfile(profiles, physicalId, { ...held, owner: 'nobody' })
        : withoutProfile(profiles, physicalId);
  }
};

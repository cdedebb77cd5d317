import { isDeepStrictEqual } from 'node:util';
import type { Declared } from './declared';
import { type Held, isOurs, isSameContent, type Owner, type Profiles } from './held';

/** What an event comes to; `undefined` where it is refused. */
export interface Done {
  readonly profiles: Profiles;
  readonly physicalId: string;
}

export const withProfile = (profiles: Profiles, name: string, held: Held): Profiles =>
  new Map([...profiles, [name, held]]);

export const withoutProfile = (profiles: Profiles, name: string): Profiles =>
  new Map([...profiles].filter(([other]) => other !== name));

/** The id of a create that failed names no profile. */
export const isNoName = (physicalId: string): boolean => physicalId.includes('/');

/** How an event comes to a profile. `make good`: an update under the id of a create that failed. */
type Event =
  | { readonly kind: 'create' | 'make good' | 'update' }
  | { readonly kind: 'rename'; readonly physicalId: string };

const ownerOfNew = (event: Event): Owner => {
  switch (event.kind) {
    case 'create':
    case 'update':
      return 'made';
    case 'make good':
      return 'claimed';
    case 'rename':
      return `replaces/${event.physicalId}`;
  }
};

/** Whose it is afterwards; `undefined` when it is refused. */
const ownerAfter = (owner: Owner | undefined, { adopt }: Declared, event: Event): Owner | undefined => {
  if (owner === undefined) return ownerOfNew(event);
  if (!isOurs(owner)) return adopt || (owner === 'nobody' && event.kind === 'update') ? 'adopted' : undefined;
  switch (event.kind) {
    case 'update':
      return owner;
    case 'rename':
      // What an earlier failed rename of the same profile has left stays what it is.
      return owner === 'adopted' || owner === `replaces/${event.physicalId}` ? owner : 'claimed';
    case 'create':
    case 'make good':
      // It was retained, and is declared again.
      return adopt || owner === 'adopted' ? 'adopted' : 'claimed';
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
  const owner = ownerAfter(held?.owner, declared, event);
  const { content } = declared;
  const tags = convergedTags(held, convergence);
  const after: Omit<Held, 'owner'> = { content, tags, groups: groups(held?.groups ?? new Set()) };
  if (owner !== undefined) return { profiles: withProfile(profiles, name, { ...after, owner }), physicalId: name };
  // A roll back is not blocked by a profile that another has taken over and not changed.
  return event.kind === 'update' && held !== undefined && isSame(held, after)
    ? { profiles, physicalId: name }
    : undefined;
};

const exactlyOr =
  (declared: Declared, otherwise: Convergence['groups']): Convergence['groups'] =>
  (live) =>
    declared.groups === undefined ? otherwise(live) : new Set(declared.groups);

/** Create. */
export const created = (
  profiles: Profiles,
  declared: Declared,
  generated: string,
  kind: 'create' | 'make good' = 'create',
): Done | undefined => {
  const groups = exactlyOr(declared, (live) => live);
  return converge(profiles, declared.name ?? generated, { declared, event: { kind }, formerTags: [], groups });
};

const without = (groups: ReadonlySet<string>, former: readonly string[] = []): ReadonlySet<string> =>
  new Set([...groups].filter((group) => !former.includes(group)));

/** An update, as the function is told of it. */
export interface Update {
  readonly physicalId: string;
  /** The old properties. */
  readonly before: Declared;
  readonly declared: Declared;
}

const converged = (profiles: Profiles, update: Update, generated: string): Done | undefined => {
  const { physicalId, before, declared } = update;
  if (isNoName(physicalId)) return created(profiles, declared, generated, 'make good');
  const name = declared.name ?? generated;
  if (name === physicalId) {
    const groups = exactlyOr(declared, (live) => without(live, before.groups));
    const formerTags = Object.keys(before.tags);
    return converge(profiles, name, { declared, event: { kind: 'update' }, formerTags, groups });
  }
  const inherited = without(profiles.get(physicalId)?.groups ?? new Set(), before.groups);
  const groups = exactlyOr(declared, (live) => new Set([...live, ...inherited]));
  // A rename that has failed declared its tags of the same profile.
  const formerTags = (before.name ?? generated) === name ? Object.keys(before.tags) : [];
  return converge(profiles, name, { declared, event: { kind: 'rename', physicalId }, formerTags, groups });
};

/** The old properties give another name only if they are those of a rename that failed: what that has left goes. */
const swept = (profiles: Profiles, { physicalId, before, declared }: Update, generated: string): Profiles => {
  const former = before.name ?? generated;
  const held = profiles.get(former);
  if (held === undefined || former === physicalId || former === (declared.name ?? generated)) return profiles;
  if (held.owner === 'adopted') return withProfile(profiles, former, { ...held, owner: 'nobody' });
  return held.owner === `replaces/${physicalId}` ? withoutProfile(profiles, former) : profiles;
};

/** Update. What it replaces is still there. `sweeps`: whether that part of it goes well. */
export const updated = (profiles: Profiles, update: Update, generated: string, sweeps = true): Done | undefined => {
  const done = converged(profiles, update, generated);
  return done === undefined || !sweeps || !profiles.has(update.physicalId)
    ? done
    : { ...done, profiles: swept(done.profiles, update, generated) };
};

/** Delete, under the name of a profile. */
export const removed = (
  profiles: Profiles,
  { declared, physicalId }: { readonly declared: Declared; readonly physicalId: string },
  generated: string,
): Profiles => {
  const held = profiles.get(physicalId);
  if (held === undefined || !isOurs(held.owner)) return profiles;
  return held.owner === 'adopted' && (declared.adopt || (declared.name ?? generated) !== physicalId)
    ? withProfile(profiles, physicalId, { ...held, owner: 'nobody' })
    : withoutProfile(profiles, physicalId);
};

/** Delete of a create that never answered, and so has an id that CloudFormation has invented. */
export const removedUnheard = (profiles: Profiles, declared: Declared, generated: string): Profiles => {
  const name = declared.name ?? generated;
  const held = profiles.get(name);
  if (held === undefined || !isOurs(held.owner) || held.owner === 'claimed') return profiles;
  return held.owner === 'adopted' || declared.adopt
    ? withProfile(profiles, name, { ...held, owner: 'nobody' })
    : withoutProfile(profiles, name);
};

import { isDeepStrictEqual } from 'node:util';
import { type Held, idOf, isOurs, type Owner, type Profiles, withoutProfile, withProfile } from './held';

/** A profile as a template declares it. */
export interface Declared {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
  /** Default: the template says nothing of flow modules. */
  readonly modules?: readonly string[] | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly adopt: boolean;
}

/** What an event comes to. */
export interface Done {
  readonly profiles: Profiles;
  readonly id: string;
}

/** Of what is made: the service's own id is not known before. */
let made = 0;
const foretold = (): string => `foretold ${++made}`;

interface Convergence {
  readonly declared: Declared;
  /** What was declared of the same profile before. */
  readonly before?: Declared | undefined;
}

const converged = (held: Held | undefined, { declared, before }: Convergence): Omit<Held, 'owner'> => {
  const tags = Object.entries(held?.tags ?? {}).filter(([key]) => !(key in (before?.tags ?? {})));
  const modules = held?.modules.filter((id) => !before?.modules?.includes(id)) ?? [];
  return {
    name: held?.name ?? declared.name,
    description: declared.description,
    permissions: [...declared.permissions].sort(),
    modules: declared.modules === undefined ? modules : [...declared.modules].sort(),
    tags: { ...Object.fromEntries(tags), ...declared.tags },
  };
};

const make = (profiles: Profiles, convergence: Convergence, owner: Owner): Done => {
  const id = foretold();
  return { profiles: withProfile(profiles, id, { ...converged(undefined, convergence), owner }), id };
};

const become = (profiles: Profiles, id: string, convergence: Convergence, owner: Owner): Done => ({
  profiles: withProfile(profiles, id, { ...converged(profiles.get(id), convergence), owner }),
  id,
});

/** How an event that does not know the profile comes to what bears the name; `undefined` where it is refused. */
const claim = (profiles: Profiles, convergence: Convergence, replaced?: string): Done | undefined => {
  const { declared } = convergence;
  const replaces: Owner = `replaces ${replaced}`;
  const id = idOf(profiles, declared.name);
  const owner = id && profiles.get(id)?.owner;
  if (!id || !owner) return make(profiles, convergence, replaced === undefined ? 'made' : replaces);
  if (!isOurs(owner)) return declared.adopt ? become(profiles, id, convergence, 'adopted') : undefined;
  if (owner === 'adopted') return become(profiles, id, convergence, owner);
  if (replaced === undefined) return become(profiles, id, convergence, declared.adopt ? 'adopted' : 'claimed');
  return become(profiles, id, convergence, owner === replaces ? owner : 'claimed');
};

export const created = (profiles: Profiles, declared: Declared): Done | undefined => claim(profiles, { declared });

/** An update, as the function is told of it. */
export interface Update {
  readonly id: string;
  readonly before: Declared;
  readonly declared: Declared;
}

const isInPlace = (profiles: Profiles, { id, before, declared }: Update): boolean => {
  const other = idOf(profiles, declared.name);
  if (before.name !== declared.name) return other === id;
  // The same name as before, and yet the profile bears another: by hand, unless a failed rename has made what bears it.
  const held = profiles.get(id);
  if (held === undefined || held.name === declared.name || other === undefined) return true;
  return profiles.get(other)?.owner !== `replaces ${id}`;
};

const inPlace = (profiles: Profiles, { id, declared, before }: Update): Done | undefined => {
  const convergence = { declared, before: before.name === declared.name ? before : undefined };
  const held = profiles.get(id);
  if (held === undefined) {
    const other = idOf(profiles, declared.name);
    const owner = other && profiles.get(other)?.owner;
    if (!other || !owner) return make(profiles, convergence, 'made');
    if (isOurs(owner)) return become(profiles, other, convergence, owner);
    return declared.adopt ? become(profiles, other, convergence, 'adopted') : undefined;
  }
  if (isOurs(held.owner)) return become(profiles, id, convergence, held.owner);
  if (held.owner === 'nobody' || declared.adopt) return become(profiles, id, convergence, 'adopted');
  // A roll back is not blocked by a profile that another has taken over and not changed.
  const { owner: _, ...rest } = held;
  return isDeepStrictEqual(rest, converged(held, convergence)) ? { profiles, id } : undefined;
};

/** Removes what a failed rename has left. */
const swept = (profiles: Profiles, { id, before, declared }: Update, stood: boolean): Profiles => {
  const left = before.name === declared.name ? undefined : idOf(profiles, before.name);
  const held = left === undefined ? undefined : profiles.get(left);
  if (!stood || left === undefined || held === undefined || left === id) return profiles;
  if (held.owner === 'adopted') return withProfile(profiles, left, { ...held, owner: 'nobody' });
  return held.owner === `replaces ${id}` ? withoutProfile(profiles, left) : profiles;
};

/** Update. What it replaces is still there. */
export const updated = (profiles: Profiles, update: Update): Done | undefined => {
  const { declared, before } = update;
  const same = before.name === declared.name ? before : undefined;
  const done = isInPlace(profiles, update)
    ? inPlace(profiles, update)
    : claim(profiles, { declared, before: same }, update.id);
  return done && { ...done, profiles: swept(done.profiles, update, profiles.has(update.id)) };
};

/** Delete, by the id of a profile. */
export const removed = (profiles: Profiles, id: string, declared: Declared): Profiles => {
  const held = profiles.get(id);
  if (held === undefined || !isOurs(held.owner)) return profiles;
  return held.owner === 'adopted' && (declared.adopt || declared.name !== held.name)
    ? withProfile(profiles, id, { ...held, owner: 'nobody' })
    : withoutProfile(profiles, id);
};

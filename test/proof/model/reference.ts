import type { Declared } from './declared';
import type { Held, Owner, Profiles } from './held';

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

/** Whose it is afterwards; `undefined` when it is refused. `isNew`: the resource has not had this name until now. */
const ownerAfter = (held: Held | undefined, { adopt }: Declared, isNew: boolean): Owner | undefined => {
  switch (held?.owner) {
    case undefined:
    case 'made by us':
      return 'made by us';
    case 'adopted by us':
      return isNew || adopt ? 'adopted by us' : 'made by us';
    case 'nobody':
      if (!isNew) return 'made by us';
      return adopt ? 'adopted by us' : undefined;
    case 'another':
      return adopt ? 'adopted by us' : undefined;
  }
};

interface Convergence {
  readonly declared: Declared;
  readonly isNew: boolean;
  /** Keys of tags that go unless they are declared. */
  readonly formerTags: readonly string[];
  readonly groups: (live: ReadonlySet<string>) => ReadonlySet<string>;
}

const convergedTags = (held: Held | undefined, { declared, formerTags }: Convergence): Held['tags'] => {
  const kept = Object.entries(held?.tags ?? {}).filter(([key]) => !formerTags.includes(key));
  return { ...Object.fromEntries(kept), ...declared.tags };
};

const converge = (profiles: Profiles, name: string, convergence: Convergence): Done | undefined => {
  const { declared, isNew, groups } = convergence;
  const held = profiles.get(name);
  const owner = ownerAfter(held, declared, isNew);
  if (owner === undefined) return undefined;
  const { content } = declared;
  const tags = convergedTags(held, convergence);
  const after: Held = { content, tags, groups: groups(held?.groups ?? new Set()), owner };
  return { profiles: withProfile(profiles, name, after), deployed: { declared, physicalId: name } };
};

const exactlyOr =
  (declared: Declared, otherwise: Convergence['groups']): Convergence['groups'] =>
  (live) =>
    declared.groups === undefined ? otherwise(live) : new Set(declared.groups);

/** Create; `undefined` when it is refused. */
export const created = (profiles: Profiles, declared: Declared, generated: string): Done | undefined => {
  const groups = exactlyOr(declared, (live) => live);
  return converge(profiles, declared.name ?? generated, { declared, isNew: true, formerTags: [], groups });
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
  const kept = before.name === undefined ? physicalId : generated;
  const name = declared.name ?? kept;
  if (name === physicalId) {
    const groups = exactlyOr(declared, (live) => without(live, before.groups));
    return converge(profiles, name, { declared, isNew: false, formerTags: Object.keys(before.tags), groups });
  }
  const inherited = without(profiles.get(physicalId)?.groups ?? new Set(), before.groups);
  const groups = exactlyOr(declared, (live) => new Set([...live, ...inherited]));
  return converge(profiles, name, { declared, isNew: true, formerTags: [], groups });
};

/** Delete. */
export const removed = (profiles: Profiles, { declared, physicalId }: Deployed, generated: string): Profiles => {
  const implied = declared.name ?? generated;
  const name = profiles.has(physicalId) ? physicalId : implied;
  const held = profiles.get(name);
  switch (held?.owner) {
    case undefined:
    case 'another':
      return profiles;
    case 'made by us':
      return withoutProfile(profiles, name);
    case 'adopted by us':
      return withProfile(profiles, name, { ...held, owner: 'nobody' });
    case 'nobody':
      return name === physicalId && !declared.adopt ? withoutProfile(profiles, name) : profiles;
  }
};

import type { AIAgent, Application, FlowModule } from '@aws-sdk/client-connect';
import { isSame } from './meaning';

/** What a profile grants beside permissions: other tools add to these lists too. */
export interface Grants {
  readonly Applications: readonly Application[];
  readonly AllowedFlowModules: readonly FlowModule[];
  readonly AllowedAIAgents: readonly AIAgent[];
}

export type Grant = keyof Grants;

export const grantNames = Object.keys({
  Applications: true,
  AllowedFlowModules: true,
  AllowedAIAgents: true,
} satisfies Record<Grant, true>) as readonly Grant[];

/** What one of the lists should become. */
export type GrantWanted<Item> =
  /** It is not ours: it is neither read nor touched. */
  | { readonly kind: 'unmanaged' }
  /** Exactly this. `before` is what was declared until now. */
  | { readonly kind: 'exactly'; readonly items: readonly Item[]; readonly before: readonly Item[] }
  /** As it is, less what was declared until now. */
  | { readonly kind: 'without'; readonly items: readonly Item[] };

export type GrantsWanted = { readonly [Name in Grant]: GrantWanted<Grants[Name][number]> };

/** `undefined` where a list was not read. */
export type LiveGrants = { readonly [Name in Grant]: Grants[Name] | undefined };

export const noGrants: LiveGrants = {
  Applications: undefined,
  AllowedFlowModules: undefined,
  AllowedAIAgents: undefined,
};

/** The lists that must be read to reach what is wanted. */
export const grantsToRead = (wanted: GrantsWanted): readonly Grant[] =>
  grantNames.filter((name) => wanted[name].kind !== 'unmanaged');

type Item = Grants[Grant][number];

/** By what the members of a list are told apart. */
const grantId = (item: Item): string | undefined => {
  if ('Namespace' in item) return item.Namespace;
  if ('FlowModuleId' in item) return item.FlowModuleId;
  return 'Arn' in item ? item.Arn : undefined;
};

const idsOf = (items: readonly Item[]): ReadonlySet<string | undefined> => new Set(items.map(grantId));

export interface GrantChange<One> {
  /** What the list becomes; `undefined` where it is not sent. */
  readonly items: readonly One[] | undefined;
  /** Whether that is another list than the live one. */
  readonly isAnother: boolean;
  /** Ids of what goes although no template of ours has declared it. */
  readonly takenFromOthers: readonly string[];
}

/** Where the template leaves a type open, the service may have filled it in. */
const withTypesOf = <One extends Item>(live: readonly One[], declared: readonly One[]): readonly One[] => {
  const open = idsOf(declared.filter(({ Type }) => Type === undefined));
  return live.map((item) => (open.has(grantId(item)) ? { ...item, Type: undefined } : item));
};

/** Whether the live list is the declared one. */
const isSameGrant = <One extends Item>(live: readonly One[], declared: readonly One[]): boolean =>
  isSame(withTypesOf(live, declared), declared);

/** The difference between what a list is and what it should be. */
export const planGrant = <One extends Item>(
  live: readonly One[] | undefined,
  wanted: GrantWanted<One>,
): GrantChange<One> => {
  const held = live ?? [];
  switch (wanted.kind) {
    case 'unmanaged':
      return { items: undefined, isAnother: false, takenFromOthers: [] };
    case 'exactly': {
      const ours = idsOf([...wanted.items, ...wanted.before]);
      const takenFromOthers = held.flatMap((item) => (ours.has(grantId(item)) ? [] : (grantId(item) ?? [])));
      return { items: wanted.items, isAnother: !isSameGrant(held, wanted.items), takenFromOthers };
    }
    case 'without': {
      const gone = idsOf(wanted.items);
      // What cannot be told from others may be theirs.
      const items = held.filter((item) => grantId(item) === undefined || !gone.has(grantId(item)));
      const isAnother = items.length < held.length;
      // What is none of ours is sent only where it must be.
      return { items: isAnother ? items : undefined, isAnother, takenFromOthers: [] };
    }
  }
};

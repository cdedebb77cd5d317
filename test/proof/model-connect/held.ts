import { ownerOf as ownerByTags } from '../../../core/ownership/marks';
import type { ConnectWorld } from '../connect-world';

/** How a profile became ours, or that it is not. `replaces`: what id it replaces. */
export type Owner = 'made' | 'claimed' | 'adopted' | 'another' | 'nobody' | `replaces ${string}`;

export const isOurs = (owner: Owner): boolean => owner !== 'another' && owner !== 'nobody';

/** A profile as the service holds it. Lists are sorted, and what is empty is there. */
export interface Held {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
  /** Ids of flow modules. */
  readonly modules: readonly string[];
  /** Without the marks of ownership. */
  readonly tags: Readonly<Record<string, string>>;
  readonly owner: Owner;
}

/** By id: the ARN that the service has made up, or, of what is only foretold, a text of ours. */
export type Profiles = ReadonlyMap<string, Held>;

export const idOf = (profiles: Profiles, name: string): string | undefined =>
  [...profiles].find(([, held]) => held.name === name)?.[0];

export const withProfile = (profiles: Profiles, id: string, held: Held): Profiles => new Map([...profiles, [id, held]]);

export const withoutProfile = (profiles: Profiles, id: string): Profiles =>
  new Map([...profiles].filter(([other]) => other !== id));

const ownerIn = (tags: Readonly<Record<string, string>>, stackId: string): Owner => {
  const owner = ownerByTags(new Map(Object.entries(tags)), { stackId, logicalResourceId: 'Profile' });
  switch (owner.kind) {
    case 'none':
      return 'nobody';
    case 'another':
      return 'another';
    case 'ours':
      return owner.mark.word === 'replaces' ? `replaces ${owner.mark.physicalResourceId}` : owner.mark.word;
  }
};

const strings = (value: unknown): readonly string[] => [...((value ?? []) as readonly string[])].sort();

/** What the service holds in fact, in the eyes of the stack. */
export const observed = (world: ConnectWorld, stackId: string): Profiles =>
  new Map(
    world.rig.connect.service.profiles().map(({ arn, name, content, tags }): [string, Held] => [
      arn,
      {
        name,
        description: String(content.Description ?? ''),
        permissions: strings(content.Permissions),
        modules: strings(
          ((content.AllowedFlowModules ?? []) as readonly { FlowModuleId: string }[]).map((one) => one.FlowModuleId),
        ),
        tags: Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('cloudformation:'))),
        owner: ownerIn(tags, stackId),
      },
    ]),
  );

/** Profiles by name: two states are the same where each name has the same. A foretold id stands for any. */
export const describeProfiles = (profiles: Profiles): readonly string[] => {
  const known = (owner: Owner): string => {
    const [word, id = ''] = owner.split(' ');
    return id === '' || profiles.has(id) ? owner : `${word} what is gone`;
  };
  const sorted = (tags: Held['tags']) => Object.fromEntries(Object.entries(tags).sort());
  return [...profiles.values()]
    .map((held) => JSON.stringify({ ...held, tags: sorted(held.tags), owner: known(held.owner) }))
    .sort();
};

import type { IotInput, IotOperation } from '../../../simulator/iot';
import { typedFlood } from '../../lifecycle/support';
import { marks, otherStackId, profileArn, thingGroupArn } from '../../support/rig';
import type { World } from '../world';
import type { Held, Profiles } from './held';

/** What somebody else does to a profile. */
export type Deed =
  | { readonly kind: 'edits' | 'deletes' | 'takes over' | 'unmarks'; readonly name: string }
  | { readonly kind: 'attaches' | 'detaches'; readonly name: string; readonly group: string }
  | { readonly kind: 'tags'; readonly name: string; readonly key: string }
  | { readonly kind: 'makes'; readonly name: string; readonly owner: 'another' | 'nobody' };

export const describeDeed = (deed: Deed): string => `somebody ${JSON.stringify(deed)}`;

const edited = { securityProfileDescription: 'edited elsewhere', behaviors: [typedFlood(1)] };

/** Whether it can be done. */
export const isPossible = (profiles: Profiles, deed: Deed): boolean => {
  const held = profiles.get(deed.name);
  if (deed.kind === 'makes') return held === undefined;
  if (held === undefined) return false;
  switch (deed.kind) {
    case 'attaches':
      return !held.groups.has(deed.group);
    case 'detaches':
      return held.groups.has(deed.group);
    case 'unmarks':
      return held.owner !== 'nobody';
    default:
      return true;
  }
};

const made = (owner: Held['owner']): Held => ({
  content: edited,
  tags: { theirs: 'kept' },
  groups: new Set(['g1']),
  owner,
});

/** What is there afterwards; `undefined` for nothing. @throws Error when it was not possible. */
const afterwards = (held: Held | undefined, deed: Deed): Held | undefined => {
  if (deed.kind === 'makes') return made(deed.owner);
  if (held === undefined) throw new Error(`there is no '${deed.name}'`);
  switch (deed.kind) {
    case 'edits':
      return { ...held, content: { ...held.content, ...edited } };
    case 'deletes':
      return undefined;
    case 'takes over':
      return { ...held, owner: 'another' };
    case 'unmarks':
      return { ...held, owner: 'nobody' };
    case 'attaches':
      return { ...held, groups: new Set([...held.groups, deed.group]) };
    case 'detaches':
      return { ...held, groups: new Set([...held.groups].filter((group) => group !== deed.group)) };
    case 'tags':
      return { ...held, tags: { ...held.tags, [deed.key]: 'theirs' } };
  }
};

export const afterDeed = (profiles: Profiles, deed: Deed): Profiles => {
  const after = afterwards(profiles.get(deed.name), deed);
  const others = [...profiles].filter(([name]) => name !== deed.name);
  return new Map(after === undefined ? others : [...others, [deed.name, after] as const]);
};

const tagList = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** Does it in the world. */
export const doDeed = ({ rig }: World, deed: Deed): void => {
  const { service } = rig.iot;
  const resourceArn = profileArn(deed.name);
  const call = (operation: IotOperation, input: IotInput) => service.outOfBand(operation, input);
  const attachment = (group: string) => ({
    securityProfileName: deed.name,
    securityProfileTargetArn: thingGroupArn(group),
  });
  switch (deed.kind) {
    case 'makes': {
      const tags = { theirs: 'kept', ...(deed.owner === 'another' ? marks('made-1', otherStackId) : {}) };
      service.seed({ securityProfileName: deed.name, ...edited }, { tags, targets: [thingGroupArn('g1')] });
      return;
    }
    case 'edits':
      return void call('UpdateSecurityProfile', { securityProfileName: deed.name, ...edited });
    case 'deletes':
      return void service.removeOutOfBand(deed.name);
    case 'takes over':
      return void call('TagResource', { resourceArn, tags: tagList(marks('taken-1', otherStackId)) });
    case 'unmarks':
      return void call('UntagResource', { resourceArn, tagKeys: Object.keys(marks('any')) });
    case 'attaches':
      return void call('AttachSecurityProfile', attachment(deed.group));
    case 'detaches':
      return void call('DetachSecurityProfile', attachment(deed.group));
    case 'tags':
      return void call('TagResource', { resourceArn, tags: [{ Key: deed.key, Value: 'theirs' }] });
  }
};

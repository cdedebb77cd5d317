import { thingGroupArn } from '../../support/rig';
import { type ProfileState, requestIdTag, type World } from '../world';
import type { Content } from './declared';

/** How a profile became ours, as its mark says; which event it was, the model does not know. */
type Mark = 'made' | 'claimed' | 'adopted' | `replaces/${string}`;

/** Whose a profile is, as its tags say. */
export type Owner = Mark | 'another' | 'nobody';

export const isOurs = (owner: Owner): owner is Mark => owner !== 'another' && owner !== 'nobody';

/** A profile as the service holds it. */
export interface Held {
  readonly content: Content;
  /** Without the marks of ownership. */
  readonly tags: Readonly<Record<string, string>>;
  /** Names of thing groups. */
  readonly groups: ReadonlySet<string>;
  readonly owner: Owner;
}

/** By name. */
export type Profiles = ReadonlyMap<string, Held>;

/** The service assumes these, so that it does not matter whether they are spelt out. */
const defaults: Readonly<Record<string, unknown>> = {
  suppressAlerts: false,
  exportMetric: false,
  operator: 'IN',
  consecutiveDatapointsToAlarm: 1,
  consecutiveDatapointsToClear: 1,
};

const isAbsent = (key: string, value: unknown): boolean =>
  value === undefined || value === '' || value === defaults[key] || (Array.isArray(value) && value.length === 0);

/** One text for all content that means the same: every list of a profile is a set. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const members = Object.entries(value).filter(([key, member]) => !isAbsent(key, member));
  return `{${members
    .map(([key, member]) => `${key}:${canonical(member)}`)
    .sort()
    .join()}}`;
};

export const isSameContent = (one: Content, other: Content): boolean => canonical(one) === canonical(other);

const ownerOf = (tags: ProfileState['tags'], stackId: string): Owner => {
  const [stack, logicalId] = [tags['cloudformation:stack-id'], tags['cloudformation:logical-id']];
  if (stack === undefined && logicalId === undefined) return 'nobody';
  if (stack !== stackId || logicalId !== 'Profile') return 'another';
  const [, replaced] = /^replaces\/(.+)$/.exec(tags[requestIdTag] ?? '') ?? [];
  if (replaced !== undefined) return `replaces/${replaced}`;
  const mark = tags[requestIdTag];
  return mark === 'made' || mark === 'claimed' ? mark : 'adopted';
};

/** What the service holds in fact, in the eyes of the stack. */
export const observed = (world: World, stackId: string): Profiles =>
  new Map(
    Object.entries(world.state()).map(([name, { profile, targets, tags }]): [string, Held] => {
      const { securityProfileName: _name, securityProfileArn: _arn, ...content } = profile;
      const others = Object.entries(tags).filter(([key]) => !key.startsWith('cloudformation:'));
      const groups = targets.map((arn) => arn.slice(thingGroupArn('').length));
      const owner = ownerOf(tags, stackId);
      return [name, { content, tags: Object.fromEntries(others), groups: new Set(groups), owner }];
    }),
  );

/** In few words, for a counter-example. */
export const describeHeld = (held: Held | undefined): string =>
  held === undefined
    ? 'nothing'
    : JSON.stringify({ ...held, content: canonical(held.content), groups: [...held.groups].sort() });

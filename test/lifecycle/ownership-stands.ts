import { ConnectRig } from '../support/connect-rig';
import { type Answer, marks, Rig } from '../support/rig';
import * as connect from './connect/support';
import { forget, held, inputsOf, named, type Properties, small, typedFlood, typedSmall } from './support';

export type Tags = Readonly<Record<string, string>>;

/** Something as a service holds it. */
export interface Standing {
  readonly tags: Tags;
  /** All else. */
  readonly rest: unknown;
}

/** One kind of resource, its function and its service, as far as the table of ownership speaks of them. */
export interface Stand {
  readonly answer: (event: object) => Promise<Answer>;
  /** Puts it there: what is declared, or something else. */
  readonly seed: (name: string, content: 'declared' | 'other', tags: Tags) => void;
  /** Gives what stands there these tags, and no others. */
  readonly tag: (name: string, tags: Tags) => void;
  /** The id of what stands under the name; where nothing does, one that names nothing. */
  readonly idOf: (name: string) => string;
  readonly held: (name: string) => Standing | undefined;
  readonly expectDeclared: (name: string) => void;
  /** What is sent to take it over. */
  readonly expectTakenOver: (name: string, content: 'declared' | 'other') => void;
  /** The operations that have changed something, in order. */
  readonly writes: () => readonly string[];
  /** The mark that the first of them has written. */
  readonly firstMark: () => string | undefined;
}

export interface StandKind {
  readonly title: string;
  readonly properties: (name: string) => Properties;
  readonly failedId: (word: 'failed' | 'refused', requestId: string, name: string) => string;
  readonly start: () => Stand;
}

const iot = (): Stand => {
  const rig = new Rig();
  const { service, journal } = rig.iot;
  return {
    answer: (event) => {
      forget(rig);
      return rig.answer(event);
    },
    seed: (name, content, tags) => {
      const behaviors = content === 'declared' ? typedSmall.behaviors : [typedFlood(999)];
      service.seed({ ...typedSmall, behaviors, securityProfileName: name } as typeof typedSmall, {
        tags,
        targets: ['arn:aws:iot:us-east-1:123456789012:thinggroup/theirs'],
      });
    },
    tag: (name, tags) => {
      const { profile } = held(rig, name);
      service.outOfBand('TagResource', {
        resourceArn: profile.securityProfileArn,
        tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      });
    },
    idOf: (name) => name,
    held: (name) => {
      const stored = service.profile(name);
      if (stored === undefined) return undefined;
      const { tags, ...rest } = stored;
      return { tags, rest };
    },
    expectDeclared: (name) =>
      expect(held(rig, name).profile).toMatchObject({ ...typedSmall, securityProfileName: name }),
    // Also where nothing differs: only a version that has moved stops a Delete that the former owner has begun.
    expectTakenOver: (name) => {
      expect(inputsOf(rig, 'UpdateSecurityProfile')).toEqual([
        expect.objectContaining({ expectedVersion: 1, behaviors: typedSmall.behaviors }),
      ]);
      expect(held(rig, name).profile).toMatchObject({ version: 2 });
    },
    writes: () => rig.writes(),
    firstMark: () =>
      /"Key":"cloudformation:request-id","Value":"([^"]+)"/.exec(JSON.stringify(journal.writes[0]?.input))?.[1],
  };
};

const other: Properties = { Permissions: ['AccessMetrics'] };

const connectStand = (): Stand => {
  const rig = new ConnectRig();
  const { service, journal } = rig.connect;
  const idOf = (name: string): string => {
    const standing = rig.profile(name)?.arn;
    if (standing !== undefined) return standing;
    const arn = connect.seed(rig, {}, connect.named(name));
    service.removeOutOfBand(arn);
    return arn;
  };
  // A create asks first, and what is refused has changed nothing.
  const effective = () => journal.writes.filter((call) => call.effective);
  return {
    answer: (event) => {
      connect.forget(rig);
      return rig.answer(event);
    },
    seed: (name, content, tags) => {
      const properties = connect.named(name);
      connect.seed(rig, tags, content === 'declared' ? properties : { ...properties, ...other });
    },
    tag: (name, tags) => void service.outOfBand('TagResource', { resourceArn: connect.held(rig, name).arn, tags }),
    idOf,
    held: (name) => {
      const stored = rig.profile(name);
      if (stored === undefined) return undefined;
      const { tags, ...rest } = stored;
      return { tags, rest };
    },
    expectDeclared: (name) => expect(connect.held(rig, name).content.Permissions).toEqual(connect.small.Permissions),
    // There is no version to move: what is as it should be is not sent.
    expectTakenOver: (_name, content) =>
      expect(connect.inputsOf(rig, 'UpdateSecurityProfile')).toHaveLength(content === 'declared' ? 0 : 1),
    writes: () => effective().map(({ operation }) => operation),
    firstMark: () => /"cloudformation:request-id":"([^"]+)"/.exec(JSON.stringify(effective()[0]?.input))?.[1],
  };
};

export const standKinds: readonly StandKind[] = [
  {
    title: 'AWS IoT',
    properties: (name) => named(name, small),
    failedId: (word, requestId, name) => `${word}-create/${requestId}/${name}`,
    start: iot,
  },
  {
    title: 'Amazon Connect',
    properties: (name) => connect.named(name),
    failedId: (word, requestId, name) => {
      const [, instance = ''] = String(connect.small.InstanceArn).split('instance/');
      return `${word}-create/${requestId}/${instance}:${name}`;
    },
    start: connectStand,
  },
];

/** Made by the resource long ago. */
export const madeLongAgo = marks('made/0');

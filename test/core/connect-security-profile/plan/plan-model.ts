import fc from 'fast-check';
import type { ProfileContent } from '../../../../core/connect-security-profile/plan/content';
import type { Grants } from '../../../../core/connect-security-profile/plan/grants';
import type { LiveProfile, PlannedCall } from '../../../../core/connect-security-profile/plan/profile';
import type { Tags } from '../../../../core/ownership/marks';
import { instanceId, profileArn } from '../examples';

type Members = Record<string, unknown>;

interface Stored {
  readonly name: string;
  members: Members;
  readonly tags: Map<string, string>;
}

const mostTags = 50;

/** One instance, as the facts have it: an update keeps what is absent, and replaces what is there. */
export class Instance {
  readonly #profiles = new Map<string, Stored>();
  #made = 0;

  /** Makes the calls as the service would get them; `made` is what a call without an ARN is about. */
  apply(calls: readonly PlannedCall[]): void {
    let made: string | undefined;
    for (const call of calls) {
      switch (call.operation) {
        case 'CreateSecurityProfile': {
          const { InstanceId, SecurityProfileName: name = '', Tags = {}, ...members } = call.input;
          if (InstanceId !== instanceId) throw new Error('no such instance');
          made = this.seed(name, members, new Map(Object.entries(Tags)));
          break;
        }
        case 'UpdateSecurityProfile': {
          const { InstanceId, SecurityProfileId = '', ...members } = call.input;
          if (InstanceId !== instanceId) throw new Error('no such instance');
          const stored = this.#stored(profileArn(SecurityProfileId));
          const given = Object.entries(members).filter(([, value]) => value !== undefined);
          stored.members = { ...stored.members, ...Object.fromEntries(given) };
          break;
        }
        case 'TagResource': {
          const { tags } = this.#stored(call.input.resourceArn ?? made);
          const given = Object.entries(call.input.tags ?? {});
          if (given.length === 0) throw new Error('no tags');
          for (const [key, value] of given) tags.set(key, value);
          this.#limit(tags);
          break;
        }
        case 'UntagResource': {
          const { tags } = this.#stored(call.input.resourceArn);
          const keys = call.input.tagKeys ?? [];
          if (keys.length === 0 || keys.length > mostTags) throw new Error('no keys, or too many');
          for (const key of keys) tags.delete(key);
        }
      }
    }
  }

  /** Resolves with the ARN of what is there now. */
  seed(name: string, members: Members, tags: Tags): string {
    if (this.find(name) !== undefined) throw new Error('DuplicateResourceException');
    this.#made += 1;
    const arn = profileArn(`p${this.#made}`);
    this.#limit(tags);
    this.#profiles.set(arn, { name, members: { ...members }, tags: new Map(tags) });
    return arn;
  }

  find(name: string): string | undefined {
    return [...this.#profiles].find(([, stored]) => stored.name === name)?.[0];
  }

  delete(arn: string): void {
    this.#profiles.delete(arn);
  }

  /** What the service answers: it leaves out what is empty. */
  live(arn: string | undefined): LiveProfile | undefined {
    if (arn === undefined || !this.#profiles.has(arn)) return undefined;
    const { name, members, tags } = this.#stored(arn);
    const { Applications, AllowedFlowModules, AllowedAIAgents, ...content } = members as ProfileContent &
      Partial<Grants>;
    return {
      instanceId,
      profileId: arn.split('/').at(-1) ?? '',
      arn,
      name,
      content,
      grants: {
        Applications: Applications ?? [],
        AllowedFlowModules: AllowedFlowModules ?? [],
        AllowedAIAgents: AllowedAIAgents ?? [],
      },
      tags: new Map(tags),
    };
  }

  #limit(tags: Tags): void {
    if ([...tags.keys()].filter((key) => !key.startsWith('aws:')).length > mostTags) throw new Error('too many tags');
  }

  #stored(arn: string | undefined): Stored {
    const stored = this.#profiles.get(arn ?? '');
    if (stored === undefined) throw new Error('ResourceNotFoundException');
    return stored;
  }
}

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const tagMaps = fc.constantFrom({}, { team: 'blue' }, { team: '' }, { team: 'blue', constructor: 'x' });

const attribute = fc.record({
  AccessType: fc.constant('ALLOW' as const),
  AttributeName: fc.constantFrom('a', 'b'),
  Values: fc.subarray(['x', 'y'], { minLength: 1 }),
});

const granular = fc.oneof(
  fc.constant({}),
  fc.constant({ DataTableAccessControlConfiguration: {} }),
  fc.array(attribute, { maxLength: 2 }).map((PrimaryAttributeValues) => ({
    DataTableAccessControlConfiguration: { PrimaryAttributeAccessControlConfiguration: { PrimaryAttributeValues } },
  })),
);

const permissions = fc.array(fc.constantFrom('BasicAgentAccess', 'Users.View', 'constructor'), { maxLength: 4 });

/** Any content that the service may hold. */
export const contents: fc.Arbitrary<ProfileContent> = fc.record({
  Description: fc.constantFrom(undefined, '', 'text', 'other'),
  Permissions: optional(permissions),
  AllowedAccessControlTags: optional(tagMaps),
  TagRestrictedResources: optional(fc.subarray(['User', 'Queue'])),
  HierarchyRestrictedResources: optional(fc.subarray(['User'])),
  AllowedAccessControlHierarchyGroupId: fc.constantFrom(undefined, '', 'g1', 'g2'),
  GranularAccessControlConfiguration: optional(granular),
});

const ids = ['a', 'b', 'c', 'constructor'];

const applications = fc.uniqueArray(
  fc.record({
    Namespace: fc.constantFrom(...ids),
    ApplicationPermissions: fc.subarray(['ACCESS', 'x'], { minLength: 1 }),
    Type: fc.constantFrom(undefined, 'MCP' as const, 'THIRD_PARTY_APPLICATION' as const),
  }),
  { selector: ({ Namespace }) => Namespace },
);

const modules = fc
  .subarray(ids)
  .map((chosen) => chosen.map((FlowModuleId) => ({ FlowModuleId, Type: 'MCP' as const })));

const agents = fc.subarray(ids).map((chosen) => chosen.map((Arn) => ({ Arn, Type: 'THIRD_PARTY' as const })));

/** Any grants that the service may hold. */
export const grants: fc.Arbitrary<Grants> = fc.record({
  Applications: applications,
  AllowedFlowModules: modules,
  AllowedAIAgents: agents,
});

export const someGrants = fc.record({
  Applications: optional(applications),
  AllowedFlowModules: optional(modules),
  AllowedAIAgents: optional(agents),
});

const keys = ['a', 'b', 'A', 'constructor', '__proto__', 'toString'];

export const tagKeys = fc.subarray(keys);

export const tags: fc.Arbitrary<Tags> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...keys), fc.constantFrom('', '1', '2')), { selector: ([key]) => key })
  .map((entries) => new Map(entries));

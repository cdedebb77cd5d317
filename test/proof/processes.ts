import { type Simulator, type StackDescription, simulatorServiceToken } from '../../simulator';
import type { Fault } from '../../simulator/iot';
import { flood, type Properties } from '../lifecycle/support';
import { thingGroupArn } from '../support/rig';

/** A profile in few words. */
export interface Brief {
  readonly name: string;
  readonly count: number;
  readonly groups: readonly string[];
}

const properties = ({ name, count, groups }: Brief): Properties => ({
  ServiceToken: simulatorServiceToken,
  ServiceTimeout: 720,
  SecurityProfileName: name,
  Behaviors: [flood(String(count))],
  TargetArns: groups.map(thingGroupArn),
});

/** What a stack has; nothing is a stack with a topic only. */
export interface Wanted {
  readonly profile?: Brief;
  /** Whether a resource that is refused comes after the profile. Default: false. */
  readonly broken?: boolean;
}

const type = 'Custom::IoTSecurityProfile';

const templateOf = ({ profile, broken = false }: Wanted): string => {
  const refused = { ServiceToken: simulatorServiceToken, SecurityProfileName: 'not a name' };
  const Profile = profile && { Type: type, Properties: properties(profile) };
  const Broken = broken ? { Type: type, DependsOn: ['Profile'], Properties: refused } : undefined;
  return JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' }, Profile, Broken } });
};

/** One operation in real processes. */
export interface ProcessSchedule {
  readonly title: string;
  /** Default: no stack. */
  readonly before?: Wanted;
  readonly operation: { readonly kind: 'deploy'; readonly wanted: Wanted } | { readonly kind: 'delete' };
  readonly fault: Fault;
  readonly ends: StackDescription['stackStatus'];
  /** What the service holds in the end. */
  readonly holds: readonly Brief[];
}

export const runInProcesses = async (
  { cloudFormation, iot }: Simulator,
  stackName: string,
  { before, operation, fault }: ProcessSchedule,
): Promise<StackDescription> => {
  if (before !== undefined) await cloudFormation.createStack({ stackName, templateBody: templateOf(before) });
  iot.faults.add(fault);
  try {
    if (operation.kind === 'delete') return await cloudFormation.deleteStack({ stackName });
    const request = { stackName, templateBody: templateOf(operation.wanted) };
    return await (before === undefined ? cloudFormation.createStack(request) : cloudFormation.updateStack(request));
  } finally {
    iot.faults.clear();
  }
};

const countOf = (behaviors: unknown): number => {
  const [behavior] = behaviors as readonly { readonly criteria: { readonly value: { readonly count: number } } }[];
  return behavior?.criteria.value.count ?? 0;
};

/** Every profile of the service, in few words. */
export const heldIn = ({ iot }: Simulator): readonly Brief[] =>
  iot.service.profileNames().flatMap((name): readonly Brief[] => {
    const stored = iot.service.profile(name);
    if (stored === undefined) return [];
    const groups = stored.targets.map((arn) => arn.slice(thingGroupArn('').length));
    return [{ name, count: countOf(stored.profile.behaviors), groups }];
  });

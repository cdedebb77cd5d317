import { parseTemplate } from '../../cloudformation/template';
import type { StoredProfile as StoredConnectProfile } from '../connect';
import { type Simulator, type SimulatorOptions, startSimulator } from '../index';
import type { StoredProfile } from '../iot';
import type { Screen } from '../screen/screen';
import type { StackDescription } from '../stacks/description';

/** A simulator whose doings are on a screen. */
export const startShownSimulator = async (screen: Screen, options: SimulatorOptions = {}): Promise<Simulator> => {
  const simulator = await startSimulator({
    ...options,
    onMadeUp: (type) => screen.madeUp(type),
    onStandIn: (arn) => screen.standIn(arn),
    onEvent: (event) => screen.event(event),
    onInvocation: (invocation) => screen.invocation(invocation),
    onViolation: (violation) => screen.violation(violation),
  });
  simulator.iot.journal.onCall((call) => screen.call(call));
  simulator.connect.journal.onCall((call) => screen.call(call, 'connect'));
  return simulator;
};

/** What the simulator has for the parameters of templates, by their names: its function and, for Amazon Connect, its first instance. */
export const ownParameters = (simulator: Simulator, isForConnect = false): Readonly<Record<string, string>> =>
  isForConnect
    ? { ServiceToken: simulator.connectServiceToken, InstanceArn: simulator.connect.service.instanceArn() }
    : { ServiceToken: simulator.serviceToken };

/** The parameters that are given for a template and, of those that it also has, the simulator's own. */
export const withOwnParameters = (
  templateBody: string,
  given: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const { parameters: declared } = parseTemplate(templateBody);
  return { ...Object.fromEntries(Object.entries(own).filter(([name]) => name in declared)), ...given };
};

/** What the service holds that a stack made, now. */
export const profilesOf = (simulator: Simulator, { stackId }: StackDescription): ReadonlyMap<string, StoredProfile> => {
  const found = new Map<string, StoredProfile>();
  for (const name of simulator.iot.service.profileNames()) {
    const stored = simulator.iot.service.profile(name);
    if (stored?.tags['cloudformation:stack-id'] === stackId) found.set(name, stored);
  }
  return found;
};

/** What Amazon Connect holds that a stack made, now. */
export const connectProfilesOf = (
  { connect }: Simulator,
  { stackId }: StackDescription,
): readonly StoredConnectProfile[] =>
  connect.service.profiles().filter(({ tags }) => tags['cloudformation:stack-id'] === stackId);

/** Shows every profile of the stack as the services hold it. */
export const showProfiles = (screen: Screen, simulator: Simulator, stack: StackDescription): void => {
  const profiles = profilesOf(simulator, stack);
  const connectProfiles = connectProfilesOf(simulator, stack);
  if (profiles.size + connectProfiles.length === 0) screen.note('\nThe service holds no profile of this stack.');
  for (const [name, stored] of profiles) screen.profile(name, stored);
  for (const stored of connectProfiles) screen.connectProfile(stored);
};

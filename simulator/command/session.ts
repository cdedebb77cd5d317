import { parseTemplate } from '../../cloudformation/template';
import { type Simulator, type SimulatorOptions, simulatorServiceToken, startSimulator } from '../index';
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
  return simulator;
};

/** The parameters of a template with, if it has a `ServiceToken`, the simulator's own function for it. */
export const withServiceToken = (
  templateBody: string,
  parameters: Readonly<Record<string, string>>,
  serviceToken = simulatorServiceToken,
): Readonly<Record<string, string>> =>
  'ServiceToken' in parseTemplate(templateBody).parameters ? { ServiceToken: serviceToken, ...parameters } : parameters;

/** What the service holds that a stack made, now. */
export const profilesOf = (simulator: Simulator, { stackId }: StackDescription): ReadonlyMap<string, StoredProfile> => {
  const found = new Map<string, StoredProfile>();
  for (const name of simulator.iot.service.profileNames()) {
    const stored = simulator.iot.service.profile(name);
    if (stored?.tags['cloudformation:stack-id'] === stackId) found.set(name, stored);
  }
  return found;
};

/** Shows every profile of the stack as the service holds it. */
export const showProfiles = (screen: Screen, simulator: Simulator, stack: StackDescription): void => {
  const profiles = profilesOf(simulator, stack);
  if (profiles.size === 0) screen.note('\nThe service holds no profile of this stack.');
  for (const [name, stored] of profiles) screen.profile(name, stored);
};

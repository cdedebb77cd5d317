import type { InProcessConnectOptions } from '../../simulator/connect';
import { ConnectRig, instanceId } from '../support/connect-rig';
import { type HeldState, type Played, WorldOf, withoutRequestId } from './world';

export interface ConnectWorldOptions extends Partial<InProcessConnectOptions>, Played {}

/** A profile as the service holds it, but for what it makes up (its ids, the time of its last change) and for whoever has it. */
export interface ConnectState extends HeldState {
  readonly content: Readonly<Record<string, unknown>>;
}

const saysNothing = (value: unknown): boolean =>
  value === '' ||
  (typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(Array.isArray(value) ? () => false : saysNothing));

/** What was taken away is as good as what was never given. */
const meaning = (content: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(content).filter(([, value]) => !saysNothing(value)));

/** A mark names what it replaces by an ARN that the service has made up. */
const withoutArn = (state: ConnectState): ConnectState => ({
  ...state,
  tags: Object.fromEntries(
    Object.entries(state.tags).map(([key, value]) => [key, value.replace(/^replaces\/.*/, 'replaces')]),
  ),
});

/** The function for Amazon Connect, and Amazon Connect, with everything else that a world has. */
export class ConnectWorld extends WorldOf<ConnectRig> {
  constructor({ readings = {}, ...options }: ConnectWorldOptions = {}) {
    const rig = new ConnectRig(options);
    super(rig, rig.connect, 'Custom::ConnectSecurityProfile', readings);
  }

  override state(): Readonly<Record<string, ConnectState>> {
    return Object.fromEntries(
      this.rig.connect.service
        .profiles()
        .map(({ name, content, tags }) => [name, withoutArn(withoutRequestId({ content: meaning(content), tags }))]),
    );
  }

  nameUnder(physicalId: string): string | undefined {
    return this.rig.connect.service.profiles().find(({ arn }) => arn === physicalId)?.name;
  }

  removeElsewhere(name: string): void {
    const arn = this.rig.profile(name)?.arn;
    if (arn !== undefined) this.rig.connect.service.removeOutOfBand(arn);
  }

  /** The ARN of what bears the name. @throws Error when nothing does */
  arnOf(name: string): string {
    const arn = this.rig.profile(name)?.arn;
    if (arn === undefined) throw new Error(`there is no '${name}' in ${instanceId}`);
    return arn;
  }
}

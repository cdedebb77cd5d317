import { takesNoVersion } from '../../aws/connect/service';
import { keyOf } from '../../core/connect-security-profile/name';
import { connectSecurityProfile } from '../../lambda/connect-security-profile/kind';
import type { ConnectSecurityProfile } from '../../lambda/connect-security-profile/types';
import {
  defaultInstanceId,
  type InProcessConnect,
  type InProcessConnectOptions,
  inProcessConnect,
} from '../../simulator/connect';
import { accountId, RigOf, region } from './rig';
import { VirtualClock } from './virtual-clock';

export const instanceId = defaultInstanceId;
export const instanceArnOf = (id: string): string => `arn:aws:connect:${region}:${accountId}:instance/${id}`;
export const instanceArn = instanceArnOf(instanceId);

/** The function for Amazon Connect, and Amazon Connect. */
export class ConnectRig extends RigOf<ConnectSecurityProfile> {
  readonly connect: InProcessConnect;

  constructor(options: Partial<InProcessConnectOptions> = {}) {
    const clock = new VirtualClock();
    const connect = inProcessConnect({ region, accountId, clock, ...options });
    const kind = connectSecurityProfile(region);
    super(clock, connect, { serviceName: 'Amazon Connect', kind, nameOf: keyOf, takesNoVersion });
    this.connect = connect;
  }

  /** What stands under a name in the instance; `undefined` where nothing does. */
  profile(name: string, id: string = instanceId): ReturnType<InProcessConnect['service']['profileNamed']> {
    return this.connect.service.profileNamed(id, name);
  }
}

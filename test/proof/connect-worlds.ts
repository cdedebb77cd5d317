import {
  contentOf,
  foreignTags,
  full as fullTier,
  fullChanged as fullTierChanged,
  named as namedTier,
  type Properties,
} from '../lifecycle/connect/support';
import { instanceId } from '../support/connect-rig';
import { marks, otherStackId } from '../support/rig';
import type { ConnectWorld } from './connect-world';
import { type Prepare, preparing } from './path';
import { worldStackId } from './world';

export const named = namedTier;
export const full = namedTier('profile', fullTier);
export const fullChanged = namedTier('profile', fullTierChanged);
export const small = namedTier('profile');
export const nothing: Properties = { InstanceArn: full.InstanceArn, SecurityProfileName: 'profile' };

type PrepareConnect = Prepare<ConnectWorld>;

const seed = (
  world: ConnectWorld,
  properties: Properties,
  tags: Readonly<Record<string, string>>,
  users: readonly string[] = [],
): void =>
  void world.rig.connect.service.seed(
    { InstanceId: instanceId, SecurityProfileName: properties.SecurityProfileName, ...contentOf(properties) },
    { tags, users },
  );

/** Somebody else's profile. */
export const foreign = (world: ConnectWorld, name = 'profile'): void =>
  seed(world, named(name, fullChanged), foreignTags);

/** In every world there is somebody else. */
export const others: PrepareConnect = async (world) => foreign(world, 'bystander');

export const { stack, and } = preparing(others);

/** Another stack has made the profile its own. */
export const takenOver = (world: ConnectWorld): void =>
  void world.rig.connect.service.outOfBand('TagResource', {
    resourceArn: world.arnOf('profile'),
    tags: marks('taken-1', otherStackId),
  });

export const removedElsewhere = (world: ConnectWorld): void => world.removeElsewhere('profile');

/** In the admin site. */
export const renamedByHand = (world: ConnectWorld): void =>
  world.rig.connect.service.renameOutOfBand(world.arnOf('profile'), 'by hand');

export const nobodys = (world: ConnectWorld): void => seed(world, small, {});

/** What an earlier create of ours has left. */
export const halfMade = (world: ConnectWorld): void =>
  seed(world, { ...small, Permissions: ['AccessMetrics'] }, marks('made/earlier', worldStackId));

/** Other tools add to the grants of which the template says nothing. */
export const granted = (world: ConnectWorld): void => {
  const { Applications, AllowedFlowModules } = contentOf(fullChanged);
  const { id } = world.rig.profile('profile') ?? {};
  world.rig.connect.service.outOfBand('UpdateSecurityProfile', {
    InstanceId: instanceId,
    SecurityProfileId: id,
    Applications,
    AllowedFlowModules,
  });
};

/** Somebody has the profile, until a quarter of a minute after it is first to be deleted. */
export const inUseForAWhile = (world: ConnectWorld): void => {
  const arn = world.arnOf('profile');
  const { service, journal } = world.rig.connect;
  service.assignTo(arn, 'somebody');
  const stop = journal.onCall(({ operation }) => {
    if (operation !== 'DeleteSecurityProfile') return;
    stop();
    void world.rig.clock.sleep(15_000).then(() => {
      if (service.profile(arn)?.users.length) service.takeFrom(arn, 'somebody');
    });
  });
};

export const adopting: Properties = { ...full, AdoptExisting: 'true' };
export const adoptingChanged: Properties = { ...fullChanged, AdoptExisting: 'true' };

/** A stack that has taken a profile over. */
export const adopted: PrepareConnect = async (world) => {
  foreign(world);
  await stack(adopting)(world);
};

/** The same to the service, though not to CloudFormation. */
export const same: Properties = { ...full, AdoptExisting: 'false' };

/** S3 refuses the answer to the Create, so that CloudFormation makes up a physical id. */
export const unheardCreate = (world: ConnectWorld): void => {
  world.optionsOf = ({ RequestType }) => (RequestType === 'Create' ? { puts: [403, 403] } : {});
};

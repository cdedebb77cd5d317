import { full, fullChanged, type Properties, small, typedFlood, typedSmall } from '../lifecycle/support';
import { marks, otherStackId, thingGroupArn } from '../support/rig';
import { type Prepare as PrepareOf, preparing } from './path';
import { type World, worldStackId } from './world';

type Prepare = PrepareOf<World>;

/** Somebody else's profile. */
export const foreign = (world: World, name = 'profile'): void =>
  world.rig.iot.service.seed(
    { ...typedSmall, securityProfileName: name, securityProfileDescription: 'theirs' },
    { tags: { ...marks('made-1', otherStackId), theirs: 'kept' }, targets: [thingGroupArn('x')] },
  );

/** In every world there is somebody else. */
export const others: Prepare = async (world) => foreign(world, 'bystander');

export const { stack, and } = preparing(others);

/** Somebody else attaches the profile to thing groups. */
export const attach =
  (...groups: readonly string[]) =>
  (world: World): void => {
    for (const group of groups)
      world.rig.iot.service.outOfBand('AttachSecurityProfile', {
        securityProfileName: 'profile',
        securityProfileTargetArn: thingGroupArn(group),
      });
  };

/** Another stack has made the profile its own. */
export const takenOver = (world: World): void => {
  const tags = Object.entries(marks('taken-1', otherStackId)).map(([Key, Value]) => ({ Key, Value }));
  const { securityProfileArn: resourceArn } = world.rig.iot.service.profile('profile')?.profile ?? {};
  world.rig.iot.service.outOfBand('TagResource', { resourceArn, tags });
};

export const removedElsewhere = (world: World): void => {
  world.rig.iot.service.removeOutOfBand('profile');
};

export const nobodys = (world: World): void => world.rig.iot.service.seed(typedSmall);

/** What an earlier create of ours has left. */
export const halfMade = (world: World): void =>
  world.rig.iot.service.seed(
    { securityProfileName: 'profile', behaviors: [typedFlood(7)] },
    { tags: marks('made/earlier', worldStackId), targets: [thingGroupArn('one')] },
  );

export const adopting: Properties = { ...full, AdoptExisting: 'true' };
export const adoptingChanged: Properties = { ...fullChanged, AdoptExisting: 'true' };

/** A stack that has taken a profile over. */
export const adopted: Prepare = async (world) => {
  foreign(world);
  await stack(adopting)(world);
};

const groups = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => thingGroupArn(`${prefix}${index}`));

const tagList = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ Key: `${prefix}${index}`, Value: 'v' }));

/** The simulated service gives at most 3 items a page. */
export const paged: Properties = { ...small, Tags: tagList('old', 4), TargetArns: groups('old', 4) };
export const pagedChanged: Properties = {
  ...small,
  Tags: [...tagList('old', 2), ...tagList('new', 2)],
  TargetArns: [...groups('old', 2), ...groups('new', 2)],
};

export const nothing: Properties = { SecurityProfileName: 'profile' };

/** The same to the service, though not to CloudFormation. */
export const same: Properties = { ...full, AdoptExisting: 'false' };

/** S3 refuses the answer to the Create, so that CloudFormation makes up a physical id. */
export const unheardCreate = (world: World): void => {
  world.optionsOf = ({ RequestType }) => (RequestType === 'Create' ? { puts: [403, 403] } : {});
};

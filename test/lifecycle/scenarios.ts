import { createEvent, deleteEvent, marks, otherStackId, Rig, thingGroupArn, updateEvent } from '../support/rig';
import { deployed, forget, full, fullChanged, named, type Properties, small, typedSmall } from './support';

/** One operation on a stack that stands ready for it. */
export interface Scenario {
  readonly title: string;
  readonly prepare: () => Promise<Rig>;
  readonly event: object;
}

const threeTargets = { ...small, TargetArns: [thingGroupArn('one'), thingGroupArn('two'), thingGroupArn('three')] };

const attachedElsewhere = async (): Promise<Rig> => {
  const rig = await deployed(small);
  for (const group of ['a', 'b', 'c', 'd'])
    rig.iot.service.outOfBand('AttachSecurityProfile', {
      securityProfileName: 'profile',
      securityProfileTargetArn: thingGroupArn(group),
    });
  return rig;
};

const foreign = async (): Promise<Rig> => {
  const rig = new Rig();
  const tags = { ...marks('made/other-1', otherStackId), theirs: 'kept' };
  rig.iot.service.seed(
    { ...typedSmall, securityProfileDescription: 'theirs' },
    { tags, targets: [thingGroupArn('x')] },
  );
  return rig;
};

const adopting: Properties = { ...full, AdoptExisting: 'true' };

const adopted = async (): Promise<Rig> => deployed(adopting, await foreign());

const deletedElsewhere = async (): Promise<Rig> => {
  const rig = await deployed(full);
  rig.iot.service.removeOutOfBand('profile');
  return rig;
};

const renamedOnce = async (): Promise<Rig> => {
  const rig = await deployed(full);
  await rig.answer(updateEvent('profile', full, named('renamed', fullChanged), 'update-0'));
  forget(rig);
  return rig;
};

/** Every kind of operation that succeeds. */
export const scenarios: readonly Scenario[] = [
  { title: 'a create with three targets', prepare: async () => new Rig(), event: createEvent(threeTargets) },
  { title: 'a create that adopts', prepare: foreign, event: createEvent(adopting) },
  {
    title: 'an update of everything',
    prepare: () => deployed(full),
    event: updateEvent('profile', full, fullChanged),
  },
  {
    title: 'an update that removes everything',
    prepare: () => deployed(full),
    event: updateEvent('profile', full, { SecurityProfileName: 'profile' }),
  },
  {
    title: 'an update without AdoptExisting of a profile that was adopted',
    prepare: adopted,
    event: updateEvent('profile', adopting, fullChanged),
  },
  {
    title: 'an update of a profile that was deleted elsewhere',
    prepare: deletedElsewhere,
    event: updateEvent('profile', full, fullChanged),
  },
  {
    title: 'a replacement of everything',
    prepare: () => deployed(full),
    event: updateEvent('profile', full, named('renamed', fullChanged)),
  },
  {
    title: 'a replacement that inherits attachments',
    prepare: attachedElsewhere,
    event: updateEvent('profile', small, named('renamed')),
  },
  {
    title: 'a replacement back to the former name',
    prepare: renamedOnce,
    event: updateEvent('renamed', named('renamed', fullChanged), full),
  },
  { title: 'a delete', prepare: () => deployed(full), event: deleteEvent('profile', full) },
  { title: 'a delete that releases', prepare: adopted, event: deleteEvent('profile', adopting) },
  {
    title: 'a delete with an id that CloudFormation made up',
    prepare: () => deployed(full),
    event: deleteEvent('factory-Profile-1ABCDEFGHIJKL', full),
  },
];

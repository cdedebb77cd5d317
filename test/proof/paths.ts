import { full, fullChanged, limitExceeded, named, type Properties, small } from '../lifecycle/support';
import { proofFaults } from './iot-faults';
import { type Deed, deploying, type Path, pathsOf } from './path';
import { World } from './world';
import {
  adopted,
  adopting,
  adoptingChanged,
  and,
  attach,
  foreign,
  halfMade,
  nobodys,
  nothing,
  others,
  paged,
  pagedChanged,
  removedElsewhere,
  same,
  stack,
  takenOver,
  unheardCreate,
} from './worlds';

type IotDeed = Deed<World>;

const creates: readonly IotDeed[] = [
  {
    title: 'create in a new stack',
    prepare: others,
    act: deploying(full),
    ends: 'CREATE_COMPLETE',
  },
  { title: 'create in a stack that stands', prepare: stack(), act: deploying(full), ends: 'UPDATE_COMPLETE' },
  {
    title: 'create under a generated name',
    prepare: stack(),
    act: deploying({ Behaviors: full.Behaviors, TargetArns: full.TargetArns }),
    ends: 'UPDATE_COMPLETE',
  },
  {
    title: 'create over a foreign profile',
    prepare: and(stack(), foreign),
    act: deploying(full),
    ends: 'UPDATE_ROLLBACK_COMPLETE',
  },
  {
    title: 'create over an identical profile of nobody',
    prepare: and(stack(), nobodys),
    act: deploying(small),
    ends: 'UPDATE_ROLLBACK_COMPLETE',
  },
  {
    title: 'create over our own half-made',
    prepare: and(stack(), halfMade),
    act: deploying(full),
    ends: 'UPDATE_COMPLETE',
    trait: 'finds its own',
  },
  {
    title: 'create that adopts',
    prepare: and(stack(), foreign),
    act: deploying(adopting),
    ends: 'UPDATE_COMPLETE',
    trait: 'adopts',
  },
  {
    title: 'create whose answers never arrive',
    prepare: and(stack(), unheardCreate),
    act: deploying(full),
    ends: 'UPDATE_ROLLBACK_COMPLETE',
    trait: 'is unheard',
  },
];

const updates: readonly IotDeed[] = [
  { title: 'update of every property', prepare: stack(full), act: deploying(fullChanged), ends: 'UPDATE_COMPLETE' },
  {
    title: 'update that removes every property',
    prepare: stack(full),
    act: deploying(nothing),
    ends: 'UPDATE_COMPLETE',
  },
  { title: 'update that adds every property', prepare: stack(nothing), act: deploying(full), ends: 'UPDATE_COMPLETE' },
  {
    title: 'update of targets and tags on two pages',
    prepare: stack(paged),
    act: deploying(pagedChanged),
    ends: 'UPDATE_COMPLETE',
  },
  { title: 'update with nothing to write', prepare: stack(full), act: deploying(same), ends: 'UPDATE_COMPLETE' },
  {
    title: 'update of a profile that was taken over',
    prepare: and(stack(small), takenOver),
    act: deploying(fullChanged),
    ends: 'UPDATE_ROLLBACK_COMPLETE',
    trait: 'was taken over',
  },
  { title: 'update of an adopted profile', prepare: adopted, act: deploying(adoptingChanged), ends: 'UPDATE_COMPLETE' },
  {
    title: 'update that ends an adoption',
    prepare: adopted,
    act: deploying(full),
    ends: 'UPDATE_COMPLETE',
  },
];

const renames: readonly IotDeed[] = [
  {
    title: 'rename with every property',
    prepare: stack(full),
    act: deploying(named('renamed', fullChanged)),
    ends: 'UPDATE_COMPLETE',
  },
  {
    title: 'rename that inherits attachments on two pages',
    prepare: and(stack(small), attach('a', 'b', 'c', 'd')),
    act: deploying(named('renamed')),
    ends: 'UPDATE_COMPLETE',
  },
  {
    title: 'rename to the name of a foreign profile',
    prepare: and(stack(full), (world) => foreign(world, 'renamed')),
    act: deploying(named('renamed', full)),
    ends: 'UPDATE_ROLLBACK_COMPLETE',
  },
  {
    title: 'rename of an adopted profile',
    prepare: adopted,
    act: deploying(named('renamed', adopting)),
    ends: 'UPDATE_COMPLETE',
  },
];

const deletes: readonly IotDeed[] = [
  { title: 'removal from the template', prepare: stack(full), act: deploying(), ends: 'UPDATE_COMPLETE' },
  { title: 'delete of the stack', prepare: stack(full), act: (world) => world.deleteStack(), ends: 'DELETE_COMPLETE' },
  {
    title: 'delete of a missing profile',
    prepare: and(stack(full), removedElsewhere),
    act: (world) => world.deleteStack(),
    ends: 'DELETE_COMPLETE',
  },
  {
    title: 'delete of a profile that was taken over',
    prepare: and(stack(full), takenOver),
    act: (world) => world.deleteStack(),
    ends: 'DELETE_COMPLETE',
  },
  { title: 'delete that releases', prepare: adopted, act: (world) => world.deleteStack(), ends: 'DELETE_COMPLETE' },
];

const rolledBack = (
  title: string,
  prepare: IotDeed['prepare'],
  profile: Properties,
  more: Pick<IotDeed, 'trait'> = {},
): IotDeed => ({ title, prepare, act: deploying(profile, true), ends: 'UPDATE_ROLLBACK_COMPLETE', ...more });

const rollbacks: readonly IotDeed[] = [
  {
    title: 'roll back of a create in a new stack',
    prepare: others,
    act: deploying(full, true),
    ends: 'ROLLBACK_COMPLETE',
  },
  rolledBack('roll back of a create', stack(), full),
  rolledBack('roll back of a create that adopted', and(stack(), foreign), adopting, {
    trait: 'adopts',
  }),
  rolledBack('roll back of an update of every property', stack(full), fullChanged),
  rolledBack('roll back of an update of targets and tags on two pages', stack(paged), pagedChanged),
  rolledBack('roll back of an update that ended an adoption', adopted, full),
  rolledBack('roll back of a rename', stack(full), named('renamed', fullChanged)),
  rolledBack('roll back of a rename that inherits attachments', and(stack(small), attach('a', 'b')), named('renamed')),
  rolledBack('roll back of a rename of an adopted profile', adopted, named('renamed', adopting)),
];

/** With rollback disabled an operation fails, for a target of the profile is full, and the stack stays as it is. */
const failing =
  (profile: Properties): ((world: World) => Promise<void>) =>
  async (world) => {
    world.rig.iot.faults.add({ operation: 'AttachSecurityProfile', effect: limitExceeded });
    const { stackStatus } = await world.deploy({ profile }, { disableRollback: true });
    if (stackStatus !== 'UPDATE_FAILED') throw new Error(`the stack is ${stackStatus}`);
  };

const mended = (title: string, prepare: IotDeed['prepare'], profile: Properties): IotDeed => ({
  title,
  prepare,
  act: (world) => world.deploy({ profile }, { disableRollback: true }),
  ends: 'UPDATE_COMPLETE',
});

const fixesForward: readonly IotDeed[] = [
  mended('fix forward after a failed create', and(stack(), failing(full)), fullChanged),
  mended('fix forward after a failed update', and(stack(full), failing(fullChanged)), {
    ...fullChanged,
    Revision: '2',
  }),
  {
    ...mended('fix forward after a failed rename', and(stack(full), failing(named('renamed', fullChanged))), {
      ...full,
      Revision: '2',
    }),
    trait: 'mends a rename',
  },
];

/** Every lifecycle path. */
export const paths: readonly Path[] = pathsOf({ newWorld: () => new World(), faults: proofFaults }, [
  ...creates,
  ...updates,
  ...renames,
  ...deletes,
  ...rollbacks,
  ...fixesForward,
]);

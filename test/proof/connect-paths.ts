import { connectFaults } from './connect-faults';
import { ConnectWorld } from './connect-world';
import {
  adopted,
  adopting,
  adoptingChanged,
  and,
  foreign,
  full,
  fullChanged,
  granted,
  halfMade,
  inUseForAWhile,
  named,
  nobodys,
  nothing,
  others,
  removedElsewhere,
  renamedByHand,
  same,
  small,
  stack,
  takenOver,
  unheardCreate,
} from './connect-worlds';
import { type Deed, deploying, type Path, pathsOf } from './path';

type ConnectDeed = Deed<ConnectWorld>;

const creates: readonly ConnectDeed[] = [
  { title: 'create in a new stack', prepare: others, act: deploying(full), ends: 'CREATE_COMPLETE' },
  { title: 'create in a stack that stands', prepare: stack(), act: deploying(full), ends: 'UPDATE_COMPLETE' },
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

const updates: readonly ConnectDeed[] = [
  { title: 'update of every property', prepare: stack(full), act: deploying(fullChanged), ends: 'UPDATE_COMPLETE' },
  {
    title: 'update that removes every property',
    prepare: stack(full),
    act: deploying(nothing),
    ends: 'UPDATE_COMPLETE',
  },
  {
    title: 'update beside what others have granted',
    prepare: and(stack(small), granted),
    act: deploying({ ...small, Description: 'x' }),
    ends: 'UPDATE_COMPLETE',
  },
  { title: 'update with nothing to write', prepare: stack(full), act: deploying(same), ends: 'UPDATE_COMPLETE' },
  {
    title: 'update of a profile that was renamed by hand',
    prepare: and(stack(full), renamedByHand),
    act: deploying(fullChanged),
    ends: 'UPDATE_COMPLETE',
  },
  {
    title: 'update of a profile that was deleted elsewhere',
    prepare: and(stack(full), removedElsewhere),
    act: deploying(fullChanged),
    ends: 'UPDATE_COMPLETE',
    trait: 'is gone',
  },
  {
    title: 'update of a profile that was taken over',
    prepare: and(stack(small), takenOver),
    act: deploying(fullChanged),
    ends: 'UPDATE_ROLLBACK_COMPLETE',
    trait: 'was taken over',
  },
  { title: 'update of an adopted profile', prepare: adopted, act: deploying(adoptingChanged), ends: 'UPDATE_COMPLETE' },
];

const renames: readonly ConnectDeed[] = [
  {
    title: 'rename with every property',
    prepare: stack(full),
    act: deploying(named('renamed', fullChanged)),
    ends: 'UPDATE_COMPLETE',
  },
  {
    title: 'rename to the name of a foreign profile',
    prepare: and(stack(full), (world) => foreign(world, 'renamed')),
    act: deploying(named('renamed', full)),
    ends: 'UPDATE_ROLLBACK_COMPLETE',
  },
  {
    title: 'rename of a profile that is in use for a while',
    prepare: and(stack(full), inUseForAWhile),
    act: deploying(named('renamed', full)),
    ends: 'UPDATE_COMPLETE',
  },
  {
    title: 'rename of an adopted profile',
    prepare: adopted,
    act: deploying(named('renamed', adopting)),
    ends: 'UPDATE_COMPLETE',
  },
];

const deletes: readonly ConnectDeed[] = [
  { title: 'removal from the template', prepare: stack(full), act: deploying(), ends: 'UPDATE_COMPLETE' },
  { title: 'delete of the stack', prepare: stack(full), act: (world) => world.deleteStack(), ends: 'DELETE_COMPLETE' },
  {
    title: 'delete of a profile that is in use for a while',
    prepare: and(stack(full), inUseForAWhile),
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
  prepare: ConnectDeed['prepare'],
  profile: Parameters<typeof deploying>[0],
  more: Pick<ConnectDeed, 'trait'> = {},
): ConnectDeed => ({ title, prepare, act: deploying(profile, true), ends: 'UPDATE_ROLLBACK_COMPLETE', ...more });

const rollbacks: readonly ConnectDeed[] = [
  {
    title: 'roll back of a create in a new stack',
    prepare: others,
    act: deploying(full, true),
    ends: 'ROLLBACK_COMPLETE',
  },
  rolledBack('roll back of a create', stack(), full),
  rolledBack('roll back of a create that adopted', and(stack(), foreign), adopting, { trait: 'adopts' }),
  rolledBack('roll back of an update of every property', stack(full), fullChanged),
  rolledBack('roll back of a rename', stack(full), named('renamed', fullChanged)),
  rolledBack('roll back of a rename of an adopted profile', adopted, named('renamed', adopting)),
];

/** With rollback disabled an operation fails, for the answer to its write never comes, and the stack stays as it is. */
const failing =
  (operation: string, profile: Parameters<typeof deploying>[0]) =>
  async (world: ConnectWorld): Promise<void> => {
    world.service.faults.add({ operation, effect: { kind: 'hang', when: 'after' } });
    const { stackStatus } = await world.deploy({ ...(profile && { profile }) }, { disableRollback: true });
    if (stackStatus !== 'UPDATE_FAILED') throw new Error(`the stack is ${stackStatus}`);
  };

const mended = (
  title: string,
  prepare: ConnectDeed['prepare'],
  profile: Parameters<typeof deploying>[0],
): ConnectDeed => ({
  title,
  prepare,
  act: (world) => world.deploy({ ...(profile && { profile }) }, { disableRollback: true }),
  ends: 'UPDATE_COMPLETE',
});

const fixesForward: readonly ConnectDeed[] = [
  mended('fix forward after a failed create', and(stack(), failing('CreateSecurityProfile', full)), fullChanged),
  mended('fix forward after a failed update', and(stack(full), failing('UpdateSecurityProfile', fullChanged)), {
    ...fullChanged,
    Revision: '2',
  }),
  {
    ...mended(
      'fix forward after a failed rename',
      and(stack(full), failing('CreateSecurityProfile', named('renamed', fullChanged))),
      { ...full, Revision: '2' },
    ),
    trait: 'mends a rename',
  },
];

/** Every lifecycle path of Amazon Connect. */
export const connectPaths: readonly Path[] = pathsOf({ newWorld: () => new ConnectWorld(), faults: connectFaults }, [
  ...creates,
  ...updates,
  ...renames,
  ...deletes,
  ...rollbacks,
  ...fixesForward,
]);

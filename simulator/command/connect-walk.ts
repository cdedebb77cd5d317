import { defaultInstanceId } from '../connect';
import type { Simulator } from '../index';
import type { StackDescription } from '../stacks/description';
import { connectProfilesOf } from './session';
import type { NamedContent, Step, Walk } from './walk';

/** What somebody has made in the admin site, long before the stack. */
const makeByHand = ({ connect }: Simulator): void => {
  connect.service.seed({
    InstanceId: defaultInstanceId,
    SecurityProfileName: 'Supervisors',
    Description: 'Made by hand',
    Permissions: ['AccessMetrics', 'BasicAgentAccess', 'Users.Edit'],
  });
};

const contents = (simulator: Simulator, stack: StackDescription): readonly NamedContent[] =>
  connectProfilesOf(simulator, stack).map(({ name, arn, content, tags }) => ({
    name,
    content: { arn, content, tags },
  }));

const steps: readonly Step[] = [
  {
    title: 'Create a profile with permissions, a restriction, an application and a tag',
    act: { kind: 'create', file: '1-create.yaml' },
    ends: 'CREATE_COMPLETE',
    profiles: ['Tier 1 agents'],
  },
  {
    title: 'Update it: what the template no longer names is taken away, and nothing else is touched',
    act: { kind: 'update', file: '2-update.yaml' },
    ends: 'UPDATE_COMPLETE',
    profiles: ['Tier 1 agents'],
  },
  {
    title: 'Give it another name: the new profile is made first, the old one deleted last',
    act: { kind: 'update', file: '3-rename.yaml' },
    ends: 'UPDATE_COMPLETE',
    profiles: ['First line'],
  },
  {
    title: 'Take over a profile that somebody has made by hand',
    act: { kind: 'update', file: '4-adopt.yaml' },
    ends: 'UPDATE_COMPLETE',
    profiles: ['First line', 'Supervisors'],
  },
  {
    title: 'Delete the stack: what it made is deleted, what it took over is let go',
    act: { kind: 'delete' },
    ends: 'DELETE_COMPLETE',
    profiles: [],
  },
];

/** @param connectBundle the folder of the function's bundle */
export const connectWalk = (connectBundle: string): Walk => ({
  folder: 'templates/connect/examples',
  isForConnect: true,
  options: { connectBundle },
  prepare: makeByHand,
  steps,
  profilesOf: contents,
});

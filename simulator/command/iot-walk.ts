import { type Simulator, simulatorAccount } from '../index';
import type { Screen } from '../screen/screen';
import type { StackDescription } from '../stacks/description';
import { profilesOf } from './session';
import type { NamedContent, Step, Walk } from './walk';

/** AWS IoT allows no more profiles on one target. */
const profilesPerTarget = 5;

const groupArn = (name: string): string => {
  const { partition, region, accountId } = simulatorAccount;
  return `arn:${partition}:iot:${region}:${accountId}:thinggroup/${name}`;
};

/** Fills the group that the failing update wants to attach to. */
const crowdTheGroup = ({ iot }: Simulator): void => {
  const targets = [groupArn('crowded')];
  for (let count = 1; count <= profilesPerTarget; count++)
    iot.service.seed({ securityProfileName: `somebody-elses-${count}` }, { targets });
};

/** Quietens an alarm, as people do who are woken by it, and forgets a group. */
const changeByHand = ({ iot }: Simulator, screen: Screen): void => {
  const securityProfileName = 'PossibleIssue';
  const once = { consecutiveDatapointsToAlarm: 1, consecutiveDatapointsToClear: 1 };
  const behaviors = [
    {
      name: 'CellularBandwidth',
      metric: 'aws:message-byte-size',
      criteria: { comparisonOperator: 'greater-than', value: { count: 128 }, ...once },
    },
    {
      name: 'Authorization',
      metric: 'aws:num-authorization-failures',
      criteria: { comparisonOperator: 'less-than', value: { count: 500 }, durationSeconds: 300, ...once },
    },
  ];
  iot.service.outOfBand('UpdateSecurityProfile', { securityProfileName, behaviors });
  const securityProfileTargetArn = groupArn('gateways');
  iot.service.outOfBand('DetachSecurityProfile', { securityProfileName, securityProfileTargetArn });
  screen.note('          somebody raises the limit of Authorization to 500, and detaches thinggroup/gateways');
};

/** Without the version, which every write counts up, a rollback's too. */
const contents = (simulator: Simulator, stack: StackDescription): readonly NamedContent[] =>
  [...profilesOf(simulator, stack)].map(
    ([
      name,
      {
        profile: { version: _, ...profile },
        targets,
        tags,
      },
    ]) => ({
      name,
      content: { profile, targets, tags },
    }),
  );

const steps: readonly Step[] = [
  {
    title: 'Create a profile with two behaviors, an alert target, a retained metric and a tag',
    act: { kind: 'create', file: '1-create.yaml' },
    ends: 'CREATE_COMPLETE',
    profiles: ['example-security-profile'],
  },
  {
    title: 'Update it: other behaviors, no alert target any more, two targets attached',
    act: { kind: 'update', file: '2-update.yaml' },
    ends: 'UPDATE_COMPLETE',
    profiles: ['example-security-profile'],
  },
  {
    title: 'Rename it: the new profile is made first, the old one deleted last',
    act: { kind: 'update', file: '3-rename.yaml' },
    ends: 'UPDATE_COMPLETE',
    profiles: ['PossibleIssue'],
  },
  {
    title: 'Somebody changes it by hand: the stack does not notice, the tool shows it',
    act: { kind: 'by hand', change: changeByHand },
    ends: 'UPDATE_COMPLETE',
    profiles: ['PossibleIssue'],
    drift: 'drifted',
  },
  {
    title: 'Repair it: an update that changes nothing but Revision',
    act: { kind: 'update', file: '5-repair.yaml' },
    ends: 'UPDATE_COMPLETE',
    profiles: ['PossibleIssue'],
    unchanged: true,
    drift: 'in sync',
  },
  {
    title: 'An update that fails half-way and is rolled back: one target has all the profiles it can have',
    act: { kind: 'update', file: '6-failing-update.yaml' },
    ends: 'UPDATE_ROLLBACK_COMPLETE',
    profiles: ['PossibleIssue'],
    unchanged: true,
  },
  { title: 'Delete the stack', act: { kind: 'delete' }, ends: 'DELETE_COMPLETE', profiles: [] },
];

export const iotWalk: Walk = {
  folder: 'templates/examples',
  isForConnect: false,
  options: {},
  prepare: crowdTheGroup,
  steps,
  profilesOf: contents,
};

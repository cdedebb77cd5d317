import { type Simulator, startSimulator } from '../../simulator';
import type { Fault, FaultEffect, IotOperation } from '../../simulator/iot';
import { accessDenied, internalFailure, limitExceeded, throttle, versionConflict } from '../lifecycle/support';
import { type Brief, heldIn, type ProcessSchedule, runInProcesses } from './processes';

const old: Brief = { name: 'old', count: 100, groups: ['one', 'three', 'two'] };
const changed: Brief = { name: 'old', count: 200, groups: ['four', 'two'] };
const renamed: Brief = { ...changed, name: 'renamed' };

const on = (operation: IotOperation, effect: FaultEffect, skip = 0): Fault => ({ operation, effect, skip });
const crash: FaultEffect = { kind: 'crash', when: 'after' };
const resetAfter: FaultEffect = { kind: 'reset', when: 'after' };

const create = {
  operation: { kind: 'deploy', wanted: { profile: old } },
  ends: 'CREATE_COMPLETE',
  holds: [old],
} as const;
const updateTo = (profile: Brief) =>
  ({
    before: { profile: old },
    operation: { kind: 'deploy', wanted: { profile } },
    ends: 'UPDATE_COMPLETE',
    holds: [profile],
  }) as const;
const undone = (profile: Brief, broken = false) =>
  ({
    before: { profile: old },
    operation: { kind: 'deploy', wanted: { profile, broken } },
    ends: 'UPDATE_ROLLBACK_COMPLETE',
    holds: [old],
  }) as const;
const remove = { before: { profile: old }, operation: { kind: 'delete' }, ends: 'DELETE_COMPLETE', holds: [] } as const;

const schedules: readonly ProcessSchedule[] = [
  { title: 'create, throttled', ...create, fault: on('CreateSecurityProfile', throttle) },
  { title: 'create, its answer lost', ...create, fault: on('CreateSecurityProfile', resetAfter) },
  { title: 'create, killed between two attachments', ...create, fault: on('AttachSecurityProfile', crash, 1) },
  {
    title: 'create that a quota ends',
    ...create,
    fault: on('AttachSecurityProfile', limitExceeded),
    ends: 'ROLLBACK_COMPLETE',
    holds: [],
  },
  { title: 'update, 500', ...updateTo(changed), fault: on('UpdateSecurityProfile', internalFailure) },
  // A conflict after which all is as before: the update takes itself for cancelled, and changes nothing more.
  { title: 'update, undone meanwhile', ...undone(changed), fault: on('UpdateSecurityProfile', versionConflict) },
  { title: 'update, denied at first', ...updateTo(changed), fault: on('DetachSecurityProfile', accessDenied) },
  { title: 'rename, killed after the create', ...updateTo(renamed), fault: on('CreateSecurityProfile', crash) },
  { title: 'rename that a quota ends', ...undone(renamed), fault: on('AttachSecurityProfile', limitExceeded) },
  { title: 'roll back, killed in it', ...undone(changed, true), fault: on('UpdateSecurityProfile', crash, 1) },
  { title: 'roll back of a rename, killed in it', ...undone(renamed, true), fault: on('DeleteSecurityProfile', crash) },
  { title: 'delete, overtaken', ...remove, fault: on('DeleteSecurityProfile', versionConflict) },
  { title: 'delete, killed after it', ...remove, fault: on('DeleteSecurityProfile', crash) },
];

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ variables: { RETRY_BASE_MILLISECONDS: '5' } });
});

afterAll(() => simulator.close());

/** Every invocation since the first `known`: how it ended, how many answers it gave, and how large the largest was. */
const invocationsSince = (known: number) =>
  simulator.invocations.slice(known).map(({ outcome, answers }) => ({
    kind: outcome.kind,
    answers: answers.length,
    fits: answers.every((body) => Buffer.byteLength(body) <= 4_096),
    isSilent: !/X-Amz/.test(outcome.stdout + outcome.stderr),
  }));

test.each(schedules.map((schedule, index) => [schedule.title, `stack-${index}`, schedule] as const))(
  'in real processes, over HTTPS, the built bundle survives: %s',
  async (_title, stackName, schedule) => {
    const known = simulator.invocations.length;
    const { stackStatus } = await runInProcesses(simulator, stackName, schedule);
    expect(stackStatus).toBe(schedule.ends);
    expect(heldIn(simulator)).toEqual(schedule.holds);
    const invocations = invocationsSince(known);
    const killed = invocations.filter(({ kind }) => kind === 'killed');
    expect(killed).toHaveLength(schedule.fault.effect.kind === 'crash' ? 1 : 0);
    for (const { kind, ...invocation } of invocations)
      expect(invocation).toEqual({ answers: kind === 'killed' ? 0 : 1, fits: true, isSilent: true });
    expect(simulator.violations).toEqual([]);
    for (const { name } of schedule.holds) simulator.iot.service.removeOutOfBand(name);
  },
);

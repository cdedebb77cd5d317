import { createEvent, deleteEvent, Rig, thingGroupArn, updateEvent } from '../support/rig';
import { deployed, full } from './support';

const described = { ...full, SecurityProfileDescription: 'another' };
const reads = ['DescribeSecurityProfile', 'ListTagsForResource', 'ListTargetsForSecurityProfile'];

/** With everything on one page, as at the service. */
const deployedOnOnePage = () => deployed(full, new Rig({ pageSize: 250 }));

/** In the order of the alphabet: those that are made side by side have no other. */
const calls = (rig: Rig): readonly string[] => [...rig.calls()].sort();

describe('What an event costs:', () => {
  test('a create with 100 targets, 103 calls', async () => {
    const rig = new Rig({ pageSize: 250 });
    const TargetArns = Array.from({ length: 100 }, (_, index) => thingGroupArn(`group-${index}`));
    await rig.answer(createEvent({ ...full, TargetArns }));
    expect(rig.calls()).toHaveLength(103);
  });

  test('an update of properties, the reads side by side and one write', async () => {
    const rig = await deployedOnOnePage();
    await rig.answer(updateEvent('profile', full, described));
    expect(calls(rig)).toEqual([...reads, 'UpdateSecurityProfile'].sort());
  });

  test('an update with nothing to do, the reads', async () => {
    const rig = await deployedOnOnePage();
    await rig.answer(updateEvent('profile', full, full));
    expect(calls(rig)).toEqual(reads);
  });

  test('a delete, two reads and one write', async () => {
    const rig = await deployedOnOnePage();
    await rig.answer(deleteEvent('profile', full));
    expect(calls(rig)).toEqual(['DeleteSecurityProfile', 'DescribeSecurityProfile', 'ListTagsForResource']);
  });
});

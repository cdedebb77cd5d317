import { createEvent, Rig, thingGroupArn, updateEvent } from '../support/rig';
import { deployed, flood, invalidRequest, logged, named, type Properties, small } from './support';

/** AWS IoT will probably refuse a value without an operator; nothing that AWS has written says so for certain. */
const doubtful: Properties = {
  SecurityProfileName: 'profile',
  Behaviors: [{ ...flood('100'), Criteria: { Value: { Count: '100' }, DurationSeconds: '300' } }],
};

/** Odd, and accepted. */
const odd: Properties = { SecurityProfileName: 'profile', Behaviors: [flood('100'), flood('200')] };

const likelyCause = 'the likely cause:\nBehaviors[0].Criteria';

describe('what AWS IoT will probably refuse', () => {
  test('is refused by a create before any call', async () => {
    const rig = new Rig();
    expect(await rig.answer(createEvent(doubtful))).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringMatching(/^a property is not valid, nothing was changed:\nBehaviors\[0\]\.Criteria/),
    });
    expect(rig.calls()).toEqual([]);
    expect(logged(rig, 'doubtful properties')).toEqual([]);
  });

  test('is left to the service by an update, and logged: a roll back must not be stopped by a rule that is new', async () => {
    const rig = await deployed(small);
    await rig.answer(updateEvent('profile', small, doubtful));
    expect(rig.writes()).toEqual(['UpdateSecurityProfile']);
    expect(logged(rig, 'doubtful properties')).toMatchObject([
      { problems: [expect.stringContaining('Behaviors[0].Criteria')] },
    ]);
  });

  test('is told as the likely cause when the service refuses an update', async () => {
    const rig = await deployed(small);
    rig.iot.faults.add({ operation: 'UpdateSecurityProfile', effect: invalidRequest });
    const { Reason } = await rig.answer(updateEvent('profile', small, doubtful));
    expect(Reason).toContain('UpdateSecurityProfile failed: InvalidRequestException');
    expect(Reason).toContain(likelyCause);
  });

  test('is told as the likely cause also where a replacement has left something behind', async () => {
    const rig = await deployed(small);
    rig.iot.faults.add({ operation: 'AttachSecurityProfile', effect: invalidRequest });
    const wanted = { ...named('renamed', doubtful), TargetArns: [thingGroupArn('one')] };
    const { Reason } = await rig.answer(updateEvent('profile', small, wanted));
    expect(Reason).toContain('may have been made');
    expect(Reason).toContain(likelyCause);
  });

  test('is not blamed for what the service has not refused', async () => {
    const rig = await deployed(small);
    rig.iot.service.seed({ securityProfileName: 'renamed' });
    const { Reason } = await rig.answer(updateEvent('profile', small, named('renamed', doubtful)));
    expect(Reason).toContain('nobody has marked it');
    expect(Reason).not.toContain('likely cause');
  });
});

describe('what is merely odd', () => {
  test('is no reason to refuse a create, but is logged', async () => {
    const rig = new Rig();
    expect(await rig.answer(createEvent(odd))).toMatchObject({ Status: 'SUCCESS' });
    expect(logged(rig, 'doubtful properties')).toMatchObject([
      { problems: [expect.stringContaining('Behaviors[1].Name')] },
    ]);
  });

  test('is not called the likely cause when the service refuses', async () => {
    const rig = await deployed(small);
    rig.iot.faults.add({ operation: 'UpdateSecurityProfile', effect: invalidRequest });
    const { Reason } = await rig.answer(updateEvent('profile', small, odd));
    expect(Reason).toContain('InvalidRequestException');
    expect(Reason).not.toContain('likely cause');
  });
});

test('all that is wrong is told at once', async () => {
  const bad = { ...small, Behaviors: [flood('many')], Behaviours: [], AdoptExisting: 'perhaps' };
  const { Reason } = await new Rig().answer(createEvent(bad));
  expect(Reason).toContain('3 properties are not valid, nothing was changed');
  for (const path of ['Behaviors[0].Criteria.Value.Count', 'Behaviours', 'AdoptExisting'])
    expect(Reason).toContain(`\n${path}: `);
});

test('nothing is logged as doubtful where nothing is', async () => {
  const rig = new Rig();
  await rig.answer(createEvent(small));
  expect(logged(rig, 'doubtful properties')).toEqual([]);
});

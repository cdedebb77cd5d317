import { createEvent, Rig, updateEvent } from '../support/rig';
import { full, held, logged } from './support';

const revised = (Revision: string) => ({ ...full, Revision });

/** A profile as the template of its first revision has it. */
const deployed = async (): Promise<Rig> => {
  const rig = new Rig();
  expect(await rig.answer(createEvent(revised('1')))).toMatchObject({ Status: 'SUCCESS' });
  return rig;
};

describe('Revision', () => {
  test('leaves no trace on the profile', async () => {
    const rig = await deployed();
    const other = new Rig();
    await other.answer(createEvent(full));
    expect(held(rig)).toEqual(held(other));
  });

  test.each([
    ['another one', revised('1'), revised('2')],
    ['the first one', full, revised('{{resolve:secretsmanager:any}}')],
    ['none any longer', revised('1'), full],
  ])('asks for a comparison, in which nothing is written where nothing differs: %s', async (_, old, wanted) => {
    const rig = await deployed();
    const writes = rig.writes().length;
    expect(await rig.answer(updateEvent('profile', old, wanted))).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: 'profile',
    });
    expect(rig.writes()).toHaveLength(writes);
  });

  test('and for repair, where somebody has changed the profile', async () => {
    const rig = await deployed();
    const { behaviors } = held(rig).profile;
    const input = { securityProfileName: 'profile', deleteBehaviors: true, securityProfileDescription: 'changed' };
    rig.iot.service.outOfBand('UpdateSecurityProfile', input);
    await rig.answer(updateEvent('profile', revised('1'), revised('2')));
    expect(held(rig).profile).toMatchObject({ behaviors, securityProfileDescription: full.SecurityProfileDescription });
  });
});

describe('a dynamic reference that arrives as text', () => {
  const reference = '{{resolve:secretsmanager:mine:SecretString:text}}';
  const properties = { ...full, SecurityProfileDescription: reference };

  test('is stored as it stands, with a warning in the log', async () => {
    const rig = new Rig();
    expect(await rig.answer(createEvent(properties))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig).profile).toMatchObject({ securityProfileDescription: reference });
    expect(logged(rig, 'doubtful properties')).toMatchObject([
      {
        problems: [
          expect.stringMatching(/^SecurityProfileDescription: "\{\{resolve:secretsmanager:mine:.*as it stands$/),
        ],
      },
    ]);
  });
});

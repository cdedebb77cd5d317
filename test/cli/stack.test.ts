import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startRig } from './rig';

test('a parameter that a stack was given keeps its value', async () => {
  const rig = await startRig();
  const folder = mkdtempSync(path.join(tmpdir(), 'stack-'));
  const file = path.join(folder, 'template.json');
  const Properties = {
    ServiceToken: rig.simulator.serviceToken,
    SecurityProfileName: 'one',
    SecurityProfileDescription: { Ref: 'Text' },
  };
  const templateBody = JSON.stringify({
    Parameters: { Text: { Type: 'String' } },
    Resources: { Profile: { Type: 'Custom::IoTSecurityProfile', Properties } },
  });
  writeFileSync(file, templateBody);
  await rig.simulator.cloudFormation.createStack({ stackName: 'fleet', templateBody, parameters: { Text: 'given' } });
  const { resources } = await rig.json('plan', file, '--stack', 'fleet');
  expect(resources).toMatchObject([{ action: 'no changes', notCompared: [] }]);
  expect((await rig.tool('drift', '--stack', 'fleet')).code).toBe(0);
  expect((await rig.json('list', '--stack', 'fleet')).profiles).toMatchObject([
    { owner: { kind: 'stack', isAdopted: false } },
  ]);
  await rig.close();
  rmSync(folder, { recursive: true });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCaptured } from '../../../simulator/command/captured';
import { standInBundle } from './stand-in-bundle';

const bundle = standInBundle();
afterAll(() => bundle.remove());

const template = join(bundle.folder, 'agents.json');
writeFileSync(
  template,
  JSON.stringify({
    Parameters: { ServiceToken: { Type: 'String' }, InstanceArn: { Type: 'String' } },
    Resources: {
      Agents: {
        Type: 'Custom::ConnectSecurityProfile',
        Properties: {
          ServiceToken: { Ref: 'ServiceToken' },
          InstanceArn: { Ref: 'InstanceArn' },
          SecurityProfileName: 'Tier 1 agents',
          Permissions: ['OutboundCallAccess', 'BasicAgentAccess'],
        },
      },
    },
  }),
);

const start = (...args: readonly string[]) =>
  runCaptured(['--connect', bundle.folder, '--template', template, ...args]);

test('a template is tried with Amazon Connect: its calls and its profiles are on the screen', async () => {
  const { exitCode, output, errors } = await start();
  expect([exitCode, errors]).toEqual([0, '']);
  expect(output).toMatch(
    /^ +connect CreateSecurityProfile Tier 1 agents InstanceId="11111111-2222-.*Permissions=.* 200$/m,
  );
  expect(output).toContain(
    [
      'Amazon Connect now holds the profile Tier 1 agents:',
      '  SecurityProfileArn: arn:aws:connect:us-east-1:123456789012:instance/11111111-2222-4333-8444-555555555555/security-profile/',
    ].join('\n'),
  );
  expect(output).toMatch(/ {2}Permissions:\n {4}- BasicAgentAccess\n {4}- OutboundCallAccess\n {2}tags:\n/);
  expect(output).toMatch(/^ +connect DeleteSecurityProfile [0-9a-f-]{36} InstanceId=.* 200$/m);
  expect(output).toContain('The service holds no profile of this stack.');
});

test('faults strike it, and the instances are those that are named', async () => {
  const fault = 'Connect.CreateSecurityProfile:duplicate';
  const { exitCode, output, errors } = await start('--fault', fault, '--instance', 'mine');
  expect(exitCode).toBe(1);
  expect(output).toMatch(
    /connect CreateSecurityProfile Tier 1 agents InstanceId="mine".* 409 DuplicateResourceException/,
  );
  expect(errors).toContain('Agents CREATE_FAILED');
});

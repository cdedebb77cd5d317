import { type Simulator, simulatorServiceToken, startSimulator } from '../../simulator';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

const templateBody = JSON.stringify({
  Resources: {
    Profile: {
      Type: 'Custom::IoTSecurityProfile',
      Properties: { ServiceToken: simulatorServiceToken, ServiceTimeout: 720, SecurityProfileName: 'watched' },
    },
  },
});

test('the built bundle makes and deletes a profile over HTTPS, and every invocation is remembered', async () => {
  const created = await simulator.cloudFormation.createStack({ stackName: 'stack', templateBody });
  expect(created.stackStatus).toBe('CREATE_COMPLETE');
  expect(created.resources).toEqual({ Profile: 'watched' });
  expect(simulator.iot.service.profileNames()).toEqual(['watched']);
  const deleted = await simulator.cloudFormation.deleteStack({ stackName: 'stack' });
  expect(deleted.stackStatus).toBe('DELETE_COMPLETE');
  expect(simulator.iot.service.profileNames()).toEqual([]);
  expect(
    simulator.invocations.map(({ event, outcome, answers }) => [event.RequestType, outcome.kind, answers.length]),
  ).toEqual([
    ['Create', 'returned', 1],
    ['Delete', 'returned', 1],
  ]);
  expect(simulator.violations).toEqual([]);
});

test('an Update is cancelled when another resource fails, and is reversed while its process runs', async () => {
  const profile = (SecurityProfileDescription: string) => ({
    Type: 'Custom::IoTSecurityProfile',
    Properties: { ServiceToken: simulatorServiceToken, SecurityProfileName: 'cancelled', SecurityProfileDescription },
  });
  const Refused = {
    Type: 'Custom::IoTSecurityProfile',
    Properties: { ServiceToken: simulatorServiceToken, SecurityProfileName: 'not a name' },
  };
  const body = (resources: object) => JSON.stringify({ Resources: resources });
  const stackName = 'cancelling';
  await simulator.cloudFormation.createStack({ stackName, templateBody: body({ Profile: profile('before') }) });
  const before = simulator.invocations.length;
  simulator.iot.faults.add({ operation: 'UpdateSecurityProfile', effect: { kind: 'slow', milliseconds: 5_000 } });
  const templateBody = body({ Profile: profile('after'), Refused });
  const { stackStatus, events } = await simulator.cloudFormation.updateStack({ stackName, templateBody });
  expect(stackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(events.map(({ reason }) => reason)).toContain('Resource update cancelled');
  const requested = () =>
    simulator.invocations.slice(before).flatMap(({ event: { LogicalResourceId, RequestType, ResourceProperties } }) => {
      const { SecurityProfileDescription: description } = ResourceProperties;
      return LogicalResourceId === 'Profile' ? [`${RequestType} ${description}`] : [];
    });
  expect(requested()).toEqual(['Update before']);
  await simulator.settled();
  expect(requested()).toEqual(['Update before', 'Update after']);
  simulator.iot.faults.clear();
  await simulator.cloudFormation.deleteStack({ stackName });
});

test('what is remembered does not hold the signature of an answer’s address', () => {
  expect(JSON.stringify(simulator.invocations)).not.toContain('X-Amz-Signature');
});

test('the function that is there without a stack has an export, as if provider.yaml had been deployed', async () => {
  const Outputs = { Token: { Value: { 'Fn::ImportValue': 'iot-security-profile-ServiceToken' } } };
  const Resources = { Topic: { Type: 'AWS::SNS::Topic' } };
  const request = { stackName: 'importing', templateBody: JSON.stringify({ Resources, Outputs }) };
  const { outputs } = await simulator.cloudFormation.createStack(request);
  expect(outputs.Token).toBe(simulatorServiceToken);
});

test('a simulator without the bundle says how to make it', async () => {
  await expect(startSimulator({ bundle: '/does/not/exist' })).rejects.toThrow(
    'There is no bundle of the function in /does/not/exist; make it with "npm run build".',
  );
});

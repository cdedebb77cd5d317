import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  AttachSecurityProfileCommand,
  CreateSecurityProfileCommand,
  IoTClient,
  TagResourceCommand,
  UpdateSecurityProfileCommand,
} from '@aws-sdk/client-iot';
import { type Simulator, simulatorAccount, startSimulator } from '../../simulator';

/** The templates that are deployed here, and those that the tool is run on. */
export const templates = path.join(__dirname, 'templates');

/** The function for Amazon Connect, as it is built. */
const connectBundle = path.join(__dirname, '../../dist/connect/lambda');

const { region, accountId } = simulatorAccount;
const arnOf = (resource: string): string => `arn:aws:iot:${region}:${accountId}:${resource}`;

const deploy = async ({ cloudFormation }: Simulator, stackName: string, file: string): Promise<void> => {
  const templateBody = await readFile(path.join(templates, file), 'utf8');
  const { stackStatus } = await cloudFormation.createStack({ stackName, templateBody });
  if (stackStatus !== 'CREATE_COMPLETE') throw new Error(`the stack ${stackName} ended in ${stackStatus}`);
};

/** What somebody has done by hand. */
const changeByHand = async ({ endpoint }: Simulator): Promise<void> => {
  const iot = new IoTClient({ region, endpoint, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  await iot.send(
    new CreateSecurityProfileCommand({
      securityProfileName: 'legacy',
      alertTargets: {
        SNS: {
          alertTargetArn: `arn:aws:sns:${region}:${accountId}:alerts`,
          roleArn: `arn:aws:iam::${accountId}:role/alerts`,
        },
      },
    }),
  );
  await iot.send(
    new UpdateSecurityProfileCommand({
      securityProfileName: 'fleet',
      behaviors: [
        {
          name: 'quiet',
          metric: 'aws:num-messages-sent',
          criteria: { comparisonOperator: 'less-than', value: { count: 180 }, durationSeconds: 300 },
        },
        {
          name: 'home-network',
          metric: 'aws:source-ip-address',
          criteria: { comparisonOperator: 'in-cidr-set', value: { cidrs: ['10.0.0.0/8'] } },
        },
        {
          name: 'small',
          metric: 'aws:message-byte-size',
          criteria: { comparisonOperator: 'less-than-equals', value: { count: 4096 } },
        },
      ],
    }),
  );
  await iot.send(
    new AttachSecurityProfileCommand({
      securityProfileName: 'fleet',
      securityProfileTargetArn: arnOf('thinggroup/spares'),
    }),
  );
  await iot.send(
    new TagResourceCommand({
      resourceArn: arnOf('securityprofile/fleet'),
      tags: [{ Key: 'cost-center', Value: '4711' }],
    }),
  );
  iot.destroy();
};

/**
 * An account with a stack of ours whose profile was changed by hand, one of the native type, and a profile of nobody; and
 * with an instance of Amazon Connect that has a profile of ours beside those that every instance has.
 */
export const startWorld = async (): Promise<Simulator> => {
  const missing = new Set(['thinggroup/gone', 'custommetric/battery'] as const);
  const simulator = await startSimulator({ region, connectBundle, iot: { missing } });
  try {
    await deploy(simulator, 'fleet', 'deployed.yaml');
    await deploy(simulator, 'lights', 'lights.yaml');
    await deploy(simulator, 'centre', 'centre.yaml');
    await changeByHand(simulator);
    return simulator;
  } catch (error) {
    await simulator.close();
    throw error;
  }
};

import { join } from 'node:path';
import type { Account } from '../cloudformation/blueprint';
import { simulatorFunctionName } from './account';
import { type IotServer, type IotServerOptions, startIotService } from './iot';
import { loopbackCertificate } from './loopback/certificate';
import { type AnswerServer, startAnswerServer } from './stacks/custom-resource/answer-server';
import { CodeStore } from './stacks/lambda/code';
import { Functions, type FunctionsOptions } from './stacks/lambda/functions';

export interface ServiceOptions {
  /** Seconds; stands in for the timeout of every function, those of templates too. Default: their own, 300 for ours. */
  readonly functionTimeout?: number;
  /** More for the environment of every function. Default: nothing. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Settings of the IoT service. Default: its own. */
  readonly iot?: Partial<Omit<IotServerOptions, 'region' | 'accountId' | 'tls' | 'onCrash'>>;
}

/** What CloudFormation and the functions talk to. */
export interface Services {
  readonly iot: IotServer;
  readonly answers: AnswerServer;
  readonly functions: Functions;
  close(): Promise<void>;
}

/** The function that is there without any stack. */
const simulatorFunction = (bundle: string) =>
  ({
    name: simulatorFunctionName,
    code: { kind: 'folder', path: bundle },
    handler: 'index.handler',
    timeoutSeconds: 300,
    memorySize: 256,
    variables: {},
  }) as const;

const ofOurs = 'Custom::IoTSecurityProfile';
const functionArn = /^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+(?::[\w$-]+)?$/;

/** Tells, once each, of the functions that are not here, and for which that of this project stands in. */
const standInFor = (bundle: string, onStandIn: (arn: string) => void): FunctionsOptions['standIn'] => {
  const told = new Set<string>();
  return ({ ResourceType: type, ServiceToken: arn }) => {
    if (type !== ofOurs || !functionArn.test(arn)) return undefined;
    if (!told.has(arn)) onStandIn(arn);
    told.add(arn);
    return simulatorFunction(bundle);
  };
};

export interface ServiceEnvironment {
  readonly account: Account;
  /** Path of the built bundle. */
  readonly bundle: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Is told of the functions for which that of this project stands in; absent where none may. */
  readonly onStandIn: ((arn: string) => void) | undefined;
}

/** Starts the servers on the loopback address, over HTTPS with a fresh certificate that the functions trust. */
export const startServices = async (
  options: ServiceOptions,
  { account, bundle, now, onStandIn }: ServiceEnvironment,
): Promise<Services> => {
  const tls = await loopbackCertificate();
  const code = new CodeStore(join(__dirname, '..'));
  const certificate = await code.writeFile('certificate.pem', tls.cert);
  const answers = await startAnswerServer({ tls, now });
  const { region, accountId } = account;
  const iot = await startIotService({ ...options.iot, region, accountId, tls, onCrash: () => functions.kill() });
  const functions = new Functions({
    account,
    code,
    variables: { ...options.variables, AWS_ENDPOINT_URL_IOT: iot.url, NODE_EXTRA_CA_CERTS: certificate },
    standIn: onStandIn === undefined ? undefined : standInFor(bundle, onStandIn),
    ...(options.functionTimeout === undefined ? {} : { timeoutSeconds: options.functionTimeout }),
  });
  functions.put(simulatorFunction(bundle));
  const close = async () => {
    functions.kill();
    await Promise.all([iot.close(), answers.close()]);
    await code.close();
  };
  return { iot, answers, functions, close };
};

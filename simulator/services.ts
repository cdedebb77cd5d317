import { join } from 'node:path';
import type { Account } from '../cloudformation/blueprint';
import { simulatorFunctionNames } from './account';
import { type ConnectServer, type ConnectServerOptions, startConnectService } from './connect';
import { type IotServer, type IotServerOptions, startIotService } from './iot';
import { loopbackCertificate } from './loopback/certificate';
import { type AnswerServer, startAnswerServer } from './stacks/custom-resource/answer-server';
import { CodeStore } from './stacks/lambda/code';
import { Functions, type FunctionsOptions } from './stacks/lambda/functions';

/** What the simulator decides for every service. */
type Decided = 'region' | 'accountId' | 'tls' | 'onCrash';

export interface ServiceOptions {
  /** Seconds; stands in for the timeout of every function, those of templates too. Default: their own, 300 for ours. */
  readonly functionTimeout?: number;
  /** More for the environment of every function. Default: nothing. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Settings of the IoT service. Default: its own. */
  readonly iot?: Partial<Omit<IotServerOptions, Decided>>;
  /** Settings of the Connect service. Default: its own. */
  readonly connect?: Partial<Omit<ConnectServerOptions, Decided>>;
}

/** What CloudFormation and the functions talk to. */
export interface Services {
  readonly iot: IotServer;
  readonly connect: ConnectServer;
  readonly answers: AnswerServer;
  readonly functions: Functions;
  close(): Promise<void>;
}

/** A function that is there without any stack. */
const simulatorFunction = (name: string, bundle: string) =>
  ({
    name,
    code: { kind: 'folder', path: bundle },
    handler: 'index.handler',
    timeoutSeconds: 300,
    memorySize: 256,
    variables: {},
  }) as const;

const functionArn = /^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+(?::[\w$-]+)?$/;

/** The function of this project for a type, if there is one. */
const functionFor = (type: string, { bundle, connectBundle }: ServiceEnvironment) => {
  if (type === 'Custom::IoTSecurityProfile') return simulatorFunction(simulatorFunctionNames.iot, bundle);
  return type === 'Custom::ConnectSecurityProfile' && connectBundle !== undefined
    ? simulatorFunction(simulatorFunctionNames.connect, connectBundle)
    : undefined;
};

/** Tells, once each, of the functions that are not here, and for which that of this project stands in. */
const standInFor = (
  environment: ServiceEnvironment,
  onStandIn: (arn: string) => void,
): NonNullable<FunctionsOptions['standIn']> => {
  const told = new Set<string>();
  return ({ ResourceType: type, ServiceToken: arn }) => {
    const standIn = functionArn.test(arn) ? functionFor(type, environment) : undefined;
    if (standIn === undefined) return undefined;
    if (!told.has(arn)) onStandIn(arn);
    told.add(arn);
    return standIn;
  };
};

export interface ServiceEnvironment {
  readonly account: Account;
  /** Path of the built bundle. */
  readonly bundle: string;
  /** Path of that for Amazon Connect; without it there is no such function. */
  readonly connectBundle: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Is told of the functions for which that of this project stands in; absent where none may. */
  readonly onStandIn: ((arn: string) => void) | undefined;
}

/** Starts the servers on the loopback address, over HTTPS with a fresh certificate that the functions trust. */
export const startServices = async (options: ServiceOptions, environment: ServiceEnvironment): Promise<Services> => {
  const { account, bundle, connectBundle, now, onStandIn } = environment;
  const tls = await loopbackCertificate();
  const code = new CodeStore(join(__dirname, '..'));
  const certificate = await code.writeFile('certificate.pem', tls.cert);
  const answers = await startAnswerServer({ tls, now });
  const { region, accountId } = account;
  const decided = { region, accountId, tls, onCrash: () => functions.kill() };
  const iot = await startIotService({ ...options.iot, ...decided });
  const connect = await startConnectService({ ...options.connect, ...decided });
  const functions = new Functions({
    account,
    code,
    variables: {
      ...options.variables,
      AWS_ENDPOINT_URL_IOT: iot.url,
      AWS_ENDPOINT_URL_CONNECT: connect.url,
      NODE_EXTRA_CA_CERTS: certificate,
    },
    standIn: onStandIn === undefined ? undefined : standInFor(environment, onStandIn),
    ...(options.functionTimeout === undefined ? {} : { timeoutSeconds: options.functionTimeout }),
  });
  functions.put(simulatorFunction(simulatorFunctionNames.iot, bundle));
  if (connectBundle !== undefined) functions.put(simulatorFunction(simulatorFunctionNames.connect, connectBundle));
  const close = async () => {
    functions.kill();
    await Promise.all([iot.close(), connect.close(), answers.close()]);
    await code.close();
  };
  return { iot, connect, answers, functions, close };
};

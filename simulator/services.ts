import { join } from 'node:path';
import type { Account } from '../cloudformation/blueprint';
import { simulatorFunctionNames } from './account';
import { type ConnectServer, type ConnectServerOptions, startConnectService } from './connect';
import { type IotServer, type IotServerOptions, startIotService } from './iot';
import { loopbackCertificate } from './loopback/certificate';
import { type AnswerServer, startAnswerServer } from './stacks/custom-resource/answer-server';
import { CodeStore } from './stacks/lambda/code';
import { Functions } from './stacks/lambda/functions';

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

export interface ServiceEnvironment {
  readonly account: Account;
  /** Path of the built bundle. */
  readonly bundle: string;
  /** Path of that for Amazon Connect; without it there is no such function. */
  readonly connectBundle: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Starts the servers on the loopback address, over HTTPS with a fresh certificate that the functions trust. */
export const startServices = async (
  options: ServiceOptions,
  { account, bundle, connectBundle, now }: ServiceEnvironment,
): Promise<Services> => {
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

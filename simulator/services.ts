import { join } from 'node:path';
import type { Account } from '../cloudformation/blueprint';
import { simulatorFunctionName } from './account';
import { type IotServer, type IotServerOptions, startIotService } from './iot';
import { loopbackCertificate } from './loopback/certificate';
import { type AnswerServer, startAnswerServer } from './stacks/custom-resource/answer-server';
import { CodeStore } from './stacks/lambda/code';
import { Functions } from './stacks/lambda/functions';

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

export interface ServiceEnvironment {
  readonly account: Account;
  /** Path of the built bundle. */
  readonly bundle: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Starts the servers on the loopback address, over HTTPS with a fresh certificate that the functions trust. */
export const startServices = async (
  options: ServiceOptions,
  { account, bundle, now }: ServiceEnvironment,
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

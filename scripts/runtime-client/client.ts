import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where `npm run runtime-client` puts AWS's runtime client, unless `AWS_LAMBDA_RIC` names another folder. */
export const runtimeClientFolder = (root: string): string => path.join(root, 'node_modules/.cache/runtime-client');

/** The folder of the installed package `aws-lambda-ric`; `undefined` where there is none. */
export const findRuntimeClient = (root: string, environment: NodeJS.ProcessEnv): string | undefined => {
  const installed = path.join(runtimeClientFolder(root), 'node_modules/aws-lambda-ric');
  return [environment.AWS_LAMBDA_RIC, installed].find(
    (folder) => folder !== undefined && folder !== '' && existsSync(path.join(folder, 'index.mjs')),
  );
};

export interface RuntimeClientOptions {
  /** The Node that runs it. */
  readonly node: string;
  /** The folder of the package. */
  readonly client: string;
  /** `AWS_LAMBDA_RUNTIME_API`. */
  readonly address: string;
  /** The folder with the code, whose `index` exports `handler`. */
  readonly code: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts the program that loads a function and runs it inside Lambda's Node runtimes. Its output is piped. */
export const startRuntimeClient = ({ node, client, address, code, environment }: RuntimeClientOptions): ChildProcess =>
  spawn(node, [path.join(client, 'index.mjs'), 'index.handler'], {
    cwd: code,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...environment,
      AWS_LAMBDA_RUNTIME_API: address,
      AWS_LAMBDA_FUNCTION_NAME: 'provider',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/provider',
      AWS_LAMBDA_LOG_STREAM_NAME: 'stream',
      LAMBDA_TASK_ROOT: code,
      _HANDLER: 'index.handler',
    },
  });

/** Gathers what a process writes. @returns what it has written so far */
export const collectOutput = (child: ChildProcess): (() => string) => {
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  return () => chunks.join('');
};

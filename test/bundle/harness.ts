import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IotServer, type StoredProfile, startIotService } from '../../simulator/iot';
import { loopbackCertificate } from '../../simulator/loopback/certificate';
import {
  type AnswerServer,
  type AnswerServerOptions,
  startAnswerServer,
} from '../../simulator/stacks/custom-resource/answer-server';
import type { InvocationOutcome } from '../../simulator/stacks/custom-resource/delivery';
import { type FunctionProcess, startFunctionProcess } from '../../simulator/stacks/lambda/process';
import { type Answer, accountId, region } from '../support/rig';

const bundle = join(__dirname, '../../dist/lambda');

/** The part of an event that says where its answers arrive. */
interface Requested {
  readonly StackId: string;
  readonly LogicalResourceId: string;
  readonly RequestId: string;
}

export interface InvokeOptions {
  /** Milliseconds that the function has. Default 20,000. */
  readonly time?: number;
  /** The folder with the code. Default: a copy of the bundle. */
  readonly code?: string;
  /** Where the answers go. Default: over HTTPS. */
  readonly answers?: AnswerServer;
  /** Changes the address that the event gives. */
  readonly rewrite?: (url: string) => string;
  /** Beside, or in place of, what Lambda sets; `undefined` takes a variable away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface Invocation extends InvocationOutcome {
  readonly answers: readonly Answer[];
  readonly bodies: readonly string[];
  readonly milliseconds: number;
}

/** The built bundle in fresh Node processes, with the service and the answers' bucket behind real HTTPS. */
export class Harness {
  #running: FunctionProcess | undefined;
  readonly #otherAnswers: AnswerServer[] = [];

  private constructor(
    readonly directory: string,
    readonly tls: { readonly key: string; readonly cert: string },
    readonly iot: IotServer,
    readonly answers: AnswerServer,
  ) {}

  static async start(): Promise<Harness> {
    const directory = await mkdtemp(join(tmpdir(), 'bundle-'));
    const tls = await loopbackCertificate();
    await writeFile(join(directory, 'certificate.pem'), tls.cert);
    await mkdir(join(directory, 'empty'));
    const onCrash = (): void => harness.#running?.kill();
    const iot = await startIotService({ region, accountId, tls, onCrash });
    const harness = new Harness(directory, tls, iot, await startAnswerServer({ tls }));
    await harness.copyBundle('code');
    return harness;
  }

  async close(): Promise<void> {
    this.#running?.kill();
    await Promise.all([this.iot, this.answers, ...this.#otherAnswers].map((server) => server.close()));
    await rm(this.directory, { recursive: true, force: true });
  }

  /** Forgets every profile, call and fault, so that tests do not see each other. */
  reset(): void {
    const { service, journal, faults } = this.iot;
    for (const name of service.profileNames()) service.removeOutOfBand(name);
    journal.clear();
    faults.clear();
  }

  /** Another bucket for answers; it is closed with the harness. */
  async otherAnswers(options?: AnswerServerOptions): Promise<AnswerServer> {
    const server = await startAnswerServer(options);
    this.#otherAnswers.push(server);
    return server;
  }

  /** A copy of the bundle, outside the project, to be run or damaged. */
  async copyBundle(name: string): Promise<{ readonly path: string; readonly files: readonly string[] }> {
    const path = join(this.directory, name);
    await cp(bundle, path, { recursive: true });
    return { path, files: await readdir(path) };
  }

  /** What the service holds under the name. @throws Error when that is nothing. */
  held(name = 'profile'): StoredProfile {
    const stored = this.iot.service.profile(name);
    if (stored === undefined) throw new Error(`no security profile named '${name}'`);
    return stored;
  }

  /** The names of the calls since the last reset. */
  calls(): readonly string[] {
    return this.iot.journal.calls.map(({ operation }) => operation);
  }

  /** Delivers the event once, to a fresh process. @throws Error when a part of the signature is in its output. */
  async invoke(event: object & Requested, options: InvokeOptions = {}): Promise<Invocation> {
    const { StackId, LogicalResourceId, RequestId } = event;
    const slot = (options.answers ?? this.answers).open(StackId, LogicalResourceId, RequestId);
    const ResponseURL = options.rewrite?.(slot.url) ?? slot.url;
    const start = Date.now();
    this.#running = startFunctionProcess({
      entry: join(options.code ?? join(this.directory, 'code'), 'index.mjs'),
      handlerName: 'handler',
      event: { ...event, ResponseURL },
      context: { invokedFunctionArn: `arn:aws:lambda:${region}:${accountId}:function:provider` },
      environment: this.environment(options.environment),
      workingDirectory: join(this.directory, 'empty'),
      milliseconds: options.time ?? 20_000,
    });
    const outcome = await this.#running.outcome;
    refuseDisclosure(outcome, ResponseURL);
    const answers = slot.bodies.map((body) => JSON.parse(body) as Answer);
    return { ...outcome, answers, bodies: slot.bodies, milliseconds: Date.now() - start };
  }

  /** Delivers the event once and gives back its one answer. */
  async answer(event: object & Requested, options: InvokeOptions = {}): Promise<Answer> {
    const { answers, kind, stdout, stderr } = await this.invoke(event, options);
    const [answer] = answers;
    if (answer === undefined || answers.length > 1)
      throw new Error(`one answer is owed, got ${answers.length}; the process ${kind}:\n${stdout}\n${stderr}`);
    return answer;
  }

  /** What Lambda sets, with this service in the place of AWS's. */
  environment(changes: InvokeOptions['environment'] = {}): Record<string, string> {
    const variables = {
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: 'ASIAEXAMPLEEXAMPLE00',
      AWS_SECRET_ACCESS_KEY: 'secret-access-key',
      AWS_SESSION_TOKEN: 'session-token',
      AWS_ENDPOINT_URL_IOT: this.iot.url,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      NODE_EXTRA_CA_CERTS: join(this.directory, 'certificate.pem'),
      RETRY_BASE_MILLISECONDS: '10',
      ...changes,
    };
    return Object.fromEntries(
      Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
  }
}

const refuseDisclosure = ({ stdout, stderr }: InvocationOutcome, url: string): void => {
  const signature = new URL(url).searchParams.get('X-Amz-Signature') ?? url;
  for (const secret of [signature, 'X-Amz-Signature', 'X-Amz-Credential'])
    if (`${stdout}${stderr}`.includes(secret))
      throw new Error(`the signed address is in the output:\n${stdout}\n${stderr}`);
};

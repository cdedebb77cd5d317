import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { documentedRateLimits, type IotOperation, startIotService } from '../simulator/iot';
import { loopbackCertificate } from '../simulator/loopback/certificate';
import { startAnswerServer } from '../simulator/stacks/custom-resource/answer-server';
import { environmentOf } from './measure';
import type { Properties } from './variants';

const [region, accountId] = ['us-east-1', '123456789012'];

/** What some creates at once came to. */
export interface Outcome {
  readonly calls: number;
  readonly writes: number;
  readonly throttled: number;
  /** Seconds that the limits make the calls that went well wait: of the operation that waits longest. */
  readonly wait: number;
  /** From the first process's launch to the last answer. */
  readonly milliseconds: number;
  /** Milliseconds of the processor, in all processes, from their load to their answers. */
  readonly cpu: number;
  /** Answers other than SUCCESS. */
  readonly failures: number;
}

export interface ScalingRig {
  /** Creates a profile with each of the properties, each in a process of its own, all at once. */
  create(profiles: readonly Properties[]): Promise<Outcome>;
  close(): Promise<void>;
}

export interface ScalingRigOptions {
  readonly root: string;
  readonly latencyMilliseconds: number;
  /** Whether the rate of each operation is limited, as AWS does. */
  readonly isLimited: boolean;
}

interface Report {
  readonly load: { readonly cpu: number };
  readonly cold: { readonly cpu: number };
}

const runOnce = async (entry: string, event: object, environment: Record<string, string>): Promise<number> => {
  const child = spawn(process.execPath, [path.join(__dirname, 'sample.mjs')], {
    env: environment,
    stdio: ['pipe', 'ignore', 'inherit', 'pipe'],
  });
  child.stdin?.end(JSON.stringify({ entry, handlerName: 'handler', events: [event], remaining: 900_000 }));
  const [, , , reports] = child.stdio;
  if (!(reports instanceof Readable)) throw new Error('the process has no pipe for its report');
  const { load, cold } = (await json(reports)) as Report;
  return load.cpu + cold.cpu;
};

const unlimited = { burst: Number.POSITIVE_INFINITY, perSecond: 1 };

/** Calls beyond the burst wait for their turn. */
const leastWait = (operations: readonly IotOperation[]): number => {
  const waits = [...new Set(operations)].map((operation) => {
    const { burst, perSecond } = documentedRateLimits[operation] ?? unlimited;
    return (operations.filter((other) => other === operation).length - burst) / perSecond;
  });
  return Math.max(0, ...waits);
};

/** The built bundle in processes of this Node, with the simulator of AWS IoT behind TLS. */
export const startScalingRig = async ({
  root,
  isLimited,
  latencyMilliseconds,
}: ScalingRigOptions): Promise<ScalingRig> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  const certificate = path.join(folder, 'certificate.pem');
  const tls = await loopbackCertificate();
  await writeFile(certificate, tls.cert);
  const iot = await startIotService({
    ...{ region, accountId, tls, pageSize: 250, latencyMilliseconds },
    ...(isLimited ? { rateLimit: documentedRateLimits } : {}),
  });
  const answers = await startAnswerServer({ tls });
  const entry = path.join(root, 'dist/lambda/index.mjs');
  const StackId = `arn:aws:cloudformation:${region}:${accountId}:stack/benchmark/11111111-2222-3333-4444-555555555555`;
  let number = 0;

  const createOne = async (properties: Properties) => {
    number += 1;
    const [LogicalResourceId, RequestId] = [`Profile${number}`, `create-${number}`];
    const slot = answers.open(StackId, LogicalResourceId, RequestId);
    const ResourceProperties = { ServiceToken: 'provider', SecurityProfileName: `profile-${number}`, ...properties };
    const ids = { StackId, LogicalResourceId, RequestId, ResourceType: 'Custom::IoTSecurityProfile' };
    const event = { ...ids, RequestType: 'Create', ResponseURL: slot.url, ResourceProperties };
    const cpu = await runOnce(entry, event, environmentOf(iot.url, certificate));
    const succeeded = slot.bodies.some((body) => (JSON.parse(body) as { Status: string }).Status === 'SUCCESS');
    return { cpu, succeeded, answeredAt: slot.times[0] ?? Number.NaN };
  };

  return {
    create: async (profiles) => {
      iot.journal.clear();
      const start = Date.now();
      const created = await Promise.all(profiles.map(createOne));
      const { calls, writes } = iot.journal;
      for (const name of iot.service.profileNames()) iot.service.removeOutOfBand(name);
      const throttled = calls.filter(({ error }) => error?.name === 'ThrottlingException');
      return {
        calls: calls.length,
        writes: writes.filter(({ effective }) => effective).length,
        throttled: throttled.length,
        wait: leastWait(calls.filter((call) => !throttled.includes(call)).map(({ operation }) => operation)),
        milliseconds: Math.max(...created.map(({ answeredAt }) => answeredAt)) - start,
        cpu: created.reduce((total, { cpu }) => total + cpu, 0),
        failures: created.filter(({ succeeded }) => !succeeded).length,
      };
    },
    close: async () => {
      await Promise.all([iot.close(), answers.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
};

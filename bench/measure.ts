import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { monotonic, type Service } from './service';
import { propertiesOf, type Variant } from './variants';

/** What a fresh process took, in milliseconds; `peak` in MiB. */
export interface Sample {
  readonly load: number;
  readonly loadCpu: number;
  /** From just before the load to the first request at the service; absent when there was none. */
  readonly firstRequest: number | undefined;
  readonly cold: number;
  readonly coldCpu: number;
  /** From the start of the process to the arrival of the answer; absent when there was none. */
  readonly launchToAnswer: number | undefined;
  readonly warm: number;
  readonly peak: number;
}

interface Span {
  readonly wall: number;
  readonly cpu: number;
}

/** What `sample.mjs` writes. */
interface Report {
  readonly start: number;
  readonly load: Span;
  readonly cold: Span;
  readonly warm: Span;
  readonly peak: number;
}

const sampler = `${__dirname}/sample.mjs`;

const common = (origin: string, requestId: string) => ({
  ResponseURL: `${origin}/answer?X-Amz-Signature=0123456789abcdef`,
  StackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/benchmark/11111111-2222-3333-4444-555555555555',
  RequestId: requestId,
  ResourceType: 'Custom::IoTSecurityProfile',
  LogicalResourceId: 'Profile',
});

export const eventsFor = (variant: Variant, origin: string): readonly object[] => {
  const properties = {
    ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:provider',
    ...propertiesOf(variant),
  };
  const create = { ...common(origin, 'create-1'), RequestType: 'Create', ResourceProperties: properties };
  const update = { PhysicalResourceId: 'profile', ResourceProperties: properties, OldResourceProperties: properties };
  return [create, { ...common(origin, 'update-1'), RequestType: 'Update', ...update }];
};

/** The environment of a Lambda function; its services are all the one of the benchmark. */
export const environmentOf = (origin: string, certificate: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'ASIAEXAMPLEEXAMPLE00',
  AWS_SECRET_ACCESS_KEY: 'secret-access-key',
  AWS_SESSION_TOKEN: 'session-token',
  AWS_ENDPOINT_URL: origin,
  AWS_ENDPOINT_URL_IOT: origin,
  AWS_LAMBDA_FUNCTION_NAME: 'provider',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  NODE_EXTRA_CA_CERTS: certificate,
  USER_ON_EVENT_FUNCTION_ARN: 'arn:aws:lambda:us-east-1:123456789012:function:user',
});

export interface MeasureOptions {
  /** The Node that runs the sample. */
  readonly node: string;
  readonly service: Service;
  /** A file with the certificate that the process is to trust. */
  readonly certificate: string;
}

const runSampler = async (variant: Variant, { node, service, certificate }: MeasureOptions): Promise<string> => {
  const child = spawn(node, [sampler], {
    env: environmentOf(service.origin, certificate),
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
  });
  const { entry, handlerName = 'handler', answersToPort443 = false } = variant;
  const detour = answersToPort443 ? Number(new URL(service.answersOrigin).port) : undefined;
  child.stdin?.end(JSON.stringify({ entry, handlerName, events: eventsFor(variant, service.answersOrigin), detour }));
  const reports = child.stdio[3];
  if (!(reports instanceof Readable) || child.stderr === null) throw new Error('the process has no pipes');
  const [report, errors] = await Promise.all([text(reports), text(child.stderr)]);
  if (report === '') throw new Error(`${variant.name} on ${node} did not run to its end:\n${errors}`);
  return report;
};

/** Runs a variant once, in a fresh process. @throws Error with what the process wrote when it fails. */
export const takeSample = async (variant: Variant, options: MeasureOptions): Promise<Sample> => {
  options.service.take();
  const launch = monotonic();
  const { start, load, cold, warm, peak } = JSON.parse(await runSampler(variant, options)) as Report;
  const { requests, answers } = options.service.take();
  const [request] = requests;
  const [answer] = answers;
  return {
    load: load.wall,
    loadCpu: load.cpu,
    firstRequest: request === undefined ? undefined : request - start,
    cold: cold.wall,
    coldCpu: cold.cpu,
    launchToAnswer: answer === undefined ? undefined : answer - launch,
    warm: warm.wall,
    peak,
  };
};

/** Round after round, each variant once: what disturbs this machine for a while disturbs them all. */
export const takeSamples = async (
  variants: readonly Variant[],
  rounds: number,
  options: MeasureOptions,
): Promise<ReadonlyMap<string, readonly Sample[]>> => {
  const samples = new Map<string, Sample[]>(variants.map(({ name }) => [name, []]));
  // The first round warms the file cache, and does not count.
  for (let round = -1; round < rounds; round++)
    for (const variant of variants) {
      const sample = await takeSample(variant, options);
      if (round >= 0) samples.get(variant.name)?.push(sample);
    }
  return samples;
};

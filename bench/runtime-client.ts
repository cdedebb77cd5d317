import path from 'node:path';
import { collectOutput, startRuntimeClient } from '../scripts/runtime-client/client';
import { startRuntimeApi } from '../scripts/runtime-client/runtime-api';
import { environmentOf, eventsFor, type MeasureOptions } from './measure';
import { monotonic } from './service';
import { median, medianRatio, noise } from './statistics';
import { markdownTable } from './table';
import type { Variant } from './variants';

/** What a process under the runtime client took, in milliseconds from its launch. */
interface Start {
  /** To the first question for an event: Node, the client and the handler are loaded. */
  readonly ready: number;
  /** To the arrival of the answer; absent when there was none. */
  readonly answered: number | undefined;
}

export interface RuntimeClientOptions extends MeasureOptions {
  /** The folder of the installed package `aws-lambda-ric`. */
  readonly client: string;
}

const startOnce = async (variant: Variant, options: RuntimeClientOptions): Promise<Start> => {
  const { node, service, certificate, client } = options;
  const api = await startRuntimeApi();
  service.take();
  const [event = {}] = eventsFor(variant, service.answersOrigin);
  const outcome = api.invoke(event, 'arn:aws:lambda:us-east-1:123456789012:function:provider', 60_000);
  const environment = environmentOf(service.origin, certificate);
  const launch = monotonic();
  const code = path.dirname(variant.entry);
  const child = startRuntimeClient({ node, client, address: api.address, code, environment });
  const output = collectOutput(child);
  const exited = new Promise<'exited'>((resolve) => child.once('exit', () => resolve('exited')));
  const ready = api.ready.then(monotonic);
  const end = await Promise.race([outcome, exited]);
  child.kill('SIGKILL');
  await exited;
  api.close();
  if (end === 'exited' || end.kind !== 'response')
    throw new Error(`${variant.name} under the runtime client failed:\n${output()}`);
  const [answer] = service.take().answers;
  return { ready: (await ready) - launch, answered: answer === undefined ? undefined : answer - launch };
};

const answeredIn = (starts: readonly Start[]): readonly number[] =>
  starts.map(({ answered }) => answered).filter((value) => value !== undefined);

const rowOf = (title: string, starts: readonly Start[], all: ReadonlyMap<string, readonly Start[]>) => {
  const ready = starts.map((start) => start.ready);
  const empty = median((all.get('empty') ?? []).map((start) => start.ready));
  const answered = answeredIn(starts);
  const aboveEmpty = median(ready) - empty;
  const againstReady = (name: string): string =>
    (aboveEmpty / (median((all.get(name) ?? []).map((start) => start.ready)) - empty)).toFixed(2);
  const against = (name: string): string =>
    answered.length === 0 ? '–' : medianRatio(answered, answeredIn(all.get(name) ?? [])).toFixed(2);
  return [
    title,
    `${median(ready).toFixed(1)} [${noise(ready)}]`,
    aboveEmpty.toFixed(1),
    answered.length === 0 ? '–' : median(answered).toFixed(1),
    against('floor'),
    against('nodejs-function'),
    againstReady('bundle-aws-sdk'),
  ];
};

/** Runs the variants under AWS's own runtime client, in turns. @returns a table in Markdown */
export const underRuntimeClient = async (
  variants: readonly Variant[],
  rounds: number,
  options: RuntimeClientOptions,
): Promise<string> => {
  const able = variants.filter(({ handlerName, answersToPort443 }) => handlerName === undefined && !answersToPort443);
  const all = new Map<string, Start[]>(able.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round++)
    for (const variant of able) {
      const start = await startOnce(variant, options);
      if (round >= 0) all.get(variant.name)?.push(start);
    }
  const head = [
    'handler',
    'launch → ready [p10–p90]',
    '− empty',
    'launch → response',
    '÷ floor',
    '÷ CDK default',
    'ready − empty, ÷ `bundleAwsSDK`',
  ];
  return markdownTable(
    head,
    able.map(({ name, title }) => rowOf(title, all.get(name) ?? [], all)),
  );
};

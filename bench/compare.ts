import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loopbackCertificate } from '../simulator/loopback/certificate';
import { versionOf } from './machine';
import { type MeasureOptions, takeSample, takeSamples } from './measure';
import { underRuntimeClient } from './runtime-client';
import { startService } from './service';
import { comparison } from './table';
import { prepareVariants, type Variant } from './variants';

export interface CompareOptions {
  readonly root: string;
  readonly nodes: readonly string[];
  readonly rounds: number;
  readonly names: readonly string[];
  /** The folder of AWS's runtime client, where there is one. It needs Node 22. */
  readonly runtimeClient: string | undefined;
  readonly print: (line: string) => void;
}

/** Those that run at all: CDK's provider framework needs clients that this project does not have. */
const runnable = async (
  variants: readonly Variant[],
  options: MeasureOptions,
  print: CompareOptions['print'],
): Promise<readonly Variant[]> => {
  const able: Variant[] = [];
  for (const variant of variants)
    try {
      await takeSample(variant, options);
      able.push(variant);
    } catch (error) {
      print(`SKIPPED: ${error instanceof Error ? error.message.trim().split('\n').slice(0, 8).join('\n') : error}`);
    }
  return able;
};

/** Compares the variants on each Node. @returns sections in Markdown */
export const compare = async ({
  root,
  nodes,
  rounds,
  names,
  runtimeClient,
  print,
}: CompareOptions): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  const tls = await loopbackCertificate();
  const certificate = path.join(folder, 'certificate.pem');
  await writeFile(certificate, tls.cert);
  const service = await startService(tls);
  try {
    const variants = await prepareVariants({ root, folder }, names);
    const sections: string[] = [];
    for (const node of nodes) {
      const options = { node, service, certificate };
      const able = await runnable(variants, options, print);
      const table = comparison(able, await takeSamples(able, rounds, options));
      const section = `### Node ${versionOf(node)}, ${rounds} rounds\n\n${table}\n`;
      print(section);
      sections.push(section);
      if (runtimeClient === undefined || versionOf(node).startsWith('v20.')) {
        print("SKIPPED: AWS's runtime client. `npm run runtime-client` installs it; it needs Node 22 or newer.\n");
        continue;
      }
      const under = await underRuntimeClient(able, rounds, { ...options, client: runtimeClient });
      sections.push(`### Node ${versionOf(node)}, under AWS's runtime client\n\n${under}\n`);
      print(sections.at(-1) ?? '');
    }
    return sections.join('\n');
  } finally {
    service.close();
    await rm(folder, { recursive: true, force: true });
  }
};

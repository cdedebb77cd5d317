import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { type LoopbackServer, serve } from '../../../../simulator/loopback/server';
import { type QueryCall, queryResponder } from '../../../../simulator/query/responder';
import { cloudFormationService } from '../../../../simulator/stacks/wire/service';
import type { WritesOptions } from '../../../../simulator/stacks/wire/writes';
import { account, type Fake, type Harness, startHarness } from '../harness';

/** A CloudFormation whose custom resources are played in this process, behind HTTP, with the SDK before it. */
export interface Wired {
  readonly harness: Harness;
  readonly client: CloudFormationClient;
  readonly url: string;
  readonly calls: readonly QueryCall[];
  close(): Promise<void>;
}

export const startWired = async (fake: Fake = {}, options: Partial<WritesOptions> = {}): Promise<Wired> => {
  const harness = await startHarness(fake);
  const calls: QueryCall[] = [];
  const service = cloudFormationService(harness.cloudFormation, {
    onDefect: (error) => {
      throw error;
    },
    ...options,
  });
  const responder = queryResponder({
    services: [service],
    region: account.region,
    onCall: (call) => calls.push(call),
  });
  const server: LoopbackServer = await serve(responder);
  const client = new CloudFormationClient({
    region: account.region,
    endpoint: server.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const close = async () => {
    client.destroy();
    await server.close();
    await harness.close();
  };
  return { harness, client, url: server.url, calls, close };
};

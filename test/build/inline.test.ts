import path from 'node:path';
import { iotFunction } from '../../scripts/build/functions';
import { buildInlineHandler } from '../../scripts/build/inline';
import type { StandardRetryStrategy } from '../../scripts/build/runtime-retry-strategy';
import { run } from './support';

const root = path.resolve(__dirname, '../..');

test('the code for a template gives its client a strategy that starts without a scope, as older clients start it', async () => {
  const strategies: StandardRetryStrategy[] = [];
  class IoTClient {
    readonly middlewareStack = { add: () => undefined };
    constructor({ retryStrategy }: { readonly retryStrategy: StandardRetryStrategy }) {
      strategies.push(retryStrategy);
    }
  }
  const { resource } = await buildInlineHandler(root, iotFunction);
  run(resource, { '@aws-sdk/client-iot': { IoTClient } });
  expect(strategies).toHaveLength(1);
  for (const strategy of strategies) {
    expect((await strategy.acquireInitialRetryToken()).getRetryCount()).toBe(0);
    expect((await strategy.acquireInitialRetryToken('aws')).getRetryCount()).toBe(0);
  }
});

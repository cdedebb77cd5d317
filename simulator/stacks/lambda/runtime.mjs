// Runs one invocation of a function as Lambda's Node runtime does, then ends as if frozen. The order comes over stdin,
// the outcome goes to descriptor 3: neither the event nor what it holds is ever in an argument or in the environment.
import { writeSync } from 'node:fs';
import { json } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const report = (outcome) => writeSync(3, `${outcome}\n`);

const { entry, handlerName, event, context, milliseconds } = await json(process.stdin);
const end = Date.now() + milliseconds;
report('started');
try {
  const loaded = await import(pathToFileURL(entry).href);
  const handler = loaded[handlerName] ?? loaded.default?.[handlerName];
  if (typeof handler !== 'function') throw new Error(`${handlerName} is undefined or not exported`);
  await handler(event, { ...context, getRemainingTimeInMillis: () => Math.max(0, end - Date.now()) });
  report('returned');
  process.exit(0);
} catch (error) {
  console.error(error);
  report('threw');
  process.exit(1);
}

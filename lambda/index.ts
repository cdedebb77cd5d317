import { nameOf } from '../core/iot-security-profile/name';
import { version } from '../package.json';
import { readRetryBase } from '../runtime/backoff';
import { systemClock } from '../runtime/clock';
import { customResourceHandler } from './custom-resource/handler';
import { put } from './custom-resource/send-answer';

// Starts at once and is awaited inside the handler: a failure to load is answered like any other failure.
const resource = import('./security-profile.js');

/**
 * Settles when the resource is loaded or has failed to, and never rejects. The ES module waits for it before it is
 * ready: that is in Lambda's init phase, which has the whole processor, whatever memory the function has.
 */
export const loaded: Promise<void> = resource.then(
  () => undefined,
  () => undefined,
);

/** The entry of the Lambda function. Two parameters: Node 24 refuses a third, the callback. */
export const handler = customResourceHandler({
  serviceName: 'AWS IoT',
  load: async () => (await resource).securityProfileResource,
  nameOf,
  clock: systemClock,
  put,
  write: (line) => console.log(line),
  retryBase: readRetryBase(process.env.RETRY_BASE_MILLISECONDS),
  version,
  secrets: () => [process.env.AWS_SESSION_TOKEN, process.env.AWS_SECRET_ACCESS_KEY, process.env.AWS_ACCESS_KEY_ID],
});

import { nameOf } from '../core/iot-security-profile/name';
import { lambdaHandler } from './custom-resource/lambda-handler';

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
export const handler = lambdaHandler({
  serviceName: 'AWS IoT',
  load: async () => (await resource).securityProfileResource,
  nameOf,
});

import { keyOf } from '../core/connect-security-profile/name';
import { lambdaHandler } from './custom-resource/lambda-handler';

// Starts at once and is awaited inside the handler: a failure to load is answered like any other failure.
const resource = import('./connect-security-profile.js');

/** Settles when the resource is loaded or has failed to, and never rejects; see `index.ts`. */
export const loaded: Promise<void> = resource.then(
  () => undefined,
  () => undefined,
);

/** The entry of the Lambda function. The id of a create that fails carries what its profile is found by. */
export const handler = lambdaHandler({
  serviceName: 'Amazon Connect',
  load: async () => (await resource).securityProfileResource,
  nameOf: keyOf,
});

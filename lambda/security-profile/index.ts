import { createResource } from './resource';
import { sdkService } from './service';

/** One for the life of the execution environment: its connection is kept, and what it learns of the rate limit. */
export const securityProfileResource = createResource({
  service: sdkService(),
  freshService: sdkService,
  region: process.env.AWS_REGION,
});

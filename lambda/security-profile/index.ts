import { createResource } from './resource';
import { sdkService } from './service';

export const securityProfileResource = createResource({
  freshService: sdkService,
  region: process.env.AWS_REGION,
});

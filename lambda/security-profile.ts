import { sdkService } from '../aws/iot/service';
import { createResource } from './lifecycle/resource';

export const securityProfileResource = createResource({
  freshService: sdkService,
  region: process.env.AWS_REGION,
});

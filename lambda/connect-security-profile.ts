import { sdkService } from '../aws/connect/service';
import { connectSecurityProfile } from './connect-security-profile/kind';
import { createResource } from './lifecycle/resource';

export const securityProfileResource = createResource({
  kind: connectSecurityProfile(process.env.AWS_REGION),
  freshService: sdkService,
});

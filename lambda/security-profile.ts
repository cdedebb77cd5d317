import { sdkService } from '../aws/iot/service';
import { iotSecurityProfile } from './iot-security-profile/kind';
import { createResource } from './lifecycle/resource';

export const securityProfileResource = createResource({
  kind: iotSecurityProfile(process.env.AWS_REGION),
  freshService: sdkService,
});

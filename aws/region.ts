import { IoTClient } from '@aws-sdk/client-iot';

/**
 * The Region that the SDK finds by itself: that of the AWS configuration, for the profile.
 * @throws Error with "Region is missing"
 */
export const configuredRegion = (profile: string | undefined): Promise<string> =>
  new IoTClient(profile === undefined ? {} : { profile }).config.region();

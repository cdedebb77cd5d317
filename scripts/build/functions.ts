/** A Lambda function that is built, and where. */
export interface FunctionBuild {
  readonly name: 'iot' | 'connect';
  /** What is made of it stands below this folder: `lambda/`, `lambda.zip`, `provider.yaml`. */
  readonly dist: string;
  /** The module that answers CloudFormation. */
  readonly entry: string;
  /** The module of the resource. The entry loads it by itself, so that it works even if this one is broken. */
  readonly resource: string;
  readonly client: SdkClient;
  /** The folder of its templates. */
  readonly templates: string;
  /** Its name in the metadata of `provider.yaml`. */
  readonly metadata: string;
}

/** A client of the SDK, which has everything of its service; ours use a dozen operations of hundreds. */
export interface SdkClient {
  readonly name: '@aws-sdk/client-iot' | '@aws-sdk/client-connect';
  /** The class of all its errors. */
  readonly baseError: 'IoTServiceException' | 'ConnectServiceException';
}

export const iotFunction: FunctionBuild = {
  name: 'iot',
  dist: 'dist',
  entry: 'lambda/index.ts',
  resource: 'lambda/security-profile.ts',
  client: { name: '@aws-sdk/client-iot', baseError: 'IoTServiceException' },
  templates: 'templates',
  metadata: 'IoTSecurityProfileProvider',
};

export const connectFunction: FunctionBuild = {
  name: 'connect',
  dist: 'dist/connect',
  entry: 'lambda/connect.ts',
  resource: 'lambda/connect-security-profile.ts',
  client: { name: '@aws-sdk/client-connect', baseError: 'ConnectServiceException' },
  templates: 'templates/connect',
  metadata: 'ConnectSecurityProfileProvider',
};

export const functions: readonly FunctionBuild[] = [iotFunction, connectFunction];

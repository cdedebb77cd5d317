import type * as sdk from '@aws-sdk/client-connect';
import type { Call, Service } from '../caller';

/** As people know it. */
export const serviceName = 'Amazon Connect';

interface Of<Input, Output> {
  readonly input: Input;
  readonly output: Output;
}

/** The operations of Amazon Connect that are used here, with what each is given and what it gives back. */
export type ConnectOperations = {
  readonly CreateSecurityProfile: Of<sdk.CreateSecurityProfileCommandInput, sdk.CreateSecurityProfileCommandOutput>;
  readonly DeleteSecurityProfile: Of<sdk.DeleteSecurityProfileCommandInput, sdk.DeleteSecurityProfileCommandOutput>;
  readonly DescribeSecurityProfile: Of<
    sdk.DescribeSecurityProfileCommandInput,
    sdk.DescribeSecurityProfileCommandOutput
  >;
  readonly ListSecurityProfileAIAgents: Of<
    sdk.ListSecurityProfileAIAgentsCommandInput,
    sdk.ListSecurityProfileAIAgentsCommandOutput
  >;
  readonly ListSecurityProfileApplications: Of<
    sdk.ListSecurityProfileApplicationsCommandInput,
    sdk.ListSecurityProfileApplicationsCommandOutput
  >;
  readonly ListSecurityProfileFlowModules: Of<
    sdk.ListSecurityProfileFlowModulesCommandInput,
    sdk.ListSecurityProfileFlowModulesCommandOutput
  >;
  readonly ListSecurityProfilePermissions: Of<
    sdk.ListSecurityProfilePermissionsCommandInput,
    sdk.ListSecurityProfilePermissionsCommandOutput
  >;
  readonly ListSecurityProfiles: Of<sdk.ListSecurityProfilesCommandInput, sdk.ListSecurityProfilesCommandOutput>;
  readonly TagResource: Of<sdk.TagResourceCommandInput, sdk.TagResourceCommandOutput>;
  readonly UntagResource: Of<sdk.UntagResourceCommandInput, sdk.UntagResourceCommandOutput>;
  readonly UpdateSecurityProfile: Of<sdk.UpdateSecurityProfileCommandInput, sdk.UpdateSecurityProfileCommandOutput>;
};

export type Input<Name extends keyof ConnectOperations> = ConnectOperations[Name]['input'];
export type Output<Name extends keyof ConnectOperations> = ConnectOperations[Name]['output'];

/** What the tool uses: nothing that changes anything. */
export type ReadOperation =
  | 'DescribeSecurityProfile'
  | 'ListSecurityProfileAIAgents'
  | 'ListSecurityProfileApplications'
  | 'ListSecurityProfileFlowModules'
  | 'ListSecurityProfilePermissions'
  | 'ListSecurityProfiles';

/** What the function uses. */
export type OperationName = keyof ConnectOperations;

/** Amazon Connect as the function sees it. */
export type ConnectService = Service<ConnectOperations, OperationName>;

/** Calls Amazon Connect. */
export type ConnectCall = Call<ConnectOperations, OperationName>;

/** The least that reading asks of whoever calls. */
export type ReadCall = Call<ConnectOperations, ReadOperation>;

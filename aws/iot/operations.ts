import type * as sdk from '@aws-sdk/client-iot';
import type { Call, Service } from '../caller';

/** As people know it. */
export const serviceName = 'AWS IoT';

interface Of<Input, Output> {
  readonly input: Input;
  readonly output: Output;
}

/** The operations of AWS IoT that are used here, with what each is given and what it gives back. */
export type IotOperations = {
  readonly AttachSecurityProfile: Of<sdk.AttachSecurityProfileCommandInput, sdk.AttachSecurityProfileCommandOutput>;
  readonly CreateSecurityProfile: Of<sdk.CreateSecurityProfileCommandInput, sdk.CreateSecurityProfileCommandOutput>;
  readonly DeleteSecurityProfile: Of<sdk.DeleteSecurityProfileCommandInput, sdk.DeleteSecurityProfileCommandOutput>;
  readonly DescribeCustomMetric: Of<sdk.DescribeCustomMetricCommandInput, sdk.DescribeCustomMetricCommandOutput>;
  readonly DescribeDimension: Of<sdk.DescribeDimensionCommandInput, sdk.DescribeDimensionCommandOutput>;
  readonly DescribeSecurityProfile: Of<
    sdk.DescribeSecurityProfileCommandInput,
    sdk.DescribeSecurityProfileCommandOutput
  >;
  readonly DescribeThingGroup: Of<sdk.DescribeThingGroupCommandInput, sdk.DescribeThingGroupCommandOutput>;
  readonly DetachSecurityProfile: Of<sdk.DetachSecurityProfileCommandInput, sdk.DetachSecurityProfileCommandOutput>;
  readonly ListSecurityProfiles: Of<sdk.ListSecurityProfilesCommandInput, sdk.ListSecurityProfilesCommandOutput>;
  readonly ListSecurityProfilesForTarget: Of<
    sdk.ListSecurityProfilesForTargetCommandInput,
    sdk.ListSecurityProfilesForTargetCommandOutput
  >;
  readonly ListTagsForResource: Of<sdk.ListTagsForResourceCommandInput, sdk.ListTagsForResourceCommandOutput>;
  readonly ListTargetsForSecurityProfile: Of<
    sdk.ListTargetsForSecurityProfileCommandInput,
    sdk.ListTargetsForSecurityProfileCommandOutput
  >;
  readonly TagResource: Of<sdk.TagResourceCommandInput, sdk.TagResourceCommandOutput>;
  readonly UntagResource: Of<sdk.UntagResourceCommandInput, sdk.UntagResourceCommandOutput>;
  readonly UpdateSecurityProfile: Of<sdk.UpdateSecurityProfileCommandInput, sdk.UpdateSecurityProfileCommandOutput>;
};

export type Input<Name extends keyof IotOperations> = IotOperations[Name]['input'];
export type Output<Name extends keyof IotOperations> = IotOperations[Name]['output'];

/** What reading one profile needs. */
type ReadOfProfile = 'DescribeSecurityProfile' | 'ListTagsForResource' | 'ListTargetsForSecurityProfile';

/** What the function uses. */
export type OperationName =
  | ReadOfProfile
  | 'AttachSecurityProfile'
  | 'CreateSecurityProfile'
  | 'DeleteSecurityProfile'
  | 'DetachSecurityProfile'
  | 'TagResource'
  | 'UntagResource'
  | 'UpdateSecurityProfile';

/** What the tool uses: nothing that changes anything. */
export type ReadOperation =
  | ReadOfProfile
  | 'DescribeCustomMetric'
  | 'DescribeDimension'
  | 'DescribeThingGroup'
  | 'ListSecurityProfiles'
  | 'ListSecurityProfilesForTarget';

/** AWS IoT as the function sees it. */
export type IotService = Service<IotOperations, OperationName>;

/** Calls AWS IoT. */
export type IotCall = Call<IotOperations, OperationName>;

/** The least that reading a profile asks of whoever calls. */
export type ProfileReadCall = Call<IotOperations, ReadOfProfile>;

/** Calls AWS IoT for the tool. */
export type ReadCall = Call<IotOperations, ReadOperation>;

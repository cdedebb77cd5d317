import type { Completion } from '../custom-resource/resource-type';

/** What `Ref` and `Fn::GetAtt` give. Flat: a nested attribute could not be read by a template. */
export const completion = (name: string, arn: string): Completion => ({
  physicalResourceId: name,
  attributes: { SecurityProfileArn: arn, SecurityProfileName: name },
});

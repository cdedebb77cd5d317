import type { Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** The function that creates, updates and deletes security profiles for CloudFormation. */
export interface ISecurityProfileProvider extends IConstruct {
  /**
   * The ARN of the function, in the Region and account of the profiles. CloudFormation lets no resource change it.
   */
  readonly serviceToken: string;

  /**
   * The role that the function runs with, to which profiles add the right to pass their own role to AWS IoT.
   *
   * @default - unknown; the right has to be added by hand
   */
  readonly role?: IRole;

  /** How long CloudFormation waits for the answer, 1 second to 1 hour. */
  readonly serviceTimeout: Duration;
}

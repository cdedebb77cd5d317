import type { Duration } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IRoleRef } from 'aws-cdk-lib/aws-iam';
import type { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroupRef } from 'aws-cdk-lib/aws-logs';

/** How the function is made. */
export interface SecurityProfileProviderProps {
  /**
   * The role that the function runs with. It must trust `lambda.amazonaws.com`; the rights that the function needs are
   * added to it, unless it is an import that cannot be changed.
   *
   * @default - a role with the least rights that suffice
   */
  readonly role?: IRoleRef;

  /**
   * How long one operation on a profile may take, 10 seconds to 15 minutes. Five minutes suffice for some 2,900 targets.
   * The `ServiceTimeout` of the profiles, 12 minutes or more, and the age at which Lambda drops an event follow from it.
   *
   * @default Duration.minutes(5)
   */
  readonly timeout?: Duration;

  /**
   * The memory of the function in MB, 128 to 10,240. Its share of a processor follows from it: from event to answer it
   * takes 1,140 ms at 128 MB, 384 at 256, 174 at 512, 80 at 1,024 and 50 at 1,769.
   *
   * @default 1024
   */
  readonly memorySize?: number;

  /**
   * The processor of the function.
   *
   * @default Architecture.ARM_64
   */
  readonly architecture?: Architecture;

  /**
   * The runtime of the function: Node.js 20 or newer.
   *
   * @default Runtime.NODEJS_24_X
   */
  readonly runtime?: Runtime;

  /**
   * Environment variables of the function. It needs none.
   *
   * @default - none
   */
  readonly environment?: { [key: string]: string };

  /**
   * A VPC for the function. From there it must reach AWS IoT and, in Amazon S3, the address to which it answers: if it
   * does not, every operation fails, and only when CloudFormation has waited for `ServiceTimeout`.
   *
   * @default - none; the function reaches the public endpoints of AWS
   */
  readonly vpc?: IVpc;

  /**
   * The subnets of the VPC.
   *
   * @default - the private subnets
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The security groups of the function in the VPC.
   *
   * @default - one of its own, which allows all traffic out
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Where the function logs.
   *
   * @default - a log group of its own that keeps the logs for three months and is deleted with the stack
   */
  readonly logGroup?: ILogGroupRef;
}

/** What is known of a provider that was deployed elsewhere. */
export interface SecurityProfileProviderAttributes {
  /**
   * The ARN of the function, in the Region and account of the profiles. Not that of an SNS topic: events that come
   * through a topic are not answered.
   */
  readonly serviceToken: string;

  /**
   * The role that the function runs with. Profiles add to it the right to pass their own role to AWS IoT.
   *
   * @default - unknown; profiles that have a role warn and print the statement to add
   */
  readonly role?: IRoleRef;

  /**
   * The timeout of the function, 10 seconds to 15 minutes: the `ServiceTimeout` of the profiles follows from it.
   *
   * @default Duration.minutes(5)
   */
  readonly timeout?: Duration;
}

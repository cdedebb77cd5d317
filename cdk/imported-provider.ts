import { Arn, ArnFormat, type Duration, Stack, Token } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { ISecurityProfileProvider } from './provider-interface';
import { checkTimeout, serviceTimeoutFor } from './provider-timing';

/** A provider of which only the ARN of the function is known, and perhaps the role. */
export class ImportedProvider extends Construct implements ISecurityProfileProvider {
  public readonly serviceToken: string;
  public readonly serviceTimeout: Duration;
  public readonly role?: IRole;

  constructor(scope: Construct, id: string, serviceToken: string, timeout: Duration, role: IRole | undefined) {
    super(scope, id);
    checkTimeout(this.node.path, timeout);
    checkServiceToken(this.node.path, serviceToken, Stack.of(scope).region);
    this.serviceToken = serviceToken;
    this.serviceTimeout = serviceTimeoutFor(timeout);
    if (role !== undefined) this.role = role;
  }
}

/** CloudFormation finds out only at deployment, after everything that the resource depends on has been made. */
function checkServiceToken(constructPath: string, serviceToken: string, region: string): void {
  if (Token.isUnresolved(serviceToken)) return;
  const accepted = 'arn:<partition>:lambda:<region>:<account>:function:<name>';
  if (!/^arn:[^:]+:lambda:[^:]+:\d{12}:function:[^:]+(:[^:]+)?$/.test(serviceToken))
    throw new Error(
      `[${constructPath}] serviceToken must be the ARN of a Lambda function, ${accepted}, got '${serviceToken}'`,
    );
  const { region: given } = Arn.split(serviceToken, ArnFormat.COLON_RESOURCE_NAME);
  if (!Token.isUnresolved(region) && given !== region)
    throw new Error(
      `[${constructPath}] serviceToken must be in the Region of the stack, ${region}, got '${serviceToken}'; deploy a provider there`,
    );
}

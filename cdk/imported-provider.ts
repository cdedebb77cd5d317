import { Arn, ArnFormat, type Duration, Stack, Token } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { ISecurityProfileProvider } from './provider-interface';

/** A provider of which only the ARN of the function is known, and perhaps the role. */
export class ImportedProvider extends Construct implements ISecurityProfileProvider {
  public readonly serviceToken: string;
  public readonly serviceTimeout: Duration;
  public readonly role?: IRole;

  constructor(scope: Construct, id: string, serviceToken: string, serviceTimeout: Duration, role: IRole | undefined) {
    super(scope, id);
    checkServiceToken(this.node.path, serviceToken, Stack.of(scope));
    this.serviceToken = serviceToken;
    this.serviceTimeout = serviceTimeout;
    if (role !== undefined) this.role = role;
  }
}

/** CloudFormation finds out only at deployment, after everything that the resource depends on has been made. */
function checkServiceToken(constructPath: string, serviceToken: string, { region, account }: Stack): void {
  if (Token.isUnresolved(serviceToken)) return;
  const accepted = 'arn:<partition>:lambda:<region>:<account>:function:<name>';
  if (!/^arn:[^:]+:lambda:[^:]+:\d{12}:function:[^:]+(:[^:]+)?$/.test(serviceToken))
    throw new Error(
      `[${constructPath}] serviceToken must be the ARN of a Lambda function, ${accepted}, got '${serviceToken}'${
        /^arn:[^:]+:sns:/.test(serviceToken) ? ': an event that comes by an SNS topic is not answered' : ''
      }`,
    );
  const { region: given, account: givenAccount } = Arn.split(serviceToken, ArnFormat.COLON_RESOURCE_NAME);
  if (!Token.isUnresolved(account) && givenAccount !== account)
    throw new Error(
      `[${constructPath}] serviceToken must be in the account of the stack, ${account}, got '${serviceToken}'; deploy a provider there`,
    );
  if (!Token.isUnresolved(region) && given !== region)
    throw new Error(
      `[${constructPath}] serviceToken must be in the Region of the stack, ${region}, got '${serviceToken}'; deploy a provider there`,
    );
}

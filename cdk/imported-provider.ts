import type { Duration } from 'aws-cdk-lib';
import type { IRole, IRoleRef } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { environmentOfStack } from './environment';
import type { ISecurityProfileProvider } from './provider-interface';
import { checkTimeout, serviceTimeoutFor } from './provider-timing';
import { serviceTokenProblem } from './provider-token';
import { roleFrom } from './role-reference';

/** A provider of which only the ARN of the function is known, and perhaps the role and the timeout. */
export class ImportedProvider extends Construct implements ISecurityProfileProvider {
  public readonly serviceToken: string;
  public readonly serviceTimeout: Duration;
  public readonly role?: IRole;

  constructor(scope: Construct, id: string, serviceToken: string, timeout: Duration, role: IRoleRef | undefined) {
    super(scope, id);
    checkTimeout(this.node.path, timeout);
    const problem = serviceTokenProblem(serviceToken, environmentOfStack(scope));
    if (problem !== undefined) throw new Error(`[${this.node.path}] ${problem}`);
    this.serviceToken = serviceToken;
    this.serviceTimeout = serviceTimeoutFor(timeout);
    if (role !== undefined) this.role = roleFrom(this, role);
  }
}

import type { Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { ISecurityProfileProvider } from '../provider-interface';
import type { SecurityProfileProviderAttributes } from '../provider-props';
import { roleFrom } from '../role/reference';
import { requireProviderAttributes } from './mistakes';
import { defaultTimeout, serviceTimeoutFor } from './timing';

/** A provider of which only the ARN of the function is known, and perhaps the role and the timeout. */
export class ImportedProvider extends Construct implements ISecurityProfileProvider {
  public readonly serviceToken: string;
  public readonly serviceTimeout: Duration;
  public readonly role?: IRole;

  constructor(scope: Construct, id: string, attributes: SecurityProfileProviderAttributes) {
    super(scope, id);
    requireProviderAttributes(this, attributes);
    const { serviceToken, timeout = defaultTimeout, role } = attributes;
    this.serviceToken = serviceToken;
    this.serviceTimeout = serviceTimeoutFor(timeout);
    if (role !== undefined) this.role = roleFrom(this, role);
  }
}

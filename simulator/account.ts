import type { Account } from '../cloudformation/blueprint';
import type { SsmParameters } from '../cloudformation/parameters';

export const simulatorFunctionName = 'iot-security-profile';

const defaultAccountId = '123456789012';

/** The ServiceToken, in a Region, of the function that is there without any stack: it runs the built bundle. */
export const serviceTokenIn = (region: string, accountId = defaultAccountId): string =>
  `arn:aws:lambda:${region}:${accountId}:function:${simulatorFunctionName}`;

/** The account that the simulator plays, in a Region. `ssmParameters`: those of the person who tries it. */
export const accountIn = (
  region: string,
  ssmParameters: SsmParameters = {},
  accountId = defaultAccountId,
): Account => ({
  partition: 'aws',
  region,
  accountId,
  // The templates that CDK makes look here for the version of their bootstrap stack.
  ssmParameters: { '/cdk-bootstrap/hnb659fds/version': '30', ...ssmParameters },
  // As if the function came from a stack of provider.yaml that has its name.
  exports: { [`${simulatorFunctionName}-ServiceToken`]: serviceTokenIn(region, accountId) },
});

const defaultRegion = 'us-east-1';

export const simulatorServiceToken = serviceTokenIn(defaultRegion);

/** The account in the Region that is played unless another one is asked for. */
export const simulatorAccount = accountIn(defaultRegion);

import type { Account } from '../cloudformation/blueprint';
import type { SsmParameters } from '../cloudformation/parameters';

/** The functions that are there without any stack, each running a built bundle. That for Amazon Connect only if it is asked for. */
export const simulatorFunctionNames = { iot: 'iot-security-profile', connect: 'connect-security-profile' } as const;

type FunctionName = (typeof simulatorFunctionNames)[keyof typeof simulatorFunctionNames];

const defaultAccountId = '123456789012';

/** The ServiceToken of such a function in a Region. */
export const serviceTokenIn = (
  region: string,
  accountId = defaultAccountId,
  name: FunctionName = simulatorFunctionNames.iot,
): string => `arn:aws:lambda:${region}:${accountId}:function:${name}`;

/** The account that the simulator plays, in a Region. `ssmParameters`: those of the person who tries it. */
export const accountIn = (
  region: string,
  ssmParameters: SsmParameters = {},
  accountId = defaultAccountId,
  functions: readonly FunctionName[] = [simulatorFunctionNames.iot],
): Account => ({
  partition: 'aws',
  region,
  accountId,
  // The templates that CDK makes look here for the version of their bootstrap stack.
  ssmParameters: { '/cdk-bootstrap/hnb659fds/version': '30', ...ssmParameters },
  // As if each function came from a stack of its template that has its name.
  exports: Object.fromEntries(
    functions.map((name) => [`${name}-ServiceToken`, serviceTokenIn(region, accountId, name)]),
  ),
});

const defaultRegion = 'us-east-1';

export const simulatorServiceToken = serviceTokenIn(defaultRegion);

/** The account in the Region that is played unless another one is asked for. */
export const simulatorAccount = accountIn(defaultRegion);

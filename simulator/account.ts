import type { Account } from '../cloudformation/blueprint';

export const simulatorFunctionName = 'iot-security-profile';

/** The ServiceToken of the function that is there without any stack: it runs the built bundle. */
export const simulatorServiceToken = `arn:aws:lambda:us-east-1:123456789012:function:${simulatorFunctionName}`;

/** The account that the simulator plays. */
export const simulatorAccount: Account = {
  partition: 'aws',
  region: 'us-east-1',
  accountId: '123456789012',
  // The templates that CDK makes look here for the version of their bootstrap stack.
  ssmParameters: { '/cdk-bootstrap/hnb659fds/version': '30' },
  // As if the function came from a stack of provider.yaml that has its name.
  exports: { [`${simulatorFunctionName}-ServiceToken`]: simulatorServiceToken },
};

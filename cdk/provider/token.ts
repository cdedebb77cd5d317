import { Token } from 'aws-cdk-lib';
import { differences, type Environment, environmentOfArn } from '../checks/environment';
import { got } from '../checks/shapes';

const accepted = 'arn:<partition>:lambda:<region>:<account>:function:<name>';
const functionArn = /^arn:[\w-]+:lambda:[a-z\d-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/;

/** What is wrong with a service token in this environment: CloudFormation finds out only at deployment. */
export const serviceTokenProblem = (serviceToken: string, ours: Environment): string | undefined => {
  if (Token.isUnresolved(serviceToken)) return undefined;
  if (typeof serviceToken !== 'string' || !functionArn.test(serviceToken))
    return /^arn:[\w-]+:sns:/.test(serviceToken)
      ? `serviceToken must not be an SNS topic, got '${serviceToken}': events that come through a topic are not answered; give the ARN of the function itself, ${accepted}`
      : `serviceToken must be the ARN of a Lambda function, ${accepted}, ${got(serviceToken)}`;
  const places = differences(ours, environmentOfArn(serviceToken)).map(
    ({ what, ours: place }) => `in the ${what} of the stack, ${place}`,
  );
  if (places.length === 0) return undefined;
  return `serviceToken must be ${places.join(', and ')}, got '${serviceToken}'; deploy a provider there`;
};

import { type Stack, Token } from 'aws-cdk-lib';

const accepted = 'arn:<partition>:lambda:<region>:<account>:function:<name>';
const functionArn = /^arn:[\w-]+:lambda:([a-z\d-]+):(\d{12}):function:[\w-]+(:[\w$-]+)?$/;

/** Where a function is, or a stack. What is not known is a token. */
export type Environment = Pick<Stack, 'region' | 'account'>;

interface Difference {
  readonly what: 'Region' | 'account';
  readonly ours: string;
  readonly given: string;
}

/** What differs between two environments, as far as both are known. */
export const differences = (ours: Environment, given: Environment): readonly Difference[] => {
  const pairs: readonly Difference[] = [
    { what: 'Region', ours: ours.region, given: given.region },
    { what: 'account', ours: ours.account, given: given.account },
  ];
  return pairs.filter(
    (pair) => !Token.isUnresolved(pair.ours) && !Token.isUnresolved(pair.given) && pair.ours !== pair.given,
  );
};

/** Where the function of a service token is. */
export const functionEnvironment = (serviceToken: string): Environment | undefined => {
  const [, region, account] = functionArn.exec(serviceToken) ?? [];
  return region === undefined || account === undefined ? undefined : { region, account };
};

/** What is wrong with a service token in this environment: CloudFormation finds out only at deployment. */
export const serviceTokenProblem = (serviceToken: string, ours: Environment): string | undefined => {
  if (Token.isUnresolved(serviceToken)) return undefined;
  const given = functionEnvironment(serviceToken);
  if (given === undefined)
    return /^arn:[\w-]+:sns:/.test(serviceToken)
      ? `serviceToken must not be an SNS topic, got '${serviceToken}': events that come through a topic are not answered; give the ARN of the function itself, ${accepted}`
      : `serviceToken must be the ARN of a Lambda function, ${accepted}, got '${serviceToken}'`;
  const places = differences(ours, given).map(({ what, ours: place }) => `in the ${what} of the stack, ${place}`);
  if (places.length === 0) return undefined;
  return `serviceToken must be ${places.join(', and ')}, got '${serviceToken}'; deploy a provider there`;
};

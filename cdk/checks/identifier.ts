import { Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { got } from './shapes';

const name = /^[a-zA-Z0-9:_-]{1,128}$/;
const arn = /^arn:[\w-]+:iot:[a-z\d-]+:\d{12}:securityprofile\/[a-zA-Z0-9:_-]{1,128}$/;

/** A pattern takes `undefined` for the text of that name. */
const isLike = (pattern: RegExp, value: unknown): boolean => typeof value === 'string' && pattern.test(value);

const pathOf = (scope: Construct, id: string): string => [scope.node.path, id].filter((part) => part !== '').join('/');

/** @throws unless it can be the name of a security profile */
export const requireName = (scope: Construct, id: string, securityProfileName: string): void => {
  if (Token.isUnresolved(securityProfileName) || isLike(name, securityProfileName)) return;
  const remedy = isLike(/^arn:/, securityProfileName) ? '; an ARN goes to fromSecurityProfileArn' : '';
  throw new Error(
    `[${pathOf(scope, id)}] securityProfileName must be 1 to 128 letters a-z and A-Z, digits, ":", "_" and "-", ` +
      `${got(securityProfileName)}${remedy}`,
  );
};

/** @throws unless it can be the ARN of a security profile */
export const requireArn = (scope: Construct, id: string, securityProfileArn: string): void => {
  if (Token.isUnresolved(securityProfileArn) || isLike(arn, securityProfileArn)) return;
  const remedy = isLike(name, securityProfileArn) ? '; a name goes to fromSecurityProfileName' : '';
  throw new Error(
    `[${pathOf(scope, id)}] securityProfileArn must be arn:<partition>:iot:<region>:<account>:securityprofile/<name>, ` +
      `${got(securityProfileArn)}${remedy}`,
  );
};

import { Fn } from 'aws-cdk-lib';
import { SecurityProfile } from '../../cdk/index';
import { newStack } from './support';

const arn = 'arn:aws-cn:iot:cn-north-1:123456789012:securityprofile/fleet';

test('imports by name and by ARN say what they are', () => {
  const stack = newStack();
  expect(SecurityProfile.fromSecurityProfileArn(stack, 'ByArn', arn).securityProfileName).toBe('fleet');
  expect(SecurityProfile.fromSecurityProfileName(stack, 'ByName', 'fleet').securityProfileName).toBe('fleet');
});

test.each([
  [
    'fleet',
    `[Stack/Fleet] securityProfileArn must be arn:<partition>:iot:<region>:<account>:securityprofile/<name>, got 'fleet'; a name goes to fromSecurityProfileName`,
  ],
  ['arn:aws:iot:eu-west-1:123456789012:thinggroup/fleet', ':securityprofile/<name>'],
  ['arn:aws:iot::123456789012:securityprofile/fleet', ':securityprofile/<name>'],
  [`${arn}/more`, ':securityprofile/<name>'],
  ['', ':securityprofile/<name>'],
])('by ARN: %p is refused', (given, message) => {
  expect(() => SecurityProfile.fromSecurityProfileArn(newStack(), 'Fleet', given)).toThrow(message);
});

test.each([
  [arn, `got '${arn}'; an ARN goes to fromSecurityProfileArn`],
  [
    'my fleet',
    `[Stack/Fleet] securityProfileName must be 1 to 128 letters a-z and A-Z, digits, ":", "_" and "-", got 'my fleet'`,
  ],
  ['', 'must be 1 to 128'],
  ['x'.repeat(129), 'must be 1 to 128'],
])('by name: %p is refused', (given, message) => {
  expect(() => SecurityProfile.fromSecurityProfileName(newStack(), 'Fleet', given)).toThrow(message);
});

test('what only CloudFormation knows is left alone', () => {
  const stack = newStack();
  const value = Fn.importValue('Fleet');
  expect(() => {
    SecurityProfile.fromSecurityProfileArn(stack, 'ByArn', value);
    SecurityProfile.fromSecurityProfileName(stack, 'ByName', value);
  }).not.toThrow();
});

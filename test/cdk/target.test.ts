import { CfnParameter, Token } from 'aws-cdk-lib';
import { SecurityProfile, SecurityProfileTarget } from '../../cdk/index';
import { iotArn, newStack, profileProperties, synthesisError } from './support';

const env = { account: '123456789012', region: 'eu-west-1' };

test('a thing group by its name is one of the environment of the profile', () => {
  const stack = newStack({ env });
  new SecurityProfile(stack, 'Profile', { targets: [SecurityProfileTarget.thingGroupName('sensors')] });
  expect(profileProperties(stack).TargetArns).toEqual([iotArn(stack, 'eu-west-1:123456789012:thinggroup/sensors')]);
});

test('an ARN is taken as it stands', () => {
  const arn = 'arn:aws:iot:eu-west-1:123456789012:all/registered-things';
  const stack = newStack({ env });
  new SecurityProfile(stack, 'Profile', { targets: [SecurityProfileTarget.fromArn(arn)] });
  expect(profileProperties(stack).TargetArns).toEqual([arn]);
});

test('an ARN of another Region is refused', () => {
  const target = SecurityProfileTarget.fromArn('arn:aws:iot:us-east-1:123456789012:thinggroup/sensors');
  expect(() => new SecurityProfile(newStack({ env }), 'Profile', { targets: [target] })).toThrow(
    'targets[0]: is in the Region us-east-1, this profile in eu-west-1',
  );
});

test('what is no ARN of a target is refused', () => {
  const stack = newStack({ env });
  new SecurityProfile(stack, 'Profile', { targets: [SecurityProfileTarget.fromArn('sensors')] });
  expect(synthesisError(stack)).toContain('targets[0]: "sensors"');
});

describe('a list that only CloudFormation knows', () => {
  const listIn = (stack: ReturnType<typeof newStack>): SecurityProfileTarget =>
    SecurityProfileTarget.fromArnList(
      new CfnParameter(stack, 'Groups', { type: 'CommaDelimitedList', default: '' }).valueAsList,
    );

  test('is the list of targets', () => {
    const stack = newStack();
    new SecurityProfile(stack, 'Profile', { targets: [listIn(stack)] });
    expect(profileProperties(stack).TargetArns).toEqual({ Ref: 'Groups' });
  });

  test('cannot be joined with other targets', () => {
    const stack = newStack();
    const profile = new SecurityProfile(stack, 'Profile', { targets: [SecurityProfileTarget.ALL_THINGS] });
    profile.addTarget(listIn(stack));
    expect(synthesisError(stack)).toMatch(/targets\[1]: .*a list that is known only at deployment.*alone/);
  });
});

test.each([
  ['a name that is an ARN', SecurityProfileTarget.thingGroupName('arn:aws:iot:eu-west-1:1:thinggroup/a'), 'fromArn'],
  ['a name that is none', SecurityProfileTarget.thingGroupName('my sensors'), '1 to 128 letters'],
  ['an ARN that is no text', SecurityProfileTarget.fromArn(7 as unknown as string), '7 is not the ARN of a target'],
  ['a list that is known', SecurityProfileTarget.fromArnList(['arn']), 'one SecurityProfileTarget.fromArn each'],
])('%s is told with the rest', (_, target, message) => {
  const stack = newStack();
  new SecurityProfile(stack, 'Profile', { targets: [target], description: 'a\nb' });
  const error = synthesisError(stack);
  expect(error).toContain('2 properties are not valid');
  expect(error).toContain(message);
});

test.each([
  ['arn:aws:iot:eu-west-1:1:thinggroup/a', 'SecurityProfileTarget.fromArn('],
  ['sensors', "SecurityProfileTarget.thingGroupName('sensors')"],
])('a text in place of a target is told with the method that takes it: %s', (text, remedy) => {
  const stack = newStack();
  new SecurityProfile(stack, 'Profile', { targets: [text as unknown as SecurityProfileTarget] });
  expect(synthesisError(stack)).toContain(remedy);
});

test('a name may be a token', () => {
  const stack = newStack({ env });
  const name = Token.asString({ Ref: 'Group' });
  new CfnParameter(stack, 'Group');
  new SecurityProfile(stack, 'Profile', { targets: [SecurityProfileTarget.thingGroupName(name)] });
  expect(JSON.stringify(profileProperties(stack).TargetArns)).toContain('"Ref":"Group"');
});

import { createColors } from 'picocolors';
import type { IotCall } from '../../../simulator/iot/model/types';
import { callLine } from '../../../simulator/screen/call-line';
import { connectProfileLines } from '../../../simulator/screen/connect-profile-lines';
import { eventLines } from '../../../simulator/screen/event-lines';
import { profileLines } from '../../../simulator/screen/profile-lines';
import { warningLines } from '../../../simulator/screen/warning-lines';
import type { Invocation } from '../../../simulator/stacks/custom-resource/delivery';
import type { StackEvent } from '../../../simulator/stacks/stack';

const plain = createColors(false);

const event: StackEvent = {
  time: Date.UTC(2026, 0, 1, 12, 30, 5),
  stackName: 'stack',
  stackId: 'arn:stack',
  logicalId: 'Profile',
  physicalId: 'example',
  type: 'Custom::IoTSecurityProfile',
  status: 'CREATE_COMPLETE',
};

describe('an event', () => {
  test('shows time, status, logical id and type in columns', () => {
    expect(eventLines(event, plain).join('\n').split(/ {2,}/)).toEqual([
      '12:30:05',
      'CREATE_COMPLETE',
      'Profile',
      'Custom::IoTSecurityProfile',
    ]);
  });

  test('shows its reason on a line of its own', () => {
    expect(eventLines({ ...event, reason: 'User Initiated' }, plain)[1]?.trim()).toBe('User Initiated');
  });

  test('is colored only where colors are wanted', () => {
    expect(eventLines(event, plain).join()).not.toContain('\u001b');
    expect(eventLines(event, createColors(true)).join()).toContain('\u001b[32m');
  });
});

describe('a call', () => {
  const call: IotCall = {
    sequence: 1,
    operation: 'CreateSecurityProfile',
    input: {
      securityProfileName: 'example',
      behaviors: [{ name: 'a' }, { name: 'b' }],
      tags: [{ Key: 'k', Value: 'v' }],
      alertTargets: { SNS: {} },
      deleteBehaviors: true,
    },
    status: 200,
    effective: true,
    time: 0,
  };

  test('shows its key parameters and the status of its answer', () => {
    expect(callLine(call, plain).trim()).toBe(
      'iot CreateSecurityProfile example behaviors=[a, b] tags=[k] alertTargets={SNS} deleteBehaviors=true 200',
    );
  });

  test('of Amazon Connect shows the name or the id of the profile before the rest', () => {
    const input = {
      InstanceId: 'i',
      SecurityProfileName: 'Tier 1',
      Applications: [{ Namespace: 'n' }],
      Tags: { a: '1' },
    };
    const create = { ...call, input };
    expect(callLine(create, plain, 'connect').trim()).toBe(
      'connect CreateSecurityProfile Tier 1 InstanceId="i" Applications=[n] Tags={a} 200',
    );
    const describe = {
      ...call,
      operation: 'DescribeSecurityProfile',
      input: { InstanceId: 'i', SecurityProfileId: 'p' },
    };
    expect(callLine(describe, plain, 'connect').trim()).toBe('connect DescribeSecurityProfile p InstanceId="i" 200');
  });

  test('shows the error it ended with', () => {
    const error = { name: 'ThrottlingException', message: 'Rate exceeded' };
    expect(callLine({ ...call, status: 400, error }, plain)).toMatch(/ 400 ThrottlingException: Rate exceeded$/);
  });

  test('says when it got no answer', () => {
    expect(callLine({ ...call, status: undefined }, plain)).toMatch(/ no answer$/);
  });

  test('cuts values that are long', () => {
    expect(callLine({ ...call, input: { text: 'x'.repeat(500) } }, plain).length).toBeLessThan(130);
  });
});

describe('a profile', () => {
  test('shows what the service holds, with targets and tags', () => {
    const stored = { profile: { version: 2 }, targets: ['arn:target'], tags: { k: 'v' } };
    expect(profileLines('example', stored, plain)).toEqual([
      'The service now holds the profile example:',
      '  version: 2',
      '  targets:',
      '    - arn:target',
      '  tags:',
      '    k: v',
    ]);
  });

  test('says of each behavior what raises the alarm', () => {
    const criteria = { comparisonOperator: 'less-than', value: { count: 5 } };
    const behaviors = [{ name: 'a', metric: 'aws:num-disconnects', criteria }, { name: 'b' }];
    const stored = { profile: { behaviors, version: 1 }, targets: [], tags: {} };
    expect(profileLines('example', stored, plain)).toEqual([
      'The service now holds the profile example:',
      '  behaviors:',
      '    # alarm when a device has 5 disconnects or more',
      '    - name: a',
      '      metric: aws:num-disconnects',
      '      criteria:',
      '        comparisonOperator: less-than',
      '        value:',
      '          count: 5',
      '    # no alarm: it has no metric; nothing is measured',
      '    - name: b',
      '  version: 1',
      '  targets: []',
      '  tags: {}',
    ]);
  });

  test('of Amazon Connect shows what that service holds, with tags and, if there are any, users', () => {
    const stored = {
      ...{ instanceId: 'i', id: 'p', arn: 'arn:p', name: 'Tier 1', tags: { k: 'v' }, users: [] },
      content: { Permissions: ['a', 'b'], AllowedAccessControlTags: {} },
    };
    const lines = [
      'Amazon Connect now holds the profile Tier 1:',
      '  SecurityProfileArn: arn:p',
      '  Permissions:',
      '    - a',
      '    - b',
      '  AllowedAccessControlTags: {}',
    ];
    const tags = ['  tags:', '    k: v'];
    expect(connectProfileLines(stored, plain)).toEqual([...lines, ...tags]);
    expect(connectProfileLines({ ...stored, users: ['u'] }, plain)).toEqual([...lines, '  users:', '    - u', ...tags]);
  });

  test('says when there is none', () => {
    expect(profileLines('example', undefined, plain)).toEqual(['The service holds no profile example.']);
  });
});

describe('an invocation', () => {
  const doubts = (problems: unknown, message = 'doubtful properties') => JSON.stringify({ message, problems });
  const invocation = (stdout: string): Invocation => ({
    event: {
      RequestType: 'Create',
      ServiceToken: 'arn:function',
      StackId: 'arn:stack',
      RequestId: 'request',
      ResourceType: 'Custom::IoTSecurityProfile',
      LogicalResourceId: 'Profile',
      ResourceProperties: {
        ServiceToken: 'arn:function',
        Behaviors: [
          {
            Name: 'a',
            Metric: 'aws:num-disconnects',
            Criteria: { ComparisonOperator: 'greater-than', Value: { Count: '5' } },
          },
        ],
      },
    },
    attempt: 1,
    answers: [],
    outcome: { kind: 'returned', stdout, stderr: '' },
    milliseconds: 1,
  });
  const lines = (...log: readonly string[]) =>
    warningLines(invocation(log.join('\n')), plain).map((line) => line.trim());

  test('shows each warning of the function, with what raises the alarm by the behavior that it is about', () => {
    const problems = ['Behaviors[0].Criteria.ComparisonOperator: is odd', 'Tags: are odd: very', 'and 5 more'];
    expect(lines(doubts(['first']), doubts(problems))).toEqual([
      'warning first',
      'warning Behaviors[0].Criteria.ComparisonOperator: is odd',
      'as written: alarm when a device has 5 disconnects or fewer',
      'warning Tags: are odd: very',
      'warning and 5 more',
    ]);
  });

  test('shows nothing else of the log, whatever a function writes', () => {
    expect(lines('text', '{', '[]', 'null', doubts(['a'], 'request'), doubts('a'), '')).toEqual([]);
  });
});

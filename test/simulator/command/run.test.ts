import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCaptured } from '../../../simulator/command/captured';

const example = join(__dirname, '../../../templates/examples/import-value.yaml');

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'templates-'));
});

afterAll(() => rm(folder, { recursive: true }));

const runWith = (...args: readonly string[]) => runCaptured(args);

const file = async (name: string, text: string | Buffer): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

test('the help lists every option and the syntax of faults, and exits with 0', async () => {
  const { exitCode, output } = await runWith('--help');
  expect(exitCode).toBe(0);
  for (const option of [
    '--template',
    '--parameter',
    '--update',
    '--fault',
    '--function-timeout',
    '--stack-name',
    '--keep',
    '--disable-rollback',
    '--reading',
    '--strict',
    '--ssm',
    '--connect',
    '--instance',
  ])
    expect(output).toContain(option);
  expect(output).toContain('WHERE:WHAT');
  expect(output).toContain('cleanUpProperties');
});

describe('a wrong command line is one line on stderr and exit code 1', () => {
  test.each([
    [['--nope'], "unknown option '--nope'"],
    [['stack.yaml'], 'too many arguments'],
    [['--template'], "option '--template <file>' argument missing"],
    [['--template', 'x', '--parameter', 'A'], 'It is written Key=Value'],
    [['--template', 'x', '--function-timeout', '0'], 'whole number of seconds from 1 to 900'],
    [['--template', 'x', '--fault', 'nope'], '--fault nope: "nope" is not one of'],
    [['--template', 'x', '--reading', 'nope=1'], '--reading nope=1: accepted is'],
    [['--update', 'x'], 'give --template FILE'],
    [['--template', 'x', '--instance', 'a/b'], 'It is the id of an instance'],
    [['--template', example, '--connect', '/does/not/exist'], 'There is no bundle of the function in /does/not/exist'],
    [['--template', '/does/not/exist.yaml'], 'cannot read the template /does/not/exist.yaml: there is no such file'],
    [['--template', tmpdir()], 'it is a directory, and has no manifest.json of cdk synth'],
    [
      ['--template', example, '--stack-name', 'a', '--stack-name', 'b'],
      '--stack-name b: there is no --template for it',
    ],
    [['--template', example, '--parameter', 'A=b'], '--parameter A: no --template has a parameter of that name'],
    [['--template', example, '--template', example, '--update', example], 'it is for one stack, and there are 2'],
  ])('%j', async (args, words) => {
    const { exitCode, errors } = await runWith(...args);
    expect(exitCode).toBe(1);
    expect(errors).toMatch(/^error: [^\n]+\n$/);
    expect(errors).toContain(words);
  });
});

describe('a wrong template is one line on stderr and exit code 1', () => {
  test.each([
    ['Resources: [', 'YAML not well-formed. (line 1, column 13)'],
    ['{"Resources": }', 'JSON not well-formed.'],
    ['Resources: { A: { Type: AWS::IoT::SecurityProfle } }', 'did you mean AWS::IoT::SecurityProfile?'],
    ['Resources: { A: { Type: AWS::IOT::SecurityProfile } }', 'did you mean AWS::IoT::SecurityProfile?'],
    ['Resources: { A: { Type: Custom::A, Properties: { B: !Ref C } } }', 'Unresolved resource dependencies [C]'],
    ['Parameters: { P: { Type: String } }\nResources: { A: { Type: Custom::A } }', 'Parameters: [P] must have values'],
  ])('%s', async (text, words) => {
    const path = await file('wrong.yaml', text);
    const { exitCode, errors } = await runWith('--template', path);
    expect(exitCode).toBe(1);
    expect(errors).toMatch(/^error: [^\n]+\n$/);
    expect(errors).toContain(`${path}: `);
    expect(errors).toContain(words);
  });
});

describe('a template of one’s own', () => {
  const topic = (name: string) => `
Parameters: { Name: { Type: String, Default: ${name} } }
Resources: { Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } } }
Outputs: { Arn: { Value: !Ref Topic } }`;

  test('is deployed, updated in the given order and deleted', async () => {
    const paths = await Promise.all([file('1.yaml', topic('one')), file('2.yaml', topic('two'))]);
    const { exitCode, output, errors } = await runWith(
      '--template',
      paths[0],
      '--update',
      paths[1],
      '--stack-name',
      'mine',
    );
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    const stackStatuses = output
      .split('\n')
      .filter((line) => line.includes('CloudFormation::Stack'))
      .map((line) => line.split(/\s+/)[1]);
    expect(stackStatuses).toEqual([
      'CREATE_IN_PROGRESS',
      'CREATE_COMPLETE',
      'UPDATE_IN_PROGRESS',
      'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'UPDATE_COMPLETE',
      'DELETE_IN_PROGRESS',
      'DELETE_COMPLETE',
    ]);
    expect(output).toContain('Arn = arn:aws:sns:us-east-1:123456789012:two');
  });

  test('takes parameters and can be kept', async () => {
    const path = await file('kept.yaml', topic('one'));
    const { exitCode, output } = await runWith('--template', path, '--parameter', 'Name=given', '--keep');
    expect(exitCode).toBe(0);
    expect(output).toContain('arn:aws:sns:us-east-1:123456789012:given');
    expect(output).not.toContain('DELETE_IN_PROGRESS');
  });

  test('shows no color in a pipe', async () => {
    const { output } = await runWith('--template', await file('plain.yaml', topic('one')));
    expect(output).not.toContain('\u001b');
  });

  test('that ends failed exits with 1 and says in the last line what failed', async () => {
    const path = await file('failing.yaml', 'Resources: { Thing: { Type: Custom::Thing } }');
    const { exitCode, errors } = await runWith('--template', path);
    expect(exitCode).toBe(1);
    expect(errors).toMatch(
      /^error: the stack simulated-stack ended in ROLLBACK_COMPLETE: Thing CREATE_FAILED, .*ServiceToken.*\n$/,
    );
  });

  test('that fails as a whole says in the last line why', async () => {
    const text = 'Resources: { Topic: { Type: AWS::SNS::Topic } }\nOutputs: { Out: { Value: !Select [1, [a]] } }';
    const { exitCode, errors } = await runWith('--template', await file('output.yaml', text));
    expect(exitCode).toBe(1);
    expect(errors).toBe(
      'error: the stack simulated-stack ended in ROLLBACK_COMPLETE: Template error: Fn::Select cannot select nonexistent value at index 1. Rollback requested by user.\n',
    );
  });

  test('whose export another stack has says so in the last line', async () => {
    const text = `${topic('one')}\n  Name: { Value: a, Export: { Name: topic } }`;
    const path = await file(
      'exports.yaml',
      text.replace('{ Arn: { Value: !Ref Topic } }', '\n  Arn: { Value: !Ref Topic }'),
    );
    const { errors } = await runWith('--template', path, '--template', path);
    expect(errors).toContain(
      'the stack simulated-stack-2 ended in ROLLBACK_COMPLETE: Export with name topic is already exported by stack simulated-stack. ',
    );
  });

  test('whose update fails as a whole says in the last line why', async () => {
    const [right, wrong] = [topic('one'), topic('one').replace('!Ref Topic', '!Select [1, [a]]')];
    const { errors } = await runWith(
      ...['--template', await file('right.yaml', right), '--update', await file('wrong.yaml', wrong)],
    );
    expect(errors).toContain('ended in UPDATE_ROLLBACK_COMPLETE: Template error: Fn::Select cannot select');
  });

  test('that fails is left as it is where rollback is disabled, and the next update goes on from there', async () => {
    const text = 'Resources: { Topic: { Type: AWS::SNS::Topic }, Thing: { Type: Custom::Thing } }';
    const failing = await file('left.yaml', text);
    const fixed = await file('fixed.yaml', 'Resources: { Topic: { Type: AWS::SNS::Topic } }');
    const { exitCode, output } = await runWith('--template', failing, '--disable-rollback', '--update', fixed);
    expect(exitCode).toBe(0);
    const stackStatuses = output
      .split('\n')
      .filter((line) => line.includes('CloudFormation::Stack'))
      .map((line) => line.split(/\s+/)[1]);
    expect(stackStatuses.slice(0, 5)).toEqual([
      'CREATE_IN_PROGRESS',
      'CREATE_FAILED',
      'UPDATE_IN_PROGRESS',
      'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'UPDATE_COMPLETE',
    ]);
  });

  test('that updates to itself is told that there is nothing to do', async () => {
    const path = await file('same.yaml', topic('one'));
    const { exitCode, errors } = await runWith('--template', path, '--update', path);
    expect(exitCode).toBe(1);
    expect(errors).toBe(`error: ${path}: No updates are to be performed.\n`);
  });
});

test('a template is deployed in the account and the Region of its ARNs', async () => {
  const body = `
Parameters: { ServiceToken: { Type: String } }
Resources:
  Profile:
    Type: Custom::IoTSecurityProfile
    Properties: { ServiceToken: !Ref ServiceToken, TargetArns: ['arn:aws:iot:eu-west-1:111122223333:all/things'] }
Outputs: { Token: { Value: !ImportValue iot-security-profile-ServiceToken } }`;
  const path = await file('account.yaml', body);
  const here = await runWith('--template', path, '--account', '111122223333', '--region', 'eu-west-1');
  expect(here).toMatchObject({ exitCode: 0, errors: '' });
  expect(here.output).toContain('Token = arn:aws:lambda:eu-west-1:111122223333:function:iot-security-profile');
  expect((await runWith('--template', path)).exitCode).toBe(1);
});

test.each([
  ['--account', '1234', 'It is the twelve digits of an account.'],
  ['--region', 'Ireland', 'It is a Region, as eu-west-1.'],
])('%s %s is refused', async (option, given, words) => {
  const { exitCode, errors } = await runWith('--template', 'any.yaml', option, given);
  expect(exitCode).toBe(1);
  expect(errors).toContain(words);
});

describe('where an option helps, the error names it', () => {
  const user = (name: string, more = '') => `
Parameters: { ServiceToken: { Type: String }${more} }
Resources:
  Profile: { Type: Custom::IoTSecurityProfile, Properties: { ServiceToken: !Ref ServiceToken, ${name} } }`;

  test.each([
    [user("SecurityProfileDescription: '{{resolve:ssm:/fleet:1}}'"), 'cannot be found (--ssm NAME=VALUE puts it'],
    [
      user('Revision: !Ref P', ", P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /fleet }"),
      'for this account (--ssm NAME=VALUE puts it into the parameter store)',
    ],
    [user('Revision: !Ref P', ', P: { Type: String }'), '[P] must have values (--parameter NAME=VALUE gives one)'],
    [user('Revision: !ImportValue fleet'), 'No export named fleet found (give the template that exports it before'],
    [
      user("TargetArns: ['arn:aws:iot:eu-west-1:111122223333:all/things']"),
      '(--account and --region say what to play)',
    ],
  ])('%#', async (body, words) => {
    const { exitCode, errors } = await runWith('--template', await file('user.yaml', body));
    expect(exitCode).toBe(1);
    expect(errors).toContain(words);
  });

  test('and none where none does', async () => {
    const body = user('SecurityProfileName: a b');
    const { errors } = await runWith('--template', await file('user.yaml', body));
    expect(errors).not.toMatch(/--(ssm|parameter|template|account)/);
  });
});

describe('a ServiceToken of a function that no template makes', () => {
  const elsewhere = (type: string, token: string) => `
Resources:
  One: { Type: ${type}, Properties: { ServiceToken: '${token}', SecurityProfileName: one } }
  Two: { Type: ${type}, Properties: { ServiceToken: '${token}', SecurityProfileName: two } }`;
  const token = 'arn:aws:lambda:eu-west-1:210987654321:function:security-profiles';

  test('is that of this project’s function, with one note', async () => {
    const path = await file('elsewhere.yaml', elsewhere('Custom::IoTSecurityProfile', token));
    const { exitCode, output, errors } = await runWith('--template', path);
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(output.split('\n').filter((line) => line.includes(' note '))).toEqual([
      `          note ${token} is not here: this project's function stands in`,
    ]);
  });

  test.each<[string, string, readonly string[]]>([
    ['of another type', elsewhere('Custom::Other', token), []],
    ['that is none', elsewhere('Custom::IoTSecurityProfile', 'security-profiles'), []],
    ['where nothing may stand in', elsewhere('Custom::IoTSecurityProfile', token), ['--strict']],
  ])('%s is not found', async (_, body, more) => {
    const { exitCode, errors } = await runWith('--template', await file('elsewhere.yaml', body), ...more);
    expect(exitCode).toBe(1);
    expect(errors).toContain('Function not found: ');
  });
});

test('a template of which an instance in a VPC is a part, and a database, is deployed as a whole', async () => {
  const path = await file(
    'vpc.yaml',
    `
Parameters: { ServiceToken: { Type: String } }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      CidrBlock: !Select [1, !Cidr [!GetAtt Vpc.CidrBlock, 6, 8]]
      AvailabilityZone: !Select [0, !GetAZs '']
  Instance:
    Type: AWS::EC2::Instance
    CreationPolicy: { ResourceSignal: { Timeout: PT5M } }
    Properties: { SubnetId: !Ref Subnet }
  Database: { Type: AWS::RDS::DBInstance, DeletionPolicy: Snapshot, UpdateReplacePolicy: Snapshot }
  Profile:
    Type: Custom::IoTSecurityProfile
    Properties: { ServiceToken: !Ref ServiceToken }
Outputs: { Block: { Value: !GetAtt Subnet.CidrBlock }, Zone: { Value: !GetAtt Subnet.AvailabilityZone } }`,
  );
  const { exitCode, output, errors } = await runWith('--template', path);
  expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
  expect(output).toContain('Block = 10.0.1.0/24');
  expect(output).toContain('Zone = us-east-1a');
});

test.each([
  ['utf16le', '\uFEFF'],
  ['utf8', '\uFEFF'],
] as const)('a template in %s with a mark of its byte order is read', async (encoding, mark) => {
  const body = `${mark}Resources: { Topic: { Type: AWS::SNS::Topic } }`;
  const path = await file('marked.yaml', Buffer.from(body, encoding));
  expect(await runWith('--template', path)).toMatchObject({ exitCode: 0, errors: '' });
});

describe('a template with resources that are not simulated', () => {
  const mixed = `
Parameters: { ServiceToken: { Type: String } }
Resources:
  Topic: { Type: AWS::SNS::Topic }
  Mail: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref Topic, Protocol: email, Endpoint: ops@example.com } }
  Sms: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref Topic, Protocol: sms, Endpoint: '+4312345' } }
  Profile:
    Type: Custom::IoTSecurityProfile
    Properties:
      ServiceToken: !Ref ServiceToken
      SecurityProfileDescription: !GetAtt Mail.FilterPolicy
Outputs: { Mail: { Value: !Ref Mail } }`;

  test('is deployed as a whole, with one note a type', async () => {
    const { exitCode, output, errors } = await runWith('--template', await file('mixed.yaml', mixed));
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(output.split('\n').filter((line) => line.includes(' note '))).toEqual([
      '          note AWS::SNS::Subscription is not simulated: it always succeeds, its Ref and attributes are made up',
    ]);
    const [, physicalId] = /Mail = (.+)/.exec(output) ?? [];
    expect(output).toContain(`securityProfileDescription: ${physicalId}-FilterPolicy`);
  });

  test('is refused where that is asked for', async () => {
    const { exitCode, errors } = await runWith('--template', await file('mixed.yaml', mixed), '--strict');
    expect(exitCode).toBe(1);
    expect(errors).toContain('does not support the resource type AWS::SNS::Subscription. Supported: Custom::*');
  });
});

describe('the parameter store', () => {
  const text = `
Parameters: { ServiceToken: { Type: String }, Tag: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /fleet/tag } }
Resources:
  Profile:
    Type: Custom::IoTSecurityProfile
    Properties:
      ServiceToken: !Ref ServiceToken
      SecurityProfileDescription: '{{resolve:ssm:/fleet/desc:1}}'
      Tags: [{ Key: k, Value: !Ref Tag }]`;

  test('holds what it is given', async () => {
    const stored = ['--ssm', '/fleet/desc=What a fleet does', '--ssm', '/fleet/tag=a=b'];
    const { errors, output } = await runWith('--template', await file('stored.yaml', text), ...stored);
    expect(errors).toBe('');
    expect(output).toContain('securityProfileDescription: What a fleet does');
    expect(output).toContain('k: a=b');
  });

  test('and nothing else', async () => {
    const { errors } = await runWith('--template', await file('stored.yaml', text), '--ssm', '/fleet/tag=a');
    expect(errors).toContain('Profile CREATE_FAILED, Parameters: [ssm:/fleet/desc:1] cannot be found');
  });
});

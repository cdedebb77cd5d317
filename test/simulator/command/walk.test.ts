import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTemplate } from '../../../cloudformation/template';
import { runCaptured } from '../../../simulator/command/captured';

const runWith = (...args: readonly string[]) => runCaptured(args);

const example = (name: string): string => join(__dirname, '..', '..', '..', 'templates', 'examples', name);

const callsOf = (output: string): readonly string[] =>
  output.split('\n').flatMap((line) => (/^ +iot (\w+)/.exec(line)?.[1] ? [/^ +iot (\w+)/.exec(line)?.[1] ?? ''] : []));

test('the walk creates, updates, renames, repairs, rolls back and deletes, and exits with 0', async () => {
  const { exitCode, output, errors } = await runWith();
  expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
  const ends = output
    .split('\n')
    .filter((line) => /_COMPLETE +security-profile-demo/.test(line))
    .map((line) => line.split(/\s+/)[1]);
  expect(ends).toEqual([
    'CREATE_COMPLETE',
    'UPDATE_COMPLETE',
    'UPDATE_COMPLETE',
    'UPDATE_COMPLETE',
    'UPDATE_ROLLBACK_COMPLETE',
    'DELETE_COMPLETE',
  ]);
  expect(output).toContain('The service now holds the profile PossibleIssue:');
  expect(output).toContain('LimitExceededException');
  expect(output).toMatch(/nothing of the stack is left\.\n$/);
});

test('the walk shows with the tool what was changed by hand, and that the repair has put it back', async () => {
  const { output } = await runWith();
  const shown = output.split('$ security-profile drift --stack security-profile-demo\n').slice(1);
  const [byHand = '', repaired = ''] = shown.map((text) => text.slice(0, text.indexOf('\n\n== ')));
  expect(byHand).toContain('    Behaviors[Authorization].Criteria.Value.Count  declared 12  now 500\n');
  expect(byHand).toContain('    TargetArns[thinggroup/gateways]  declared, and gone\n');
  expect(byHand).toContain('1 of 1 profile drifted, in 2 places.');
  expect(repaired).toMatch(/^= stack security-profile-demo {2}Profile {2}profile PossibleIssue version 3 {2}in sync\n/);
});

test('a warning of the function is on the screen, with what raises the alarm by the behavior as it is written', async () => {
  const { output } = await runWith('--template', example('1-create.yaml'));
  const lines = output.split('\n').map((line) => line.trim());
  const warning = lines.findIndex((line) => line.startsWith('warning Behaviors[1].Criteria.ComparisonOperator: '));
  expect(lines[warning + 1]).toBe('as written: alarm when a device has 10 authorization failures or fewer in 5 min');
  expect(lines).toContain('# alarm when a device has 10 authorization failures or fewer in 5 min');
});

test.each(['1-create.yaml', '2-update.yaml', '3-rename.yaml', '5-repair.yaml', '6-failing-update.yaml'])(
  'the example %s takes the function from a parameter and limits how long CloudFormation waits for it',
  async (name) => {
    const { resources } = parseTemplate(await readFile(example(name), 'utf8'));
    const profiles = Object.values(resources).filter(({ type }) => type === 'Custom::IoTSecurityProfile');
    expect(profiles).toHaveLength(1);
    expect(profiles[0]?.properties.ServiceToken).toEqual({ Ref: 'ServiceToken' });
    expect(String(profiles[0]?.properties.ServiceTimeout)).toBe('720');
  },
);

test('an example is a template that anyone can deploy', async () => {
  const { exitCode, errors } = await runWith(
    '--template',
    example('2-update.yaml'),
    '--update',
    example('3-rename.yaml'),
  );
  expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
});

describe('faults', () => {
  test.each(['CreateSecurityProfile:throttle', 'CreateSecurityProfile:reset:after', 'Answer:500', 'Event:twice'])(
    '%s is survived',
    async (fault) => {
      const { exitCode, errors } = await runWith('--template', example('1-create.yaml'), '--fault', fault);
      expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    },
  );

  test('a crash of the function is shown and its event delivered again', async () => {
    const args = ['--template', example('1-create.yaml'), '--fault', 'CreateSecurityProfile:crash:after'];
    const { exitCode, output } = await runWith(...args);
    expect(exitCode).toBe(0);
    expect(output).toContain('lambda Create attempt 1 was killed');
    expect(callsOf(output).filter((name) => name === 'DescribeSecurityProfile').length).toBeGreaterThan(1);
  });

  test('a service that hangs ends in a failed stack when the function runs out of time', async () => {
    const args = [
      '--template',
      example('1-create.yaml'),
      '--fault',
      'CreateSecurityProfile:hang:always',
      '--function-timeout',
      '2',
    ];
    const { exitCode, errors, output } = await runWith(...args);
    expect(exitCode).toBe(1);
    expect(errors).toMatch(
      /^error: the stack simulated-stack ended in ROLLBACK_COMPLETE: Profile CREATE_FAILED, [^\n]+\n$/,
    );
    expect(output).toContain('The service holds no profile of this stack.');
  });
});

describe('functions that templates declare', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'templates-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  const deploy = async (code: object, runtime: object = {}) => {
    const path = join(folder, 'template.json');
    const Profile = {
      Type: 'Custom::IoTSecurityProfile',
      Properties: { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] }, ServiceTimeout: 720 },
    };
    const Handler = {
      Type: 'AWS::Lambda::Function',
      Properties: { Code: code, Handler: 'index.handler', Timeout: 30, ...runtime },
    };
    await writeFile(path, JSON.stringify({ Resources: { Profile, Handler } }));
    return runWith('--template', path);
  };

  test('run the built bundle when their code is an asset in a bucket', async () => {
    const { exitCode, output, errors } = await deploy({
      S3Bucket: { 'Fn::Sub': 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}' },
      S3Key: 'abc.zip',
    });
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(callsOf(output)).toContain('CreateSecurityProfile');
  });

  test('run the code that the template itself holds', async () => {
    const ZipFile = `
const { request } = require('node:http' + (process.env.SCHEME ?? 's'));
exports.handler = (event) => new Promise((resolve, reject) => {
  const { StackId, RequestId, LogicalResourceId } = event;
  const body = JSON.stringify({ Status: 'FAILED', Reason: 'inline code ran', PhysicalResourceId: event.PhysicalResourceId ?? 'x', StackId, RequestId, LogicalResourceId });
  const answer = event.RequestType === 'Delete' ? body.replace('FAILED', 'SUCCESS') : body;
  request(event.ResponseURL, { method: 'PUT', headers: { 'content-length': answer.length } }, resolve).on('error', reject).end(answer);
});`;
    const { exitCode, errors } = await deploy({ ZipFile });
    expect(exitCode).toBe(1);
    expect(errors).toContain('Message returned: inline code ran');
  });

  test('are refused without code', async () => {
    const { errors } = await deploy({});
    expect(errors).toContain('Please provide a source for function code');
  });
});

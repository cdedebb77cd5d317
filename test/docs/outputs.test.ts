import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { BehaviorCriteria, BehaviorMetric, SecurityProfile } from '../../cdk/index';
import { explain } from '../../core/iot-security-profile/explain';
import { mutants } from '../../scripts/mutation/mutants';
import { drawPictures, pictureFile } from '../../scripts/picture/picture';
import { simulatorAccount } from '../../simulator';
import { runCaptured } from '../../simulator/command/captured';
import { greeting } from '../../simulator/command/greeting';
import { behaviorOf } from '../core/iot-security-profile/explanation/forms';
import { blocksIn, read, root } from './pages';

/** What differs from run to run: the time of day, and the order of calls that are made side by side. */
const comparable = (text: string): readonly string[] =>
  text
    .replaceAll(/\d\d:\d\d:\d\d/g, 'hh:mm:ss')
    .split('\n')
    .sort();

test('the pictures show what npm start prints; if not: npm run picture', async () => {
  const drawn = await drawPictures();
  // In a picture each line has its place.
  const lines = (svg: string) => comparable(svg.replaceAll(/ y="\d+"/g, ''));
  for (const theme of ['light', 'dark'] as const) expect(lines(read(pictureFile(theme)))).toEqual(lines(drawn[theme]));
});

/** But for those of the tool, which tool.test.ts compares. */
const outputs = blocksIn('text')
  .map(({ code }) => code.trimEnd())
  .filter((code) => !code.startsWith('$ security-profile'));

/** The one that begins so. */
const shown = (beginning: string): string | undefined => outputs.find((output) => output.startsWith(beginning));

test('each output that is shown is compared here', () => {
  const beginnings = [
    '== 7. Delete',
    'Validation failed',
    'error: the stack',
    'AWS IoT security profiles and CloudFormation',
    'warning Behaviors',
    'note AWS::SNS::Subscription',
  ];
  expect(beginnings.map(shown)).not.toContain(undefined);
  expect(outputs).toHaveLength(beginnings.length);
});

test('npm start ends as is shown', async () => {
  const { output } = await runCaptured([]);
  expect(comparable(output.slice(output.indexOf('== 7. ')).trimEnd())).toEqual(comparable(shown('== 7. Delete') ?? ''));
});

test('a mistake is told as is shown', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'));
  try {
    const template = join(folder, 'wrong.yaml');
    const right = read('templates/examples/import-value.yaml');
    writeFileSync(template, right.replace('DurationSeconds: 300', 'DurationSeconds: 301'));
    const { errors } = await runCaptured(['--template', template]);
    expect(errors.trimEnd().replace(/RequestId: [\w-]+/, 'RequestId: …')).toBe(shown('error: the stack'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the warnings of an example are told as is shown', async () => {
  const { output } = await runCaptured(['--template', join(root, 'templates/examples/1-create.yaml')]);
  const lines = output.split('\n').filter((line) => /^ +(warning|as written:) /.test(line));
  expect(lines.map((line) => line.slice(10)).join('\n')).toBe(shown('warning Behaviors'));
});

test('a resource that is not simulated is told as is shown', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'));
  try {
    const template = join(folder, 'mixed.yaml');
    writeFileSync(template, 'Resources: { Mail: { Type: AWS::SNS::Subscription } }');
    const { output } = await runCaptured(['--template', template]);
    expect(output).toContain(` ${shown('note AWS::SNS::Subscription')}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what raises the alarm is said of each behavior as is shown', () => {
  const row = /^\| `([\w:-]+)` \| `([^`]+)`[^|]* \| (.+) \|$/gm;
  const [, section = ''] = read('docs/properties.md').split('## What a behavior means');
  const shownRows = [...section.matchAll(row)].map(([, metric = '', form = '', sentence = '']) => ({
    metric,
    form,
    sentence,
  }));
  expect(shownRows.length).toBeGreaterThan(5);
  expect(shownRows.map(({ metric, form }) => ({ metric, form, sentence: explain(behaviorOf(metric, form)) }))).toEqual(
    shownRows,
  );
});

test('the server greets as is shown', () => {
  expect(shown('AWS IoT')).toBe(greeting('http://127.0.0.1:4567', simulatorAccount).trimEnd());
});

test('all that is wrong with a profile of the construct is told as is shown', () => {
  const app = new App();
  new SecurityProfile(new Stack(app, 'Fleet'), 'Profile', {
    securityProfileName: 'my fleet',
    behaviors: [
      {
        name: 'quiet',
        metric: BehaviorMetric.NUM_MESSAGES_SENT,
        criteria: BehaviorCriteria.lessThan(100, { duration: Duration.minutes(7) }),
      },
    ],
  });
  let message = '';
  try {
    app.synth();
  } catch (error) {
    message = error instanceof Error ? error.message : String(error);
  }
  expect(message.trimEnd()).toBe(shown('Validation failed'));
});

test('there are as many mutants as is said', () => {
  expect(Math.floor(mutants.length / 100)).toBe(11);
  expect(read('CONTRIBUTING.md')).toContain('in more than 1,100 ways');
});

import { App, Duration, Stack } from 'aws-cdk-lib';
import { BehaviorCriteria, BehaviorMetric, SecurityProfile } from '../../cdk/index';
import { drawPictures, pictureFile } from '../../scripts/picture/picture';
import { greeting } from '../../simulator/command/greeting';
import { run } from '../../simulator/command/run';
import { blocksIn, read } from './pages';

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

const outputs = blocksIn('text').map(({ code }) => code);

test('each output that is shown is compared here', () => {
  expect(outputs.map((output) => output.split('\n')[0])).toEqual([
    'Every step ended as it should, and nothing of the stack is left.',
    'Validation failed with the following errors:',
    'AWS IoT security profiles, simulated: http://127.0.0.1:4567 (Region us-east-1, account 123456789012)',
  ]);
});

test('npm start ends with the line that is shown', async () => {
  let output = '';
  await run([], { write: (text) => (output += text), writeError: () => undefined, isColored: false });
  expect(output.trimEnd().split('\n').at(-1)).toBe(outputs[0]?.trimEnd());
});

test('the service alone greets as is shown', () => {
  expect(outputs[2]?.trimEnd()).toBe(greeting('http://127.0.0.1:4567', 'us-east-1').trimEnd());
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
  expect(message.trimEnd()).toBe(outputs[1]?.trimEnd());
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { parse } from 'yaml';
import { Behaviors, ConfidenceLevel, SecurityProfile, SecurityProfileTarget } from '../../cdk/index';
import { metricNames, metrics } from '../../core/iot-security-profile/properties/metrics';
import { newStack, profileProperties } from './support';

const example = (name: string): Readonly<Record<string, unknown>> => {
  const text = readFileSync(path.join(__dirname, '../../templates/examples', name), 'utf8');
  return parse(text, { logLevel: 'silent' }).Resources.Profile.Properties;
};

test('observe keeps the history of every metric of AWS, and has no behavior', () => {
  const stack = newStack();
  new SecurityProfile(stack, 'Observe', { additionalMetricsToRetain: Behaviors.observe() });
  const { AdditionalMetricsToRetainV2: retained, Behaviors: behaviors } = profileProperties(stack);
  expect(retained).toEqual(example('observe.yaml').AdditionalMetricsToRetainV2);
  expect((retained as { Metric: string }[]).map(({ Metric }) => Metric).sort()).toEqual([...metricNames].sort());
  expect(behaviors).toBeUndefined();
});

test('mlBaseline has a behavior for every metric that ML Detect knows, muted', () => {
  const stack = newStack();
  new SecurityProfile(stack, 'Baseline', { behaviors: Behaviors.mlBaseline() });
  const { Behaviors: behaviors } = profileProperties(stack);
  expect(behaviors).toEqual(example('ml-baseline.yaml').Behaviors);
  const learnable = metricNames.filter((name) => metrics[name].ml);
  expect((behaviors as { Metric: string }[]).map(({ Metric }) => Metric).sort()).toEqual([...learnable].sort());
});

test('mlBaseline as one chooses', () => {
  const [first] = Behaviors.mlBaseline({ confidenceLevel: ConfidenceLevel.LOW, suppressAlerts: false });
  const stack = newStack();
  new SecurityProfile(stack, 'Baseline', { behaviors: first === undefined ? [] : [first] });
  expect(profileProperties(stack)).toMatchObject({
    Behaviors: [{ SuppressAlerts: false, Criteria: { MlDetectionConfig: { ConfidenceLevel: 'LOW' } } }],
  });
});

test('both synthesize without a word', () => {
  const app = new App();
  const stack = new Stack(app, 'Fleet');
  const targets = [SecurityProfileTarget.REGISTERED_THINGS];
  new SecurityProfile(stack, 'Observe', { additionalMetricsToRetain: Behaviors.observe(), targets });
  new SecurityProfile(stack, 'Baseline', { behaviors: Behaviors.mlBaseline(), targets });
  expect(app.synth().getStackByName('Fleet').messages).toEqual([]);
});

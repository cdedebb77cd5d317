import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { CfnThingGroup } from 'aws-cdk-lib/aws-iot';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  BehaviorCriteria,
  BehaviorMetric,
  ConfidenceLevel,
  Percentile,
  SecurityProfile,
  SecurityProfileTarget,
} from './index';

// The example: `npx cdk deploy` makes it in an account, and `npx cdk destroy` leaves nothing behind.
const app = new App();
const stack = new Stack(app, 'SecurityProfileExample', {
  description: 'An AWS IoT Device Defender security profile for a group of sensors',
});

// A group of its own, without a thing in it: the example never watches the devices of the account.
const sensors = new CfnThingGroup(stack, 'Sensors');
const alerts = new Topic(stack, 'Alerts', { enforceSSL: true });

const rules = new SecurityProfile(stack, 'Rules', {
  description: 'What sensors normally do, by fixed rules',
  alertTopic: alerts,
  behaviors: [
    {
      name: 'quiet',
      metric: BehaviorMetric.NUM_MESSAGES_SENT,
      criteria: BehaviorCriteria.lessThan(100, { duration: Duration.minutes(5) }),
    },
    {
      name: 'home-network',
      metric: BehaviorMetric.SOURCE_IP_ADDRESS,
      criteria: BehaviorCriteria.inCidrSet(['10.0.0.0/8', '2001:db8::/32']),
    },
    {
      name: 'like-the-others',
      metric: BehaviorMetric.ALL_BYTES_OUT,
      criteria: BehaviorCriteria.lessThanEqualsPercentile(Percentile.P99_9, { duration: Duration.minutes(15) }),
      suppressAlerts: true,
    },
  ],
  tags: { purpose: 'example' },
});
rules.addTarget(SecurityProfileTarget.thingGroup(sensors));

new SecurityProfile(stack, 'Learned', {
  description: 'What ML Detect finds normal for each sensor',
  alertTopic: alerts,
  behaviors: [
    {
      name: 'as-learned',
      metric: BehaviorMetric.NUM_CONNECTION_ATTEMPTS,
      criteria: BehaviorCriteria.mlDetection(ConfidenceLevel.HIGH, { consecutiveDatapointsToAlarm: 2 }),
    },
  ],
  targets: [SecurityProfileTarget.thingGroup(sensors)],
});

new CfnOutput(stack, 'SecurityProfileName', { value: rules.securityProfileName });
new CfnOutput(stack, 'SecurityProfileArn', { value: rules.securityProfileArn });

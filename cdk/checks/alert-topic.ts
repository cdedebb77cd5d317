import { Annotations, Token } from 'aws-cdk-lib';
import { CfnTopic, type ITopicRef } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { warningId } from './validation';

const isFifo = (topic: ITopicRef): boolean =>
  CfnTopic.isCfnTopic(topic) ? topic.fifoTopic === true : 'fifo' in topic && topic.fifo === true;

/** An ARN that is known says so itself, which the validation sees. */
export const warnOfFifo = (profile: Construct, topic: ITopicRef): void => {
  if (!isFifo(topic) || !Token.isUnresolved(topic.topicRef.topicArn)) return;
  Annotations.of(profile).addWarningV2(
    warningId('AlertTargets.SNS.AlertTargetArn'),
    `alertTopic '${topic.node.path}' is a FIFO topic; AWS documents alerts to standard topics only; give a standard topic`,
  );
};

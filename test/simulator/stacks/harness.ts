import type { Account } from '../../../cloudformation/blueprint';
import { type AnswerServer, startAnswerServer } from '../../../simulator/stacks/custom-resource/answer-server';
import type { DeliveryPlan, Invocation, InvocationOutcome } from '../../../simulator/stacks/custom-resource/delivery';
import type { CustomResourceEvent } from '../../../simulator/stacks/custom-resource/event';
import { CustomResourceProvider, type Violation } from '../../../simulator/stacks/custom-resource/provider';
import { JumpingClock } from '../../../simulator/stacks/custom-resource/virtual-clock';
import { CloudFormation } from '../../../simulator/stacks/engine';
import { inventedSuffix, type Readings } from '../../../simulator/stacks/readings';
import { providers } from '../../../simulator/stacks/resources/providers';
import type { StackEvent } from '../../../simulator/stacks/stack';

export const account: Account = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };
export const serviceToken = 'arn:aws:lambda:us-east-1:123456789012:function:fake';

/** What the fake function answers; text is sent as it is, undefined is no answer. */
export type FakeAnswer = Readonly<Record<string, unknown>> | string | undefined;

export interface Fake {
  /** Default: success under the physical id that the event, or the property `Name`, says. */
  answer?: (event: CustomResourceEvent) => FakeAnswer | readonly FakeAnswer[];
  outcome?: (event: CustomResourceEvent, attempt: number) => InvocationOutcome['kind'];
  /** How many milliseconds it works before it answers. Default: none. */
  takes?: (event: CustomResourceEvent, attempt: number) => number;
  plan?: (event: CustomResourceEvent) => DeliveryPlan;
}

export interface Harness {
  readonly cloudFormation: CloudFormation;
  readonly answers: AnswerServer;
  readonly fake: Fake;
  readonly requests: CustomResourceEvent[];
  readonly events: StackEvent[];
  readonly violations: Violation[];
  readonly invocations: Invocation[];
  readonly now: () => number;
  /** The events so far, and forgets them: `STATUS logicalId[ physicalId][: reason]`. */
  takeEvents(): readonly string[];
  /** The requests so far, and forgets them: `RequestType physicalId`. */
  takeRequests(): readonly string[];
  /** Resolves when no delivery is on its way any more. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export const success = (event: CustomResourceEvent, more: Readonly<Record<string, unknown>> = {}): FakeAnswer => ({
  Status: 'SUCCESS',
  PhysicalResourceId: event.ResourceProperties.Name ?? event.PhysicalResourceId ?? `made-${event.LogicalResourceId}`,
  StackId: event.StackId,
  RequestId: event.RequestId,
  LogicalResourceId: event.LogicalResourceId,
  ...(event.RequestType === 'Delete' ? { PhysicalResourceId: event.PhysicalResourceId } : {}),
  ...more,
});

export const failure = (event: CustomResourceEvent, more: Readonly<Record<string, unknown>> = {}): FakeAnswer =>
  success(event, {
    Status: 'FAILED',
    Reason: 'it broke',
    PhysicalResourceId: event.PhysicalResourceId ?? 'failed-id',
    ...more,
  });

const put = async (url: string, answer: FakeAnswer): Promise<void> => {
  if (answer === undefined) return;
  const body = typeof answer === 'string' ? answer : JSON.stringify(answer);
  await fetch(url, { method: 'PUT', body });
};

const line = ({ status, logicalId, reason }: StackEvent): string =>
  `${status} ${logicalId}${reason === undefined ? '' : `: ${reason}`}`;

/** An engine whose custom resources are played by `fake`, in this process, over a real answer server. */
export const startHarness = async (fake: Fake = {}, readings: Partial<Readings> = {}): Promise<Harness> => {
  const clock = new JumpingClock(() => 1_800_000_000_000);
  const answers = await startAnswerServer({ now: clock.now });
  const requests: CustomResourceEvent[] = [];
  const events: StackEvent[] = [];
  const violations: Violation[] = [];
  const invocations: Invocation[] = [];
  let uuids = 0;
  const newUuid = () => `00000000-0000-4000-8000-${String(++uuids).padStart(12, '0')}`;
  const customResources = new CustomResourceProvider({
    answers,
    clock,
    newUuid,
    newSuffix: () =>
      readings.inventedSuffix === undefined ? 'ABCDEFGHIJKLM' : inventedSuffix('any', readings.inventedSuffix),
    planOf: (event) => fake.plan?.(event) ?? {},
    retryPolicyOf: () => ({ maximumRetryAttempts: 1, maximumEventAgeSeconds: 600 }),
    invoke: async (event, { attempt }) => {
      requests.push(event);
      const milliseconds = fake.takes?.(event, attempt) ?? 0;
      if (milliseconds > 0) await clock.sleep(milliseconds);
      const answer = fake.answer === undefined ? success(event) : fake.answer(event);
      const answers = Array.isArray(answer) ? answer : [answer];
      await clock.during(async () => {
        for (const one of answers) await put(event.ResponseURL, one);
      });
      return { kind: fake.outcome?.(event, attempt) ?? 'returned', stdout: '', stderr: '' };
    },
    onInvocation: (invocation) => invocations.push(invocation),
    onViolation: (violation) => violations.push(violation),
  });
  const listener = { onPut: () => undefined, onDelete: () => undefined };
  const cloudFormation = new CloudFormation({
    account,
    newUuid,
    now: clock.now,
    providerOf: providers(customResources, account, listener),
    readings,
    onEvent: (event) => events.push(event),
  });
  return {
    cloudFormation,
    answers,
    fake,
    requests,
    events,
    violations,
    invocations,
    now: clock.now,
    takeEvents: () => events.splice(0).map(line),
    takeRequests: () =>
      requests.splice(0).map(({ RequestType, PhysicalResourceId }) => `${RequestType} ${PhysicalResourceId ?? '-'}`),
    settled: () => customResources.settled(),
    close: () => answers.close(),
  };
};

/** A template with one or more custom resources, given by their properties, as JSON. */
export const template = (
  resources: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  more: Readonly<Record<string, unknown>> = {},
): string =>
  JSON.stringify({
    Resources: Object.fromEntries(
      Object.entries(resources).map(
        ([logicalId, { DependsOn, DeletionPolicy, UpdateReplacePolicy, ...properties }]) => [
          logicalId,
          {
            Type: 'Custom::Thing',
            DependsOn,
            DeletionPolicy,
            UpdateReplacePolicy,
            Properties: { ServiceToken: serviceToken, ...properties },
          },
        ],
      ),
    ),
    ...more,
  });

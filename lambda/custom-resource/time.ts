import type { JsonObject } from '../../core/schema/json';
import type { Clock } from '../../runtime/clock';

/** What the handler reads of Lambda's context object. */
export interface InvocationContext {
  getRemainingTimeInMillis(): number;
  readonly invokedFunctionArn: string;
}

/** Milliseconds that a Lambda function may run. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const longestTime = 900_000;
/** Milliseconds. Outside Lambda nothing says when the end comes; a short time is the safe guess. */
const unknownTime = 10_000;

const askTime = (context: Partial<InvocationContext>): number => {
  try {
    return Math.min(context.getRemainingTimeInMillis?.() ?? Number.NaN, longestTime);
  } catch {
    return Number.NaN;
  }
};

/** Milliseconds until the function's end; whatever the context says, it comes nearer. */
export const remainingTime = (context: Partial<InvocationContext>, clock: Clock): (() => number) => {
  const first = askTime(context);
  const end = clock.now() + (Number.isNaN(first) ? unknownTime : first);
  return () => {
    const told = askTime(context);
    const counted = end - clock.now();
    return Math.max(0, Number.isNaN(told) ? counted : Math.min(told, counted));
  };
};

/**
 * Milliseconds for which CloudFormation waits for an answer: afterwards it goes on without. Seconds in the template, an
 * hour where it says nothing.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
 */
export const serviceTimeout = ({ ServiceTimeout: value }: JsonObject): number => {
  const seconds = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return (seconds >= 1 && seconds <= 3_600 ? seconds : 3_600) * 1_000;
};

import { Duration } from 'aws-cdk-lib';
import { got, hasMember } from '../checks/shapes';

export const defaultTimeout = Duration.minutes(5);

/** Seconds between the last moment at which the function may end and the end of CloudFormation's patience: a cold start. */
const margin = 20;

/** Room for a delivery, the minute that Lambda waits after a failed one, and a second delivery. */
export const serviceTimeoutFor = (timeout: Duration): Duration =>
  Duration.seconds(Math.max(720, 2 * timeout.toSeconds() + 120));

/** A delivery that Lambda begins as late as this ends before CloudFormation begins the next operation on the resource. */
export const eventAgeFor = (timeout: Duration): Duration =>
  Duration.seconds(serviceTimeoutFor(timeout).toSeconds() - timeout.toSeconds() - margin);

/** What is wrong unless Lambda accepts it and the function can answer in it. */
export const timeoutProblems = (timeout: Duration = defaultTimeout): readonly string[] => {
  if (!hasMember(timeout, 'toSeconds', 'function'))
    return [`timeout must be a Duration, ${got(timeout)}; give Duration.minutes(5)`];
  if (timeout.isUnresolved())
    return ['timeout must be known at synthesis: the ServiceTimeout of profiles follows from it'];
  const seconds = timeout.toSeconds({ integral: false });
  return Number.isInteger(seconds) && seconds >= 10 && seconds <= 900
    ? []
    : [`timeout must be a whole number of seconds from 10 to 900, got ${seconds} seconds`];
};

import { type Mutant, mutantsOf } from '../mutant';

const unit = (...names: readonly string[]) => names.map((name) => `test/lambda/security-profile/${name}`);

/** Reading, executing and retrying calls, and what their errors mean. */
export const callMutants: readonly Mutant[] = [
  ...mutantsOf(
    'security-profile/errors.ts',
    [
      [
        "  'TooManyRequestsException',",
        "  'TooManyRequestsException',\n  'LimitExceededException',",
        'a quota is retried until the time is over',
      ],
      ["  'Throttling',\n", '', 'a throttle by its oldest name is not retried'],
      ["\n  'TooManyRequestsException',", '', 'too many requests are not tried again'],
      ["  'RequestThrottled',\n", '', 'a throttled request is not tried again'],
      ['status >= 500', 'status >= 400', 'whatever is refused is retried'],
      [
        "if (closedToNewCustomers.test(message)) return 'final';",
        '',
        'an account that may not use the service waits for nothing',
      ],
      ['/Token|Signature|', '/Token|', 'a bad signature is waited for'],
      ['|UnrecognizedClient/', '/', 'an access key that nobody knows is waited for'],
      [
        "status === 403 || name === 'AccessDeniedException'",
        'status === 403',
        'a fresh role fails the first deployment',
      ],
      ['/assume/i', '/assume/', 'a fresh role fails the deployment where the service writes "Assume"'],
      ['/^E(?!RR_)/', '/^E/', 'a defect of ours passes for a broken connection'],
      [
        '`${operation} failed: ${failure.name}: ${failure.message}',
        '`${operation} failed: ${failure.name}',
        "the service's own text is kept from the user",
      ],
    ],
    [...unit('errors', 'caller'), 'test/lifecycle/create', 'test/lifecycle/update'],
  ),
  ...mutantsOf(
    'security-profile/caller.ts',
    [
      ['= 20_000;', '= 200_000;', 'a missing right is waited for until the time is over'],
      ['= 20_000;', '= 5_000;', 'a fresh role is not waited for'],
      ['= 2_000;', '= 20_000;', 'a fresh role is asked for too seldom'],
      ['this.#firstDenial ??= now', 'this.#firstDenial = now', 'a missing right is waited for without end'],
      [
        'this.tools.awaitPropagation ? this.#waitForPropagation(wait) : undefined',
        'this.#waitForPropagation(wait)',
        'AccessDenied on a delete is retried',
      ],
      [
        'return isAttachment(operation) ? wait : undefined;',
        'return wait;',
        'a version conflict is retried with the same old version',
      ],
      [
        'return isAttachment(operation) ? wait : undefined;',
        'return undefined;',
        'a conflict of an attachment plans everything anew',
      ],
      [
        "operation === 'AttachSecurityProfile' || operation === 'DetachSecurityProfile';",
        "operation === 'AttachSecurityProfile';",
        'a conflict of a detachment is not retried',
      ],
      [
        "case 'transient':\n        return wait;",
        "case 'transient':\n        return undefined;",
        'a throttle fails the stack',
      ],
      [
        "case 'already-exists':\n      case 'final':\n        return undefined;",
        "case 'already-exists':\n      case 'final':\n        return wait;",
        'what is refused for good is retried',
      ],
      ['persist(operation, input, attempt + 1)', 'persist(operation, input, attempt)', 'the pauses do not grow'],
      ['clock.sleep(wait, signal)', 'clock.sleep(wait)', 'a pause outlasts the function'],
      [
        'raceAbort(service.send(operation, input, signal, onFailedAttempt), signal)',
        'service.send(operation, input, signal, onFailedAttempt)',
        'a call that ignores its signal outlasts the function',
      ],
      ['if (signal.aborted) return Promise.reject(signal.reason);', '', 'a call is made when the time is over'],
      ['if (signal.aborted) throw signal.reason;', '', 'a call that was cut off passes for one that has failed'],
      [
        'if (!signal.aborted) noteFailure(readFailure(error));',
        '',
        "the reason does not tell what the SDK's own retries have met",
      ],
      ['if (!signal.aborted) noteFailure', 'noteFailure', 'the reason tells that the time is over as an error'],
      ["if (kindOf(failure) !== 'not-found') progress", 'progress', 'the reason tells of what was never wrong'],
      ["ended('success');", '', 'a call is not logged'],
    ],
    [...unit('caller'), 'test/lifecycle/time', 'test/lifecycle/delete', 'test/lifecycle/update'],
  ),
  ...mutantsOf(
    'security-profile/execute.ts',
    [
      ['= 5;', '= 50;', 'too many calls at once'],
      ['= 5;', '= 1;', 'attachments are made one after the other'],
      [
        'mayRunSideBySide(planned) && last[0]?.operation === planned.operation',
        'mayRunSideBySide(planned)',
        'a detachment does not wait for the attachments',
      ],
      ['if (failures.length > 0) return undefined;', '', 'calls are begun after one has failed'],
      ['if (failures.length > 0) throw failures[0];', '', 'a failure is told as success'],
      [
        "if (!isGone || planned.operation !== 'DetachSecurityProfile') throw error;",
        'throw error;',
        'a target that has gone cannot be detached',
      ],
      [
        "if (!isGone || planned.operation !== 'DetachSecurityProfile') throw error;",
        'if (!isGone) throw error;',
        'a thing group that is missing passes for attached',
      ],
      [
        'error instanceof IotError && kindOf',
        'error instanceof IotError || kindOf',
        'a refused detachment passes for done',
      ],
      ['?? arn;', ';', 'the ARN of a new profile is lost'],
    ],
    [...unit('execute'), 'test/lifecycle/targets-and-tags', 'test/lifecycle/create'],
  ),
  ...mutantsOf(
    'security-profile/read.ts',
    [
      ['= 250;', '= 100;', 'more pages of targets than there must be'],
      [
        "kindOf(error.failure) === 'not-found') return undefined;",
        'true) return undefined;',
        'a profile that cannot be read passes for one that does not exist',
      ],
      [
        'additionalMetricsToRetainV2?.length\n',
        'additionalMetricsToRetainV2\n',
        'metrics retained by the old member are not seen',
      ],
      ['version: described.version', 'version: 1', 'every second update meets a version conflict'],
      [
        'targets ? readTargets(call, name) : Promise.resolve(undefined)',
        'readTargets(call, name)',
        'attachments are read that are not ours',
      ],
      [
        'for (const aside of [tags, live]) aside.catch(() => undefined);',
        '',
        'a profile that does not exist crashes the process',
      ],
    ],
    [...unit('read'), 'test/lifecycle/ownership', 'test/lifecycle/update', 'test/lifecycle/targets-and-tags'],
  ),
  ...mutantsOf(
    'security-profile/session.ts',
    [
      ["request.type !== 'Delete'", 'true', 'AccessDenied on a delete is retried, by default'],
      ["request.type !== 'Delete'", "request.type === 'Create'", 'a fresh role fails an update'],
      ['region ?? ownRegion', 'ownRegion', "the tags of another Region's profile are read"],
      [
        "case 'conflict':\n      return true;",
        "case 'conflict':\n      return false;",
        'a version conflict fails the stack',
      ],
      ["return error.operation === 'CreateSecurityProfile';", 'return false;', 'a create whose answer was lost fails'],
      ["error.operation !== 'AttachSecurityProfile' && ", '', 'a missing thing group is looked for three times'],
      ['= 3;', '= 300;', 'what is missing is looked for until the time is over'],
      ['= 3;', '= 1;', 'a profile deleted meanwhile fails the update'],
      [
        'await session.clock.sleep(backoff(attempt, session.retryBase), session.signal);',
        '',
        'conflicts follow one another without a pause',
      ],
      ['session.retryBase), session.signal)', 'session.retryBase))', 'a pause after a conflict outlasts the function'],
      ['arn:${partition}:iot', 'arn:aws:iot', 'the tags are not found in China'],
      [
        'tools.service, clock',
        'tools.freshService(), clock',
        'what was learnt of the rate limit is forgotten each time',
      ],
    ],
    [...unit('read', 'session'), 'test/lifecycle/create', 'test/lifecycle/delete', 'test/lifecycle/update'],
  ),
];

import { type Mutant, mutantsOf } from '../mutant';

/** The answer, its delivery, the event and the log. */
export const answerMutants: readonly Mutant[] = [
  ...mutantsOf(
    'lambda/custom-resource/answer.ts',
    [
      ['Buffer.byteLength(value)', 'value.length', 'the limit counts characters for bytes'],
      ['= 4_096;', '= 4_097;', 'an answer of one byte too many'],
      [
        'bytes(body(candidate)) <= longestAnswer',
        'bytes(candidate) <= longestAnswer',
        'the limit forgets what surrounds the reason',
      ],
      [
        'body(longestPrefix([...reason], fits))',
        'body(`${Buffer.from(reason).subarray(0, 3_000).toString()}…`)',
        'a reason is cut inside of a character',
      ],
      [
        "/[^\\P{Cc}\\n]|[\\u2028\\u2029]/gu, ' '",
        "/[\\u2028\\u2029]/gu, ' '",
        'control characters spoil the list of events',
      ],
      ["|| 'no reason is known'", "|| ''", 'a failure without a reason, which CloudFormation refuses'],
      ['Data: outcome.attributes', 'Data: { ...outcome }', 'Fn::GetAtt does not find its attributes'],
      ['Reason: reason }', 'Reason: reason.slice(0, 200) }', 'a reason that would fit is cut'],
      ['high = middle - 1', 'high = middle - 2', 'a reason is cut shorter than it must be'],
      [
        'LogicalResourceId: logicalResourceId };',
        'LogicalResourceId: logicalResourceId.slice(0, 255) };',
        'an id is cut',
      ],
    ],
    ['test/lambda/custom-resource/answer', 'test/lambda/custom-resource/handler'],
  ),
  ...mutantsOf(
    'lambda/custom-resource/send-answer.ts',
    [
      ["port: address.port === '' ? undefined : address.port", 'port: undefined', "the URL's own port is ignored"],
      ['secure ? httpsRequest :', 'true ? httpsRequest :', "the URL's own scheme is ignored"],
      ["'content-type': ''", "'content-type': 'application/json'", 'a content type that the URL is not signed for'],
      ['Buffer.byteLength(body)', 'body.length', 'the length in characters for bytes'],
      ['`/${path}`', 'path', 'a URL without a path is asked for nothing'],
      ["hostname.replace(/^\\[|\\]$/g, '')", 'hostname', 'an IPv6 address in brackets is no host'],
      ['status >= 200 && status < 300', 'status >= 200 && status < 400', 'a redirection passes for a delivery'],
      ['${attempts + 1} attempts', '${attempts} attempts', 'the log tells of too few attempts'],
      ['<= 2 * lastMoment', '<= lastMoment', 'the last attempt leaves no time for ending the invocation'],
      ['- wait <= 2 * lastMoment', '- wait <= -2_000_000', 'the delivery is tried beyond the end of the function'],
      ['await tools.clock.sleep(wait);', 'await tools.clock.sleep(1);', 'a delivery is tried again without a pause'],
      ['attempts, tools.retryBase', '0, tools.retryBase', 'the pauses between deliveries do not grow'],
      ['(the address has expired, or a policy forbids it)', '', 'nobody is told why the address is refused'],
    ],
    [
      'test/lambda/custom-resource/send-answer',
      'test/lambda/custom-resource/send-answer-put',
      'test/lambda/custom-resource/handler-delivery',
    ],
  ),
  ...mutantsOf(
    'core/schema/json.ts',
    [
      ['&& !Array.isArray(value)', '', 'a list passes for properties'],
      ['&& value !== null', '', 'null passes for properties'],
    ],
    ['test/lambda/custom-resource/request', 'test/lambda/custom-resource/handler'],
  ),
  ...mutantsOf(
    'lambda/custom-resource/request.ts',
    [
      [
        "value.length > longest[name]) return ''",
        'value.length > longest[name]) return String(value).slice(0, longest[name])',
        'ids are cut',
      ],
      ["<= longest[name] ? value : ''", '<= longest[name] ? value : value.slice(0, 64)', 'ids of many bytes are cut'],
      ['Buffer.byteLength(JSON.stringify(value)) - 2', 'value.length', 'ids are measured in characters'],
      [
        "event.RequestType === 'Update' || event.RequestType === 'Delete') required",
        "event.RequestType === 'Update') required",
        'a delete without an id is tried',
      ],
      ["event.RequestType !== 'Delete' && !isJsonObject", '!isJsonObject', 'bad properties block a delete'],
      [
        "event.RequestType === 'Update' && !isJsonObject",
        "event.RequestType === 'Never' && !isJsonObject",
        'an update without old properties passes',
      ],
      [
        'isJsonObject(OldResourceProperties) ? OldResourceProperties : {}',
        '{}',
        'what was declared before is forgotten',
      ],
    ],
    [
      'test/lambda/custom-resource/request',
      'test/lambda/custom-resource/handler',
      'test/lambda/custom-resource/answer',
      'test/lifecycle/known-failure-modes',
      'test/lifecycle/update',
    ],
  ),
  ...mutantsOf(
    'runtime/log.ts',
    [
      ['Buffer.byteLength(line)', 'line.length', 'a line is measured in characters and split by the log service'],
      ['= 200_000;', '= 300_000;', 'a line is longer than the log service keeps'],
      ['cut: line.slice(0, longestCut)', 'cut: line', 'too long a line is not cut'],
      [
        'JSON.stringify({ ...head, unwritable: tell(errorText(error)) })',
        'JSON.stringify({ ...head, ...details })',
        'an event that nests too deep is never answered',
      ],
      ['{ message, ...fields }', '{ message }', 'a line does not tell its version and request'],
    ],
    ['test/runtime/log'],
  ),
  ...mutantsOf(
    'lambda/custom-resource/handler.ts',
    [
      ["envelope.type !== 'Create' && ", '', 'a failed create answers the id of the event'],
      [
        "if (envelope.type !== 'Create' && envelope.physicalResourceId !== '') return envelope.physicalResourceId;",
        '',
        'a failed update answers another id, and loses the profile',
      ],
      [
        'requestId: envelope.requestId, name: nameOf(envelope)',
        "requestId: envelope.requestId, name: ''",
        'a failed create does not tell under which name',
      ],
      [
        'await resource.delete(request, operation);',
        'void resource.delete(request, operation).catch(() => undefined);',
        'a delete is answered before it is done',
      ],
      ['await sendAnswer(', 'void sendAnswer(', 'the invocation ends before its answer is sent'],
      [
        "this.log('delivered');",
        'await sendAnswer(address, answerBody(this.envelope, outcome), { ...this.dependencies, remaining: this.#remaining });',
        'a second answer',
      ],
      [
        'await raceAbort(this.#work(deadline), deadline.signal)',
        'await this.#work(deadline)',
        'work that ignores its signal outlasts the function',
      ],
      [
        'deadline.signal.aborted || isOutOfTime(error) ? this.#outOfTime() : describeError(error)',
        'describeError(error)',
        'the reason does not tell how far the work has got',
      ],
      ['deadline.end();', '', 'what runs goes on behind the answer'],
      ['return await load();', 'return load();', 'a failure to load is not told as such'],
      [
        'const { ResponseURL, ...event }',
        'const { ResponseURL, StackId: _, ...event }',
        'the stack is missing in the answer',
      ],
      ['if (address === undefined) {', 'if (false) {', 'an event without an address is worked on'],
      ["this.log('answer', { outcome });", '', 'the answer is not logged'],
      [
        '`unexpected ${error.name}: ${errorText(error)}`',
        'errorText(error)',
        'a defect of ours looks like a fault of the template',
      ],
    ],
    [
      'test/lambda/custom-resource/handler',
      'test/lambda/custom-resource/handler-delivery',
      'test/runtime/log',
      'test/lifecycle/secrecy',
      'test/lifecycle/time',
    ],
  ),
  ...mutantsOf(
    'runtime/error-text.ts',
    [
      [
        "return 'an error without a text';",
        'throw new Error();',
        'an error that refuses to become text is never answered',
      ],
      ['thrown instanceof Error ? thrown.message : thrown', 'thrown', 'a reason begins with the name of a class'],
    ],
    ['test/lambda/custom-resource/handler', 'test/runtime/log', 'test/lambda/custom-resource/answer'],
  ),
];

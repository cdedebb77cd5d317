import { type Mutant, mutantsOf } from '../mutant';

const core = 'test/core/iot-security-profile/';
const declared = ['test/cli/declared/', 'test/cli/plan/events'];
const screen = ['test/cli/screen/', 'test/cli/verbs'];
const verbs = ['test/cli/verbs', 'test/cli/run', 'test/cli/given-stacks', 'test/cli/validate'];

/** What the tool shows and foretells: whoever believes it deploys. */
export const toolMutants: readonly Mutant[] = [
  ...mutantsOf(
    'core/iot-security-profile/differences.ts',
    [
      ['if (!isDefault(name, member)) addLeaves', 'addLeaves', 'a default that the service fills in is a drift'],
      ['if (leaves.size === before) leaves.set(path, {});', '', 'a structure that says nothing is none'],
      ["dimension.operator === 'NOT_IN' ? 'not in' : 'in'", "'in'", 'inside and outside a dimension are one'],
      ['count === 1 ? name : `${name}#${count}`', 'name', 'of two of one name one is not seen'],
      [
        'new Set(list.map(nameOf)).size === list.length ? list : sorted',
        'list',
        'those of one name depend on their order',
      ],
      ['if (!isEmpty(value)) addLeaves', 'addLeaves', 'an empty list is not the same as none'],
      ["  value === '' ||\n", '', 'an empty description is a drift'],
      ['!isSameButForDefaults(one.declared, one.live)', 'one.declared !== one.live', 'what is a set is a list'],
      ['...held.keys()', '', 'what is there and not declared is not seen'],
    ],
    [`${core}differences`],
  ),
  ...mutantsOf(
    'core/schema/unknown-members.ts',
    [
      ['return known === undefined ? [at] :', 'return known === undefined ? [] :', 'a new member is lost in silence'],
      ['!member.words.includes(value)', 'false', 'a new word is lost in silence'],
    ],
    [`${core}unknown-members`],
  ),
  ...mutantsOf(
    'core/iot-security-profile/unknown-members.ts',
    [["  'additionalMetricsToRetain',\n", '', 'a member that is known is called unknown']],
    [`${core}unknown-members`],
  ),
  ...mutantsOf(
    'core/connect-security-profile/unknown-members.ts',
    [["'Arn', 'OrganizationResourceId', ", "'Arn', ", 'a member that is known is called unknown']],
    ['test/core/connect-security-profile/unknown-members'],
  ),
  ...mutantsOf(
    'core/iot-security-profile/properties/native.ts',
    [
      ['AdoptExisting: _adoptExisting, Revision: _revision, ...members', '...members', 'what is ours alone passes'],
      ['{ maximum: mostTags }', '{ maximum: mostTags - 3 }', 'three tags too few'],
      ['if (profile !== undefined) problems.addAll(', 'if (false && profile) problems.addAll(', 'no rule is checked'],
    ],
    [`${core}properties/native`],
  ),
  ...mutantsOf(
    'core/connect-security-profile/properties/native.ts',
    [
      ['  Revision: _revision,\n', '', 'what is ours alone passes'],
      ['checks: [nativeTagKey]', 'checks: []', 'a tag that AWS keeps for itself passes'],
      ['{ maximum: mostTags }', '{ maximum: mostTags - 3 }', 'three tags too few'],
      ['        ...securityProfile.refused,\n', '', 'nobody is told that an attribute is none to give'],
      ['if (profile !== undefined)\n', 'if (false && profile)\n', 'no rule is checked'],
    ],
    ['test/core/connect-security-profile/properties/native'],
  ),
  ...mutantsOf(
    'core/ownership/decision.ts',
    [
      ["typeof value === 'object' ? value !== null : ", '', 'what is absent is true'],
      ['? value !== null :', '? Object.keys(value ?? {}).length > 0 :', 'an empty list is no'],
      ['/^(false)?$/i', '/^(false)?$/', '"False" is true: what was made stays'],
    ],
    ['test/lambda/lifecycle/', 'test/lifecycle/'],
  ),
  ...mutantsOf(
    'core/iot-security-profile/removal.ts',
    [
      [
        ' || nameOf(deletion) !== name',
        '',
        "an adopted profile is deleted by a clean-up with the survivor's properties",
      ],
      [
        "former === '' || former === physicalResourceId",
        'former === physicalResourceId',
        'an illegal name is looked for',
      ],
      [
        'isNone || !isSecurityProfileName(physicalResourceId) ? undefined',
        'isNone ? undefined',
        'the service is asked for what cannot be',
      ],
    ],
    ['test/lambda/lifecycle/', 'test/lifecycle/'],
  ),
  ...mutantsOf(
    'aws/paced-service.ts',
    [
      ['sender.onFailedAttempt(error);', '', "the reason does not tell what the SDK's own attempts have met"],
      [
        '        throw error;\n',
        '        return { response: undefined, output: { $metadata: {} } };\n',
        'a failure passes for success',
      ],
    ],
    ['test/bundle/sdk-still-works', 'test/bundle/wiring'],
  ),
  ...mutantsOf(
    'aws/paced-reader.ts',
    [
      [
        'throw new CallError(operation, readFailure(error), error);',
        'throw error;',
        'a profile that is not there is a defect',
      ],
      ['paceAttempts(client, senders);', '', 'nobody keeps to what AWS allows'],
    ],
    ['test/aws/iot/reading', 'test/aws/connect/reading', 'test/cli/verbs'],
  ),
  ...mutantsOf(
    'aws/iot/reading.ts',
    [["operation === 'DescribeSecurityProfile' ? 24 : 9.5", '24', 'tags are read faster than AWS allows']],
    ['test/aws/iot/reading'],
  ),
  ...mutantsOf(
    'aws/connect/reading.ts',
    [
      ['most: 1.9', 'most: 2.5', 'an instance is read faster than AWS allows'],
      ['atOnce: 5', 'atOnce: 9', 'more is asked at once than AWS allows'],
      ['[profile.Id, profile] : undefined', 'undefined : undefined', 'members that the SDK does not know are lost'],
    ],
    ['test/aws/connect/reading'],
  ),
  ...mutantsOf(
    'aws/answers.ts',
    [
      ['if (found !== undefined) answers.set(...found);', '', 'members that the SDK does not know are lost'],
      ['Reflect.set(output, name, answer[name]);', '', 'what a list holds that the SDK does not know is lost'],
    ],
    [...verbs, 'test/aws/connect/reading', 'test/cli/connect'],
  ),
  ...mutantsOf(
    'aws/identity.ts',
    [['if (!accountId || !partition)', 'if (accountId || partition)', 'no ARN is known']],
    verbs,
  ),
  ...mutantsOf(
    'aws/cloudformation.ts',
    [['/does not exist/.test(error.failure.message)', 'false', 'a stack that is gone is a failure']],
    verbs,
  ),
  ...mutantsOf(
    'cli/screen/visible.ts',
    [
      ['\\u007f-\\u009f', '\\u007f', 'control characters of the upper half get at the screen'],
      ['\\u2060-\\u206f', '\\u2060-\\u2064', 'the direction of writing is turned'],
      ['|\\udb40[\\udc00-\\udc7f]', '', 'a text has letters that nobody sees'],
      ["character === '\\n' ? character : escaped(character)", 'escaped(character)', 'a document is one long line'],
      ['padStart(4', 'padStart(2', 'JSON cannot be read'],
      ["value.length === 0 ? '(none)' : value", 'value', 'an empty list is nothing at all'],
    ],
    ['test/cli/screen/'],
  ),
  ...mutantsOf(
    'cli/screen/screen.ts',
    [
      ['isInsidePair ? end - 1 : end', 'end', 'a character is torn'],
      ['line.length + 1 + word.length > room', 'line.length + word.length > room', 'a line is a character too long'],
      ["count === 1 ? '' : 's'", "count <= 1 ? '' : 's'", 'nought is one'],
      ['cell.padStart(width)', 'cell.padEnd(width)', 'numbers stand on the left'],
    ],
    screen,
  ),
  ...mutantsOf(
    'cli/screen/annotations.ts',
    [
      [".replaceAll(',', '%2C')", '', 'a comma ends the title'],
      [".replaceAll('%', '%25')", '', 'a percent sign is read as something else'],
    ],
    screen,
  ),
  ...mutantsOf('cli/screen/arn.ts', [['slice(5)', 'slice(6)', 'a target is not told from another']], screen),
  ...mutantsOf(
    'cli/screen/progress.ts',
    [
      ['now - begun < patience', 'now - begun <= patience', 'a second is longer'],
      ['else if (now - last >= pauseInLog)', 'else', 'a log is full of progress'],
      ['isShown && isWatched', 'isWatched', 'a line that was never there is wiped'],
    ],
    screen,
  ),
  ...mutantsOf(
    'cli/screen/differences.ts',
    [
      [
        "name.live === undefined ? 'added' : 'removed'",
        "name.live === undefined ? 'removed' : 'added'",
        'what is new is told as gone',
      ],
      ['isWhole ? 1 :', 'isWhole ? 2 :', 'a behavior that is new counts twice'],
      ["live === undefined ? '+' :", "live === undefined ? '-' :", 'what comes is told as going'],
    ],
    screen,
  ),
  ...mutantsOf(
    'cli/declared/worlds.ts',
    [
      ['mostWorlds = 32', 'mostWorlds = 1_000_000', 'a template takes for ever'],
      ['      [right, left],\n', '', 'a value on the left is not seen'],
      ['allowed ?? [...values, somethingElse]', 'allowed ?? [...values]', 'the branch of all other values is not seen'],
      [
        'definition === undefined || Object.hasOwn(given, name)',
        'definition === undefined',
        'what is given is taken for open',
      ],
      [
        'if (isList(value)) for (const item of value) collect(item, compared);',
        '',
        'a condition in a condition is not seen',
      ],
      ["others.filter(({ note }) => note !== '')", 'others', 'the defaults are looked at twice'],
    ],
    declared,
  ),
  ...mutantsOf(
    'cli/declared/files.ts',
    [
      ["name === 'node_modules' || name.startsWith('.')", "name === 'node_modules'", 'hidden folders are read'],
      ['textOf(properties.stackName) ?? id', 'id', 'a stack has the name of its artifact'],
      ["if (type === 'cdk:cloud-assembly' &&", 'if (false &&', 'the stacks of stages are not seen'],
      [
        'isJsonObject(manifest) && isJsonObject(manifest.artifacts) ? manifest : undefined',
        'isJsonObject(manifest) ? manifest : undefined',
        'any manifest.json hides a folder',
      ],
      ['if (files.size === 0) throw', 'if (false) throw', 'nothing at all is well'],
      ["  ENOTDIR: 'there is no such file',\n", '', 'a person is told an error of the system'],
    ],
    declared,
  ),
  ...mutantsOf(
    'cli/declared/known.ts',
    [
      ['if (this.#open.has(logicalId)) return unknown(logicalId);', '', 'a circle of names never ends'],
      ['Object.hasOwn(exports, name) ? exports[name] : undefined', 'exports[name]', 'a stack exports a constructor'],
      ["filter(([, value]) => value !== '')", 'filter(() => true)', 'a Region that nobody knows is empty'],
      ['if (physicalId !== undefined) return physicalId;', '', 'what stands is not known'],
      [
        '      onQuestion();\n      return inner.condition(name);',
        '      return inner.condition(name);',
        'a condition has no say',
      ],
      ['if (Object.hasOwn(template.parameters, name)) onQuestion();', '', 'a parameter has no say'],
    ],
    declared,
  ),
  ...mutantsOf(
    'cli/declared/deployment.ts',
    [
      ['filter(([name]) => !hidden.includes(name))', 'filter(() => true)', 'the default passes for a secret'],
      ['texts.includes(undefined) ? undefined :', '', 'a list has undefined in it'],
      [
        'resolvedProperties(before, logicalId) === resolvedProperties(after, logicalId)',
        'true',
        'what is replaced keeps its id',
      ],
    ],
    declared,
  ),
  ...mutantsOf(
    'cli/declared/resources.ts',
    [
      [
        'error instanceof UnknownValueError || error instanceof UnsupportedError',
        'error instanceof UnknownValueError',
        'a condition that is not supported hides a template',
      ],
      ["!(isOwnType(type) && value.includes('{{resolve:secretsmanager:'))", 'true', 'a secret is called unknown'],
      ['placeOf(properties, path) ?? position', 'placeOf(properties, path)', 'what is missing has no place'],
      ['if (isPart === false) return [];', 'if (isPart !== true) return [];', 'what may be there is not looked at'],
      ['isFixed: questions === before', 'isFixed: true', 'other worlds are not looked at'],
    ],
    declared,
  ),
  ...mutantsOf(
    'cli/declared/template.ts',
    [
      ['!/^[a-z][a-z\\d+.-]*:/i.test(location)', 'true', 'a URL is looked for as a file'],
      [
        "typeof asset === 'string' ? asset : properties[member]",
        'properties[member]',
        'the nested stacks of CDK are not seen',
      ],
      ['interesting(types).some(', 'interesting(types).every(', 'no template holds a profile'],
      ['error instanceof ValidationError ? new', 'false ? new', 'a mistake is told as a defect'],
    ],
    declared,
  ),
  ...mutantsOf(
    'cli/declared/given.ts',
    [['if (unknown === undefined) return;', 'return;', 'a slip in a parameter passes']],
    verbs,
  ),
  ...mutantsOf(
    'cli/declared/pairs.ts',
    [
      ['...(nesting.isNested ? {} : stack?.parameters), ', '', 'a parameter that is not given loses its value'],
      [
        'if (stack === undefined) throw new CommandError(`there is no stack',
        'if (false) throw new CommandError(`there is no stack',
        'a stack that is not there is a defect',
      ],
    ],
    [...verbs, 'test/cli/stack'],
  ),
  ...mutantsOf(
    'cli/plan/events.ts',
    [
      [
        "deletionPolicy === 'Retain' || deletionPolicy === 'RetainExceptOnCreate'",
        "deletionPolicy === 'Retain'",
        'what stays is told as going',
      ],
      ['&& sameValue(own, former)', '&& false', 'what is as it was is told as an update'],
      ['&& sameValue(own, former)', '&& mayBeSame(own, former)', 'what was hidden is taken for what it is now'],
      [
        '!mayBeSame(declared.properties.ServiceToken, before.properties.ServiceToken)',
        '!sameValue(declared.properties.ServiceToken, before.properties.ServiceToken)',
        'a token that is not known is refused',
      ],
      [
        'wanted.has(logicalId) || isUnread(logicalId) || physicalId === undefined',
        'wanted.has(logicalId) || isUnread(logicalId)',
        'what never was is deleted',
      ],
      ['wanted.has(logicalId) || isUnread(logicalId) ||', 'wanted.has(logicalId) ||', 'what cannot be read is deleted'],
    ],
    ['test/cli/plan/events', 'test/cli/given-stacks'],
  ),
  ...mutantsOf(
    'cli/plan/forecast.ts',
    [
      ["(certainty === 'strong' && event === 'Create')", "certainty === 'strong'", 'an update is refused of a doubt'],
      ['drift.has(path) ? [', 'true ? [', 'every change overwrites one'],
      ["former.updateReplacePolicy === 'Retain'", 'false', 'what stays is told as deleted'],
      [
        "if (mistakes.length === 0 && unknown.includes('SecurityProfileName'))",
        'if (false)',
        'a name that is not known is one',
      ],
      ['if (name === physicalId) {', 'if (name !== physicalId) {', 'a rename is none'],
      ['const shown = live ?? old;', 'const shown = live;', 'a replacement shows everything as new'],
      [
        'calls: [...planned.calls, ...follow],',
        'calls: [...follow, ...planned.calls],',
        'the old one is told to go first',
      ],
    ],
    ['test/cli/plan/forecast'],
  ),
  ...mutantsOf(
    'cli/plan/partly-known.ts',
    [
      [
        'if (!isList(elements)) return live;',
        'if (!isList(elements)) return [];',
        'behaviors that are not known are told as going',
      ],
      ['isWhole ? behavior :', 'true ? behavior :', 'a part that is not known is a difference'],
      ['? [...known, ...unclaimed] : known', '? known : known', 'a behavior that is not known is told as going'],
      ['!known.some((one) => one.name === name)', 'true', 'a difference is hidden by what is not known'],
      [
        '...(readable.targetArns ?? []), ...(profileNow?.targets ?? [])',
        '...(readable.targetArns ?? [])',
        'a target that may be declared is told as going',
      ],
    ],
    ['test/cli/plan/partly-known'],
  ),
  ...mutantsOf(
    'cli/plan/preflight.ts',
    [
      ['mostProfilesPerTarget = 5', 'mostProfilesPerTarget = 6', 'a full target passes'],
      ['other !== name || live === undefined', 'true', 'a profile counts against itself'],
      ["if (kindOf(error.failure) === 'not-found') return", 'if (false) return', 'what is missing is a doubt'],
      ['if (!(error instanceof CallError)) throw error;', '', 'a defect is a doubt'],
      ["'string-list': 'set',\n  'ip", "'string-list': 'relational',\n  'ip", 'an operator that does not suit passes'],
      [
        'family !== undefined && families[operator] !== family',
        'families[operator] !== family',
        'a type that is new is doubted',
      ],
      [
        'declared === undefined || !looksAhead.has(action)',
        'declared === undefined',
        'what is not known is asked about',
      ],
      [
        '...(sendsContent ? questionsAbout(declared.profile, beside) : []),',
        '...questionsAbout(declared.profile, beside),',
        'what is not sent is asked about',
      ],
      ["if (order === 'before') return [];", '', 'what the template makes first is missing'],
      ['[...names, ...attached(arn)]', 'names', 'each profile of a template counts alone'],
    ],
    ['test/cli/plan/preflight'],
  ),
  ...mutantsOf(
    'cli/drift/compare.ts',
    [
      ['targetArns.filter((arn) => !targets.includes(arn))', '[]', 'a target that is gone is not seen'],
      [
        'if (targetArns === undefined) return [];',
        'if (targetArns === undefined) return targets.map((arn) => ({ path: arn, declared: undefined, live: arn }));',
        'targets that are not ours are a drift',
      ],
      ['live.tags.get(Key) !== Value', '!live.tags.has(Key)', 'a tag with another value is not seen'],
      [
        "key.startsWith('aws:') || key.startsWith('cloudformation:')",
        "key.startsWith('aws:')",
        'our own marks are told as those of others',
      ],
      [
        "filter(({ certainty }) => certainty === 'certain')",
        'filter(() => false)',
        'a template that is not valid is compared',
      ],
      ["status: 'not ours'", "status: 'in sync'", "somebody else's profile is in sync"],
      ["differences.length > 0 ? 'drifted' : 'in sync'", "'in sync'", 'a drift is in sync'],
    ],
    ['test/cli/drift/'],
  ),
  ...mutantsOf(
    'cli/export/properties.ts',
    [
      ['...unknown.map((path) =>', '...[].map((path) =>', 'a new member is lost in silence'],
      ['Number.isInteger(value) && !Number.isSafeInteger(value)', 'false', 'a number is another one'],
      ['...(sameMetrics(', '...(true || sameMetrics(', 'metrics that are retained are lost in silence'],
      [
        "certainty === 'certain' || (certainty === 'strong' && type === ownType)",
        "certainty === 'certain'",
        'what ours refuses is exported',
      ],
      ["value !== '' &&\n", 'true &&\n', 'an empty description is exported'],
      ['adopts ? { AdoptExisting: true } : {}', '{}', 'nothing is taken over'],
      [
        "key.startsWith('aws:') || key.startsWith(reservedTagPrefix)",
        "key.startsWith('aws:')",
        'marks of ownership are exported',
      ],
      ['...(targets.length > 0 ? { TargetArns: targets } : {}),', '', 'a profile watches nothing any more'],
    ],
    ['test/cli/export/'],
  ),
  ...mutantsOf(
    'cli/live/failures.ts',
    [
      ['if (!(error instanceof CallError)) return undefined;', '', 'a defect is told as a refusal'],
      ['if (expired.test(name))', 'if (false)', 'nobody is told to get new credentials'],
      ["endpointUrl ?? 'AWS'", "'AWS'", 'the endpoint that is wrong is not named'],
    ],
    verbs,
  ),
  ...mutantsOf(
    'cli/live/owner.ts',
    [
      ["mark.word === 'adopted'", 'false', 'what was adopted is told as made'],
      [
        "tags.get('aws:cloudformation:stack-id')",
        "tags.get('aws:cloudformation:stack-name')",
        'the native type is unclear',
      ],
      ["return 'nobody: no stack", "return 'somebody: no stack", 'nobody is somebody'],
      [
        'owner.stackName === stack || owner.stackId === stack',
        'owner.stackId === stack',
        'the name of a stack fits none',
      ],
    ],
    verbs,
  ),
  ...mutantsOf(
    'cli/live/readable.ts',
    [["kindOf(error.failure) === 'denied'", 'false', 'without one right nothing is shown']],
    verbs,
  ),
  ...mutantsOf(
    'cli/live/profiles.ts',
    [['unknown: unknownMembers(answer)', 'unknown: []', 'a new member is lost in silence']],
    verbs,
  ),
  ...mutantsOf(
    'cli/connect/instance.ts',
    [
      ['if (isInstanceId(given)) ', '', 'an id is none'],
      ['region !== undefined && region !== arn.region', 'false', 'another Region is looked at than the ARN says'],
      ['region: arn.region }', 'region }', 'the Region of an ARN is not known'],
    ],
    ['test/cli/connect'],
  ),
  ...mutantsOf(
    'cli/connect/profiles.ts',
    [
      ['if (!isNotFound(error)) throw error;', 'throw error;', 'nobody is told where instances are listed'],
      [
        'if (described === undefined) return undefined;',
        'if (described === undefined) throw id;',
        'what vanishes is a defect',
      ],
      ['one.name < other.name ? -1 : 1', '1', 'names stand in no order'],
      ['unknown: unknownMembers(answer)', 'unknown: []', 'a new member is lost in silence'],
    ],
    ['test/cli/connect'],
  ),
  ...mutantsOf(
    'cli/connect/restrictions.ts',
    [
      [' only what is tagged ', ' what is tagged ', 'a restriction reads as a grant'],
      ["Values.join(' or ')", "''", 'nobody is told which records'],
    ],
    ['test/cli/connect'],
  ),
  ...mutantsOf(
    'cli/connect/list.ts',
    [
      [
        'risks: Permissions && risksOf({ Permissions })',
        'risks: risksOf({})',
        'what may not be read is called harmless',
      ],
      ['stack === undefined || isOfStack(owner, stack)', 'true', 'profiles of other stacks are shown'],
      ['  refuseIotFilters(options);\n', '', 'a filter that does nothing is taken for one that does'],
    ],
    ['test/cli/connect'],
  ),
  ...mutantsOf(
    'cli/connect/show.ts',
    [
      ['profile: answer,', '', 'a document lacks what is not known'],
      [
        '        ...risks.flatMap((risk) => wrapped(visible(risk), screen, 4)),\n',
        '',
        'nobody is told what the risks are',
      ],
      [
        'risks: Permissions && risksOf({ Permissions })',
        'risks: risksOf({})',
        'what may not be read is called harmless',
      ],
      ['one.name === name', 'true', 'another profile is shown'],
    ],
    ['test/cli/connect'],
  ),
  ...mutantsOf(
    'cli/live/side-by-side.ts',
    [
      ['results[index] = await work(item)', 'results.push(await work(item))', 'the quickest comes first'],
      ['Math.min(mostAtOnce, items.length)', 'items.length', 'everything is asked at once'],
    ],
    verbs,
  ),
  ...mutantsOf(
    'cli/live/account.ts',
    [['...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),', '', 'the simulator is not asked']],
    verbs,
  ),
  ...mutantsOf(
    'cli/run.ts',
    [
      ['found: 2', 'found: 0', 'a check passes whatever is found'],
      ['failed: 1', 'failed: 0', 'what could not be done passes'],
      [
        'variables.AWS_REGION || variables.AWS_DEFAULT_REGION',
        'variables.AWS_DEFAULT_REGION || variables.AWS_REGION',
        'another Region is looked at',
      ],
      ["if (format === 'json') write(", 'if (false) write(', 'a failure is no document'],
      ['isColored && options.color', 'isColored', 'colors cannot be turned off'],
      [
        '{ formatVersion, command: verb, ...outcome.document }',
        '{ command: verb, ...outcome.document }',
        'nobody knows the form of a document',
      ],
      ["arg.startsWith('--format=')", 'false', 'a failure of the arguments is no document'],
    ],
    verbs,
  ),
  ...mutantsOf(
    'cli/command-line.ts',
    [
      ['if (equals < 1) throw', 'if (equals < 0) throw', 'a parameter has no name'],
      [
        "command.on('option:connect'",
        "command.on('option:none'",
        'plan looks at AWS IoT where Amazon Connect is asked for',
      ],
    ],
    [...verbs, 'test/cli/connect'],
  ),
  ...mutantsOf(
    'cli/validate/findings.ts',
    [
      ["certainty === 'uncertain' ? 'warning' : 'error'", "'error'", 'a warning fails a build'],
      ['...tokenProblems(profile), ', '', 'a resource without a function passes'],
      ['owners.set(identity, profile);', '', 'two resources have one profile'],
      ['JSON.stringify([instance, name])', 'JSON.stringify([name])', 'one name in two instances is called one profile'],
      [
        '    readNativeConnectProperties(properties, { ...options, knownPermissions }),',
        '    readNativeConnectProperties(properties, options),',
        'a permission that is misspelt passes in the native type',
      ],
    ],
    verbs,
  ),
  ...mutantsOf(
    'cli/validate/lone-texts.ts',
    [
      ['return name === undefined ? [] :', 'return true ? [] :', 'the ARN of a group passes for a list of targets'],
      ['if (others.length > 0) return undefined;', '', 'a map with a Fn::Sub in it is one'],
      ['(^|\\.)Arn$', 'Arn', 'a list of ARNs is a text'],
    ],
    verbs,
  ),
  ...mutantsOf(
    'cli/validate/template.ts',
    [
      [
        'if (isFixed) fixed.set(logicalId, profile);',
        'fixed.set(logicalId, profile);',
        'other branches are not looked at',
      ],
      ['...all, ...unreadOf(read)', '...all', 'what cannot be read is no error'],
    ],
    verbs,
  ),
  ...mutantsOf(
    'cli/validate/files.ts',
    [
      ['if (seen.has(file.path)) return [];', '', 'what is nested twice is told twice'],
      [
        'for (const { path } of nested) files.push(',
        'for (const { path } of nested.slice(1)) files.push(',
        'what is nested is not looked at',
      ],
    ],
    verbs,
  ),
  ...mutantsOf(
    'cli/validate/behaviors.ts',
    [
      [
        'if (unknownPaths({ type, properties: { Behaviors: [behavior] } }).length > 0) return undefined;',
        '',
        'of what is known in part is told more than is known',
      ],
    ],
    verbs,
  ),
  ...mutantsOf(
    'cli/validate/lines.ts',
    [['if (refused.has(behavior)) return;', '', 'of what is refused is told what it would mean']],
    verbs,
  ),
  ...mutantsOf(
    'cli/verbs/validate.ts',
    [
      ['summary.errors > 0 || (options.strict', 'summary.errors > 1 || (options.strict', 'one error is none'],
      ['options.strict && summary.warnings > 0', 'false', 'strict is not strict'],
    ],
    verbs,
  ),
  ...mutantsOf(
    'cli/verbs/list.ts',
    [
      ['metric === undefined || profile.metrics.includes(metric)', 'true', 'any metric fits'],
      ['shortArn(arn) === target', 'false', 'the short form of a target fits none'],
      [
        'stack === undefined || isOfStack(profile.owner, stack)',
        'stack === undefined || true',
        'profiles of other stacks are shown',
      ],
    ],
    verbs,
  ),
  ...mutantsOf(
    'cli/verbs/show.ts',
    [
      ['profile: answer,', '', 'a document lacks what is not known'],
      ["'none: it watches nothing'", "''", 'a profile that watches nothing looks well'],
    ],
    verbs,
  ),
  ...mutantsOf(
    'cli/verbs/plan.ts',
    [
      ['(options.fail && hasChanges)', 'false', 'a check passes whatever would change'],
      ['(options.strict && summary.notCompared > 0)', 'false', 'strict is not strict'],
    ],
    verbs,
  ),
  ...mutantsOf(
    'cli/drift/summary.ts',
    [
      [
        "status !== 'in sync' && status !== 'not compared'",
        "status === 'drifted'",
        'a profile that is gone is in sync',
      ],
    ],
    verbs,
  ),
  ...mutantsOf(
    'cli/drift/all.ts',
    [
      ['physicalId === profile.name ? undefined :', 'true ? undefined :', 'what a rename has left is looked after'],
      ['...unseen]', ']', 'a profile that is gone is not missed'],
      ['byStack.size === 0 && denied[0] !== undefined', 'false', 'a check that may see nothing finds nothing'],
    ],
    verbs,
  ),
  ...mutantsOf(
    'cli/drift/examine.ts',
    [
      ['/_IN_PROGRESS$|_FAILED$/', '/never/', 'a deployment that is under way is not heeded'],
      [
        ': driftOf(declared, await look(account, physicalId), stack.id)',
        ': driftOf(declared, await look(account, declared.logicalId), stack.id)',
        'the profile is looked for by another name',
      ],
    ],
    verbs,
  ),
  ...mutantsOf(
    'cli/drift/lines.ts',
    [["path.startsWith('TargetArns[')", 'false', 'a target is told as a value']],
    verbs,
  ),
  ...mutantsOf(
    'cli/plan/lines.ts',
    [
      ['overwritten.has(path) ?', 'false ?', 'what is lost is not told'],
      ['detachedFromOthers.includes(arn)', 'false', 'a target of others goes without a word'],
      ['...checks.flatMap((check) => checkLines(check, screen)),', '', 'what would fail is not told'],
    ],
    verbs,
  ),
  ...mutantsOf(
    'cli/plan/planned.ts',
    [
      [
        'claimant?.logicalResourceId === logicalId ?',
        'claimant !== undefined ?',
        "another resource's profile is taken for this one's",
      ],
      ['return withoutTwins(resources);', 'return resources;', 'two of one name pass'],
      ['attached.set(arn, [', 'void (arn, [', 'each profile of a template counts alone'],
    ],
    verbs,
  ),
  ...mutantsOf('cli/plan/summary.ts', [["kind === 'failure'", 'false', 'what would fail is not counted']], verbs),
  ...mutantsOf(
    'cli/plan/surroundings.ts',
    [
      ['isActive(definition, scope) === false', 'false', 'what its condition leaves out is made'],
      ['definition.dependsOn.includes(other) ||', '', 'DependsOn says nothing of the order'],
    ],
    ['test/cli/plan/surroundings'],
  ),
  ...mutantsOf(
    'cli/declared/token.ts',
    [
      ["token === undefined || token === ''", 'false', 'a token that is missing passes'],
      ['1 <= Number(text) && ', '', 'a timeout of nothing passes'],
    ],
    ['test/cli/declared/token'],
  ),
  ...mutantsOf(
    'cli/screen/fields.ts',
    [['label.padEnd(column - 2)', 'label', 'values do not stand below each other']],
    ['test/cli/connect'],
  ),
  ...mutantsOf(
    'cli/screen/rows.ts',
    [['line.length + indent <= screen.width', 'true', 'a table is wider than the screen']],
    ['test/cli/screen/rows'],
  ),
  ...mutantsOf(
    'cli/verbs/drift.ts',
    [
      ['if (given.length !== 1)', 'if (given.length > 1)', 'nothing is compared with nothing'],
      ['(options.strict && summary.notCompared > 0)', 'false', 'strict is not strict'],
    ],
    verbs,
  ),
  ...mutantsOf(
    'cli/verbs/export.ts',
    [
      ['!isPlainText(value) || ', '', 'a text becomes a number'],
      [
        'visibleLines(document.toString(',
        '((text: string) => text)(document.toString(',
        'what turns the direction of writing gets at the screen',
      ],
      ['if (adopt && native)', 'if (false)', 'the native type is told to adopt'],
    ],
    verbs,
  ),
];

import { type Mutant, mutantsOf } from '../mutant';

const lifecycle = ['test/lifecycle/'];

/** What each event does with a profile, and what it leaves alone. */
export const lifecycleMutants: readonly Mutant[] = [
  ...mutantsOf(
    'lambda/custom-resource/secrets.ts',
    [
      ['redacted.replaceAll(form, ', 'redacted.replace(form, ', 'a secret is told the second time'],
      ['[secret, secret.replace(/[+/=]/g, encodeURIComponent)]', '[secret]', 'a token is told as it is in an address'],
      [".replace(shapes, '$1…');", ';', 'a signature of unknown value is told'],
      ['shortestSecret = 8', 'shortestSecret = 41', 'a secret key is told'],
      ['shortestSecret = 8', 'shortestSecret = 1', 'ordinary words vanish from the reason'],
    ],
    ['test/lambda/custom-resource/adversity'],
  ),
  ...mutantsOf(
    'lambda/custom-resource/send-answer.ts',
    [
      [
        'Math.max(remaining - reserve, (remaining * 2) / 3)',
        '400',
        'a slow handshake is given up: first PUT attempt cut at 400 ms',
      ],
      [
        'if (status === 403)\n      throw',
        'if (status === 403 || status === 400) throw',
        'a PUT that took too long is not tried again',
      ],
    ],
    ['test/lambda/custom-resource/send-answer'],
  ),
  ...mutantsOf(
    'lambda/custom-resource/handler.ts',
    [
      [
        '!(error instanceof UnsentAnswerError) || (',
        'error instanceof UnsentAnswerError && (',
        'a defect while answering is swallowed',
      ],
    ],
    ['test/lambda/custom-resource/adversity'],
  ),
  ...mutantsOf(
    'lambda/custom-resource/time.ts',
    [
      ['Math.min(told, counted)', 'told', 'a context whose time never ends lets nothing end'],
      [
        'seconds >= 1 && seconds <= 3_600 ? seconds : 3_600',
        '3_600',
        'the function goes on when CloudFormation has gone on',
      ],
    ],
    ['test/lambda/custom-resource/adversity'],
  ),
  ...mutantsOf(
    'core/ownership/marks.ts',
    [
      ['/^replaces\\/([^/]+)\\/(.+)$/', '/^replaces\\/([^/]+)\\/?(.*)$/', 'half a mark passes for a whole one'],
      [
        "{ word, requestId } : { word: 'adopted', requestId: undefined };",
        "{ word, requestId } : { word: 'made', requestId: '' };",
        'a profile without a mark is deleted',
      ],
      [
        '`replaces/${mark.requestId}/${mark.physicalResourceId}`',
        '`replaces/${mark.requestId}`',
        'a failed replacement is never swept',
      ],
    ],
    ['test/core/ownership/marks', 'test/lifecycle/ownership-table'],
  ),
  ...mutantsOf(
    'core/ownership/physical-id.ts',
    [
      [
        "isRefused ? 'refused' : 'failed'",
        "isRefused ? 'failed' : 'refused'",
        'the two ids of a failed create are exchanged',
      ],
      [
        "isRefused: word === 'refused'",
        'isRefused: false',
        'a service that denies blocks the roll back of a refused create',
      ],
      ['physicalResourceId !== generated &&', '', 'a generated name passes for an invented id'],
      ['{8,16}', '{7,17}', 'a name that is none of CloudFormation leads to another'],
      ['[A-Za-z0-9]{8,16}', '[A-Z0-9]{8,16}', 'small letters are no invented id: what a create has made stays'],
    ],
    [
      'test/core/ownership/physical-id',
      'test/lifecycle/cancelled',
      'test/lifecycle/ownership-table',
      'test/lifecycle/nothing-foreign',
    ],
  ),
  ...mutantsOf(
    'runtime/progress.ts',
    [
      [
        'this.#mayHaveWritten || this.#writesInFlight > 0',
        'this.#mayHaveWritten',
        'a write that was cut off counts as none',
      ],
      ['if (isWrite) this.noteEffect();', '', 'what has been made counts as refused'],
    ],
    ['test/runtime/progress', 'test/lifecycle/'],
  ),
  ...mutantsOf(
    'core/ownership/decision.ts',
    [
      [
        "mark.word === 'replaces' && mark.physicalResourceId === physicalResourceId;",
        "mark.word === 'replaces';",
        'what replaces another profile stays sweepable',
      ],
      ['keeps: mayBeInvented ? never : isOwn', 'keeps: isOwn', 'a Delete that comes again finds the live profile'],
      [
        "made: { word: 'made', requestId: failedRequestId }",
        "made: { word: 'made', requestId }",
        'what a mended create leaves half done is never removed',
      ],
      [
        'if (adoptExisting && claim.adoptsOurs && !claim.isOwn(mark)) return adopt(claim);',
        '',
        'a retained profile goes with a roll back in spite of AdoptExisting',
      ],
      [
        "return adoptExisting || claim.kind === 'keep' ? adopt(claim)",
        'return adoptExisting ? adopt(claim)',
        'an update fails where somebody has taken the marks away',
      ],
      [
        "return adoptExisting || claim.kind === 'keep' ? adopt(claim)",
        'return true ? adopt(claim)',
        "nobody's profile is taken without being asked",
      ],
      ["claim.kind === 'keep' && isAsDeclared()", "claim.kind === 'keep'", 'an update succeeds and does nothing'],
      ["claim.kind === 'keep' && isAsDeclared()", 'false', 'a roll back is blocked by a profile that is as declared'],
      [
        "mark: { word: 'made', requestId: claim.requestId }, last",
        "mark: { word: 'claimed', requestId: claim.requestId }, last",
        'what was made again is not marked so',
      ],
      ['adoptsOurs: false,', 'adoptsOurs: true,', 'a rename back onto our own profile takes it for that of others'],
      [
        "adopted: { word: 'adopted', requestId: failedRequestId },",
        "adopted: { word: 'adopted', requestId },",
        'what a mended create has adopted and not finished is never released',
      ],
      [
        "? { kind: 'adopt', mark: undefined, last: undefined }",
        "? { kind: 'converge', last: undefined }",
        'an adoption in place that was killed never moves the version',
      ],
      [
        "if (isAdoptedByThisEvent) return { kind: 'adopt', mark: undefined, last: lastMark(claim, mark) };",
        '',
        'an adoption that was killed never moves the version',
      ],
      ['if (adoptExisting) return adopt(claim);', '', "AdoptExisting does not take another's profile over"],
      ["if (mark.word === 'made') return 'delete';", '', 'what a failed create has made stays'],
      [
        "return isAdopted ? 'release' : 'leave';",
        "return 'leave';",
        'what a failed create has adopted keeps its marks',
      ],
      ["isAdopted && removal.releasesAdopted ? 'release' : 'delete'", "'delete'", 'an adopted profile is deleted'],
      [
        "isAdopted && removal.releasesAdopted ? 'release' : 'delete'",
        "isAdopted ? 'release' : 'delete'",
        'a profile whose adoption has ended stays behind',
      ],
      ["if (mark.word === 'claimed') return 'leave';", '', 'a profile in use is deleted under an invented id'],
      [
        "isAdopted || removal.adoptExisting ? 'release' : 'delete'",
        "isAdopted ? 'release' : 'delete'",
        'what may have been adopted is deleted under an invented id',
      ],
      [
        "if (mark.requestId !== removal.requestId) return 'leave';",
        '',
        'the Delete of a failed create reaches a profile in use',
      ],
      ["if (isAdopted) return 'release';", '', 'what a failed rename has adopted keeps its marks'],
      [
        "mark.physicalResourceId === removal.physicalResourceId ? 'delete' : 'leave'",
        "true ? 'delete' : 'leave'",
        'the sweep deletes the replacement of another profile',
      ],
      [
        "mark.word === 'replaces' && mark.physicalResourceId === removal",
        'mark.requestId && removal',
        'the sweep deletes what was retained',
      ],
      [
        "owner.kind === 'ours' ? decideRemovalOfOurs(removal, owner.mark) : 'leave'",
        "owner.kind === 'ours' ? decideRemovalOfOurs(removal, owner.mark) : owner.kind === 'none' ? 'delete' : 'leave'",
        'what bears no mark is deleted',
      ],
    ],
    [
      'test/lifecycle/ownership-table',
      'test/lifecycle/nothing-foreign',
      'test/lifecycle/sweep',
      'test/lifecycle/cancelled',
    ],
  ),
  ...mutantsOf(
    'core/iot-security-profile/preview.ts',
    [
      [
        'const first = isAdoption ? tagsOf(decision.mark) : noMarking.first;',
        'const first = noMarking.first;',
        'an adopted profile is not marked first',
      ],
      ['last: tagsOf(decision.last) };', 'last: noMarking.last };', 'what a mended create has made is never claimed'],
      ['first: tagsOf(decision.mark), last', 'first: noMarking.first, last', 'what is made bears no mark'],
      [
        'contentBefore: undefined }, noMarking)',
        '}, noMarking)',
        'the fence blocks a roll back of a profile that was taken over',
      ],
      [
        '[...desired.tags].every(([key, value]) => live.tags.get(key) === value) &&',
        '',
        'the owner is not named where his tags leave no room',
      ],
      ['last: tagsOf(decision.last) }),', 'last: noMarking.last }),', 'what is taken on is never claimed'],
    ],
    lifecycle,
  ),
  ...mutantsOf(
    'lambda/lifecycle/converge.ts',
    [
      [
        "if (claim.kind === 'keep' || !this.#isDoubtful(live)) return live;",
        'return live;',
        'late tags make our own profile a foreign one',
      ],
      ['longestLag = 5_000', 'longestLag = 500', 'tags that come after seconds are not waited for'],
      [
        "if (mark !== undefined && mark.word !== 'adopted') this.#wasMade = true;",
        '',
        'a cancelled create makes the profile a second time',
      ],
      [
        'if (isConflict && isBefore && this.#wasBefore) throw new CancelledUpdateError(this.goal.desired.name);',
        '',
        'a cancelled update undoes its roll back',
      ],
      [
        'if (live === undefined) throw new DeletedMeanwhileError(desired.name);',
        '',
        'a cancelled create makes again what its Delete has removed',
      ],
      [
        "if (planned.kind === 'create' && error instanceof CallError && !kind.isCreation(error))",
        'if (false)',
        'a mended create makes again what the Delete of its id has removed',
      ],
      ['isConflict && isBefore && this.#wasBefore', 'isConflict && isBefore', 'a roll back takes itself for cancelled'],
      [
        'this.#wasBefore ??= isBefore;',
        'this.#wasBefore = isBefore;',
        'a roll back takes itself for cancelled the second time',
      ],
      [
        "for (const former of await access.former(live)) log('adopting', { former });",
        ';',
        'the former content of an adopted profile is nowhere',
      ],
      [
        'if (this.leftover !== undefined && planned.calls.length > 0) progress.note(this.leftover);',
        '',
        'nobody hears what a failed rename has left',
      ],
    ],
    lifecycle,
  ),
  ...mutantsOf(
    'lambda/iot-security-profile/access.ts',
    [
      ['if (isNotFound(error)) return [];', '', 'a rename fails where the old profile was deleted elsewhere'],
      ['arn: arnOf(name), targets: false', 'arn: arnOf(name), targets: true', 'a delete reads what it does not need'],
      [', expectedVersion: version', '', 'a profile is deleted that another stack has adopted in between'],
    ],
    lifecycle,
  ),
  ...mutantsOf(
    'lambda/iot-security-profile/kind.ts',
    [
      [
        "if (holds(live, content)) return 'as desired';",
        '',
        'an update that only spells out a default takes itself for cancelled',
      ],
      ['isSecurityProfileName(name) ? name : undefined', 'name', 'the id of a failed create is taken for a profile'],
    ],
    lifecycle,
  ),
  ...mutantsOf(
    'lambda/lifecycle/replace.ts',
    [['the roll back removes it; ` +', '` +', 'nobody hears who removes what a failed rename has left']],
    lifecycle,
  ),
  ...mutantsOf(
    'core/iot-security-profile/name.ts',
    [['request, generatedNameOf(request));', "request, '');", 'a rename from the generated name is never swept']],
    lifecycle,
  ),
  ...mutantsOf(
    'core/iot-security-profile/goal.ts',
    [
      ['profile.adoptExisting === true', 'profile.adoptExisting !== undefined', '"false" is true'],
      [
        "return arns.length > 0 ? { kind: 'including', arns }",
        "return arns.length > 0 ? { kind: 'exactly', arns, before: [] }",
        'a replacement onto an adopted name detaches what others attached',
      ],
      ['live.filter((arn) => !targetArns.includes(arn))', 'live', 'targets that the template has let go of come back'],
      [
        'before.name === declared.name ? before : nothingBefore',
        'nothingBefore',
        'tags that a failed rename declared stay for ever',
      ],
      [
        'before.name === declared.name ? before : nothingBefore',
        'before',
        'a rename takes tags off that stand under the new name',
      ],
    ],
    lifecycle,
  ),
  ...mutantsOf(
    'lambda/lifecycle/delete.ts',
    [
      [
        'if (stood || !tools.kind.hasInventedId(request)) return;',
        'if (stood) return;',
        'a Delete leads from one name to another',
      ],
      [
        'if (stood || !tools.kind.hasInventedId(',
        'if (!tools.kind.hasInventedId(',
        'a profile left alone leads on to the implied name',
      ],
      ['kind.addressOfKey(key)', 'key', 'a profile is looked for whose name cannot be'],
      [
        'if (!isRefused) return removeLeftover(',
        'if (isRefused) return removeLeftover(',
        'a refused create is waited for',
      ],
      [
        'if (!isRefused) return removeLeftover(',
        'return removeLeftover(',
        'a service that denies blocks the roll back of what was refused',
      ],
      ['longestWatch = 30_000', 'longestWatch = 3_000', 'what a cancelled create makes after its role is known stays'],
      ['longestCheck = 20_000', 'longestCheck = 200_000', 'a service that does not answer blocks the roll back'],
    ],
    ['test/lifecycle/delete', 'test/lifecycle/nothing-foreign', 'test/lifecycle/cancelled', 'test/lifecycle/ownership'],
  ),
  ...mutantsOf(
    'lambda/lifecycle/remove.ts',
    [
      ['if (!isOutOfTime(error)) throw error;', 'throw error;', 'a watch that ends fails the Delete'],
      [
        "return owner !== undefined && owner.kind !== 'none';",
        'return true;',
        'what a delivery at work still makes stays',
      ],
      [
        "return owner !== undefined && owner.kind !== 'none';",
        'return owner !== undefined;',
        'what has late tags stays',
      ],
    ],
    lifecycle,
  ),
  ...mutantsOf(
    'lambda/lifecycle/sweep.ts',
    [
      ['longestSweep = 20_000', 'longestSweep = 60_000', 'a roll back takes a minute more'],
      ['stood ?? (await standsThere(session, request))', 'true', 'the live profile is swept where the old one is gone'],
      ['stood ?? (await', '(await', 'an event that comes late sweeps the live profile'],
    ],
    ['test/lifecycle/sweep', 'test/lifecycle/update', 'test/lifecycle/replacement', 'test/lifecycle/nothing-foreign'],
  ),
  ...mutantsOf(
    'lambda/lifecycle/update.ts',
    [
      [
        'await sweep({ request, operation, tools }, isInPlace ? stood : undefined);',
        '',
        'a failed rename leaves its profile for good',
      ],
      [
        'isSameKey ? failed.requestId : declared.requestId',
        'declared.requestId',
        'what a mended create leaves half done stays',
      ],
      ['if (address === undefined) return true;', '', 'the id of a failed create is taken for a profile'],
      ['kind.hasInventedId(request) && ', '', 'an ordinary rename looks once more'],
    ],
    lifecycle,
  ),
  ...mutantsOf(
    'aws/pace.ts',
    [
      ['this.#rate + increase);', 'this.#rate);', 'one throttle slows a function down for ever'],
      ['Math.max(leastRate, decrease * this.#rate)', 'decrease * this.#rate', 'a storm ends and nobody notices'],
      ['if (isThrottle(error)) this.#slowDown(rate);', '', 'a throttle is met with the next call'],
    ],
    ['test/aws/pace'],
  ),
];

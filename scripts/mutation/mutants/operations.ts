import { type Mutant, mutantsOf } from '../mutant';

const updates = ['test/lifecycle/update', 'test/lifecycle/replacement', 'test/lifecycle/adoption'];

/** Create, update, replacement and delete. */
export const operationMutants: readonly Mutant[] = [
  ...mutantsOf(
    'security-profile/create.ts',
    [
      ["'certain and strong'", "'certain'", 'what will probably be refused is found out half-way'],
      [
        "targetArns === undefined ? { kind: 'unmanaged' }",
        "true ? { kind: 'unmanaged' as const }",
        'a new profile is attached to nothing',
      ],
      ['profile.adoptExisting === true', 'profile.adoptExisting !== undefined', '"false" is true'],
      ["claim: 'claim'", "claim: 'keep'", 'a profile of nobody is taken over'],
    ],
    [
      'test/lifecycle/create',
      'test/lifecycle/doubts',
      'test/lifecycle/ownership',
      'test/lifecycle/known-failure-modes',
    ],
  ),
  ...mutantsOf(
    'security-profile/update.ts',
    [
      [
        "'certain', operation.log",
        "'certain and strong', operation.log",
        'B is refused on an update: a newer rule stops a roll back',
      ],
      ['throw withDoubts(error, doubts);', 'throw error;', 'the likely cause of a refusal is kept from the user'],
      [
        '!hasName(properties) && !hasName(oldProperties) && ',
        '!hasName(properties) && ',
        'a name that goes from the template replaces nothing',
      ],
      [
        'const isKept = !hasName(properties) && !hasName(oldProperties) && isSecurityProfileName(physicalResourceId);',
        'const isKept = false;',
        'an adopted id without a name is replaced',
      ],
      [' && isSecurityProfileName(physicalResourceId);', ';', 'an update with an id that is no name cannot succeed'],
      [
        'name === request.physicalResourceId ? updateInPlace(update) : replace(update)',
        'updateInPlace(update)',
        'another name is no replacement',
      ],
      [
        'targetsInPlace(request.properties, profile.targetArns, before)',
        "({ kind: 'unmanaged' } as const)",
        'targets never change',
      ],
      ["claim: 'keep'", "claim: 'claim'", 'a profile that lost its marks cannot be updated'],
      ['adoptExisting = profile.adoptExisting === true', 'adoptExisting = false', 'an update adopts nothing'],
    ],
    [...updates, 'test/lifecycle/doubts', 'test/lifecycle/ownership'],
  ),
  ...mutantsOf(
    'security-profile/replacement-goal.ts',
    [
      [
        'const arns = await inheritedTargets(session, update);',
        'const arns: string[] = [];',
        'inherited targets are forgotten: monitoring has a gap',
      ],
      [
        'letsGoOfTargets(request.properties) ? live.filter((arn) => !before.targetArns.includes(arn)) : live',
        'live',
        'what the template let go of is inherited',
      ],
      [
        "&& kindOf(error.failure) === 'not-found') return [];",
        ') return [];',
        'attachments that cannot be read are not inherited',
      ],
      [
        "if (error instanceof IotError && kindOf(error.failure) === 'not-found') return [];",
        '',
        'an old profile that was deleted elsewhere stops its replacement',
      ],
      [
        'if (!isSecurityProfileName(request.physicalResourceId)) return [];',
        '',
        'an id that is no name is asked for attachments',
      ],
      [
        'await targetsOfReplacement(session, update), nothingBefore)',
        'await targetsOfReplacement(session, update), update.before)',
        'tags of a profile that stands under the new name are removed',
      ],
      ['profile.adoptExisting === true };', 'true };', 'a replacement takes over what it was not asked to'],
      ['profile.adoptExisting === true };', 'false };', 'a replacement takes over nothing'],
    ],
    [...updates, 'test/lifecycle/time', 'test/lifecycle/deliveries', 'test/lambda/security-profile/replace'],
  ),
  ...mutantsOf(
    'security-profile/replace.ts',
    [
      [
        'if (arn === undefined) await removeUnfinished(session, update);',
        '',
        'a replacement that has failed leaves a profile behind',
      ],
      [
        'const arn = await completed(session, update);',
        'const arn = undefined as string | undefined;',
        'a second delivery that fails removes what the first has answered SUCCESS for',
      ],
      [
        "arn === undefined ? { kind: 'removed' } : { kind: 'complete', arn }",
        "{ kind: 'removed' }",
        'a second delivery answers FAILED for what is complete',
      ],
      ['Math.min(longestTidying, operation.deadline.remaining() / 3)', '0', 'no time is left to tidy up'],
      [
        "({ kind: 'unfinished', requestId: request.requestId }) as const",
        "({ kind: 'implied-name' }) as const",
        'a replacement that has failed removes what an earlier event made',
      ],
      [
        "while (!stood && operation.progress.isUnanswered('CreateSecurityProfile')) {",
        'while (false) {',
        'a create that takes effect late is left behind',
      ],
      ['while (!stood && ', 'while (', 'what was removed is looked for again and again'],
      ['if (operation.deadline.remaining() <= 2 * interval) return;', '', 'the tidying up takes all the time'],
      ['operation.progress.note(leftover);', '', 'nobody is told what may be left behind'],
      ['operation.progress.withdraw(leftover);', '', 'the reason warns of what was removed'],
      [
        '{ ...tools, service: tools.freshService() }',
        'tools',
        'the tidying up waits for the throttles that the update has met',
      ],
      ['awaitPropagation: false', 'awaitPropagation: true', 'the tidying up waits for its role'],
      ['= 10_000;', '= 60_000;', 'a replacement is given up a minute before the end'],
      ['if (isOutOfTime(error)) throw error;', 'throw error;', 'nobody is told what could not be removed'],
      ['if (isOutOfTime(error)) throw error;', '', 'the reason does not tell how far a replacement has got'],
      ['deadline.end();', '', 'the deadline of a replacement outlives it'],
    ],
    [...updates, 'test/lifecycle/time', 'test/lifecycle/deliveries', 'test/lambda/security-profile/replace'],
  ),
  ...mutantsOf(
    'security-profile/delete.ts',
    [
      [
        "if (isSecurityProfileName(name)) await removeProfile(session, name, { kind: 'unfinished', requestId });",
        '',
        'what a failed create has made is left behind',
      ],
      [
        "{ kind: 'unfinished', requestId }",
        "{ kind: 'implied-name' }",
        'the delete of a failed create removes what another event made',
      ],
      [
        "{ kind: 'unfinished', requestId });\n    return;",
        "{ kind: 'unfinished', requestId });",
        'the delete of a failed create goes on to other names',
      ],
      ['if (stood) return;', '', 'a delete goes on to the name in the properties'],
      [
        "adoptExisting === 'true' || adoptExisting === true",
        'adoptExisting === true',
        'the second delivery of a delete destroys what the first has released',
      ],
      ["adoptExisting === 'true' || adoptExisting === true", "adoptExisting === 'true'", 'a real true does not count'],
      [
        "implied !== '' && implied !== physicalResourceId",
        "implied === '-'",
        'what a create that never answered has made is left behind',
      ],
      ["implied !== '' && ", '', 'a profile without a name is looked for'],
      [' && implied !== physicalResourceId', '', 'a profile that is gone is looked for twice'],
      [
        "{ kind: 'implied-name' })",
        "{ kind: 'physical-id', mayBeAdopted: false })",
        'an invented id deletes a profile of nobody',
      ],
    ],
    ['test/lifecycle/delete', 'test/lifecycle/create', 'test/lifecycle/adoption', 'test/lifecycle/known-failure-modes'],
  ),
  ...mutantsOf(
    'security-profile/remove.ts',
    [
      [', expectedVersion: version }', ' }', 'what has changed hands meanwhile is deleted'],
      ['.filter((key) => tags.has(key))', '', 'tags are removed that are not there'],
      [
        'if (live === undefined) return false;',
        'if (live === undefined) return true;',
        'what stands under an implied name is left behind',
      ],
      ['targets: false', 'targets: true', 'a delete reads what it does not need'],
      ['because: removal.kind, decision }', '}', 'the log does not tell why a profile was left alone'],
    ],
    ['test/lifecycle/delete', 'test/lifecycle/ownership', 'test/lifecycle/adoption'],
  ),
  ...mutantsOf(
    'security-profile/converge.ts',
    [
      [
        "claim === 'keep' ? readProfile(session.call, what) : lookForProfile(session.call, what)",
        'lookForProfile(session.call, what)',
        'an update reads one after the other',
      ],
      [
        "claim === 'keep' ? readProfile",
        "claim !== 'keep' ? readProfile",
        'a create makes calls that it does not need',
      ],
      [
        "{ kind: 'adopt', tags: ownerTags(session.claimant) }",
        "{ kind: 'adopt', tags: makerTags(session.claimant, session.requestId) }",
        'what is adopted is ours to delete',
      ],
      [
        "{ kind: 'adopt', tags: ownerTags(session.claimant) }",
        "{ kind: 'with-tags', tags: ownerTags(session.claimant) }",
        'the marks of an adoption come last',
      ],
      ["if (decision.kind === 'adopt') await logAdoption(session, live);", '', 'nobody knows what was there before'],
      [
        'live.targets ?? (await readTargets(session.call, live.name))',
        'live.targets',
        'nobody knows to what an adopted profile was attached',
      ],
      [
        "desired.targets.kind !== 'unmanaged'",
        "desired.targets.kind === 'exactly'",
        'what the template lets go of stays attached',
      ],
      [
        "session.log('detaching targets that were attached elsewhere', { targets: detachedFromOthers });",
        ';',
        'what others had attached goes without a word',
      ],
      ['live?.arn ?? created ??', 'live?.arn ??', 'the ARN is not the one that the service names'],
      [
        'session.progress.plan(calls.map(({ operation }) => operation));',
        '',
        'the reason does not tell what is left to do',
      ],
      ['Object.fromEntries(live.tags)', 'live.tags', 'the former tags are not in the log'],
      [
        "session.log('the profile was deleted elsewhere and is created again', { name: desired.name });",
        ';',
        'nobody is told that a profile was made again',
      ],
      [
        'return calls.length === 0 ? live.arn : undefined;',
        'return live.arn;',
        'what is half-made is taken for complete',
      ],
    ],
    [...updates, 'test/lifecycle/create', 'test/lifecycle/targets-and-tags', 'test/lifecycle/time'],
  ),
  ...mutantsOf(
    'security-profile/validate.ts',
    [
      [
        "certainty === 'certain' || (certainty === 'strong' && refused === 'certain and strong')",
        "certainty === 'certain'",
        'what will probably be refused is tried on a create',
      ],
      ["certainty === 'certain' || (certainty", 'true || (certainty', 'a warning refuses the template'],
      ['if (others.length > 0) log(', 'if (false) log(', 'a doubt is not logged'],
      [
        "others.filter(({ certainty }) => certainty === 'strong')",
        'others',
        'a mere warning is called the likely cause',
      ],
      [
        'if (!(error instanceof IotError) && !(error.cause instanceof IotError)) return error;',
        '',
        'a failure of ours is blamed on the template',
      ],
      [' && !(error.cause instanceof IotError)', '', 'the likely cause is missing where something was left behind'],
      ['problems.map(describeProblem)', 'problems.slice(0, 1).map(describeProblem)', 'problems are told one at a time'],
    ],
    ['test/lifecycle/doubts', 'test/lifecycle/create', 'test/lifecycle/known-failure-modes'],
  ),
  ...mutantsOf(
    'security-profile/completion.ts',
    [
      [
        'SecurityProfileArn: arn, SecurityProfileName: name',
        'SecurityProfileArn: arn',
        'Fn::GetAtt of the name fails the stack',
      ],
      ['physicalResourceId: name', 'physicalResourceId: arn', 'Ref gives the ARN'],
    ],
    ['test/lifecycle/create', 'test/lifecycle/update'],
  ),
  ...mutantsOf(
    'security-profile/resource.ts',
    [
      [
        'update: (request, operation) => updateSecurityProfile(request, operation, toolsFor(operation))',
        "update: (request, operation) => createSecurityProfile({ ...request, type: 'Create' }, operation, toolsFor(operation))",
        'an update creates',
      ],
    ],
    ['test/lifecycle/update'],
  ),
];

import { type Mutant, mutantsOf } from '../mutant';

const lifecycle = ['test/lifecycle/connect/'];

/** Amazon Connect's side of the lifecycle, and its service. */
export const connectServiceMutants: readonly Mutant[] = [
  ...mutantsOf(
    'lambda/connect-security-profile/access.ts',
    [
      ['longestUse = 60_000', 'longestUse = 0', 'a profile whose users are just being deleted blocks the stack'],
      ['longestUse = 60_000', 'longestUse = 600_000', 'a profile in use takes all the time of the function'],
      ['mostLooks = 3', 'mostLooks = 1', 'a list that is late fails a create whose answer was lost'],
      ['mostLooks = 3', 'mostLooks = 30', 'a name that is taken in another spelling takes minutes to be told'],
      ['mostReads = 3', 'mostReads = 1', 'a description that is late leaves the attributes open'],
      ['longestReading = 20_000', 'longestReading = 200_000', 'attributes that never come hold the stack up'],
      [
        ' && owner.mark.physicalResourceId === physicalResourceId',
        '',
        'what replaces another profile takes the place of this one',
      ],
      [
        'if ((this.#refused ?? 0) >= mostLooks) throw',
        'if (false) throw',
        'a name that nobody lists is asked for until the time is over',
      ],
      [
        "address.kind === 'key' && this.#refused === undefined",
        "address.kind === 'key' && !this.#refused",
        'what was just made and is not known everywhere counts as deleted',
      ],
      [
        "if (address.kind === 'key' && this.#refused === undefined) return undefined;",
        '',
        'every create lists all profiles first',
      ],
      [
        "live !== undefined || address.kind === 'key' ? live",
        'true ? live',
        'a profile deleted elsewhere whose name another has cannot be told from one whose name is free',
      ],
      ['grantsToRead(desired.grants)', 'grantNames', 'grants are read that are not ours'],
      ['takenFromOthers.length > 0 ?', 'false ?', 'what others have granted goes without a word'],
      ["if (operation === 'UpdateSecurityProfile') this.#sent = input;", '', 'nobody hears of restrictions that stay'],
      [
        '(await this.look(key))?.profileId === id.profileId',
        'false',
        'the reversed event of a failed replacement replaces again',
      ],
      [
        'live?.profileId === addressOfId(update.physicalResourceId)?.profileId ? undefined : address',
        'address',
        'an ordinary rename lets go of the adopted profile that lives',
      ],
      [
        'live && { ...live, arn: address.arn }',
        'live',
        'a replica that tells another ARN has the living profile deleted',
      ],
      [
        'if (live?.name === name) return live;',
        'if (live !== undefined) return live;',
        'what has been given another name is taken for the profile of the name',
      ],
      [
        'this.#endOfUse = Math.min(this.#endOfUse, now + longestUse)',
        'this.#endOfUse = now + longestUse',
        'a profile in use is waited for without an end',
      ],
      ['throw new InUseError(name, error)', 'throw error', 'nobody hears by whom a profile is used'],
      ['ownershipTagKeys.filter((key) => tags.has(key))', 'ownershipTagKeys', 'tags are removed that are not there'],
      [
        'ownershipTagKeys.filter((key) => tags.has(key))',
        '[...tags.keys()]',
        'whoever is let go loses tags that are not ours',
      ],
      ['{ instanceId, profileId }, grantNames)', '{ instanceId, profileId }, [])', 'former grants are not in the log'],
      ['tags: Object.fromEntries(tags) }', 'tags }', 'the former tags are not in the log'],
      ['if (described !== undefined) return described;', '', 'attributes are always open'],
      [
        'signal: deadline.signal }',
        'signal: this.tools.signal }',
        'a throttled description fails a create that has done its work',
      ],
      ['left !== undefined && left.length > 0', 'left !== undefined', 'restrictions are said to stay that are gone'],
      ['LastModifiedTime.getTime() / 1_000', 'LastModifiedTime.getTime()', 'the time is not that of the native type'],
      ["LastModifiedRegion: LastModifiedRegion ?? ''", "LastModifiedRegion: ''", 'an attribute is empty'],
      [
        'SecurityProfileName: name,\n        LastModified',
        'SecurityProfileName: declared,\n        LastModified',
        'a name that was changed in the admin site is not told',
      ],
      ['if (name !== declared) this', 'if (false) this', 'a name that was changed in the admin site is not in the log'],
    ],
    lifecycle,
  ),
  ...mutantsOf(
    'lambda/connect-security-profile/errors.ts',
    [
      ["nearly === profileName ? 'Try", "true ? 'Try", 'nobody hears which name the service takes for the same'],
      [
        "failure.name === 'Resource",
        "failure.name !== 'Resource",
        'a profile whose users are about to go is given up at once',
      ],
      ["failure.name === 'ResourceInUseException'", 'true', 'whatever refuses a deletion is waited for'],
      [" by ${user.join(' ')}`", '`', 'nobody hears who uses the profile'],
      ["memberOf(cause, 'ResourceId')", "''", 'nobody hears which user it is'],
      [".filter((text) => text !== '')", '', 'a profile in use is used by blanks'],
    ],
    lifecycle,
  ),
  ...mutantsOf(
    'lambda/connect-security-profile/kind.ts',
    [
      ['...(region && { region }), ', '', 'an instance of another Region is asked for'],
      [', ...(account && { account })', '', 'an instance of another account is asked for'],
      ["functionArn.split(':')[4]", "functionArn.split(':')[3]", 'no instance is in the right account'],
      [
        'readBefore(declared.oldProperties))',
        'readBefore({}))',
        'what the template has let go of stays on the profile',
      ],
      [
        "isCreation: ({ operation }) => operation === 'CreateSecurityProfile'",
        'isCreation: () => false',
        'a second delivery of a create fails',
      ],
      [
        "missesAnother: ({ operation }) => operation === 'CreateSecurityProfile'",
        'missesAnother: () => false',
        'an instance that is not there is asked for three times',
      ],
    ],
    lifecycle,
  ),
  ...mutantsOf(
    'aws/connect/execute.ts',
    [
      ['if (!made) throw', 'if (false) throw', 'a create without an ARN has an empty physical id'],
      [
        'planned.input.resourceArn ?? made',
        'planned.input.resourceArn',
        'what was just made is never marked as finished',
      ],
      ["      case 'UntagResource':\n", '', 'tags that the template drops stay'],
    ],
    lifecycle,
  ),
  ...mutantsOf(
    'aws/connect/read.ts',
    [
      ['MaxResults = 1_000', 'MaxResults = 100', 'ten pages where one would do'],
      ['{ MaxResults, NextToken: nextToken }', '{ MaxResults }', 'the first page is read again and again'],
      ['nextToken: answer.NextToken', 'nextToken: undefined', 'only the first page is read'],
      [
        'if (isNotFound(error)) return nothing;',
        'return nothing;',
        'whatever cannot be read passes for what does not exist',
      ],
      ['if (isNotFound(error)) return nothing;', '', 'a profile deleted elsewhere blocks its update and its delete'],
      [
        'if (isWhole(profile)) return profile;',
        'return profile as Described;',
        'an answer that says nothing is believed',
      ],
      ["whatTells = ['Id', ", 'whatTells = [', 'an answer without an id is believed'],
      [
        "names.includes('Applications') ? readApplications(call, id) : undefined",
        'readApplications(call, id)',
        'applications are read that are not ours',
      ],
      [
        "names.includes('AllowedAIAgents') ? readAIAgents(call, id) : undefined",
        'undefined',
        'agents that others have allowed stay',
      ],
      [
        'TagRestrictedResources: described.TagRestrictedResources',
        'TagRestrictedResources: undefined',
        'a restriction that was dropped stays',
      ],
      [
        'AllowedAccessControlHierarchyGroupId: described.AllowedAccessControlHierarchyGroupId',
        'AllowedAccessControlHierarchyGroupId: undefined',
        'a hierarchy group that was dropped stays',
      ],
      ['new Map(Object.entries(described.Tags ?? {}))', 'new Map()', 'every profile is nobody’s'],
      ['described.Tags ?? {}', 'described.Tags as object', 'a profile without tags crashes the reading'],
      [
        'for (const aside of [permissions, lists]) aside.catch(() => undefined);',
        '',
        'a profile that goes in the midst crashes the process',
      ],
      ['    Name === name;', '    Name !== undefined;', 'any profile is taken for the one of the name'],
      [
        'Name.trim().toLowerCase() === name.trim().toLowerCase()',
        'Name === name',
        'a name in another spelling is not told',
      ],
      ['instanceId).catch(whereMissing([]))', 'instanceId)', 'a stack whose instance was deleted cannot be deleted'],
    ],
    lifecycle,
  ),
  ...mutantsOf(
    'aws/connect/service.ts',
    [
      ['usual = 2', 'usual = 10', 'what was throttled comes five times too fast'],
      [
        'takesNoVersion = (): boolean => true',
        'takesNoVersion = (): boolean => false',
        'a conflict is planned anew for nothing',
      ],
      ['retryStrategy: retryStrategy(), ', '', "a quota is the SDK's throttle"],
      ['new UntagResourceCommand(input)', 'new TagResourceCommand(input as never)', 'tags are set that are to go'],
    ],
    ['test/aws/connect/'],
  ),
  ...mutantsOf(
    'aws/connect/left-out.ts',
    [
      [
        'textOf(value) === textOf(Reflect.get(sent, member))',
        'Reflect.has(sent, member)',
        'what is younger than its member is left out without a word',
      ],
      ['if (command === undefined) throw', 'if (false) throw', 'an SDK that is too old has no constructor'],
      ['if (members.length > 0) throw', 'if (false) throw', 'a profile has more rights than declared'],
      ['inAddress.has(member) || ', '', 'every profile is refused'],
    ],
    ['test/aws/connect/'],
  ),
  ...mutantsOf(
    'aws/pages.ts',
    [
      ['if (!nextToken) return all;', 'return all;', 'only the first page is read'],
      [
        'if (!nextToken) return all;',
        'if (!nextToken || items.length === 0) return all;',
        'an empty page ends a reading',
      ],
      ['tokens.add(nextToken);', '', 'pages that lead in a circle are read until the time is over'],
      [
        '    tokens.add(nextToken);',
        '    tokens.clear();\n    tokens.add(nextToken);',
        'a wider circle of pages is not seen',
      ],
      ['token = { nextToken };', '', 'the first page is read again and again'],
    ],
    ['test/aws/iot/read', 'test/lifecycle/connect/'],
  ),
  ...mutantsOf(
    'aws/paced-service.ts',
    [
      ['isThrottled, sender.signal', '() => false, sender.signal', 'a throttle slows nobody down'],
      ['paces.set(operation, pace);', '', 'what a throttle has taught is forgotten'],
      ['{ abortSignal: signal }', '{ abortSignal: new AbortController().signal }', 'calls go on after the answer'],
      ['new Pace(systemClock, pacing)', 'new Pace(systemClock)', 'Amazon Connect is called at the rate of AWS IoT'],
    ],
    ['test/aws/connect/', 'test/aws/pace'],
  ),
  ...mutantsOf(
    'aws/paced-service.ts',
    [
      ['connectionTimeout: 3_000, ', '', 'a connection that does not come about is waited for'],
      ['connectionTimeout: 3_000', 'connectionTimeout: 300_000', 'a connection that does not come about takes minutes'],
      ['requestTimeout: 15_000', 'requestTimeout: 150_000', 'a call that hangs is waited for until the time is over'],
      ['throwOnRequestTimeout: true', 'throwOnRequestTimeout: false', 'a call that hangs is only warned of'],
    ],
    ['test/bundle/sdk-still-works', 'test/bundle/wiring'],
  ),
];

import { type Mutant, mutantsOf } from '../mutant';

const lifecycle = ['test/lifecycle/ownership', 'test/lifecycle/adoption', 'test/lifecycle/known-failure-modes'];
const suites = ['test/lambda/custom-resource/ownership', 'test/lambda/security-profile/decision', ...lifecycle];

/** Whose a profile is, under which name, and what that allows. */
export const ownershipMutants: readonly Mutant[] = [
  ...mutantsOf(
    'custom-resource/ownership.ts',
    [
      ['stackId === claimant.stackId && logicalId', 'logicalId', "another stack's profile passes for ours"],
      [' && logicalId === claimant.logicalResourceId', '', "another resource's profile passes for ours"],
      ['stackId !== undefined || logicalId !== undefined', 'stackId !== undefined', 'half a mark is no owner'],
      [
        'stackId !== undefined || logicalId !== undefined',
        'logicalId !== undefined',
        'the other half of a mark is no owner',
      ],
      [
        "if (nativeStackId === undefined) return { kind: 'none' };",
        "return { kind: 'none' };",
        'a profile of the native type has no owner',
      ],
      ["= 'cloudformation:request-id';", "= 'cloudformation:requestid';", 'the mark of the maker is not what it was'],
      ["= 'cloudformation:logical-id';", "= 'cloudformation:stack-id-2';", 'the mark of the owner is not what it was'],
      [
        'requestId ? { kind',
        'requestId !== undefined ? { kind',
        'an empty request id makes an adopted profile ours to delete',
      ],
      [
        '[...ownerTags(claimant), [requestIdTag, requestId]]',
        '[...ownerTags(claimant)]',
        'what we made looks adopted and is never deleted',
      ],
      ['[stackIdTag, logicalIdTag, requestIdTag];', '[stackIdTag, logicalIdTag];', 'a released profile keeps a mark'],
    ],
    [...suites, 'test/lifecycle/create'],
  ),
  ...mutantsOf(
    'custom-resource/physical-id.ts',
    [
      [
        '`${prefix}${requestId}/${name}`',
        '`${prefix}${requestId}-${name}`',
        'the id of a failed create could be a name',
      ],
      ["rest.lastIndexOf('/')", "rest.indexOf('/') - 1", 'a failed create is not found again'],
      ["rest.lastIndexOf('/')", "rest.indexOf('/')", 'a request id with a slash is cut'],
      [
        'if (!physicalResourceId.startsWith(prefix)) return undefined;',
        '',
        'every id passes for that of a failed create',
      ],
    ],
    ['test/lambda/custom-resource/physical-id', 'test/lifecycle/delete', 'test/lifecycle/create'],
  ),
  ...mutantsOf(
    'custom-resource/generated-name.ts',
    [
      ['`${stackId}/${logicalResourceId}`', '`${stackId}`', 'two resources of a stack get one name'],
      ['.slice(0, 12)', '.slice(0, 8)', 'the hash is shorter than it was: every generated name changes'],
      ["split('/')[0]", "split('/')[1]", 'the name begins with the id of the stack'],
      ["/[^a-zA-Z0-9-]/g, ''", "/[^a-zA-Z0-9]/g, ''", 'hyphens go from the name, so that it changes'],
      ['longest - hash.length - logical.length - 2', 'longest', 'a generated name is too long'],
      ['slice(0, longest - hash.length - 1)', 'slice(0, longest)', 'a generated name is too long, by its logical id'],
      ["filter((part) => part !== '')", 'filter(() => true)', 'a name begins with a hyphen'],
    ],
    ['test/lambda/custom-resource/generated-name', 'test/lambda/security-profile/name'],
  ),
  ...mutantsOf(
    'security-profile/name.ts',
    [
      ['= 128;', '= 255;', 'a generated name is too long for the service'],
      ["&& name !== ''", '', 'an empty name is a name'],
      ['&& name !== null', '', 'null is a name'],
      [
        "isSecurityProfileName(name) ? name : ''",
        "typeof name === 'string' ? name : ''",
        'a name that cannot be is looked for',
      ],
    ],
    ['test/lambda/security-profile/name', 'test/lifecycle/delete', 'test/lifecycle/known-failure-modes'],
  ),
  ...mutantsOf(
    'security-profile/decision.ts',
    [
      [
        "if (claim === 'keep') return { kind: 'converge', marks: 'maker' };",
        '',
        'a profile that lost its marks cannot be updated',
      ],
      [
        "if (claim === 'keep') return { kind: 'converge', marks: 'maker' };",
        "if (claim === 'keep') return { kind: 'converge', marks: 'none' };",
        'a profile that lost its marks never gets them back',
      ],
      [
        "adoptExisting ? { kind: 'adopt' } : { kind: 'refuse', owner: owner.name }",
        "claim === 'keep' || adoptExisting ? { kind: 'adopt' } : { kind: 'refuse', owner: owner.name }",
        "another's profile is taken over without having been asked to",
      ],
      [
        "adoptExisting ? { kind: 'adopt' } : { kind: 'refuse', owner: undefined }",
        "{ kind: 'adopt' }",
        'a profile of nobody is taken over without having been asked to',
      ],
      [
        '!isAdopted && owner.requestId !== requestId',
        'owner.requestId !== requestId',
        'what was adopted is ours to delete after another create',
      ],
      [
        "!isAdopted && owner.requestId !== requestId ? 'maker' : 'none'",
        "'none'",
        'the delete of an old failed create removes what a new one has',
      ],
      ['isAdopted && !adoptExisting', '!adoptExisting', 'an update without a difference writes'],
      ['isAdopted && !adoptExisting', 'isAdopted', 'what is still adopted becomes ours to delete'],
      ["isAdopted && !adoptExisting ? 'maker' : 'none'", "'none'", 'what is no longer adopted is never deleted'],
      ["return 'release';", "return 'delete';", 'what was adopted is destroyed'],
      [
        "|| owner.requestId === removal.requestId ? 'delete' : 'leave'",
        "|| owner.requestId === removal.requestId ? 'release' : 'leave'",
        'what we made is released instead of deleted',
      ],
      [
        "removal.kind !== 'unfinished' || owner.requestId === removal.requestId",
        'true',
        'a failed event deletes what an earlier one has made',
      ],
      [
        "removal.kind === 'physical-id' && !removal.mayBeAdopted",
        "!(removal.kind === 'physical-id' && removal.mayBeAdopted)",
        'a profile of nobody is deleted under an implied name',
      ],
      [' && !removal.mayBeAdopted', '', 'the second delivery of a delete destroys what the first has let go'],
      [
        "removal.kind === 'physical-id' && !removal.mayBeAdopted ? 'delete' : 'leave'",
        "'leave'",
        'a profile that lost its marks is left behind',
      ],
      [
        "case 'another':\n      return 'leave';",
        "case 'another':\n      return 'delete';",
        "somebody else's profile is deleted",
      ],
    ],
    suites,
  ),
];

import { type Mutant, mutantsOf } from '../mutant';

const lifecycle = ['test/lifecycle/ownership', 'test/lifecycle/adoption', 'test/lifecycle/known-failure-modes'];
const suites = ['test/core/ownership/marks', 'test/core/ownership/decision', ...lifecycle];

/** Whose a profile is, under which name, and what that allows. */
export const ownershipMutants: readonly Mutant[] = [
  ...mutantsOf(
    'core/ownership/marks.ts',
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
      ['[stackIdTag, logicalIdTag, requestIdTag];', '[stackIdTag, logicalIdTag];', 'a released profile keeps a mark'],
    ],
    [...suites, 'test/lifecycle/create'],
  ),
  ...mutantsOf('core/ownership/physical-id.ts', [
    ["rest.lastIndexOf('/')", "rest.indexOf('/') - 1", 'a failed create is not found again'],
    ["rest.lastIndexOf('/')", "rest.indexOf('/')", 'a request id with a slash is cut'],
  ]),
  ...mutantsOf(
    'core/ownership/generated-name.ts',
    [
      ['`${stackId}/${logicalResourceId}`', '`${stackId}`', 'two resources of a stack get one name'],
      ['.slice(0, 12)', '.slice(0, 8)', 'the hash is shorter than it was: every generated name changes'],
      ["split('/')[0]", "split('/')[1]", 'the name begins with the id of the stack'],
      ["/[^a-zA-Z0-9-]/g, ''", "/[^a-zA-Z0-9]/g, ''", 'hyphens go from the name, so that it changes'],
      ['longest - hash.length - logical.length - 2', 'longest', 'a generated name is too long'],
      ['slice(0, longest - hash.length - 1)', 'slice(0, longest)', 'a generated name is too long, by its logical id'],
      ["filter((part) => part !== '')", 'filter(() => true)', 'a name begins with a hyphen'],
    ],
    ['test/core/ownership/generated-name', 'test/core/iot-security-profile/name'],
  ),
  ...mutantsOf('core/iot-security-profile/name.ts', [
    ['= 128;', '= 255;', 'a generated name is too long for the service'],
    [" || name === ''", '', 'an empty name is a name'],
    [' || name === null', '', 'null is a name'],
    [
      "isSecurityProfileName(name) ? name : ''",
      "typeof name === 'string' ? name : ''",
      'a name that cannot be is looked for',
    ],
  ]),
  ...mutantsOf(
    'core/ownership/decision.ts',
    [["return 'release';", "return 'delete';", 'what was adopted is destroyed']],
    suites,
  ),
];

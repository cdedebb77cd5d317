import { type Mutant, mutantsOf } from '../mutant';

const updates = ['test/lifecycle/update', 'test/lifecycle/replacement', 'test/lifecycle/adoption'];

/** Create, update, replacement and delete. */
export const operationMutants: readonly Mutant[] = [
  ...mutantsOf(
    'security-profile/create.ts',
    [
      ["'certain and strong'", "'certain'", 'what will probably be refused is found out half-way'],
      ['profile.adoptExisting === true', 'profile.adoptExisting !== undefined', '"false" is true'],
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
    ],
    [...updates, 'test/lifecycle/doubts', 'test/lifecycle/ownership'],
  ),
  ...mutantsOf('security-profile/remove.ts', [
    [', expectedVersion: version }', ' }', 'what has changed hands meanwhile is deleted'],
    ['.filter((key) => tags.has(key))', '', 'tags are removed that are not there'],
    ['targets: false', 'targets: true', 'a delete reads what it does not need'],
    ['because: removal.kind, decision }', '}', 'the log does not tell why a profile was left alone'],
  ]),
  ...mutantsOf(
    'security-profile/converge.ts',
    [
      [
        "desired.targets.kind !== 'unmanaged'",
        "desired.targets.kind === 'exactly'",
        'what the template lets go of stays attached',
      ],
    ],
    [...updates, 'test/lifecycle/create', 'test/lifecycle/targets-and-tags', 'test/lifecycle/time'],
  ),
  ...mutantsOf('security-profile/validate.ts', [
    [
      "certainty === 'certain' || (certainty === 'strong' && refused === 'certain and strong')",
      "certainty === 'certain'",
      'what will probably be refused is tried on a create',
    ],
    ["certainty === 'certain' || (certainty", 'true || (certainty', 'a warning refuses the template'],
    ["others.filter(({ certainty }) => certainty === 'strong')", 'others', 'a mere warning is called the likely cause'],
    [
      'if (!(error instanceof IotError) && !(error.cause instanceof IotError)) return error;',
      '',
      'a failure of ours is blamed on the template',
    ],
    [' && !(error.cause instanceof IotError)', '', 'the likely cause is missing where something was left behind'],
  ]),
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

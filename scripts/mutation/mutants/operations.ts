import { type Mutant, mutantsOf } from '../mutant';

const updates = ['test/lifecycle/update', 'test/lifecycle/replacement', 'test/lifecycle/adoption'];

/** Create, update, replacement and delete. */
export const operationMutants: readonly Mutant[] = [
  ...mutantsOf(
    'lambda/lifecycle/create.ts',
    [["'certain and strong'", "'certain'", 'what will probably be refused is found out half-way']],
    [
      'test/lifecycle/create',
      'test/lifecycle/doubts',
      'test/lifecycle/ownership',
      'test/lifecycle/known-failure-modes',
    ],
  ),
  ...mutantsOf(
    'lambda/lifecycle/update.ts',
    [
      [
        "    'certain',\n    operation.log",
        "    'certain and strong',\n    operation.log",
        'B is refused on an update: a newer rule stops a roll back',
      ],
      ['throw withDoubts(error, doubts);', 'throw error;', 'the likely cause of a refusal is kept from the user'],
      ['if (isInPlace) return', 'if (false) return', 'every update is a replacement'],
      ['failed === undefined || isSameKey', 'true', 'nobody hears what an update under a failed id has left'],
      ['failed === undefined || isSameKey', 'failed === undefined', 'the reason warns of what is removed anyway'],
    ],
    [...updates, 'test/lifecycle/doubts', 'test/lifecycle/ownership'],
  ),
  ...mutantsOf('lambda/lifecycle/remove.ts', [
    ['because: removal.kind, decision }', '}', 'the log does not tell why a profile was left alone'],
  ]),
  ...mutantsOf(
    'lambda/lifecycle/converge.ts',
    [
      [
        'const planned = access.preview(live, goal);',
        "if (live !== undefined) log('adopting', { former: live.name }); const planned = access.preview(live, goal);",
        'a refused adoption is logged as one',
      ],
      ['progress.plan(planned.calls.map(', 'void (planned.calls.map(', 'the reason does not tell what is left to do'],
      [
        "log('the profile was deleted elsewhere and is created again', { name });",
        ';',
        'nobody is told that a profile was made again',
      ],
      [
        '(await this.#perform(planned)) ?? arn',
        '(await this.#perform(planned), arn)',
        'the ARN is not the one that the service names',
      ],
      [
        "!(mark?.word === 'made' && mark.requestId === claim.requestId)",
        'true',
        'the live profile is swept when an event that comes late comes twice',
      ],
      [
        'this.#stood ??= live !== undefined',
        'this.#stood = live !== undefined',
        'the live profile is swept after the lost answer of a create',
      ],
      ['access.pause(attempt, end - clock.now())', 'access.pause(attempt)', 'a refusal takes twice as long as it must'],
    ],
    [
      ...updates,
      'test/lifecycle/create',
      'test/lifecycle/targets-and-tags',
      'test/lifecycle/time',
      'test/lifecycle/ownership.test',
      'test/lifecycle/sweep',
    ],
  ),
  ...mutantsOf('lambda/lifecycle/refusals.ts', [
    [
      "certainty === 'certain' || (certainty === 'strong' && refused === 'certain and strong')",
      "certainty === 'certain'",
      'what will probably be refused is tried on a create',
    ],
    ["certainty === 'certain' || (certainty", 'true || (certainty', 'a warning refuses the template'],
    ["others.filter(({ certainty }) => certainty === 'strong')", 'others', 'a mere warning is called the likely cause'],
    [
      '!(error instanceof CallError) || ',
      '!(error instanceof Error) || ',
      'a failure of ours is blamed on the template',
    ],
  ]),
  ...mutantsOf(
    'lambda/iot-security-profile/access.ts',
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
    'lambda/iot-security-profile/access.ts',
    [
      [', expectedVersion: version }', ' }', 'what has changed hands meanwhile is deleted'],
      ['.filter((key) => tags.has(key))', '', 'tags are removed that are not there'],
      ['nameOf(update) === update.physicalResourceId', "nameOf(update) === ''", 'every update is a replacement'],
      [
        "desired.targets.kind !== 'unmanaged'",
        "desired.targets.kind === 'exactly'",
        'what the template lets go of stays attached',
      ],
      [
        'live.targets ?? (await',
        'live.targets ?? [] ?? (await',
        'nobody knows to what an adopted profile was attached',
      ],
      ['Object.fromEntries(tags)', 'tags', 'the former tags are not in the log'],
      ['from += targetsInLine', 'from += targets.length', 'most of many former targets are not in the log'],
      [
        "[['detaching targets that were attached elsewhere', { targets }]]",
        '[]',
        'what others had attached goes without a word',
      ],
    ],
    [
      ...updates,
      'test/lifecycle/create',
      'test/lifecycle/targets-and-tags',
      'test/lifecycle/delete',
      'test/lifecycle/cancelled',
      'test/lifecycle/ownership.test',
    ],
  ),
  ...mutantsOf(
    'lambda/lifecycle/resource.ts',
    [
      [
        'update: (request, operation) => update(request, operation, toolsFor(operation))',
        "update: (request, operation) => create({ ...request, type: 'Create' }, operation, toolsFor(operation))",
        'an update creates',
      ],
    ],
    ['test/lifecycle/update'],
  ),
];

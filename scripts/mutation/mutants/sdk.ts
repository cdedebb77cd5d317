import { type Mutant, mutantsOf } from '../mutant';

const bundle = (...names: readonly string[]) => names.map((name) => `test/bundle/${name}`);

/** The glue to the SDK, which only the suites of the bundle run: the bundle is built with each of them. */
export const sdkMutants: readonly Mutant[] = [
  ...mutantsOf(
    'aws/iot/service.ts',
    [['retryStrategy: retryStrategy(), ', '', "the SDK's three attempts are all there are"]],
    bundle('sdk-still-works', 'wiring'),
  ),
  ...mutantsOf(
    'aws/retry-strategy.ts',
    [
      ['maxAttempts = 10', 'maxAttempts = 9', 'one attempt less'],
      ['maxAttempts = 10', 'maxAttempts = 5', 'half of the attempts'],
      ['maxAttempts = 10', 'maxAttempts = 11', 'one attempt more'],
      ["error.name === 'LimitExceededException'", 'false', 'a quota is tried again ten times'],
    ],
    bundle('wiring'),
  ),
  ...mutantsOf(
    'lambda/security-profile.ts',
    [
      [
        'freshService: sdkService,',
        'freshService: ((service) => () => service)(sdkService()),',
        'the fresh client is the old one',
      ],
      ['process.env.AWS_REGION', "'eu-west-1'", 'the tags of another Region are read'],
    ],
    bundle('sdk-still-works', 'resource', 'wiring'),
  ),
  ...mutantsOf(
    'aws/credentials.ts',
    [
      ['if (!process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI) return', 'return', 'SnapStart has no credentials'],
      [
        'if (!process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI)',
        'if (false)',
        'the credentials of the environment are not used',
      ],
    ],
    bundle('credentials'),
  ),
];

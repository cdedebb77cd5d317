import { peerDependencies } from '../../package.json';

/** What the construct and its suites import of the CDK. */
const modules = [
  '',
  ...['assertions', 'aws-iam', 'aws-iot', 'aws-kms', 'aws-lambda', 'aws-logs', 'aws-sns', 'aws-cloudwatch'].map(
    (name) => `/${name}`,
  ),
];

// The oldest versions that are supported, in place of those that the project is built with.
for (const name of modules) jest.doMock(`aws-cdk-lib${name}`, () => jest.requireActual(`aws-cdk-lib-floor${name}`));
jest.doMock('constructs', () => jest.requireActual('constructs-floor'));

describe('with the oldest CDK that is supported', () => {
  require('./provider.test');
  require('./security-profile.test');

  test('which is the one that the package asks for', () => {
    const { version } = jest.requireActual('aws-cdk-lib-floor/package.json');
    expect(peerDependencies['aws-cdk-lib']).toBe(`^${version}`);
  });
});

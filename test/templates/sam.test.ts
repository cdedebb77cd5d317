import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { conditionalStatementsOf, packageVersion, resource, root, statementsOf, template } from './support';

const sam = 'templates/sam.yaml';
const provider = 'templates/provider.yaml';

describe('the SAM template', () => {
  const { Properties: properties, Metadata: metadata } = resource(sam, 'ProviderFunction');

  test('deploys the bundle as it is built, and does not build it again', () => {
    expect(metadata).toMatchObject({ SkipBuild: true });
    const code = join(root, 'templates', String(properties.CodeUri));
    expect(code).toBe(join(root, 'dist/lambda'));
    expect(existsSync(join(code, 'index.mjs'))).toBe(true);
  });

  test.each([
    'Description',
    'Handler',
    'Runtime',
    'Architectures',
    'Timeout',
    'MemorySize',
    'LoggingConfig',
    'VpcConfig',
  ])('has the %s of the provider’s function', (name) => {
    expect(properties[name]).toEqual(resource(provider, 'ProviderFunction').Properties[name]);
    expect(properties[name]).toBeDefined();
  });

  test('gives the function the rights of the provider, and no role of SAM’s that may make log groups', () => {
    expect(statementsOf(sam)).toEqual(statementsOf(provider));
    expect(conditionalStatementsOf(sam)).toEqual(conditionalStatementsOf(provider));
    expect(properties.Role).toEqual({ 'Fn::GetAtt': 'ProviderRole.Arn' });
    expect(properties).not.toHaveProperty('Policies');
  });

  test('delivers an event a second time at most, and within 400 s', () => {
    expect(properties.EventInvokeConfig).toEqual({ MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 400 });
  });

  test('has the parameters, the log group and the outputs of the provider', () => {
    expect(template(provider).Parameters).toMatchObject(template(sam).Parameters);
    expect(resource(sam, 'ProviderLogGroup')).toEqual(resource(provider, 'ProviderLogGroup'));
    expect(template(sam).Outputs.ServiceToken).toEqual(template(provider).Outputs.ServiceToken);
    expect(template(sam).Outputs.Version).toMatchObject({ Value: packageVersion });
  });

  test('has what the Serverless Application Repository asks for, in plain text', () => {
    const application = template(sam).Metadata['AWS::ServerlessRepo::Application'];
    expect(application).toMatchObject({
      Name: expect.stringMatching(/^[a-zA-Z0-9-]{1,140}$/),
      Author: expect.stringMatching(/^[a-z0-9]([a-z0-9]|-(?!-))*[a-z0-9]$/),
      Description: expect.stringMatching(/^.{1,256}$/),
      SpdxLicenseId: 'Apache-2.0',
      SemanticVersion: packageVersion,
    });
    for (const file of [application?.LicenseUrl, application?.ReadmeUrl])
      expect(existsSync(join(root, 'templates', String(file)))).toBe(true);
  });
});

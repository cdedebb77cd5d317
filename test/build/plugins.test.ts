import { iotFunction } from '../../scripts/build/functions';
import { lambdaCredentials, partitionsByExpression, schemasOfOwnOperations } from '../../scripts/build/plugins';
import { separateResource } from '../../scripts/build/resource-import';
import { bundle, errorsOf, type Files, run } from './support';

describe('the schemas of own operations', () => {
  const file = 'node_modules/@aws-sdk/client-iot/dist-es/schemas/schemas_0.js';
  const source = `
import { TypeRegistry } from './registry';
const _h = "http";
const _q = "httpQuery";
const _s_registry = new TypeRegistry();
export var IoTServiceException$ = [-3, "IoTServiceException"];
_s_registry.registerError(IoTServiceException$, class IoTServiceException {});
const n0_registry = new TypeRegistry();
class ConflictException {}
export var ConflictException$ = [-3, "ConflictException"];
n0_registry.registerError(ConflictException$, ConflictException);
export const errorTypeRegistries = [_s_registry, n0_registry];
export var Own$ = [9, { [_h]: ["GET", "/own"], [_q]: "own" }];
export var Other$ = [9, { [_h]: ["GET", "/other"] }];
`;
  const registry = 'export class TypeRegistry { known = []; registerError(schema) { this.known.push(schema[1]); } }';
  const withSchemas = (schemas: string): Files => ({
    [file]: schemas,
    [file.replace('schemas_0', 'registry')]: registry,
    'entry.js': `export { Own$, errorTypeRegistries } from './${file}';`,
  });
  const plugin = () => schemasOfOwnOperations(iotFunction.client);

  test('are all that is left of the file, and they are unchanged', async () => {
    const code = await bundle(withSchemas(source), plugin);
    expect(run(code).Own$).toEqual([9, { http: ['GET', '/own'], httpQuery: 'own' }]);
    expect(code).not.toContain('/other');
  });

  test('know of all errors only the one that stands for them', async () => {
    const code = await bundle(withSchemas(source), plugin);
    expect(run(code).errorTypeRegistries).toMatchObject([{ known: ['IoTServiceException'] }, { known: [] }]);
    expect(code).not.toContain('ConflictException');
  });

  test.each([
    ['has its keys in another form', source.replaceAll('[_h]', 'http').replaceAll('[_q]', 'q'), 'no keys like [_h]'],
    ['takes a key from elsewhere', source.replace('const _q = "httpQuery";', "import { _q } from './keys';"), '[_q]'],
    [
      'registers no error for all',
      source.replace('_s_registry.registerError(', '_s_registry.add('),
      'does not register IoTServiceException',
    ],
    [
      'registers the others in another way',
      source.replace('n0_registry.registerError(', 'n0_registry.add('),
      'registers no other error',
    ],
  ])('fail the build, naming file and plugin, when the file %s', async (_title, schemas, why) => {
    const errors = await errorsOf(withSchemas(schemas), plugin);
    expect(errors).toEqual([expect.stringContaining(why)]);
    expect(errors[0]).toContain(file);
    expect(errors[0]).toContain('adapt schemasOfOwnOperations in scripts/build/plugins.ts');
  });

  test('fail the build when the file is gone', async () => {
    expect(await errorsOf({ 'entry.js': '' }, plugin)).toEqual([
      'the SDK no longer has a file @aws-sdk/client-iot/dist-es/schemas/schemas_0.js in the bundle: adapt schemasOfOwnOperations in scripts/build/plugins.ts',
    ]);
  });
});

describe('the partitions by expression', () => {
  const file = 'node_modules/@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js';
  const withPartitions = (source: string): Files => ({
    [file]: source,
    'entry.js': `export * from './${file}';`,
  });
  const plugin = () => partitionsByExpression;
  const described = { description: 'a Region' };
  const first = { id: 'aws', outputs: { dnsSuffix: 'amazonaws.com' }, regionRegex: '^us-\\w+-\\d+$' };
  const second = { id: 'aws-other', outputs: { dnsSuffix: 'example.com' }, regionRegex: '^us-other-\\w+-\\d+$' };
  const table = {
    partitions: [
      { ...first, regions: { 'us-east-1': described, 'aws-global': described } },
      { ...second, regions: { 'us-other-east-1': described, 'us-west-7': described } },
    ],
    version: '1.1',
  };

  test('list only the Regions that the expressions do not lead to their partition, and keep all else', async () => {
    const code = await bundle(withPartitions(`export const partitionsInfo = ${JSON.stringify(table)};\n`), plugin);
    expect(run(code).partitionsInfo).toEqual({
      partitions: [
        { ...first, regions: { 'aws-global': {} } },
        // The expression of the first partition, which is asked first, fits it too.
        { ...second, regions: { 'us-west-7': {} } },
      ],
      version: '1.1',
    });
  });

  test.each([
    ['is no JSON', 'export const partitionsInfo = { "partitions": [], };', 'in JSON at position'],
    [
      'exports something else too',
      'export const partitionsInfo = {"partitions":[]};\nexport const more = 1;',
      'exports more or less than partitionsInfo',
    ],
    ['has no partitions', 'export const partitionsInfo = {"version":"2"};', 'undefined'],
  ])('fail the build, naming file and plugin, when the table %s', async (_title, source, why) => {
    const errors = await errorsOf(withPartitions(source), plugin);
    expect(errors).toEqual([expect.stringContaining(why)]);
    expect(errors[0]).toContain(file);
    expect(errors[0]).toContain('adapt partitionsByExpression in scripts/build/plugins.ts');
  });

  test('fail the build when the file is gone', async () => {
    expect(await errorsOf({ 'entry.js': '' }, plugin)).toEqual([
      'the SDK no longer has a file util-endpoints/lib/aws/partitions.js in the bundle: adapt partitionsByExpression in scripts/build/plugins.ts',
    ]);
  });
});

describe("Lambda's credentials", () => {
  test('stand in the place of the chain of the SDK', async () => {
    const files = {
      'entry.js': "export { defaultProvider } from '@aws-sdk/credential-provider-node';",
      'aws/credentials.ts': "export const defaultProvider: string = 'ours';",
    };
    expect(run(await bundle(files, lambdaCredentials)).defaultProvider).toBe('ours');
  });

  test('fail the build when the SDK imports its chain from elsewhere', async () => {
    expect(await errorsOf({ 'entry.js': '' }, lambdaCredentials)).toEqual([
      'the SDK no longer imports @aws-sdk/credential-provider-node: adapt lambdaCredentials in scripts/build/plugins.ts',
    ]);
  });

  test('fail the build when our own file has moved: nothing else imports it', async () => {
    const files = { 'entry.js': "export { defaultProvider } from '@aws-sdk/credential-provider-node';" };
    expect(await errorsOf(files, lambdaCredentials)).toEqual([
      'there is no aws/credentials.ts: adapt credentialsFile in scripts/build/plugins.ts',
    ]);
  });
});

describe('the resource, which is a bundle of its own', () => {
  const files = (specifier: string): Files => ({
    'lambda/index.ts': `export const resource = import('${specifier}');`,
    'lambda/security-profile.ts': 'export const built = "with the entry";',
    'entry.js': "export * from './lambda/index';",
  });

  const ofIot = (folder: string) => separateResource(folder, iotFunction);

  test.each(['./security-profile.js', './security-profile', './security-profile.ts', '../lambda/security-profile.js'])(
    'is left out of the entry where it is imported as %s',
    async (specifier) => {
      const code = await bundle(files(specifier), ofIot);
      expect(code).toContain('./resource.mjs');
      expect(code).not.toContain('with the entry');
    },
  );

  test('fails the build when the entry imports another', async () => {
    expect(await errorsOf({ 'entry.js': '' }, ofIot)).toEqual([
      'lambda/index.ts no longer imports lambda/security-profile.ts: adapt scripts/build/functions.ts',
    ]);
  });
});

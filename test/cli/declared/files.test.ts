import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readTemplateFiles } from '../../../cli/declared/files';
import { iotTypes, profileTypes } from '../../../cli/declared/resources';
import { mayHoldProfiles, nestedIn, readTemplateOf } from '../../../cli/declared/template';

let folder: string;
const put = (name: string, text = ''): string => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};
const found = async (...names: readonly string[]) =>
  (await readTemplateFiles(names.map((name) => path.join(folder, name)))).map(({ path: file, ...rest }) => ({
    ...rest,
    file: path.relative(folder, file),
  }));

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a file is read whatever its name is, and once however often it is given', async () => {
  put('any', 'text');
  expect(await found('any', './any')).toEqual([{ file: 'any', text: 'text' }]);
});

test('of a folder the templates, in order and with those further in', async () => {
  for (const name of [
    'b.yaml',
    'a.json',
    'c.YML',
    'd.template',
    'e.ts',
    'in/f.yaml',
    '.hidden/g.yaml',
    'node_modules/h.yaml',
  ])
    put(`all/${name}`);
  expect((await found('all')).map(({ file }) => file)).toEqual([
    'all/a.json',
    'all/b.yaml',
    'all/c.YML',
    'all/d.template',
    'all/in/f.yaml',
  ]);
});

test('of a cloud assembly the templates of its stacks, with their names, and those of its stages', async () => {
  const stack = (templateFile: string, properties: object = {}) => ({
    type: 'aws:cloudformation:stack',
    properties: { templateFile, ...properties },
  });
  put('cdk.out/one.template.json', '1');
  put('cdk.out/two.template.json', '2');
  put('cdk.out/other.json', 'no template');
  put('cdk.out/stage/three.template.json', '3');
  const artifacts = {
    one: stack('one.template.json', { stackName: 'named' }),
    two: stack('two.template.json'),
    asset: { type: 'cdk:asset-manifest', properties: { file: 'other.json' } },
    stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'stage' } },
  };
  put('cdk.out/manifest.json', JSON.stringify({ artifacts }));
  put('cdk.out/stage/manifest.json', JSON.stringify({ artifacts: { three: stack('three.template.json') } }));
  expect(await found('cdk.out')).toEqual([
    { file: 'cdk.out/one.template.json', text: '1', stackName: 'named' },
    { file: 'cdk.out/two.template.json', text: '2', stackName: 'two' },
    { file: 'cdk.out/stage/three.template.json', text: '3', stackName: 'three' },
  ]);
});

test('another manifest.json is a file as any', async () => {
  put('web/manifest.json', '{"name": "app"}');
  expect((await found('web')).map(({ file }) => file)).toEqual(['web/manifest.json']);
});

test('what cannot be read is named, with why', async () => {
  put('broken/manifest.json', '{');
  mkdirSync(path.join(folder, 'empty'));
  put('file');
  await expect(found('nowhere.yaml')).rejects.toThrow(/^cannot read .*nowhere\.yaml: there is no such file$/);
  await expect(found('file/inside')).rejects.toThrow(/: there is no such file$/);
  await expect(found('broken')).rejects.toThrow(/manifest\.json is no JSON: /);
  await expect(found('empty')).rejects.toThrow(/^there is no template in .*empty$/);
});

test('only a text that names a type that matters is parsed', () => {
  for (const type of [
    'Custom::IoTSecurityProfile',
    'AWS::IoT::SecurityProfile',
    'AWS::CloudFormation::Stack',
    'AWS::Serverless::Application',
  ])
    expect(mayHoldProfiles(`Type: ${type}`, iotTypes)).toBe(true);
  expect(mayHoldProfiles('Type: AWS::IoT::ThingGroup', profileTypes)).toBe(false);
  for (const type of ['Custom::ConnectSecurityProfile', 'AWS::Connect::SecurityProfile'])
    expect([profileTypes, iotTypes].map((types) => mayHoldProfiles(`Type: ${type}`, types))).toEqual([true, false]);
});

test('a nested template lies where CDK, or the property, says; one that is elsewhere is none', () => {
  const nested = (Properties: object, Metadata: object = {}, Type = 'AWS::CloudFormation::Stack') => ({
    Type,
    Properties,
    Metadata,
  });
  const text = JSON.stringify({
    Resources: {
      Asset: nested({ TemplateURL: { 'Fn::Sub': 'x' } }, { 'aws:asset:path': 'asset.json' }),
      Beside: nested({ TemplateURL: './in/beside.yaml' }),
      Sam: nested({ Location: 'sam.yaml' }, {}, 'AWS::Serverless::Application'),
      Far: nested({ TemplateURL: 'https://bucket/x.yaml' }),
      Other: { Type: 'AWS::IoT::ThingGroup', Properties: { TemplateURL: 'x.yaml' } },
    },
  });
  expect(nestedIn(readTemplateOf({ path: 'x', text }, profileTypes), 'folder/parent.json')).toEqual([
    { logicalId: 'Asset', path: 'folder/asset.json' },
    { logicalId: 'Beside', path: 'folder/in/beside.yaml' },
    { logicalId: 'Sam', path: 'folder/sam.yaml' },
  ]);
});

test.each([
  ['{', 'f: Template format error: JSON not well-formed.'],
  ['Resources: {A: {Type: X, Properties: {B: .inf}}}', 'f: the number .inf'],
])('what is wrong with a text is told with its file', (text, message) => {
  expect(() => readTemplateOf({ path: 'f', text }, profileTypes)).toThrow(message);
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Surrounding } from '../../simulator/iot/model/types';
import { accountId } from '../support/rig';
import { type Rig, region, startRig } from './rig';

/* What a deployment would do, told before it happens: over HTTP, against stacks that are deployed in the simulator. */

const missing = new Set<Surrounding>();

let rig: Rig;
let folder: string;
beforeEach(async () => {
  missing.clear();
  rig = await startRig({ iot: { missing } });
  folder = mkdtempSync(path.join(tmpdir(), 'plan-'));
});
afterEach(async () => {
  await rig.close();
  rmSync(folder, { recursive: true });
});

const arn = (resource: string): string => `arn:aws:iot:${region}:${accountId}:${resource}`;

const file = (text: string, name = 'template.yaml'): string => {
  const at = path.join(folder, name);
  mkdirSync(path.dirname(at), { recursive: true });
  writeFileSync(at, text);
  return at;
};

const behavior = (count: number | string = 100): string =>
  `{Name: quiet, Metric: aws:num-messages-sent, Criteria: {ComparisonOperator: less-than, Value: {Count: ${count}}, DurationSeconds: 300}}`;

interface Asked {
  readonly name?: string;
  readonly behaviors?: string;
  readonly more?: string;
  readonly beside?: string;
  readonly attributes?: string;
}

const template = ({
  name = 'fleet',
  behaviors = behavior(),
  more = '',
  beside = '',
  attributes = '',
}: Asked = {}): string => `
Parameters: {Limit: {Type: Number, Default: 100}, Secret: {Type: String, Default: s, NoEcho: true}}
Resources:
  Profile:
    Type: Custom::IoTSecurityProfile
    ${attributes}
    Properties:
      ServiceToken: ${rig.simulator.serviceToken}
      ${name === '' ? '' : `SecurityProfileName: ${name}`}
      Behaviors: [${behaviors}]
      ${more}
${beside}`;

const deploy = (text: string, stackName = 'fleet', parameters = {}) =>
  rig.simulator.cloudFormation.createStack({ stackName, templateBody: text, parameters });

const planned = (text: string, ...args: readonly string[]) => rig.json('plan', file(text), ...args);

const tamper = (operation: 'UpdateSecurityProfile' | 'AttachSecurityProfile' | 'TagResource', input: object): void => {
  const name = operation === 'TagResource' ? {} : { securityProfileName: 'fleet' };
  rig.simulator.iot.service.outOfBand(operation, { ...name, ...input });
};

describe('what becomes of a profile', () => {
  test('a stack that is not there yet makes it', async () => {
    expect(await planned(template(), '--stack', 'fleet')).toMatchObject({
      resources: [
        { resource: 'Profile', action: 'create', name: 'fleet', calls: [{ operation: 'CreateSecurityProfile' }] },
      ],
      summary: { create: 1, calls: 1 },
    });
  });

  test('a name that is generated is not known before there is a stack', async () => {
    expect(await planned(template({ name: '' }), '--stack', 'fleet')).toMatchObject({
      resources: [{ action: 'create', name: '<fleet-Profile-…>' }],
    });
  });

  test('deployed, there is nothing to do', async () => {
    const text = template({ name: '', more: 'Tags: [{Key: team, Value: plant}]' });
    await deploy(text);
    const { output, code } = await rig.tool('plan', file(text), '--stack', 'fleet', '--fail');
    expect(output).toContain('Plan: no changes. Nothing was changed.');
    expect(code).toBe(0);
  });

  test('in place, call by call', async () => {
    await deploy(template({ more: `TargetArns: ["${arn('thinggroup/old')}"]\n      Tags: [{Key: old, Value: x}]` }));
    const text = template({
      behaviors: behavior(250),
      more: `TargetArns: ["${arn('thinggroup/new')}"]\n      Tags: [{Key: new, Value: y}]`,
    });
    expect(await planned(text, '--stack', 'fleet')).toMatchObject({
      resources: [
        {
          action: 'update',
          version: 1,
          differences: [{ path: 'Behaviors[quiet].Criteria.Value.Count', live: 100, declared: 250 }],
          calls: [
            { operation: 'UpdateSecurityProfile', input: { expectedVersion: 1 } },
            { operation: 'AttachSecurityProfile', input: { securityProfileTargetArn: arn('thinggroup/new') } },
            { operation: 'DetachSecurityProfile', input: { securityProfileTargetArn: arn('thinggroup/old') } },
            { operation: 'UntagResource', input: { tagKeys: ['old'] } },
            { operation: 'TagResource', input: { tags: [{ Key: 'new', Value: 'y' }] } },
          ],
        },
      ],
    });
  });

  test('another name is a replacement, with its reason', async () => {
    await deploy(template());
    const { output } = await rig.tool('plan', file(template({ name: 'fleet-eu' })), '--stack', 'fleet');
    expect(output).toContain('± replace');
    expect(output).toContain('SecurityProfileName fleet → fleet-eu: a profile cannot be renamed');
    expect(output).toContain('the new one is made first; fleet is deleted last');
    expect(output).toContain('Plan: 0 to create, 0 to update, 1 to replace.');
  });

  test('what is kept by a policy stays', async () => {
    const kept = template({ attributes: 'UpdateReplacePolicy: Retain' });
    await deploy(kept);
    const { resources } = await planned(kept.replace('fleet\n', 'fleet-eu\n'), '--stack', 'fleet');
    expect(resources).toMatchObject([{ action: 'replace', calls: [{ operation: 'CreateSecurityProfile' }] }]);
  });

  test('a resource that is left out is deleted, or let go where it was adopted', async () => {
    rig.simulator.iot.service.seed({ securityProfileName: 'before' });
    const topic = '  Topic: {Type: AWS::SNS::Topic}\n';
    const adopting = template({ name: 'before', more: 'AdoptExisting: true', beside: topic }).replace(
      'Profile:',
      'Adopted:',
    );
    await deploy(`${template({ beside: topic })}`, 'one');
    await deploy(adopting, 'two');
    const rest = `Resources:\n${topic}`;
    expect(await planned(rest, '--stack', 'one')).toMatchObject({
      resources: [{ action: 'delete', name: 'fleet', calls: [{ operation: 'DeleteSecurityProfile' }] }],
    });
    expect(await planned(rest, '--stack', 'two')).toMatchObject({
      resources: [{ action: 'release', name: 'before', calls: [{ operation: 'UntagResource' }] }],
    });
  });

  test('a profile that is somebody else’s fails the deployment, which says whose; AdoptExisting takes it over', async () => {
    await deploy(template(), 'other');
    const { output, code } = await rig.tool('plan', file(template()), '--stack', 'mine', '--fail');
    expect(code).toBe(2);
    expect(output.replace(/\s+/g, ' ')).toMatch(
      /a profile fleet is there already, and it belongs to the stack arn:\S+:stack\/other/,
    );
    expect(await planned(template({ more: 'AdoptExisting: true' }), '--stack', 'mine')).toMatchObject({
      resources: [{ action: 'adopt', calls: [{ operation: 'TagResource' }, { operation: 'UpdateSecurityProfile' }] }],
    });
  });

  test('without a stack, the mark of a profile tells whose update it may be', async () => {
    await deploy(template());
    expect(await planned(template({ behaviors: behavior(7) }))).toMatchObject({
      resources: [{ action: 'update', assumption: expect.stringContaining('stack/fleet/') }],
    });
  });

  test('what the function refuses is told with every problem', async () => {
    await deploy(template());
    const { resources } = await planned(
      template({ behaviors: behavior(-1), more: 'TargetArn: x' }),
      '--stack',
      'fleet',
    );
    expect(resources).toMatchObject([
      {
        action: 'refused',
        calls: [],
        reasons: [expect.stringContaining('Count'), expect.stringContaining('TargetArn')],
      },
    ]);
  });

  test('what the service will probably refuse of an update is a doubt', async () => {
    await deploy(template());
    const { resources } = await planned(
      template({ behaviors: behavior().replace('quiet', 'not good') }),
      '--stack',
      'fleet',
    );
    expect(resources).toMatchObject([
      {
        action: 'update',
        checks: [{ kind: 'doubt', message: expect.stringContaining('Behaviors[0].Name: "not good"') }],
      },
    ]);
  });

  test('a token that is not known in one of the templates is none that has changed', async () => {
    await deploy(template());
    const open = template().replace(rig.simulator.serviceToken, '!GetAtt Function.Arn');
    const text = `${open}  Function: {Type: AWS::Serverless::Function}\n`;
    expect(await planned(text, '--stack', 'fleet')).toMatchObject({ resources: [{ action: 'no changes' }] });
    expect(await planned(text.replace('Count: 100', 'Count: 5'), '--stack', 'fleet')).toMatchObject({
      resources: [{ action: 'update', calls: [{ operation: 'UpdateSecurityProfile' }] }],
    });
  });

  test('what CloudFormation refuses is told too', async () => {
    await deploy(template());
    const other = template().replace(rig.simulator.serviceToken, `${rig.simulator.serviceToken}-2`);
    expect(await planned(other, '--stack', 'fleet')).toMatchObject({
      resources: [{ action: 'refused', reasons: [expect.stringContaining('ServiceToken')] }],
    });
  });
});

describe('three ways: deployed, live, declared', () => {
  test('what was changed elsewhere and would be lost', async () => {
    await deploy(template({ more: `TargetArns: ["${arn('thinggroup/a')}"]` }));
    tamper('UpdateSecurityProfile', { securityProfileDescription: 'by hand' });
    tamper('AttachSecurityProfile', { securityProfileTargetArn: arn('all/registered-things') });
    const text = template({ behaviors: behavior(9), more: `TargetArns: ["${arn('thinggroup/a')}"]` });
    const { resources, summary } = await planned(text, '--stack', 'fleet');
    expect(summary).toMatchObject({ lost: 2 });
    expect(resources).toMatchObject([
      {
        differences: [
          { path: 'Behaviors[quiet].Criteria.Value.Count' },
          { path: 'SecurityProfileDescription', live: 'by hand', overwrites: null },
        ],
        detachedFromOthers: [arn('all/registered-things')],
      },
    ]);
    const { output } = await rig.tool('plan', file(text), '--stack', 'fleet');
    expect(output).toContain('overwrites a change made elsewhere (deployed: –)');
    expect(output).toContain('attached elsewhere: this stack never declared it');
    expect(output.replace(/\s+/g, ' ')).toContain('2 changes made elsewhere would be lost.');
  });

  test('a template that says what it said changes nothing, whatever has become of the profile', async () => {
    await deploy(template());
    tamper('UpdateSecurityProfile', { securityProfileDescription: 'by hand' });
    expect(await planned(template(), '--stack', 'fleet')).toMatchObject({
      resources: [{ action: 'no changes', calls: [] }],
    });
    expect(await planned(template({ more: 'Revision: 2' }), '--stack', 'fleet')).toMatchObject({
      resources: [{ action: 'update', differences: [{ path: 'SecurityProfileDescription' }] }],
    });
  });
});

describe('a failure is told before it happens', () => {
  const failures = async (text: string): Promise<unknown> => {
    const { resources } = await planned(text, '--stack', 'fleet');
    return (
      resources as readonly { readonly checks: readonly { readonly kind: string; readonly message: string }[] }[]
    )[0]?.checks
      .filter(({ kind }) => kind === 'failure')
      .map(({ message }) => message);
  };

  test('a target that has all the profiles it can have', async () => {
    for (let count = 1; count <= 5; count++)
      rig.simulator.iot.service.seed({ securityProfileName: `other-${count}` }, { targets: [arn('thinggroup/full')] });
    const text = template({ more: `TargetArns: ["${arn('thinggroup/full')}"]` });
    expect(await failures(text)).toEqual([
      expect.stringContaining('thinggroup/full has 5 of 5 profiles (other-1, other-2'),
    ]);
    expect((await deploy(text)).stackStatus).toBe('ROLLBACK_COMPLETE');
  });

  test('a replacement needs room for both', async () => {
    for (let count = 1; count <= 4; count++)
      rig.simulator.iot.service.seed({ securityProfileName: `other-${count}` }, { targets: [arn('thinggroup/full')] });
    const text = template({ more: `TargetArns: ["${arn('thinggroup/full')}"]` });
    await deploy(text);
    expect(await failures(text.replace('fleet\n', 'fleet-eu\n'))).toEqual([
      expect.stringContaining('has 5 of 5 profiles'),
    ]);
  });

  test('a thing group, a custom metric, a dimension that is not there', async () => {
    for (const name of ['thinggroup/nowhere', 'custommetric/battery', 'dimension/topics'] as const) missing.add(name);
    const text = template({
      behaviors: `{Name: a, Metric: battery, Criteria: {ComparisonOperator: less-than, Value: {Number: 5}}}, {Name: b, Metric: aws:num-messages-sent, MetricDimension: {DimensionName: topics}, Criteria: {ComparisonOperator: less-than, Value: {Count: 5}, DurationSeconds: 300}}`,
      more: `TargetArns: ["${arn('thinggroup/nowhere')}"]`,
    });
    expect(await failures(text)).toEqual([
      expect.stringContaining('the thing group nowhere does not exist'),
      expect.stringContaining('the custom metric battery does not exist'),
      expect.stringContaining('the dimension topics does not exist'),
    ]);
    expect((await deploy(text)).stackStatus).toBe('ROLLBACK_COMPLETE');
  });

  test('what the template makes itself need not be there yet, if it comes first', async () => {
    for (const name of ['thinggroup/new', 'custommetric/heat', 'dimension/topics'] as const) missing.add(name);
    const beside = `  Group: {Type: AWS::IoT::ThingGroup, Properties: {ThingGroupName: new}}
  Heat: {Type: AWS::IoT::CustomMetric, Properties: {MetricName: heat, MetricType: number}}
  Topics: {Type: AWS::IoT::Dimension, Properties: {Name: topics, Type: TOPIC_FILTER, StringValues: [a]}}
`;
    const behaviors =
      '{Name: a, Metric: !Ref Heat, Criteria: {ComparisonOperator: less-than, Value: {Number: 5}}}, {Name: b, Metric: aws:num-messages-sent, MetricDimension: {DimensionName: !Ref Topics}, Criteria: {ComparisonOperator: less-than, Value: {Count: 5}, DurationSeconds: 300}}';
    const text = template({ behaviors, beside, more: 'TargetArns: [!GetAtt Group.Arn]' });
    expect(await planned(text, '--stack', 'fleet')).toMatchObject({ resources: [{ action: 'create', checks: [] }] });
    const literal = text.replace('!GetAtt Group.Arn', `"${arn('thinggroup/new')}"`);
    expect(await planned(literal, '--stack', 'fleet')).toMatchObject({
      resources: [{ checks: [{ kind: 'doubt', message: expect.stringContaining('add DependsOn') }] }],
    });
  });

  test('two profiles of one template on a target that has room for one', async () => {
    for (let count = 1; count <= 4; count++)
      rig.simulator.iot.service.seed({ securityProfileName: `other-${count}` }, { targets: [arn('thinggroup/full')] });
    const more = `TargetArns: ["${arn('thinggroup/full')}"]`;
    const second = template({ name: 'second', more }).split('Resources:\n')[1]?.replace('Profile:', 'Second:') ?? '';
    const { resources } = await planned(template({ more, beside: second }), '--stack', 'fleet');
    expect(resources).toMatchObject([
      { name: 'fleet', checks: [{ kind: 'note' }] },
      { name: 'second', checks: [{ kind: 'failure', message: expect.stringContaining('has 5 of 5 profiles') }] },
    ]);
  });

  test('two resources of one name', async () => {
    const second = template().split('Resources:\n')[1]?.replace('Profile:', 'Second:') ?? '';
    const { resources } = await planned(template({ beside: second }), '--stack', 'fleet');
    expect(resources).toMatchObject([
      { checks: [] },
      { checks: [{ kind: 'failure', message: expect.stringContaining('Profile declares a profile fleet too') }] },
    ]);
  });

  test('a mistake of the template, and a token that is missing', async () => {
    const { resources } = await planned(
      template({ more: 'SecurityProfileDescription: !Ref Nowhere' }).replace(/ +ServiceToken.*\n/, ''),
      '--stack',
      'fleet',
    );
    expect(resources).toMatchObject([
      {
        action: 'refused',
        reasons: [expect.stringContaining('Nowhere'), expect.stringContaining('ServiceToken: is missing')],
      },
    ]);
  });

  test('what is refused for one reason is looked at for the others too', async () => {
    missing.add('thinggroup/nowhere');
    rig.simulator.iot.service.seed({ securityProfileName: 'fleet' });
    const text = template({ more: `TargetArns: ["${arn('thinggroup/nowhere')}"]` });
    expect(await planned(text, '--stack', 'fleet')).toMatchObject({
      resources: [{ action: 'refused', checks: [{ kind: 'failure', message: expect.stringContaining('nowhere') }] }],
    });
  });

  test('tags of others that leave no room', async () => {
    await deploy(template());
    const tags = Array.from({ length: 47 }, (_, index) => ({ Key: `theirs-${index}`, Value: 'x' }));
    tamper('TagResource', { resourceArn: arn('securityprofile/fleet'), tags });
    expect(await planned(template({ more: 'Tags: [{Key: one-more, Value: x}]' }), '--stack', 'fleet')).toMatchObject({
      resources: [{ action: 'refused', reasons: [expect.stringContaining('would have 51 tags')] }],
    });
  });

  test('a stack that CloudFormation updates no more', async () => {
    rig.simulator.iot.service.seed({ securityProfileName: 'fleet' });
    expect((await deploy(template())).stackStatus).toBe('ROLLBACK_COMPLETE');
    const { output, code } = await rig.tool('plan', file(template()), '--stack', 'fleet', '--fail');
    expect(output.replace(/\s+/g, ' ')).toContain(
      'the stack fleet is in ROLLBACK_COMPLETE: CloudFormation updates it no more',
    );
    expect(code).toBe(2);
    expect((await rig.tool('plan', file(template()), '--stack', 'fleet', '--format', 'github')).output).toContain(
      '::error title=stack::the stack fleet is in ROLLBACK_COMPLETE',
    );
  });

  test('what may not be asked is said to be unchecked', async () => {
    rig.simulator.iot.faults.add({
      operation: 'DescribeThingGroup',
      effect: { kind: 'error', name: 'AccessDeniedException', status: 403, message: 'no' },
    });
    expect(
      await planned(template({ more: `TargetArns: ["${arn('thinggroup/x')}"]` }), '--stack', 'fleet'),
    ).toMatchObject({
      resources: [{ checks: [{ kind: 'doubt', message: expect.stringContaining('was not checked') }] }],
      summary: { failures: 0 },
    });
  });
});

describe('what is not known is not compared, and said so', () => {
  test('a value that is known only when it is deployed', async () => {
    const text = template({
      more: 'TargetArns: [!GetAtt Group.Arn]\n      SecurityProfileDescription: !GetAtt Other.Text',
      beside: '  Group: {Type: AWS::IoT::ThingGroup}\n  Other: {Type: AWS::SSM::Parameter}\n',
    });
    const { resources, summary } = await planned(text, '--stack', 'fleet');
    expect(resources).toMatchObject([{ notCompared: ['TargetArns[0]', 'SecurityProfileDescription'] }]);
    expect(summary).toMatchObject({ notCompared: 2 });
    expect((await rig.tool('plan', file(text), '--stack', 'fleet', '--strict')).code).toBe(2);
  });

  test('a stack knows the physical ids of its resources, and its parameters', async () => {
    const text = template({
      behaviors: behavior('!Ref Limit'),
      more: 'TargetArns: [!GetAtt Group.Arn]',
      beside: '  Group: {Type: AWS::IoT::ThingGroup}\n',
    });
    await deploy(text, 'fleet', { Limit: '42' });
    expect(
      await planned(text.replace('DurationSeconds: 300', 'DurationSeconds: 600'), '--stack', 'fleet'),
    ).toMatchObject({
      resources: [
        { action: 'update', notCompared: [], differences: [{ path: 'Behaviors[quiet].Criteria.DurationSeconds' }] },
      ],
    });
    expect(await planned(text, '--stack', 'fleet', '--parameter', 'Limit=43')).toMatchObject({
      resources: [{ differences: [{ live: 42, declared: 43 }] }],
    });
  });

  test('a value that is kept to itself', async () => {
    const text = template({ more: 'SecurityProfileDescription: !Ref Secret' });
    await deploy(text, 'fleet', { Secret: 'hidden' });
    const next = text.replace('DurationSeconds: 300', 'DurationSeconds: 600');
    expect(await planned(next, '--stack', 'fleet')).toMatchObject({
      resources: [{ notCompared: ['SecurityProfileDescription'] }],
    });
  });

  test('beside what is not known, everything else is compared', async () => {
    const open = '{Name: open, Metric: !Ref Secret, Criteria: {MlDetectionConfig: {ConfidenceLevel: HIGH}}}';
    const more = 'Tags: [{Key: secret, Value: !Ref Secret}, {Key: team, Value: plant}]';
    const hidden = { Secret: 'aws:num-disconnects' };
    await deploy(template({ behaviors: `${behavior()}, ${open}`, more }), 'fleet', hidden);
    const next = template({ behaviors: `${behavior(5)}, ${open}`, more: more.replace('plant', 'field') });
    const { resources } = await planned(next, '--stack', 'fleet');
    expect(resources).toMatchObject([
      {
        differences: [{ path: 'Behaviors[quiet].Criteria.Value.Count' }],
        notCompared: ['Behaviors[1].Metric', 'Tags[0].Value'],
        calls: [
          {
            operation: 'UpdateSecurityProfile',
            input: { behaviors: [{ name: 'quiet' }, { name: 'open', metric: 'aws:num-disconnects' }] },
          },
          { operation: 'TagResource', input: { tags: [{ Key: 'team', Value: 'field' }] } },
        ],
      },
    ]);
  });

  test('a behavior that may be there or not is not said to go', async () => {
    const text = `${template({
      behaviors: `${behavior()}, !If [IsOpen, {Name: open, Metric: aws:num-disconnects, Criteria: {MlDetectionConfig: {ConfidenceLevel: HIGH}}}, !Ref AWS::NoValue]`,
    })}Conditions: {IsOpen: !Equals [!Ref Secret, "yes"]}\n`;
    await deploy(text, 'fleet', { Secret: 'yes' });
    const { resources } = await planned(text.replace('Count: 100', 'Count: 5'), '--stack', 'fleet');
    expect(resources).toMatchObject([
      { differences: [{ path: 'Behaviors[quiet].Criteria.Value.Count' }], notCompared: ['Behaviors[1]'] },
    ]);
  });

  test('a name that is not known leaves nothing to say', async () => {
    const text = template({ name: '!GetAtt Other.Value', beside: '  Other: {Type: AWS::SSM::Parameter}\n' });
    expect((await planned(text)).resources).toMatchObject([{ action: 'unknown' }]);
  });

  test('what was hidden and is known now is an update, compared with what stands', async () => {
    const text = template({ more: 'SecurityProfileDescription: !Ref Secret' });
    await deploy(text, 'fleet', { Secret: 'one' });
    const changed = [{ path: 'SecurityProfileDescription', live: 'one', declared: 'two' }];
    expect(await planned(text, '--stack', 'fleet', '--parameter', 'Secret=two')).toMatchObject({
      resources: [{ action: 'update', differences: changed }],
    });
    expect(await planned(text.replace('!Ref Secret', 'two'), '--stack', 'fleet')).toMatchObject({
      resources: [{ action: 'update', differences: changed }],
    });
    const same = await planned(text.replace('!Ref Secret', 'one'), '--stack', 'fleet');
    expect(same).toMatchObject({
      resources: [{ action: 'no changes', reasons: [expect.stringContaining('depends on')] }],
    });
  });

  test('another function than before is not the same, whatever it says', async () => {
    const other = '  Other: {Type: AWS::SSM::Parameter}\n';
    const text = template({ more: 'SecurityProfileDescription: !GetAtt Other.Value', beside: other });
    const next = text.replace('Other.Value', 'Other.Type');
    await deploy(template({ more: 'SecurityProfileDescription: x' }));
    const { resources } = await planned(next, '--stack', 'fleet');
    expect(resources).toMatchObject([
      { notCompared: ['SecurityProfileDescription'], reasons: [expect.stringContaining('depends on')] },
    ]);
  });

  test('what other stacks export is known', async () => {
    await deploy(
      'Resources: {Topic: {Type: AWS::SNS::Topic}}\nOutputs: {Name: {Value: imported, Export: {Name: shared-name}}}',
      'shared',
    );
    expect((await planned(template({ name: '!ImportValue shared-name' }))).resources).toMatchObject([
      { name: 'imported' },
    ]);
  });
});

describe('what it looks at', () => {
  test('nested stacks whose templates lie beside their parent', async () => {
    file(template({ behaviors: behavior('!Ref Limit') }), 'inner.yaml');
    const outer = file(
      'Resources:\n  Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: inner.yaml, Parameters: {Limit: 7}}}\n' +
        '  Far: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: "https://example.com/x.yaml"}}\n',
      'outer.yaml',
    );
    expect(await rig.json('plan', outer)).toMatchObject({
      resources: [
        {
          action: 'create',
          differences: expect.arrayContaining([{ path: 'Behaviors[quiet].Criteria.Value.Count', declared: 7 }]),
        },
      ],
      notSeen: [{ what: 'nested stack Far' }],
    });
  });

  test('that template of cdk.out which is the stack’s', async () => {
    file(template({ name: 'one' }), 'cdk.out/One.template.json');
    file(template({ name: 'two' }), 'cdk.out/Two.template.json');
    file(
      JSON.stringify({
        version: '1',
        artifacts: {
          One: {
            type: 'aws:cloudformation:stack',
            properties: { templateFile: 'One.template.json', stackName: 'prod-one' },
          },
          Two: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Two.template.json' } },
        },
      }),
      'cdk.out/manifest.json',
    );
    const at = path.join(folder, 'cdk.out');
    expect((await rig.json('plan', at, '--stack', 'prod-one')).resources).toMatchObject([
      { name: 'one', stack: 'prod-one' },
    ]);
    expect((await rig.json('plan', at)).resources).toMatchObject([{ name: 'one' }, { name: 'two' }]);
    expect((await rig.tool('plan', at, '--stack', 'three')).errors).toContain('it has those of prod-one, Two');
  });

  test('annotations say what fails and what changes', async () => {
    await deploy(template());
    const at = file(template({ behaviors: behavior(5) }));
    expect((await rig.tool('plan', at, '--stack', 'fleet', '--format', 'github')).output).toBe(
      `::notice file=${at},line=4,title=Profile::update in place: profile fleet\n` +
        '::notice title=plan::Plan: 0 to create, 1 to update, 0 to replace. Nothing was changed.\n',
    );
  });

  test('annotations say what goes, and what was not compared', async () => {
    await deploy(template({ beside: '  Topic: {Type: AWS::SNS::Topic}\n' }));
    const gone = file('Resources: {Topic: {Type: AWS::SNS::Topic}}');
    expect((await rig.tool('plan', gone, '--stack', 'fleet', '--format', 'github')).output).toContain(
      `::notice file=${gone},title=Profile::delete: profile fleet\n`,
    );
    const open = file(
      template({
        more: 'SecurityProfileDescription: !GetAtt Other.Value',
        beside: '  Other: {Type: AWS::SSM::Parameter}\n',
      }),
    );
    expect((await rig.tool('plan', open, '--stack', 'fleet', '--format', 'github')).output).toContain(
      `::warning file=${open},line=4,title=Profile::not compared: SecurityProfileDescription\n`,
    );
  });

  test('a stack that is not there yet is said to be made', async () => {
    const { output } = await rig.tool('plan', file(template()), '--stack', 'flet');
    expect(output.replace(/\s+/g, ' ')).toContain('note: there is no stack flet yet: the deployment would create it');
  });

  test('a resource that cannot be read is neither left out nor said to be deleted', async () => {
    await deploy(template());
    const unread = template({ attributes: 'DeletionPolicy: Keep' });
    const { output, code } = await rig.tool('plan', file(unread), '--stack', 'fleet', '--strict');
    expect(output).toContain('it cannot be read: Template format error: Unrecognized DeletionPolicy Keep');
    expect(output).toContain('Of 1 profile nothing can be said.');
    expect(output).not.toContain('delete');
    expect(code).toBe(2);
    expect((await rig.tool('drift', file(unread))).output.replace(/\s+/g, ' ')).toContain('not compared: Profile in');
  });

  test('a profile that is taken from another stack is said to be', async () => {
    await deploy(template(), 'other');
    const { resources } = await planned(template({ more: 'AdoptExisting: true' }), '--stack', 'mine');
    expect(resources).toMatchObject([
      { reasons: [expect.stringMatching(/^it is taken from the stack arn:.*stack\/other\//), expect.anything()] },
    ]);
  });

  test('a file without a profile of ours, and the native type', async () => {
    const native = 'Resources: {P: {Type: AWS::IoT::SecurityProfile, Properties: {SecurityProfileName: x}}}';
    const { output, code } = await rig.tool('plan', file(native));
    expect(output).toContain("1 resource of the native type is left to CloudFormation's change sets.");
    expect(output).toContain('No Custom::IoTSecurityProfile in');
    expect(code).toBe(0);
  });

  test('nothing is written, whatever is planned', async () => {
    await deploy(template());
    rig.simulator.iot.journal.clear();
    await planned(template({ name: 'other' }), '--stack', 'fleet');
    expect(rig.simulator.iot.journal.calls.length).toBeGreaterThan(0);
    expect(rig.simulator.iot.journal.writes).toEqual([]);
  });
});

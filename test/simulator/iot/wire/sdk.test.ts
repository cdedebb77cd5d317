import {
  AttachSecurityProfileCommand,
  CreateSecurityProfileCommand,
  DeleteSecurityProfileCommand,
  DescribeCustomMetricCommand,
  DescribeDimensionCommand,
  DescribeSecurityProfileCommand,
  DescribeThingGroupCommand,
  DetachSecurityProfileCommand,
  IoTClient,
  ListSecurityProfilesCommand,
  ListSecurityProfilesForTargetCommand,
  ListTagsForResourceCommand,
  paginateListTargetsForSecurityProfile,
  ResourceAlreadyExistsException,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecurityProfileCommand,
  ValidateSecurityProfileBehaviorsCommand,
  VersionConflictException,
} from '@aws-sdk/client-iot';
import { type IotServer, iotOperations, startIotService } from '../../../../simulator/iot';
import { accountId, arn, everyMember, region } from '../support';

const securityProfileName = 'a:b';
const securityProfileArn = arn('securityprofile/a:b');
const { securityProfileName: _full, ...content } = everyMember;

let server: IotServer;
let client: IoTClient;
beforeAll(async () => {
  server = await startIotService({ region, accountId, pageSize: 2 });
  client = new IoTClient({
    region,
    endpoint: server.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await server.close();
});

// The tests tell one story in order: the SDK makes, changes, reads and removes one profile by every operation.
describe('the AWS SDK for JavaScript', () => {
  type CreateInput = ConstructorParameters<typeof CreateSecurityProfileCommand>[0];
  const input = { ...content, securityProfileName, tags: [{ Key: 'k', Value: '1 & 2' }] } as CreateInput;

  test('creates a profile with every member', async () => {
    const answer = await client.send(new CreateSecurityProfileCommand(input));
    expect(answer).toMatchObject({ securityProfileName, securityProfileArn });
    expect(server.service.profile(securityProfileName)).toMatchObject({ profile: content, tags: { k: '1 & 2' } });
  });

  test('reads the same content back', async () => {
    const { $metadata, creationDate, lastModifiedDate, ...answer } = await client.send(
      new DescribeSecurityProfileCommand({ securityProfileName }),
    );
    expect(answer).toEqual({ ...content, securityProfileName, securityProfileArn, version: 1 });
    expect(creationDate).toBeInstanceOf(Date);
    expect(lastModifiedDate).toEqual(creationDate);
    expect($metadata).toMatchObject({ httpStatusCode: 200, requestId: expect.any(String) });
  });

  test('updates it at the expected version', async () => {
    const change = { securityProfileName, deleteAlertTargets: true, securityProfileDescription: '' };
    const answer = await client.send(new UpdateSecurityProfileCommand({ ...change, expectedVersion: 1 }));
    expect(answer).toMatchObject({ version: 2, behaviors: content.behaviors });
    expect(answer.alertTargets).toBeUndefined();
    expect(answer.securityProfileDescription).toBeUndefined();
  });

  test('gets modelled errors, with their members', async () => {
    const conflict = client.send(new UpdateSecurityProfileCommand({ securityProfileName, expectedVersion: 1 }));
    await expect(conflict).rejects.toBeInstanceOf(VersionConflictException);
    const error = await client.send(new CreateSecurityProfileCommand({ securityProfileName })).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ResourceAlreadyExistsException);
    expect(error).toMatchObject({
      name: 'ResourceAlreadyExistsException',
      resourceId: securityProfileName,
      resourceArn: securityProfileArn,
      $metadata: { httpStatusCode: 409 },
    });
  });

  const groups = ['1', '2', '3', '4', '5'].map((group) => arn(`thinggroup/g:${group}`));

  test('attaches it, and lists its targets over all pages', async () => {
    for (const securityProfileTargetArn of groups) {
      await client.send(new AttachSecurityProfileCommand({ securityProfileName, securityProfileTargetArn }));
    }
    const pages: (string | undefined)[][] = [];
    for await (const page of paginateListTargetsForSecurityProfile({ client }, { securityProfileName })) {
      pages.push((page.securityProfileTargets ?? []).map((target) => target.arn));
    }
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(pages.flat()).toEqual(groups);
  });

  test('lists profiles, also by target', async () => {
    const identifier = { name: securityProfileName, arn: securityProfileArn };
    const all = await client.send(new ListSecurityProfilesCommand({ maxResults: 1 }));
    expect(all.securityProfileIdentifiers).toEqual([identifier]);
    const target = { securityProfileTargetArn: groups[0] };
    const mapped = await client.send(new ListSecurityProfilesForTargetCommand({ ...target, recursive: true }));
    expect(mapped.securityProfileTargetMappings).toEqual([
      { securityProfileIdentifier: identifier, target: { arn: groups[0] } },
    ]);
  });

  test('reads what it refers to', async () => {
    const group = await client.send(new DescribeThingGroupCommand({ thingGroupName: 'g:1' }));
    expect(group).toMatchObject({ thingGroupArn: arn('thinggroup/g:1'), version: 1 });
    expect(group.thingGroupMetadata?.creationDate).toBeInstanceOf(Date);
    const metric = await client.send(new DescribeCustomMetricCommand({ metricName: 'battery' }));
    expect(metric).toMatchObject({ metricArn: arn('custommetric/battery'), creationDate: expect.any(Date) });
    const dimension = await client.send(new DescribeDimensionCommand({ name: 'topics' }));
    expect(dimension).toMatchObject({ arn: arn('dimension/topics'), type: 'TOPIC_FILTER' });
  });

  test('detaches it', async () => {
    const target = { securityProfileName, securityProfileTargetArn: groups[0] };
    await client.send(new DetachSecurityProfileCommand(target));
    expect(server.service.profile(securityProfileName)?.targets).toEqual(groups.slice(1));
  });

  test('tags, untags and lists tags', async () => {
    const resourceArn = securityProfileArn;
    await client.send(new TagResourceCommand({ resourceArn, tags: [{ Key: 'a/b', Value: '' }] }));
    await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['k'] }));
    const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn }));
    expect(tags).toEqual([{ Key: 'a/b', Value: '' }]);
  });

  test('has behaviors validated', async () => {
    const behaviors = [{ name: 'b', criteria: { consecutiveDatapointsToAlarm: 11 } }];
    const answer = await client.send(new ValidateSecurityProfileBehaviorsCommand({ behaviors }));
    expect(answer).toMatchObject({ valid: false, validationErrors: [{ errorMessage: expect.any(String) }] });
  });

  test('deletes it at the expected version', async () => {
    await client.send(new DeleteSecurityProfileCommand({ securityProfileName, expectedVersion: 2 }));
    expect(server.service.profileNames()).toEqual([]);
  });

  test('has by now been through every operation', () => {
    const succeeded = server.journal.calls.filter(({ status }) => status === 200).map(({ operation }) => operation);
    expect([...new Set(succeeded)].sort()).toEqual(iotOperations);
  });
});

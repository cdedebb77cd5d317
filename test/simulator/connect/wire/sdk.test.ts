import {
  ConnectClient,
  CreateSecurityProfileCommand,
  type CreateSecurityProfileCommandInput,
  DeleteSecurityProfileCommand,
  DescribeSecurityProfileCommand,
  DuplicateResourceException,
  ListSecurityProfileAIAgentsCommand,
  ListTagsForResourceCommand,
  paginateListSecurityProfileApplications,
  paginateListSecurityProfileFlowModules,
  paginateListSecurityProfilePermissions,
  paginateListSecurityProfiles,
  ResourceInUseException,
  ResourceNotFoundException,
  SearchSecurityProfilesCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecurityProfileCommand,
} from '@aws-sdk/client-connect';
import { type ConnectServer, connectOperations, startConnectService } from '../../../../simulator/connect';
import { accountId, arnOf, everyMember, InstanceId, instanceArn, region } from '../support';

const SecurityProfileName = 'Tier 1 agents';
const Tags = { team: 'blue', 'cloudformation:logical-id': 'Agents', 'a b': '' };
const { Permissions, Applications, AllowedFlowModules, AllowedAIAgents, ...described } = everyMember;

let server: ConnectServer;
let client: ConnectClient;
let key: { InstanceId: string; SecurityProfileId: string };
let resourceArn: string;
beforeAll(async () => {
  server = await startConnectService({ region, accountId, pageSize: 2 });
  client = new ConnectClient({
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

const collected = async <Page>(pages: AsyncIterable<Page>): Promise<readonly Page[]> => {
  const all: Page[] = [];
  for await (const page of pages) all.push(page);
  return all;
};

// The tests tell one story in order: the SDK makes, changes, reads and removes one profile by every operation.
describe('the AWS SDK for JavaScript', () => {
  // The SDK's lists may be changed, those of the constant may not.
  const input = JSON.parse(
    JSON.stringify({ InstanceId, SecurityProfileName, ...everyMember, Tags }),
  ) as CreateSecurityProfileCommandInput;

  test('creates a profile with every member', async () => {
    const { SecurityProfileId = '', SecurityProfileArn = '' } = await client.send(
      new CreateSecurityProfileCommand(input),
    );
    expect(SecurityProfileId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(SecurityProfileArn).toBe(arnOf(SecurityProfileId));
    key = { InstanceId, SecurityProfileId };
    resourceArn = SecurityProfileArn;
    expect(server.service.profile(resourceArn)).toEqual({
      instanceId: InstanceId,
      id: SecurityProfileId,
      arn: resourceArn,
      name: SecurityProfileName,
      content: everyMember,
      tags: Tags,
      users: [],
    });
  });

  test('reads back what has no list of its own', async () => {
    const { SecurityProfile } = await client.send(new DescribeSecurityProfileCommand(key));
    expect(SecurityProfile).toEqual({
      Id: key.SecurityProfileId,
      OrganizationResourceId: InstanceId,
      Arn: resourceArn,
      SecurityProfileName,
      ...described,
      Tags,
      LastModifiedTime: expect.any(Date),
      LastModifiedRegion: region,
    });
  });

  // The SDK writes its tokens into the input that it is given.
  test('reads the lists over all pages', async () => {
    const permissions = await collected(paginateListSecurityProfilePermissions({ client }, { ...key }));
    expect(permissions.map((page) => page.Permissions)).toEqual([Permissions.slice(0, 2), Permissions.slice(2)]);
    expect(permissions).toMatchObject([{ LastModifiedRegion: region, LastModifiedTime: expect.any(Date) }, {}]);
    const applications = await collected(paginateListSecurityProfileApplications({ client, pageSize: 1 }, { ...key }));
    expect(applications.flatMap((page) => page.Applications ?? [])).toEqual(Applications);
    const modules = await collected(paginateListSecurityProfileFlowModules({ client }, { ...key }));
    expect(modules.flatMap((page) => page.AllowedFlowModules ?? [])).toEqual(AllowedFlowModules);
    const agents = await client.send(new ListSecurityProfileAIAgentsCommand({ ...key, MaxResults: 1000 }));
    expect(agents.AllowedAIAgents).toEqual(AllowedAIAgents);
  });

  test('finds it among those that the instance has from the beginning', async () => {
    const pages = await collected(paginateListSecurityProfiles({ client, pageSize: 1000 }, { InstanceId }));
    const all = pages.flatMap((page) => page.SecurityProfileSummaryList ?? []);
    expect(pages.length).toBe(3);
    expect(all.map(({ Name }) => Name).sort()).toEqual([
      'Admin',
      'Agent',
      'CallCenterManager',
      'QualityAnalyst',
      SecurityProfileName,
    ]);
    expect(all.find(({ Name }) => Name === SecurityProfileName)).toEqual({
      Id: key.SecurityProfileId,
      Arn: resourceArn,
      Name: SecurityProfileName,
      LastModifiedTime: expect.any(Date),
      LastModifiedRegion: region,
    });
  });

  test('searches for it', async () => {
    const SearchCriteria = {
      StringCondition: { FieldName: 'name', Value: 'Tier', ComparisonType: 'STARTS_WITH' },
    } as const;
    const found = await client.send(new SearchSecurityProfilesCommand({ InstanceId, SearchCriteria }));
    expect(found).toMatchObject({
      SecurityProfiles: [{ Id: key.SecurityProfileId, SecurityProfileName, Description: 'First line', Tags }],
      ApproximateTotalCount: 1,
    });
  });

  test('updates a member, and takes others away', async () => {
    await client.send(
      new UpdateSecurityProfileCommand({
        ...key,
        Description: '',
        Permissions: ['Users.View'],
        Applications: [],
        AllowedAccessControlTags: {},
      }),
    );
    expect(server.service.profile(resourceArn)?.content).toEqual({
      ...everyMember,
      Description: '',
      Permissions: ['Users.View'],
      Applications: [],
      AllowedAccessControlTags: {},
    });
  });

  test('tags, untags and lists tags', async () => {
    await client.send(new TagResourceCommand({ resourceArn, tags: { 'cost/center': '7', team: 'red' } }));
    await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['a b', 'cloudformation:logical-id'] }));
    const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn }));
    expect(tags).toEqual({ 'cost/center': '7', team: 'red' });
  });

  test('gets modelled errors, with their members', async () => {
    await expect(client.send(new CreateSecurityProfileCommand(input))).rejects.toBeInstanceOf(
      DuplicateResourceException,
    );
    server.service.assignTo(resourceArn, 'u-1');
    const error = await client.send(new DeleteSecurityProfileCommand(key)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ResourceInUseException);
    expect(error).toMatchObject({
      name: 'ResourceInUseException',
      message: expect.stringContaining('is in use'),
      ResourceType: 'USER',
      ResourceId: `${instanceArn}/agent/u-1`,
      $metadata: { httpStatusCode: 409, requestId: expect.any(String) },
    });
    server.service.takeFrom(resourceArn, 'u-1');
  });

  test('deletes it, once', async () => {
    await client.send(new DeleteSecurityProfileCommand(key));
    expect(server.service.profiles()).toEqual([]);
    await expect(client.send(new DeleteSecurityProfileCommand(key))).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  test('has by now been through every operation', () => {
    const succeeded = server.journal.calls.filter(({ status }) => status === 200).map(({ operation }) => operation);
    expect([...new Set(succeeded)].sort()).toEqual(connectOperations);
  });
});

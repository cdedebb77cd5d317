import {
  ConnectClient,
  CreateSecurityProfileCommand,
  ListSecurityProfilesCommand,
  UpdateSecurityProfileCommand,
} from '@aws-sdk/client-connect';
import { known, OldSdkError, refuseWhatIsLeftOut } from '../../../aws/connect/left-out';

const profile = { InstanceId: 'i', SecurityProfileName: 'p' };

const textOf = (body: unknown = ''): string => {
  const { buffer, byteOffset, byteLength } = typeof body === 'string' ? Buffer.from(body) : (body as Uint8Array);
  return Buffer.from(buffer, byteOffset, byteLength).toString();
};

type Body = Record<string, unknown>;

const without =
  (...members: readonly string[]) =>
  (body: Body): unknown => {
    for (const member of members) delete body[member];
    return body;
  };

/** A client that reaches nobody; `forget`: what its serializer leaves out, as that of an older version does. */
const client = (forget?: (body: Body) => unknown) => {
  const sent: string[] = [];
  const made = new ConnectClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    requestHandler: {
      handle: async ({ body }: { readonly body: unknown }) => {
        sent.push(textOf(body));
        throw Object.assign(new Error('there is no network'), { name: 'NoNetwork' });
      },
    },
  });
  made.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { body: unknown };
      const text = textOf(request.body);
      // Older ones make texts, newer ones bytes.
      if (text !== '')
        request.body = forget === undefined ? Buffer.from(text) : JSON.stringify(forget(JSON.parse(text)));
      return next(args);
    },
    { step: 'serialize', priority: 'low', name: 'forget' },
  );
  refuseWhatIsLeftOut(made);
  return { made, sent };
};

describe('what an older SDK would leave out', () => {
  test('is refused by name, all of it, before anything is sent', async () => {
    const { made, sent } = client(without('AllowedAIAgents', 'AllowedFlowModules'));
    const input = { ...profile, AllowedAIAgents: [{ Arn: 'a' }], AllowedFlowModules: [], Applications: [] };
    const refusal = await made.send(new CreateSecurityProfileCommand(input)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(OldSdkError);
    expect(String(refusal)).toContain(
      'does not know all of AllowedAIAgents, AllowedFlowModules, and would leave the rest out',
    );
    expect(sent).toEqual([]);
  });

  test('is refused of an update too, where it is to be cleared', async () => {
    const { made, sent } = client(without('GranularAccessControlConfiguration'));
    const input = { InstanceId: 'i', SecurityProfileId: 'p', GranularAccessControlConfiguration: {} };
    await expect(made.send(new UpdateSecurityProfileCommand(input))).rejects.toThrow(
      'GranularAccessControlConfiguration',
    );
    expect(sent).toEqual([]);
  });

  test('is refused of an application too, whose type is younger than applications are', async () => {
    const { made, sent } = client((body) => ({ ...body, Applications: [{ Namespace: 'n' }] }));
    const input = { ...profile, Applications: [{ Namespace: 'n', Type: 'MCP' } as const] };
    await expect(made.send(new CreateSecurityProfileCommand(input))).rejects.toThrow('all of Applications,');
    expect(sent).toEqual([]);
  });

  test('is refused of tags too: assigned to an object, __proto__ is lost', async () => {
    const { made, sent } = client((body) => ({ ...body, AllowedAccessControlTags: {} }));
    const AllowedAccessControlTags = Object.fromEntries([['__proto__', 'x']]);
    const input = { ...profile, AllowedAccessControlTags };
    await expect(made.send(new CreateSecurityProfileCommand(input))).rejects.toThrow(
      'all of AllowedAccessControlTags,',
    );
    expect(sent).toEqual([]);
  });

  test('is nobody’s trouble where nothing of it is declared', async () => {
    const { made, sent } = client(without('AllowedAIAgents'));
    const input = { ...profile, AllowedAIAgents: undefined };
    await expect(made.send(new CreateSecurityProfileCommand(input))).rejects.toThrow('there is no network');
    expect(sent).toHaveLength(1);
  });
});

test('an SDK that knows everything sends everything', async () => {
  const { made, sent } = client();
  const input = {
    ...profile,
    AllowedAccessControlHierarchyGroupId: 'g',
    AllowedAIAgents: [{ Arn: 'a' }],
    AllowedFlowModules: [],
    Applications: [],
    GranularAccessControlConfiguration: {},
    HierarchyRestrictedResources: ['User'],
  };
  await expect(made.send(new CreateSecurityProfileCommand(input))).rejects.toThrow('there is no network');
  expect(Object.keys(JSON.parse(sent[0] ?? '') as object)).toEqual(
    expect.arrayContaining(Object.keys(input).filter((member) => member !== 'InstanceId')),
  );
});

test('what is sent in the address alone, or in another form, is not judged', async () => {
  const page = { InstanceId: 'i', MaxResults: 7, NextToken: 'n' };
  await expect(client().made.send(new ListSecurityProfilesCommand(page))).rejects.toThrow('there is no network');
  const other = client();
  const recode = (next: (args: { request: unknown }) => unknown) => (args: { request: unknown }) => {
    (args.request as { body: unknown }).body = Buffer.from([0xbf, 0xff]);
    return next(args);
  };
  other.made.middlewareStack.add(recode as never, { step: 'serialize', priority: 'low', name: 'recode' });
  await expect(other.made.send(new CreateSecurityProfileCommand(profile))).rejects.toThrow('there is no network');
});

test('an operation that it does not have is refused by what it would read', () => {
  const present = class Command {};
  expect(known(present, 'AllowedAIAgents')).toBe(present);
  expect(() => known(undefined, 'AllowedAIAgents')).toThrow(OldSdkError);
});

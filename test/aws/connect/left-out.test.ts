import { ConnectClient, CreateSecurityProfileCommand, UpdateSecurityProfileCommand } from '@aws-sdk/client-connect';
import { known, OldSdkError, refuseWhatIsLeftOut } from '../../../aws/connect/left-out';

const profile = { InstanceId: 'i', SecurityProfileName: 'p' };

const textOf = (body: unknown): string => {
  const { buffer, byteOffset, byteLength } = typeof body === 'string' ? Buffer.from(body) : (body as Uint8Array);
  return Buffer.from(buffer, byteOffset, byteLength).toString();
};

/** A client that reaches nobody; `forgets`: what its serializer leaves out, as that of an older version does. */
const client = (forgets: readonly string[] = []) => {
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
      const body = JSON.parse(textOf(request.body)) as Record<string, unknown>;
      for (const member of forgets) delete body[member];
      // Older ones make texts, newer ones bytes.
      request.body = forgets.length > 0 ? JSON.stringify(body) : Buffer.from(JSON.stringify(body));
      return next(args);
    },
    { step: 'serialize', priority: 'low', name: 'forget' },
  );
  refuseWhatIsLeftOut(made);
  return { made, sent };
};

describe('what an older SDK would leave out', () => {
  test('is refused by name, all of it, before anything is sent', async () => {
    const { made, sent } = client(['AllowedAIAgents', 'AllowedFlowModules']);
    const input = { ...profile, AllowedAIAgents: [{ Arn: 'a' }], AllowedFlowModules: [], Applications: [] };
    const refusal = await made.send(new CreateSecurityProfileCommand(input)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(OldSdkError);
    expect(String(refusal)).toContain('does not know AllowedAIAgents, AllowedFlowModules, and would leave it out');
    expect(sent).toEqual([]);
  });

  test('is refused of an update too, where it is to be cleared', async () => {
    const { made, sent } = client(['GranularAccessControlConfiguration']);
    const input = { InstanceId: 'i', SecurityProfileId: 'p', GranularAccessControlConfiguration: {} };
    await expect(made.send(new UpdateSecurityProfileCommand(input))).rejects.toThrow(
      'GranularAccessControlConfiguration',
    );
    expect(sent).toEqual([]);
  });

  test('is nobody’s trouble where nothing of it is declared', async () => {
    const { made, sent } = client(['AllowedAIAgents']);
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

test('an operation that it does not have is refused by what it would read', () => {
  const present = class Command {};
  expect(known(present, 'AllowedAIAgents')).toBe(present);
  expect(() => known(undefined, 'AllowedAIAgents')).toThrow(OldSdkError);
});

import type { ConnectClient } from '@aws-sdk/client-connect';

/** Members that came to the API later than the first functions with Node 22 did to Lambda. */
const laterMembers = [
  'AllowedAccessControlHierarchyGroupId',
  'AllowedAIAgents',
  'AllowedFlowModules',
  'Applications',
  'GranularAccessControlConfiguration',
  'HierarchyRestrictedResources',
] as const;

/** The function has no SDK of its own, and the one of its runtime is too old for what is declared. */
export class OldSdkError extends Error {
  override readonly name = 'OldSdkError';
  constructor(members: readonly string[]) {
    super(
      `the SDK of this function's runtime does not know ${members.join(', ')}, and would leave it out; nothing was sent. ` +
        'Use the function of templates/connect/sam.yaml or dist/connect/lambda.zip, which have an SDK of their own',
    );
  }
}

/** A command that the SDK may be too old to have. @throws OldSdkError where it is */
export const known = <Command>(command: Command | undefined, member: (typeof laterMembers)[number]): Command => {
  if (command === undefined) throw new OldSdkError([member]);
  return command;
};

const isLeftOut =
  (input: object, body: Buffer) =>
  (member: string): boolean =>
    Reflect.get(input, member) !== undefined && !body.includes(`"${member}"`);

const bodyOf = (request: unknown): Buffer => {
  const { body = '' } = request as { readonly body?: string | Uint8Array };
  // Not the bytes as they are: those of the SDK warn whoever takes them for a text.
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
};

/** An SDK leaves out, without a word, what it does not know: a profile would be made with more rights, or fewer, than declared. */
export const refuseWhatIsLeftOut = ({ middlewareStack }: ConnectClient): void =>
  middlewareStack.add(
    (next) => async (args) => {
      const body = bodyOf(args.request);
      const members = laterMembers.filter(isLeftOut(args.input, body));
      if (members.length > 0) throw new OldSdkError(members);
      return next(args);
    },
    { step: 'build', name: 'refuseWhatIsLeftOut' },
  );

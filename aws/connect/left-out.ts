import type { ConnectClient } from '@aws-sdk/client-connect';
import type { Grant } from '../../core/connect-security-profile/plan/grants';
import { textOf } from '../../core/connect-security-profile/plan/meaning';

/** Members of inputs that travel in the address; each came with its operation. */
const inAddress: ReadonlySet<string> = new Set(['InstanceId', 'SecurityProfileId', 'resourceArn']);

/** The function has no SDK of its own, and the one of its runtime is too old for what is declared. */
export class OldSdkError extends Error {
  override readonly name = 'OldSdkError';
  constructor(members: readonly string[]) {
    super(
      `the SDK of this function's runtime does not know all of ${members.join(', ')}, and would leave the rest out; nothing was sent. ` +
        'Use the function of templates/connect/sam.yaml or dist/connect/lambda.zip, which have an SDK of their own',
    );
  }
}

/** A command that the SDK may be too old to have. @throws OldSdkError where it is */
export const known = <Command>(command: Command | undefined, member: Grant): Command => {
  if (command === undefined) throw new OldSdkError([member]);
  return command;
};

/** What is sent; `undefined` where nothing is, or in another form: then nobody can tell what is missing. */
const sentWith = (request: unknown): object | undefined => {
  const { body = '' } = request as { readonly body?: string | Uint8Array };
  try {
    // Not the bytes as they are: those of the SDK warn whoever takes them for a text.
    const { buffer, byteOffset, byteLength } = typeof body === 'string' ? Buffer.from(body) : body;
    return JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString());
  } catch {
    return undefined;
  }
};

/**
 * What of the input is not sent, or not whole: what is in a member may be younger than the member, as the type of an
 * application is.
 */
const leftOut = (input: object, sent: object): readonly string[] =>
  Object.entries(input).flatMap(([member, value]) =>
    inAddress.has(member) || textOf(value) === textOf(Reflect.get(sent, member)) ? [] : member,
  );

/** An SDK leaves out, without a word, what it does not know: a profile would be made with more rights, or fewer, than declared. */
export const refuseWhatIsLeftOut = ({ middlewareStack }: ConnectClient): void =>
  middlewareStack.add(
    (next) => async (args) => {
      const sent = sentWith(args.request);
      const members = sent === undefined ? [] : leftOut(args.input, sent);
      if (members.length > 0) throw new OldSdkError(members);
      return next(args);
    },
    { step: 'build', name: 'refuseWhatIsLeftOut' },
  );

import { CallError, readFailure } from '../../aws/failure';
import { IncompleteAnswerError } from '../../aws/pages';
import type { CommonOptions } from '../context';
import { visible } from '../screen/visible';

const noCredentials = /CredentialsProvider|CredentialsError|TokenProvider|SSOToken/;
const expired = /^(ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired)$/;
const badKey =
  /^(UnrecognizedClientException|InvalidClientTokenId|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature\w*|MissingAuthenticationToken\w*)$/;
/** Node says it as a code, or in the message where that was lost on the way. */
const unreachable =
  /\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET|EPROTO|CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED\w+|UNABLE_TO\w+)\b/;

/** A line that says what to set, for what goes wrong between the tool and AWS; `undefined` for a defect. */
export const failureText = (error: unknown, { profile, endpointUrl }: CommonOptions): string | undefined => {
  const { name, message, code = '', status } = readFailure(error instanceof CallError ? error.cause : error);
  const own = visible(message);
  if (/Region is missing/.test(message)) return 'no Region is set: give --region, or set AWS_REGION';
  const isWithout = noCredentials.test(name) || /Could not (?:load|resolve) credentials|Token is expired/.test(message);
  if (profile !== undefined && isWithout)
    return `the profile ${visible(profile)} gives no credentials: ${own}. aws configure list-profiles shows those there are`;
  if (isWithout)
    return `no AWS credentials were found (${own}): give --profile, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`;
  if (expired.test(name))
    return `the AWS credentials have expired (${own}): get new ones, for example by aws sso login`;
  if (badKey.test(name))
    return `AWS does not accept the credentials: ${name}: ${own}. Check the profile, the Region and the clock`;
  const [, reason = name === 'TimeoutError' ? name : undefined] = unreachable.exec(`${code} ${message}`) ?? [];
  if (reason !== undefined)
    return `cannot reach ${endpointUrl ?? 'AWS'} (${reason}: ${own}): check the network, --region and --endpoint-url`;
  if (error instanceof IncompleteAnswerError) return own;
  if (!(error instanceof CallError)) return undefined;
  const denied = status === 403 || /AccessDenied|Forbidden|NotAuthorized/.test(name);
  return `${visible(error.message)}${denied ? '. The policy that the tool needs is in its docs' : ''}`;
};

import type { WireHeaders } from '../../loopback/message';
import { type CredentialScope, type SignatureProblem, signatureProblem } from '../../loopback/signature';
import { ServiceError } from '../errors';

const names: Readonly<Record<SignatureProblem['kind'], string>> = {
  missing: 'MissingAuthenticationTokenException',
  incomplete: 'IncompleteSignatureException',
  scope: 'InvalidSignatureException',
};

/**
 * Checks that a request is signed for a service in a Region.
 * @throws ServiceError with status 403, as AWS refuses
 */
export const checkSignature = (headers: WireHeaders, scope: CredentialScope): void => {
  const problem = signatureProblem(headers, scope);
  if (problem) throw new ServiceError(names[problem.kind], 403, problem.message);
};

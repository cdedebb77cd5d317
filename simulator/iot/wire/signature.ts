import type { WireHeaders } from '../../loopback/message';
import { type SignatureProblem, signatureProblem } from '../../loopback/signature';
import { IotServiceError } from '../profiles/errors';

const names: Readonly<Record<SignatureProblem['kind'], string>> = {
  missing: 'MissingAuthenticationTokenException',
  incomplete: 'IncompleteSignatureException',
  scope: 'InvalidSignatureException',
};

/**
 * Checks that a request is signed for this service and Region.
 * @throws IotServiceError with status 403, as AWS refuses
 */
export const checkSignature = (headers: WireHeaders, region: string): void => {
  const problem = signatureProblem(headers, { region, service: 'iot' });
  if (problem) throw new IotServiceError(names[problem.kind], 403, problem.message);
};

import { randomUUID } from 'node:crypto';
import { defectText, type Responder, type WireAnswer, type WireRequest } from '../loopback/message';
import { type SignatureProblem, signatureProblem, signedService } from '../loopback/signature';
import { QueryError } from './errors';
import { Form } from './form';
import { document, type XmlMembers } from './xml';

/** One operation: what it is given, and what it tells; undefined where it has nothing to tell. @throws QueryError */
export type QueryOperation = (form: Form) => XmlMembers | undefined;

/** A service that speaks AWS's Query protocol: forms in, XML out. */
export interface QueryService {
  /** As in the scope of a signature. */
  readonly name: string;
  readonly version: string;
  readonly namespace: string;
  readonly operations: Readonly<Record<string, QueryOperation>>;
}

/** One call, for whoever watches. */
export interface QueryCall {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly service: string;
  /** Empty where the request names none. */
  readonly operation: string;
  readonly status: number;
  readonly error?: { readonly name: string; readonly message: string };
}

export interface QueryResponderOptions {
  readonly services: readonly [QueryService, ...QueryService[]];
  readonly region: string;
  readonly onCall: (call: QueryCall) => void;
}

/** Answers for the services; which one is meant, the signature says. */
export const queryResponder =
  ({ services, region, onCall }: QueryResponderOptions): Responder =>
  async (request) => {
    const requestId = randomUUID();
    const named = signedService(request.headers);
    const service = services.find(({ name }) => name === named) ?? services[0];
    let operation = '';
    const call = { time: Date.now(), service: service.name };
    try {
      checkSignature(request, region, service.name);
      const form = formOf(request);
      operation = form.text('Action') ?? '';
      const result = resultOf(service, operation, form);
      onCall({ ...call, operation, status: 200 });
      return answerOf(service, operation, result, requestId);
    } catch (error) {
      const refusal = asQueryError(error);
      const { code, message, status } = refusal;
      onCall({ ...call, operation, status, error: { name: code, message } });
      return errorAnswerOf(service, refusal, requestId);
    }
  };

const signatureErrors: Readonly<Record<SignatureProblem['kind'], readonly [code: string, status: number]>> = {
  missing: ['MissingAuthenticationToken', 403],
  incomplete: ['IncompleteSignature', 400],
  scope: ['SignatureDoesNotMatch', 403],
};

const checkSignature = ({ headers }: WireRequest, region: string, service: string): void => {
  const problem = signatureProblem(headers, { region, service });
  if (problem === undefined) return;
  const [code, status] = signatureErrors[problem.kind];
  throw new QueryError(code, problem.message, status);
};

const formOf = ({ headers, body }: WireRequest): Form => {
  const type = String(headers['content-type'] ?? '');
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type))
    throw new QueryError('MalformedInput', `Content type '${type}' is not application/x-www-form-urlencoded`);
  return new Form(body);
};

const resultOf = ({ version, operations }: QueryService, name: string, form: Form): XmlMembers | undefined => {
  if (name === '') throw new QueryError('MissingAction', 'The parameter Action is missing');
  const given = form.text('Version');
  const operation = given === version && Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined)
    throw new QueryError(
      'InvalidAction',
      `Could not find operation ${name} for version ${given ?? 'NO_VERSION_SPECIFIED'}; the simulator has, for version ${version}: ${Object.keys(operations).join(', ')}`,
    );
  return operation(form);
};

const answerOf = (
  { namespace }: QueryService,
  operation: string,
  result: XmlMembers | undefined,
  requestId: string,
): WireAnswer => {
  const members = { [`${operation}Result`]: result, ResponseMetadata: { RequestId: requestId } };
  return xmlAnswer(200, document(`${operation}Response`, namespace, members), requestId);
};

const errorAnswerOf = (
  { namespace }: QueryService,
  { code, message, status }: QueryError,
  requestId: string,
): WireAnswer => {
  const told = { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message };
  return xmlAnswer(status, document('ErrorResponse', namespace, { Error: told, RequestId: requestId }), requestId);
};

const xmlAnswer = (status: number, body: string, requestId: string): WireAnswer => ({
  status,
  headers: { 'content-type': 'text/xml', 'x-amzn-RequestId': requestId },
  body,
});

/** A fault of the simulator itself must reach the caller as one, not as silence. */
const asQueryError = (error: unknown): QueryError =>
  error instanceof QueryError ? error : new QueryError('InternalFailure', defectText(error), 500);

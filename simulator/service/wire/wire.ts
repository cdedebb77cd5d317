import { createHash } from 'node:crypto';
import type { WireAnswer, WireRequest } from '../../loopback/message';
import { ServiceError } from '../errors';
import type { ServiceRequest } from '../gateway/gateway';
import { constraintError, validationMessage } from '../model/constraints';
import { numberOf, parsedJson, printedJson, withNumbersOf } from '../model/json';
import type { OperationModel } from '../model/operation';
import type { Shape } from '../model/shapes';
import type { SimulatedService } from '../service';
import type { Input, Output } from '../types';
import { checkSignature } from './signature';

/**
 * Reads a request in the restJson1 protocol. What is wrong with the message becomes the request's refusal.
 * @throws ServiceError when no operation has this method and path
 */
export const requestOf = <Operation extends string>(
  request: WireRequest,
  { model, location }: SimulatedService<Operation>,
): ServiceRequest<Operation> => {
  const { operations, operationNames, signingName, refusals } = model;
  const [path = '', ...query] = request.url.split('?');
  const operation = operationNames.find(
    (name) => operations[name].method === request.method && labelOf(operations[name].path, path) !== undefined,
  );
  if (!operation) {
    throw new ServiceError('UnknownOperationException', 404, `No operation for ${request.method} ${path}`);
  }
  const canonicalRequest = canonicalRequestOf(request, path, query.join('?'));
  try {
    checkSignature(request.headers, { region: location.region, service: signingName });
    return { operation, input: inputOf(operations[operation], path, query.join('?'), request), canonicalRequest };
  } catch (error) {
    const refusal = error instanceof MalformedRequest ? refusals.invalidRequest(error.message) : error;
    if (refusal instanceof ServiceError) return { operation, input: {}, refusal, canonicalRequest };
    throw error;
  }
};

/** Each service has its own error for it. */
class MalformedRequest extends Error {}

const invalidRequest = (message: string): MalformedRequest => new MalformedRequest(message);

/** The request as its sender has signed it, or nearly: method, path, query, signed headers and a hash of the body. */
const canonicalRequestOf = ({ method, headers, body }: WireRequest, path: string, query: string): string => {
  const [, signed = ''] = /SignedHeaders=([^,\s]+)/.exec(String(headers.authorization)) ?? [];
  const lines = signed.split(';').map((name) => `${name}:${headers[name] ?? ''}`);
  const hash = createHash('sha256').update(body).digest('hex');
  return [method, path, query, ...lines, '', signed, hash].join('\n');
};

/** The answer of an operation that succeeded. restJson1 carries timestamps as seconds since 1970, with a fraction. */
export const answerOf = (output: Output, requestId: string): WireAnswer => {
  return jsonAnswer(200, {}, wireValue(output), requestId);
};

const wireValue = (value: unknown): unknown => {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(wireValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, wireValue(inner)]));
};

/** The answer of an operation that failed. The error's name is in a header; SDKs cut it off at the colon. */
export const errorAnswerOf = (
  error: ServiceError,
  textMember: 'message' | 'Message',
  requestId: string,
): WireAnswer => {
  const headers = { 'x-amzn-errortype': `${error.name}:` };
  return jsonAnswer(error.status, headers, { [textMember]: error.message, ...error.members }, requestId);
};

const jsonAnswer = (
  status: number,
  headers: Readonly<Record<string, string>>,
  body: unknown,
  requestId: string,
): WireAnswer => {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-RequestId': requestId, ...headers },
    body: printedJson(body),
  };
};

/** The path's labels by their names, still encoded; none where the template has none; `undefined` when the path does not match. */
const labelOf = (template: string, path: string): Readonly<Record<string, string>> | undefined => {
  const pattern = template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  const match = new RegExp(`^${pattern}$`).exec(path);
  return match ? { ...match.groups } : undefined;
};

const inputOf = (model: OperationModel, path: string, query: string, request: WireRequest): Input => {
  const labels = Object.entries(labelOf(model.path, path) ?? {});
  return {
    ...Object.fromEntries(labels.map(([name, label]) => [name, decoded(label)])),
    ...queryMembers(model, query),
    ...bodyMembers(model, request),
  };
};

/** Percent-decodes once: an escaped percent sign stays an escape. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidRequest(`Malformed percent-encoding in ${text}`);
  }
};

const queryMembers = (model: OperationModel, query: string): Input => {
  const parameters = query.split('&').filter((parameter) => parameter !== '');
  const members = parameters.map((parameter): [string, string] => {
    const [name = '', ...value] = parameter.split('=');
    return [decoded(name), decoded(value.join('='))];
  });
  const names = members.map(([name]) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index && !isList(model, name));
  if (repeated !== undefined) throw invalidRequest(`Query parameter ${repeated} is given twice`);
  const textsOf = (name: string) => members.flatMap(([other, text]) => (other === name ? [text] : []));
  return Object.fromEntries(names.map((name) => queryMember(model, name, textsOf(name))));
};

/** The member that travels under a name in the query; `undefined` when none does. */
const memberOf = (
  { query, input }: OperationModel,
  name: string,
): { readonly member: string; readonly shape: Shape } | undefined => {
  const member = Object.hasOwn(query, name) ? query[name] : undefined;
  const shape = member === undefined ? undefined : input.members[member];
  return member === undefined || shape === undefined ? undefined : { member, shape };
};

const isList = (model: OperationModel, name: string): boolean => memberOf(model, name)?.shape.kind === 'list';

/** A list is given an element at a time, under the same name. */
const queryMember = (model: OperationModel, name: string, texts: readonly string[]): readonly [string, unknown] => {
  const found = memberOf(model, name);
  if (!found) throw invalidRequest(`Query parameter ${name} is not known to this operation`);
  const { member, shape } = found;
  const values = texts.map((text) => queryScalar(shape.kind === 'list' ? shape.member : shape, name, text));
  return [member, shape.kind === 'list' ? values : values[0]];
};

const queryScalar = (shape: Shape, name: string, text: string): unknown => {
  const value = scalarOf(shape, text);
  if (value === undefined) {
    throw invalidRequest(
      validationMessage([constraintError(`'${text}'`, name, `Member must be of type ${shape.kind}`)]),
    );
  }
  return value;
};

/** A scalar out of its text in a query; `undefined` when the text is none of that type. */
const scalarOf = (shape: Shape, text: string): unknown => {
  switch (shape.kind) {
    case 'string':
      return text;
    case 'integer':
    case 'long':
      return /^-?\d+$/.test(text) ? numberOf(text) : undefined;
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : undefined;
    case 'double':
    case 'list':
    case 'map':
    case 'structure':
      return undefined;
  }
};

const bodyMembers = (model: OperationModel, { headers, body }: WireRequest): Input => {
  if (body === '') return {};
  // The SDK for JavaScript v2 sends an empty object where there is nothing to send, and AWS takes it.
  if (model.body.length === 0 && body.trim() === '{}') return {};
  if (model.body.length === 0) throw invalidRequest('This operation takes no body');
  const contentType = String(headers['content-type'] ?? '');
  if (!/^application\/json\s*(;|$)/i.test(contentType)) {
    throw new ServiceError(
      'UnsupportedMediaTypeException',
      415,
      `Content type '${contentType}' is not application/json`,
    );
  }
  const members = parsed(body);
  const unknown = Object.keys(members).find((member) => !model.body.includes(member));
  if (unknown !== undefined) throw invalidRequest(`Member ${unknown} is not known in the body of this operation`);
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, withNumbersOf(model.input.members[name], value)]),
  );
};

const parsed = (body: string): Input => {
  const value = jsonOf(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ServiceError('SerializationException', 400, 'The body must be a JSON object');
  }
  return { ...value };
};

const jsonOf = (body: string): unknown => {
  try {
    return parsedJson(body);
  } catch {
    throw new ServiceError('SerializationException', 400, 'The body is not JSON');
  }
};

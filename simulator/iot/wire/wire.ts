import { createHash } from 'node:crypto';
import type { WireAnswer, WireRequest } from '../../loopback/message';
import type { IotRequest } from '../gateway/gateway';
import { constraintError, validationMessage } from '../model/constraints';
import { numberOf, parsedJson, printedJson, withNumbersOf } from '../model/json';
import { type OperationModel, operations } from '../model/operations';
import type { Shape } from '../model/shapes';
import { type IotInput, type IotOutput, iotOperations } from '../model/types';
import { IotServiceError, invalidRequest } from '../profiles/errors';
import { checkSignature } from './signature';

/**
 * Reads a request in the restJson1 protocol. What is wrong with the message becomes the request's refusal.
 * @throws IotServiceError when no operation has this method and path
 */
export const requestOf = (request: WireRequest, region: string): IotRequest => {
  const [path = '', ...query] = request.url.split('?');
  const operation = iotOperations.find(
    (name) => operations[name].method === request.method && labelOf(operations[name].path, path) !== undefined,
  );
  if (!operation) {
    throw new IotServiceError('UnknownOperationException', 404, `No operation for ${request.method} ${path}`);
  }
  const canonicalRequest = canonicalRequestOf(request, path, query.join('?'));
  try {
    checkSignature(request.headers, region);
    return { operation, input: inputOf(operations[operation], path, query.join('?'), request), canonicalRequest };
  } catch (error) {
    if (error instanceof IotServiceError) return { operation, input: {}, refusal: error, canonicalRequest };
    throw error;
  }
};

/** The request as its sender has signed it, or nearly: method, path, query, signed headers and a hash of the body. */
const canonicalRequestOf = ({ method, headers, body }: WireRequest, path: string, query: string): string => {
  const [, signed = ''] = /SignedHeaders=([^,\s]+)/.exec(String(headers.authorization)) ?? [];
  const lines = signed.split(';').map((name) => `${name}:${headers[name] ?? ''}`);
  const hash = createHash('sha256').update(body).digest('hex');
  return [method, path, query, ...lines, '', signed, hash].join('\n');
};

/** The answer of an operation that succeeded. restJson1 carries timestamps as seconds since 1970, with a fraction. */
export const answerOf = (output: IotOutput, requestId: string): WireAnswer => {
  return jsonAnswer(200, {}, wireValue(output), requestId);
};

const wireValue = (value: unknown): unknown => {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(wireValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, wireValue(inner)]));
};

/** The answer of an operation that failed. The error's name is in a header; SDKs cut it off at the colon. */
export const errorAnswerOf = (error: IotServiceError, requestId: string): WireAnswer => {
  const headers = { 'x-amzn-errortype': `${error.name}:` };
  return jsonAnswer(error.status, headers, { message: error.message, ...error.members }, requestId);
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

/** The path's label by its name, still encoded; nothing where the template has none; `undefined` when the path does not match. */
const labelOf = (template: string, path: string): Readonly<Record<string, string>> | undefined => {
  const pattern = template.replace(/\{(\w+)\}/, '(?<$1>[^/]+)');
  const match = new RegExp(`^${pattern}$`).exec(path);
  return match ? { ...match.groups } : undefined;
};

const inputOf = (model: OperationModel, path: string, query: string, request: WireRequest): IotInput => {
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

const queryMembers = (model: OperationModel, query: string): IotInput => {
  const parameters = query.split('&').filter((parameter) => parameter !== '');
  const members = parameters.map((parameter): [string, string] => {
    const [name = '', ...value] = parameter.split('=');
    return [decoded(name), decoded(value.join('='))];
  });
  const duplicate = members.find(([name], index) => members.findIndex(([other]) => other === name) !== index);
  if (duplicate) throw invalidRequest(`Query parameter ${duplicate[0]} is given twice`);
  return Object.fromEntries(members.map(([name, text]) => [name, queryValue(model, name, text)]));
};

const queryValue = (model: OperationModel, name: string, text: string): unknown => {
  const shape = model.query.includes(name) ? model.input.members[name] : undefined;
  if (!shape) throw invalidRequest(`Query parameter ${name} is not known to this operation`);
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

const bodyMembers = (model: OperationModel, { headers, body }: WireRequest): IotInput => {
  if (body === '') return {};
  // The SDK for JavaScript v2 sends an empty object where there is nothing to send, and AWS takes it.
  if (model.body.length === 0 && body.trim() === '{}') return {};
  if (model.body.length === 0) throw invalidRequest('This operation takes no body');
  const contentType = String(headers['content-type'] ?? '');
  if (!/^application\/json\s*(;|$)/i.test(contentType)) {
    throw new IotServiceError(
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

const parsed = (body: string): IotInput => {
  const value = jsonOf(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new IotServiceError('SerializationException', 400, 'The body must be a JSON object');
  }
  return { ...value };
};

const jsonOf = (body: string): unknown => {
  try {
    return parsedJson(body);
  } catch {
    throw new IotServiceError('SerializationException', 400, 'The body is not JSON');
  }
};

import { type Shape, type StructureShape, structure } from './shapes';

/** How one operation travels: its method and path, and where each member of the input is found. */
export interface OperationModel {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** A path of literal segments and labels, such as `{securityProfileName}`. */
  readonly path: string;
  /** Members that travel as query parameters, by the parameter's name. */
  readonly query: Readonly<Record<string, string>>;
  /** Members that travel in a JSON body; with none, a body is not allowed. */
  readonly body: readonly string[];
  readonly input: StructureShape;
}

interface Bindings {
  readonly path?: Readonly<Record<string, Shape>>;
  readonly query?: Readonly<Record<string, Shape>>;
  /** The query parameters that are not called as their members are, by member. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
}

/** What is in the path is required. */
export const operation = (method: OperationModel['method'], path: string, bindings: Bindings): OperationModel => {
  const query = bindings.query ?? {};
  const body = bindings.body ?? {};
  const inPath = bindings.path ?? {};
  return {
    method,
    path,
    query: Object.fromEntries(Object.keys(query).map((member) => [bindings.parameters?.[member] ?? member, member])),
    body: Object.keys(body),
    input: structure({ ...inPath, ...query, ...body }, [...Object.keys(inPath), ...(bindings.required ?? [])]),
  };
};

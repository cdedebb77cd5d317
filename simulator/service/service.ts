import type { Refusals } from './errors';
import type { OperationModel } from './model/operation';
import type { Input, Output, ServiceLocation } from './types';

/** What wire and gateway must know of a service. */
export interface ServiceModel<Operation extends string> {
  /** The name of the service that its requests are signed for. */
  readonly signingName: string;
  readonly operations: Readonly<Record<Operation, OperationModel>>;
  readonly operationNames: readonly Operation[];
  /** The operations that change something. */
  readonly writeOperations: ReadonlySet<Operation>;
  /** The member of an error's body that holds its text. */
  readonly errorText: 'message' | 'Message';
  readonly refusals: Refusals;
}

/** A service behind its gateway. */
export interface SimulatedService<Operation extends string> {
  readonly model: ServiceModel<Operation>;
  readonly location: ServiceLocation;
  /**
   * One API call. Dates in the answer are `Date` objects, as in the SDK.
   * @throws ServiceError as the service refuses
   */
  call(operation: Operation, input: Input): Output;
}

import { ServiceError as IotServiceError } from '../../service/errors';

export { IotServiceError };

export const invalidRequest = (message: string): IotServiceError =>
  new IotServiceError('InvalidRequestException', 400, message);

export const resourceNotFound = (message: string): IotServiceError =>
  new IotServiceError('ResourceNotFoundException', 404, message);

/** AWS IoT answers a version conflict with 409, the status of ResourceAlreadyExistsException: only the name tells them apart. */
export const versionConflict = (message: string): IotServiceError =>
  new IotServiceError('VersionConflictException', 409, message);

/** AWS IoT answers a limit with 410. */
export const limitExceeded = (message: string): IotServiceError =>
  new IotServiceError('LimitExceededException', 410, message);

/** AWS IoT answers a throttle with 400, not 429. */
export const throttling = (): IotServiceError => new IotServiceError('ThrottlingException', 400, 'Rate exceeded');

export const resourceAlreadyExists = (resourceId: string, resourceArn: string): IotServiceError =>
  new IotServiceError(
    'ResourceAlreadyExistsException',
    409,
    `Security profile ${resourceId} already exists with different properties`,
    { resourceId, resourceArn },
  );

import { ServiceError as ConnectServiceError } from '../../service/errors';

export { ConnectServiceError };

/** Of a message that is not as it should be, and of a request that makes no sense as a whole. */
export const invalidRequest = (message: string): ConnectServiceError =>
  new ConnectServiceError('InvalidRequestException', 400, message);

/** Of a member that is not as it should be. */
export const invalidParameter = (message: string): ConnectServiceError =>
  new ConnectServiceError('InvalidParameterException', 400, message);

export const resourceNotFound = (message: string): ConnectServiceError =>
  new ConnectServiceError('ResourceNotFoundException', 404, message);

export const duplicateResource = (message: string): ConnectServiceError =>
  new ConnectServiceError('DuplicateResourceException', 409, message);

export const accessDenied = (message: string): ConnectServiceError =>
  new ConnectServiceError('AccessDeniedException', 403, message);

/** `resourceId`: what uses the resource that was to be deleted. */
export const resourceInUse = (message: string, resourceType: 'USER', resourceId: string): ConnectServiceError =>
  new ConnectServiceError('ResourceInUseException', 409, message, {
    ResourceType: resourceType,
    ResourceId: resourceId,
  });

/** Amazon Connect answers a quota with 429, the status of ThrottlingException: only the name tells them apart. */
export const limitExceeded = (message: string): ConnectServiceError =>
  new ConnectServiceError('LimitExceededException', 429, message);

export const throttling = (): ConnectServiceError =>
  new ConnectServiceError('ThrottlingException', 429, 'Rate exceeded');

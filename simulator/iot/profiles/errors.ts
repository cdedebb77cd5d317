/** An error as the service answers it: a name that SDKs turn into a class, an HTTP status, a text, and further members of the body. */
export class IotServiceError extends Error {
  override readonly name: string;
  readonly status: number;
  /** Members of the error's body beside `message`. */
  readonly members: Readonly<Record<string, string>>;

  constructor(name: string, status: number, message: string, members: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = name;
    this.status = status;
    this.members = members;
  }
}

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

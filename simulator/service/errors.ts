/** An error as a service answers it: a name that SDKs turn into a class, an HTTP status, a text, and further members of the body. */
export class ServiceError extends Error {
  override readonly name: string;
  readonly status: number;
  /** Members of the error's body beside its text. */
  readonly members: Readonly<Record<string, string>>;

  constructor(name: string, status: number, message: string, members: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = name;
    this.status = status;
    this.members = members;
  }
}

/** How a service refuses what any service may have to refuse. */
export interface Refusals {
  /** Of a message that is not as it should be. */
  invalidRequest(message: string): ServiceError;
  /** Of a call too many. */
  throttling(): ServiceError;
}

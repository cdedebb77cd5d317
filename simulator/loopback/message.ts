/** Header names in lower case, as Node gives them. */
export type WireHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface WireRequest {
  readonly method: string;
  /** Path and query as sent, still encoded. */
  readonly url: string;
  readonly headers: WireHeaders;
  readonly body: string;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What is told of an error that nobody has foreseen. */
export const defectText = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** What a caller gets: an answer, a connection that is reset, or nothing ever. */
export type Responder = (request: WireRequest) => Promise<WireAnswer | 'reset' | 'silence'>;

import type { Clock } from '../runtime/clock';

/** What a run of the tool sees of the world outside. */
export interface Environment {
  /** Writes results. */
  readonly write: (text: string) => void;
  /** Writes progress, hints and errors. */
  readonly writeError: (text: string) => void;
  /** Whether results are shown in colors. */
  readonly isColored: boolean;
  /** Of the screen. */
  readonly columns: number;
  /** Whether somebody watches what `writeError` writes: then a line of progress may be written over. */
  readonly isWatched: boolean;
  /** As the process has them. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

export const formats = ['text', 'json', 'github'] as const;
export type Format = (typeof formats)[number];

/** Options that every verb has. */
export interface CommonOptions {
  readonly format: Format;
  readonly color: boolean;
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
}
